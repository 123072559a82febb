"""Start-up of the app: connects its receivers."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """The app's place in the project."""

    name = "claims"

    def ready(self) -> None:
        """Connect the receivers."""
        from claims import receivers  # noqa: F401
