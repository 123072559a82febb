"""The Celery app, its task class and the beat schedule."""

import logging
import os
from functools import partial
from typing import TYPE_CHECKING, Any

from celery import Celery
from celery.contrib.django.task import DjangoTask
from django.db import transaction
from kombu.exceptions import OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

logger = logging.getLogger(__name__)


if TYPE_CHECKING:
    BaseTask = DjangoTask[..., Any]
else:
    BaseTask = DjangoTask


class WakeUpTask(BaseTask):
    """A task whose message is only a wake-up: the Run row is the job.

    When the broker is down the fact is already committed, so the person gets an answer and the sweep sends it later.
    """

    def delay_on_commit(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """Send the task when the transaction has committed; a broker that is down is logged, never raised."""
        transaction.on_commit(partial(self._wake, *args, **kwargs))

    def _wake(self, *args: Any, **kwargs: Any) -> None:
        try:
            self.delay(*args, **kwargs)
        except OperationalError as error:
            logger.warning("the broker is down, %s%s waits for the next sweep: %s", self.name, args, error)


app = Celery("factcheck", task_cls=WakeUpTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
