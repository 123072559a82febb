"""Start-up of the project package: registers the system checks."""

from django.apps import AppConfig


class FactcheckConfig(AppConfig):
    """Holds the pages, commands and static files that belong to no single app."""

    name = "factcheck"

    def ready(self) -> None:
        """Register the system checks."""
        from factcheck import checks  # noqa: F401
