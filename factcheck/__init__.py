"""The fact-checking workbench: start-up, wiring and leaf helpers."""

from factcheck.celery import app as celery_app

__all__ = ("celery_app",)
