"""Start-up of the app: connects its receivers."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """The app's place in the project."""

    name = "reviews"

    def ready(self) -> None:
        """Connect the receivers."""
        from reviews import receivers  # noqa: F401
