"""The answers of the API. Within version 1 members are only added, so an answer may hold more than stands here."""

from typing import Any, Literal, NotRequired, TypedDict

Spans = list[list[int]]
"""``[[start, end], ...]`` in Unicode code points of the article's text, start included, end excluded."""


class Speaker(TypedDict):
    """Who says a claim, in the words of the article."""

    name: str
    kind: str
    role: str
    affiliation: str


class Said(TypedDict):
    """When it was said; ``precision`` says how much of ``on`` counts."""

    on: str | None
    until: str | None
    precision: str
    value: str
    text: str


class Reading(TypedDict):
    """The state of the reading of an article."""

    status: Literal["pending", "running", "done", "failed", "stale"]
    component: str
    claims_found: int | None
    error: str


class Article(TypedDict):
    """An article with its frozen text."""

    id: str
    external_id: str
    url: str
    headline: str
    byline: str
    outlet: str
    language: str
    topic: str
    published_at: str | None
    created_at: str
    text: str
    notes: list[str]
    extraction: Reading | None
    links: dict[str, str]


class Intake(TypedDict):
    """An article on its way in: ``article`` is set when it has arrived, ``error`` when it could not be read."""

    id: str
    status: Literal["pending", "running", "done", "failed", "stale"]
    article: str | None
    error: str
    links: dict[str, str]


class Progress(TypedDict):
    """How far an article is."""

    stage: str
    claims: int
    linked: int
    published: int
    finished: bool
    reviews: dict[str, int]


class Claim(TypedDict):
    """Who said what, when, and where it stands in the text."""

    id: str
    article: str
    statement: str
    quote: str
    spans: Spans
    speaker: Speaker | None
    attribution: str
    said: Said
    force: str


class Evidence(TypedDict):
    """A passage set against a claim: what the machine suggests and what a person decided."""

    id: str
    claim: str
    document: dict[str, Any]
    passage: dict[str, Any]
    machine: dict[str, Any] | None
    human: dict[str, Any] | None


class Rating(TypedDict):
    """The answer; ``value`` is ``None`` for one that is no place on the scale."""

    slug: str
    name: str
    value: int | None
    best: int
    worst: int


class Verdict(TypedDict):
    """What was decided and why."""

    rating: Rating
    rationale: str
    version: int
    decided_at: str


class Payload(TypedDict):
    """What a publication tells; in a retraction ``verdict`` is ``None`` and ``evidence`` empty."""

    claim: dict[str, Any]
    article: dict[str, Any]
    verdict: Verdict | None
    evidence: list[dict[str, Any]]
    review: dict[str, str]


class Publication(TypedDict):
    """One entry of the feed. It never changes; ``sequence`` grows by one with each."""

    id: str
    sequence: int
    kind: Literal["published", "corrected", "retracted"]
    at: str
    note: str
    supersedes: str | None
    schema_version: int
    payload: Payload


class Impact(TypedDict):
    """All that a change touches."""

    cause: Literal["claim", "document", "speaker"]
    label: str
    claims: list[dict[str, Any]]
    articles: list[str]
    more: bool


class Subscriber(TypedDict):
    """A system that is told, how it is set up, and how it answers. No secret is in it."""

    id: str
    name: str
    connector: str
    url: str
    kinds: list[str]
    options: dict[str, str]
    enabled: bool
    disabled_reason: str
    disabled_at: str | None
    failing_since: str | None
    previous_secret_until: str | None
    created_at: str


class SubscriberWithSecret(Subscriber):
    """A subscriber with the ``secret`` that was just made for it; empty for a connector, whose secrets you set."""

    secret: str


class Delivery(TypedDict):
    """A message to a subscriber. ``attempts`` and ``receipts`` are there when it is read by itself."""

    id: str
    message_id: str
    subscriber: str
    kind: Literal["published", "corrected", "retracted", "test"]
    sequence: int | None
    publication: str | None
    status: Literal["pending", "running", "done", "failed", "stale"]
    error: str
    failures: int
    next_attempt_at: str
    requested_at: str
    finished_at: str | None
    attempts: NotRequired[list[dict[str, Any]]]
    receipts: NotRequired[list[dict[str, Any]]]


class Backfill(TypedDict):
    """What was asked for of before, and how far it is."""

    id: str
    after: int
    since: str | None
    standing: bool
    first_sequence: int
    last_sequence: int
    count: int
    confirmed: int
    waiting: int
    failed: int
    requested_at: str
    stopped_at: str | None


class Event(TypedDict):
    """A webhook: ``type`` is "verdict.published", "verdict.corrected", "verdict.retracted" or "delivery.test".

    ``data`` is the entry of the feed; its ``payload`` is ``None`` when it was too large to send: read it at ``url``.
    """

    type: str
    timestamp: str
    data: dict[str, Any]
