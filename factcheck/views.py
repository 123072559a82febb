"""Pages that belong to no single app."""

import logging

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from factcheck.celery import app
from sources.retrieval.condition import index_condition

logger = logging.getLogger(__name__)

BROKER_SECONDS = 2


@require_safe
@never_cache
def health(_request: HttpRequest) -> JsonResponse:
    """Whether database and broker answer: 200 when both do, otherwise 503. Asks for no login and tells little more.

    A search index that can not answer is no failure: the database's own text search answers, only slower.
    """
    parts = {"database": _database_answers(), "broker": _broker_answers()}
    told = {name: "ok" if works else "down" for name, works in parts.items()}
    if parts["database"]:
        told["search"] = "slow" if index_condition().hindrance else "ok"
    return JsonResponse(told, status=200 if all(parts.values()) else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        logger.warning("the database does not answer: %s", error)
        return False
    return True


def _broker_answers() -> bool:
    try:
        with app.connection_for_write(connect_timeout=BROKER_SECONDS) as broker:
            broker.ensure_connection(max_retries=1, timeout=BROKER_SECONDS, interval_start=0)
    except (OperationalError, OSError) as error:
        logger.warning("the broker does not answer: %s", error)
        return False
    return True


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for a request that Django refuses to read; one that is too large is told the limit."""
    if not isinstance(exception, RequestDataTooBig):
        return render(request, "400.html", status=400)
    megabytes = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1_000_000
    message = f"At most {megabytes} MB are taken at once. Nothing was stored; split the text, or send a part of it."
    return render(request, "413.html", {"message": message}, status=413)
