"""Every address of the site, read by one of two blind reviewers: nothing tells what the other did, or whether he did.

The addresses are those of the URL conf itself, so a page that is added is read here without being named; each is asked
for with the public id of every row there is, and with every word that its view looks for in the address: which these
are is heard from the views themselves, so a filter that is added is asked, too. Time stands still while it is read, and
what the other one did was done at other times in each world, so that a time that shows would be seen too.
"""

import datetime as dt
import itertools
import json
import re
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
import time_machine
from django.apps import apps
from django.contrib.auth.models import User
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from claims.models import Claim
from factcheck.lib.errors import DomainError
from factcheck.lib.spans import Span
from reviews.models import Presence, Review
from reviews.services import assignment, comments, lifecycle, presence, reminders, verdicts
from reviews.services.evidence import citable_evidence
from sources.models import Evidence, Passage
from sources.services.curation import accept_evidence, add_evidence_by_hand, reject_evidence, restate_evidence
from tests.conftest import make_person
from tests.factories import get_rating, make_article, make_claim, make_document, make_evidence
from tests.reviews.conftest import make_linked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components")]

MORNING = dt.datetime(2026, 3, 6, 8, 0, tzinfo=dt.UTC)
NOON = dt.datetime(2026, 3, 6, 12, 0, tzinfo=dt.UTC)
LOG = "The log of the harbour master, kept since 1950, has no word on the matter."
SECRETS = (b"REASONED", b"NOTED", b"WHISPERED")
# The masked token is another one on every page; it says nothing.
_TOKEN = re.compile(rb'(?:name="csrfmiddlewaretoken" value=|"X-CSRFTOKEN"\] = )"[^"]*"')
# They follow from the content, or count the reader's own requests.
OWN_HEADERS = {"Content-Length", "ETag", "RateLimit", "Server-Timing"}
# What stands in the place of a word in an address: forms of export, figures of the insight pages.
WORDS = ["claims", "claimreview", "ninjs", "prov", "annotations", "agreement", "turnaround", "reversals"]
SCHEMA = Path(__file__).parents[1] / "data" / "openapi.json"
# What only the other reviewer wrote, rated, weighed and did; a search for it must find nothing in any world.
TELLING = ("REASONED", "NOTED", "WHISPERED", "false", "contradicts", "rolf-reviewer", "2026-03-06T10:00:00Z")
# Where a page begins tells how many come before it; how an answer is written finds nothing, so once is enough.
PLAIN = {"page": ("2",), "page_size": ("1",), "pageSize": ("1",), "offset": ("1",)}
PLAIN |= dict.fromkeys(
    ("cursor", "lang", "version", "script", "alt", "key", "prettyPrint", "quotaUser", "fields"), ("1",)
)
# Which kinds of rows a route is about, as the first test that asked found out.
_LEADS: dict[tuple[str, ...], bool] = {}
# Not for the people of the desk: whoever is no staff is sent to the login, whatever is behind it.
_FOR_STAFF = "admin/"

World = Callable[[Review, User, Any], None]


class Heard(QueryDict):
    """The words of an address: there are none, but it notes which ones it is asked for."""

    def __init__(self, names: set[str]) -> None:
        super().__init__(mutable=True)
        self.names = names

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, key: str) -> Any:
        self.names.update([key] if key else [])  # the API asks for no name where it has none
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.names.update([key] if isinstance(key, str) else [])
        return super().__contains__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """The default, for there is nothing."""
        self.names.update([key] if key else [])  # the API asks for no name where it has none
        return super().get(key, default)

    def getlist(self, key: str, default: Any = None) -> Any:
        """The default, for there is nothing."""
        self.names.update([key] if key else [])  # the API asks for no name where it has none
        return super().getlist(key, default)

    def copy(self) -> "Heard":
        """Another one that notes it in the same place."""
        return Heard(self.names)


class Walk:
    """All addresses of the site that lead somewhere, with the id of every row in the place of an id.

    Which rows an address is about is found by asking its view for one of each kind.
    """

    def __init__(self, reader: User, *, listens: bool = False) -> None:
        self._reader, self._listens = reader, listens
        models = _with_public_ids()
        self._rows = {
            each: [str(key) for key in each.objects.order_by("pk").values_list("public_id", flat=True)]
            for each in models
        }
        self._words = [*User.objects.values_list("username", flat=True), *WORDS]
        self.unread: set[str] = set()
        self.asked: dict[str, set[str]] = {}
        self.offers: dict[str, dict[str, set[str]]] = {}

    def __iter__(self) -> Iterator[str]:
        for route in _routes(get_resolver(), ""):
            yield from self._filled(route)

    def _filled(self, route: str) -> Iterator[str]:
        kinds = [kind or "str" for kind, _name in re.findall(r"<(?:(\w+):)?(\w+)>", route)]
        plain = {"str": self._words, "slug": WORDS, "int": ["1", "2"]}
        if not set(kinds) <= {*plain, "uuid"} or len(kinds) > 2:
            self.unread.add(route)
            return
        options = [list(self._rows.values()) if kind == "uuid" else [plain[kind]] for kind in kinds]
        for groups in itertools.product(*options):
            if all(groups) and self._is_about(route, groups):
                yield from _filled(route, groups)

    def _is_about(self, route: str, groups: Sequence[Sequence[str]]) -> bool:
        """Whether a route leads somewhere with rows of these kinds; one without ids does anyway."""
        if "<uuid:" not in route and not self._listens:
            return True
        models = {keys[0]: model._meta.label for model, keys in self._rows.items() if keys}
        kinds = (route, *(models.get(group[0], "") for group in groups))
        if self._listens or kinds not in _LEADS:
            address = _filled(route, groups, first=True)[0]
            _LEADS[kinds] = self._leads_somewhere(address) or "<uuid:" not in route
            if not _LEADS[kinds]:
                self.asked.pop(address, None)
        return _LEADS[kinds]

    def _leads_somewhere(self, address: str) -> bool:
        """Whether the view finds the row; one that takes no GET may be about it, too."""
        match = resolve(address)
        ask = RequestFactory().get(address)
        ask.user, ask.session = self._reader, {}
        ask.GET = Heard(self.asked.setdefault(address, set()))
        try:
            answer = match.func(ask, *match.args, **match.kwargs)
        except Http404:
            return False
        except DomainError:
            return True
        if self.asked[address]:
            self.offers[address] = _offers(answer)
        return bool(answer.status_code != 404)

    def asking(self) -> Iterator[str]:
        """The addresses that look for words, once for each word and for each of what it can be."""
        described = _described()
        for address, heard in self.asked.items():
            route = re.sub("[0-9a-f]{8}-[0-9a-f-]{27}", "{public_id}", address)
            known, offered = described.get(route, {}), self.offers.get(address, {})
            for name in sorted(heard | known.keys()):
                for value in sorted({*known.get(name, ()), *offered.get(name, ())}) or self._telling(name):
                    yield f"{address}?{urlencode({name: value})}"

    def _telling(self, name: str) -> Sequence[str]:
        """What to ask for under a name that takes more than can be listed: rows of its kind, or secrets."""
        kinds = {model._meta.model_name: keys for model, keys in self._rows.items()}
        return PLAIN[name] if name in PLAIN else kinds.get(name.removesuffix("s"), [])[:2] or TELLING


class Offers(HTMLParser):
    """What the forms and links of a page offer to look for, by name."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, set[str]] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "select":
            self._select = given.get("name", "")
        if tag == "option" and self._select and given.get("value"):
            self.found.setdefault(self._select, set()).add(given["value"])
        if tag == "input" and given.get("type") in {"radio", "checkbox"}:
            self.found.setdefault(given.get("name", ""), set()).add(given.get("value", "on"))
        for name, value in parse_qsl(given.get("href", "").partition("?")[2]) if tag == "a" else ():
            self.found.setdefault(name, set()).add(value)


def _offers(answer: Any) -> dict[str, set[str]]:
    """What a page offers to look for; of an answer of the API, half of its members are asked for."""
    if isinstance(data := getattr(answer, "data", None), dict):
        row = next(iter(data.get("results") or [data]))
        return {"fields": {",".join(sorted(row)[::2])}}
    reader = Offers()
    if getattr(answer, "is_rendered", True) and not answer.streaming:
        reader.feed(answer.content.decode(errors="replace"))
    return reader.found


def _described() -> dict[str, dict[str, list[str]]]:
    """What the description of the API says that can be looked for, by address: names with their choices."""
    paths = json.loads(SCHEMA.read_text())["paths"]
    return {
        path: {
            each["name"]: each["schema"].get("enum", [])
            for each in methods.get("get", {}).get("parameters", [])
            if each["in"] == "query"
        }
        for path, methods in paths.items()
    }


def _filled(route: str, groups: Sequence[Sequence[str]], *, first: bool = False) -> list[str]:
    """The addresses of a route with all that can stand in it."""
    shape = "/" + re.sub("<[^>]*>", "{}", route.replace("{", "").replace("}", ""))
    chosen = [group[:1] for group in groups] if first else groups
    return [shape.format(*values) for values in itertools.product(*chosen)]


def _with_public_ids() -> list[Any]:
    return [
        model for model in apps.get_models() if any(field.name == "public_id" for field in model._meta.get_fields())
    ]


def _routes(resolver: URLResolver, before: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + _as_path(pattern)
        if route.startswith(_FOR_STAFF):
            continue
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield route


def _as_path(pattern: URLPattern | URLResolver) -> str:
    """A route as ``path`` writes it, also where it is a regular expression of the API's router."""
    text = str(pattern.pattern)
    text = re.sub(r"\(\?P<(?:public_id|pk)>[^)]*\)", "<uuid:public_id>", text)
    text = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<str:\1>", text)
    return text.removeprefix("^").removesuffix("\\Z").removesuffix("$").replace("\\.", ".").replace("/?", "/")


@pytest.fixture
def third_reviewer(db: None) -> User:
    return make_person("rita-reviewer", "reviewer")


@pytest.fixture
def under_way(claim: Claim, editor: User, reviewer: User, second_reviewer: User) -> Review:
    """A blind review that two people were given, with suggestions of each stance, another claim and a comment."""
    with time_machine.travel(MORNING, tick=False):
        for rank, stance in enumerate(("corroborates", "contradicts", "context"), 1):
            text = f"The port authority reported {rank},200 cracks in the east pier on a {stance} day."
            make_evidence(
                claim=claim, machine_stance=stance, rank=rank, passage=make_document(text=text).passages.get()
            )
        make_document(text=LOG)
        make_linked(claim)
        other = make_claim(article=claim.article, statement="The pier was opened in 1958.", content=[[50, 80]])
        make_evidence(claim=other)
        lifecycle.open_reviews(article_id=claim.article_id)
        opened = lifecycle.ask_for_second(review=claim.reviews.get(), by=editor, reason="A person is accused.")
        make_claim(article=make_article(body="Another text. " * 9, headline="Another"), content=[[0, 12]])
        for person in (reviewer, second_reviewer):
            opened = lifecycle.assign_review(review=opened, assignee=person, by=editor)
        comments.add_comment(about=comments.about_claim(claim), text="Look at the log first.", by=editor)
    return Review.objects.get(pk=opened.pk)


def nothing(review: Review, by: User, clock: Any) -> None:
    """The other one has done nothing."""


def quiet(review: Review, by: User, clock: Any) -> None:
    """He answers without a word more than he must, at nine."""
    clock.move_to(MORNING.replace(hour=9))
    _answer(review, by, "unproven", "REASONED.", [])


def loud(review: Review, by: User, clock: Any) -> None:
    """He weighs every passage, talks, stays, hands over nothing, and answers that it is false, just before noon."""
    clock.move_to(MORNING.replace(hour=11, minute=50))
    claim = review.claim
    presence.stay(review=review, by=by)
    supports, opposes, context = claim.evidence.order_by("rank")
    restate_evidence(evidence=supports, by=by, stance="contradicts", note="NOTED: a misprint.")
    accept_evidence(evidence=opposes, by=by, note="NOTED")
    reject_evidence(evidence=context, by=by, note="NOTED")
    log = Passage.objects.get(text=LOG)
    add_evidence_by_hand(claim=claim, passage=log, by=by, stance="contradicts", note="NOTED")
    _talk(review, by)
    _answer(review, by, "false", "REASONED at length.", citable_evidence(review, user=by))
    presence.stay(review=review, by=by)


def _talk(review: Review, by: User) -> None:
    claim = review.claim
    first = claim.comments.order_by("pk").first()
    assert first is not None
    everybody = "@rolf-reviewer @edda-editor WHISPERED"
    comments.add_comment(about=comments.about_claim(claim), text=f"{everybody}: it is false.", by=by)
    comments.add_comment(about=comments.reply_to(first), text=f"{everybody}: I did.", by=by)
    comments.add_comment(about=comments.About(claim.article, span=Span(5, 20)), text=everybody, by=by)
    comments.add_comment(about=comments.About(claim.article, span=Span(100, 120)), text=everybody, by=by)


def _answer(review: Review, by: User, rating: str, rationale: str, cited: list[Evidence]) -> None:
    verdicts.assess_review(
        review=review, rating=get_rating(rating), rationale=rationale, cited=cited, by=by, version=review.version
    )


def told(answer: HttpResponse) -> bytes:
    """All of an answer that a person could look at: status, headers, cookies with messages, content."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    kept = {name: value for name, value in answer.items() if name not in OWN_HEADERS}
    words = answer.cookies["messages"].value if "messages" in answer.cookies else ""
    head = f"{answer.status_code} {sorted(kept.items())} {words}"
    return head.encode() + _TOKEN.sub(b"", content)


def read_everything(reader: User, addresses: list[str]) -> dict[str, bytes]:
    client = Client(raise_request_exception=False)
    client.force_login(reader)
    return {address: told(client.get(address)) for address in addresses if "logout" not in address}


def post_everything(reader: User, addresses: list[str]) -> dict[str, bytes]:
    """What each address answers to a POST that says nothing; whatever it does is undone."""
    answers = {}
    for address in addresses:
        mark = transaction.savepoint()
        client = Client(raise_request_exception=False)
        client.force_login(reader)
        answers[address] = told(client.post(address, {"version": "1"}))
        transaction.savepoint_rollback(mark)
    return answers


def in_world(world: World, review: Review, by: User, look: Callable[[], Any]) -> Any:
    """What ``look`` finds at noon after the other one did his part; nothing of it is kept."""
    mark = transaction.savepoint()
    with time_machine.travel(MORNING, tick=False) as clock:
        world(Review.objects.get(pk=review.pk), by, clock)
        clock.move_to(NOON)
        found = look()
    transaction.savepoint_rollback(mark)
    return found


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> dict[str, tuple[bytes, bytes]]:
    """The addresses that answer differently, with the first bytes that differ."""
    found = {}
    for address in one.keys() | other.keys():
        here, there = one.get(address, b""), other.get(address, b"")
        if here != there:
            place = next((at for at, pair in enumerate(zip(here, there, strict=False)) if pair[0] != pair[1]), 0)
            start = max(0, place - 60)
            found[address] = (here[start : place + 60], there[start : place + 60])
    return found


def reached(pages: dict[str, bytes]) -> int:
    return sum(page.startswith(b"200") for page in pages.values())


@pytest.fixture
def addresses(under_way: Review, third_reviewer: User) -> list[str]:
    walk = Walk(third_reviewer)
    found = list(walk)
    assert walk.unread == set()
    return found


def test_no_address_tells_what_the_other_wrote_or_whether_he_did(
    under_way: Review, addresses: list[str], reviewer: User, second_reviewer: User
) -> None:
    pages = [
        in_world(world, under_way, reviewer, lambda: read_everything(second_reviewer, addresses))
        for world in (nothing, quiet, loud)
    ]
    assert reached(pages[0]) > 40
    assert reverse("reviews:review", args=[under_way.public_id]) in pages[0]
    assert [address for address, page in pages[2].items() if any(secret in page for secret in SECRETS)] == []
    assert differing(pages[1], pages[2]) == {}
    assert differing(pages[0], pages[1]) == {}


def test_no_address_that_takes_something_tells_it_either(
    under_way: Review, addresses: list[str], reviewer: User, second_reviewer: User
) -> None:
    wanted = [
        address
        for address in addresses
        if not address.startswith("/api/") and "logout" not in address and str(under_way.claim.public_id) in address
    ] + [address for address in addresses if str(under_way.public_id) in address]
    pages = [
        in_world(world, under_way, reviewer, lambda: post_everything(second_reviewer, wanted))
        for world in (nothing, quiet, loud)
    ]
    assert len(pages[0]) > 10
    assert differing(pages[1], pages[2]) == {}
    assert differing(pages[0], pages[1]) == {}


def test_no_search_and_no_filter_finds_what_the_other_wrote(
    under_way: Review, third_reviewer: User, reviewer: User, second_reviewer: User
) -> None:
    walk = Walk(third_reviewer, listens=True)
    assert list(walk)
    asking = list(walk.asking())
    for known in (
        "/queue/?words=REASONED",
        "/queue/?view=disputed",
        "/api/v1/reviews/?state=decided",
        "?fields=",
        "?at=",
    ):
        assert any(known in address for address in asking), known
    before, after = (
        in_world(world, under_way, reviewer, lambda: read_everything(second_reviewer, asking))
        for world in (nothing, loud)
    )
    assert reached(before) > 100
    assert differing(before, after) == {}


def test_the_walk_would_see_a_leak(
    under_way: Review, addresses: list[str], reviewer: User, second_reviewer: User
) -> None:
    """The same walk, once both are in, finds pages that differ: it can fail."""
    mine = [address for address in addresses if str(under_way.public_id) in address]

    def both(world: World) -> dict[str, bytes]:
        def look() -> dict[str, bytes]:
            _answer(Review.objects.get(pk=under_way.pk), second_reviewer, "not-checkable", "Mine.", [])
            return read_everything(second_reviewer, mine)

        return dict(in_world(world, under_way, reviewer, look))

    assert differing(both(quiet), both(loud))


def test_no_notice_and_no_mail_tells_it(
    under_way: Review, reviewer: User, second_reviewer: User, editor: User, mailoutbox: list[Any]
) -> None:
    def notices() -> list[tuple[str, str]]:
        comments.sweep_mentions()
        reminders.remind_overdue()
        reminders.release_stale()
        assignment.release_absent()
        rows = under_way.notices.exclude(recipient=reviewer).order_by("recipient", "kind", "occasion")
        return list(rows.values_list("recipient__username", "text"))

    found = [in_world(world, under_way, reviewer, notices) for world in (nothing, quiet, loud)]
    assert found[0] == found[1] == found[2]


def test_what_was_held_is_read_and_told_when_both_are_in(
    under_way: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    _talk(under_way, reviewer)
    assert comments.sweep_mentions() == 0
    _answer(under_way, reviewer, "unproven", "One.", [])
    assert not under_way.notices.filter(kind="mention").exists()
    _answer(under_way, second_reviewer, "not-checkable", "Two.", [])
    mentioned = under_way.notices.filter(kind="mention")
    assert {notice.recipient for notice in mentioned} == {second_reviewer, editor}
    assert mentioned.filter(recipient=second_reviewer).count() == 4
    client = Client()
    client.force_login(second_reviewer)
    assert b"WHISPERED" in client.get(under_way.get_absolute_url()).content


def test_an_editor_reads_no_comment_of_a_blind_reviewer_either(
    under_way: Review, reviewer: User, editor: User, client: Client
) -> None:
    _talk(under_way, reviewer)
    client.force_login(editor)
    talk = reverse("reviews:comments", args=[under_way.claim.article.public_id])
    for address in (under_way.get_absolute_url(), talk):
        assert b"WHISPERED" not in client.get(address).content
    client.force_login(reviewer)
    content = client.get(under_way.get_absolute_url()).content
    assert b"WHISPERED" in content
    assert b"Held: others read it" in content


def test_of_two_blind_reviewers_neither_sees_that_the_other_is_here(
    under_way: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    for person in (reviewer, second_reviewer, editor):
        presence.stay(review=under_way, by=person)
    assert Presence.objects.count() == 3
    assert [other.name for other in presence.others_at(under_way, user=second_reviewer)] == [editor.username]
    assert presence.others_at(under_way, user=editor) == []
