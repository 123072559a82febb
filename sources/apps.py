"""Start-up of the app: connects its receivers."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """The app's place in the project."""

    name = "sources"

    def ready(self) -> None:
        """Connect the receivers."""
        from sources import receivers  # noqa: F401
