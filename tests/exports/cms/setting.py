"""Subscribers whose systems are the fakes."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from exports.models import Delivery, Subscriber
from exports.services.delivering import run_deliveries
from exports.services.subscribers import Wanted, add_subscriber
from tests.exports.cms import arc, json_cms, superdesk, wordpress
from tests.exports.cms.base import FakeServer
from tests.exports.cms.receiver import FakeReceiver


def allow(server: FakeServer) -> None:
    """Let the one door reach ``server``; undone by the fixture that set the setting."""
    settings.FETCH_ALLOWED_NETWORKS = ("127.0.0.0/8",)
    settings.FETCH_ALLOWED_PORTS = settings.FETCH_ALLOWED_PORTS | {urlsplit(server.url).port}


def add(connector: str, server: FakeServer, by: User, **values: str) -> Subscriber:
    allow(server)
    wanted = Wanted(
        name=f"{connector} {Subscriber.objects.count()}", url=server.url + values.pop("path", ""), values=values
    )
    made = add_subscriber(connector=connector, wanted=wanted, by=by)
    if isinstance(server, FakeReceiver):
        server.secret = made.secret
    return made.subscriber


def add_wordpress(server: FakeServer, by: User, **values: str) -> Subscriber:
    return add("wordpress", server, by, **{"username": wordpress.USER, "password": wordpress.PASSWORD} | values)


def add_superdesk(server: Any, by: User, **values: str) -> Subscriber:
    usual = {"password": superdesk.KEY, "item_url": server.item_url, "item_token": superdesk.TOKEN}
    return add("superdesk", server, by, path="/push", **usual | values)


def add_arc(server: FakeServer, by: User, **values: str) -> Subscriber:
    return add("arc", server, by, **{"password": arc.TOKEN, "website": arc.WEBSITE} | values)


def add_json_cms(server: FakeServer, by: User, **values: str) -> Subscriber:
    return add("generic", server, by, path="/items/", **{"password": json_cms.TOKEN, "ask": "yes"} | values)


def later() -> None:
    """Let the waits pass: what waits may be tried now."""
    Delivery.objects.filter(status="pending").update(next_attempt_at=timezone.now())


def deliver(subscriber: Subscriber) -> Delivery:
    """Run what waits for ``subscriber``; its newest delivery."""
    run_deliveries(subscriber_id=subscriber.pk)
    return Delivery.objects.filter(subscriber=subscriber).order_by("-pk")[0]
