"""Start-up of the app: connects its receivers."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """The app's place in the project."""

    name = "exports"

    def ready(self) -> None:
        """Connect the receivers."""
        from exports import receivers  # noqa: F401
