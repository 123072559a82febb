"""Start-up of the app."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """The app's place in the project."""

    name = "exports"
