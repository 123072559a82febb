"""The client: one method for each thing that the API does."""

import time
import uuid
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from factcheck_client.bookmark import Bookmark
from factcheck_client.errors import Problem
from factcheck_client.shapes import Article, Claim, Evidence, Impact, Intake, Progress, Publication
from factcheck_client.subscribers import Subscribers
from factcheck_client.transport import Transport

READING: Final = "reading"
BETWEEN_POLLS: Final = 30.0


class Client:
    """The desk at ``url``, with the ``token`` that ``create_cms`` printed.

    ``seconds`` is how long one answer may take, ``tries`` how often is asked when the desk can not answer now. Every
    method raises ``Problem`` for what is refused and ``NoAnswer`` when there is none.
    """

    def __init__(self, url: str, *, token: str, seconds: float = 30, tries: int = 4) -> None:
        self._transport = Transport(url, token=token, seconds=seconds, tries=tries)
        self.subscribers = Subscribers(self._transport)

    # --- Articles ---

    def submit_article(self, *, body: str, idempotency_key: str = "", **facts: str) -> Article:
        """Send an article as plain text and return it; the same text again gives the first one.

        ``facts`` are ``headline``, ``byline``, ``outlet``, ``language``, ``topic``, ``published_at`` (ISO 8601, the day
        from which "on Monday" is counted), ``external_id`` and ``page_url``. A key is made when none is given, so that
        a try whose answer was lost makes no second article.
        """
        return cast("Article", self._create("articles/", {"body": body, **facts}, idempotency_key))

    def submit_page(self, *, url: str = "", html: str = "", idempotency_key: str = "", **facts: str) -> Intake:
        """Send the address of a page, or a page; it is fetched and read later: see ``wait_until_in``."""
        given = {name: value for name, value in {"url": url, "html": html}.items() if value}
        return cast("Intake", self._create("articles/", given | facts, idempotency_key))

    def intake(self, intake_id: str) -> Intake:
        """An article on its way in."""
        return cast("Intake", self._get(f"intakes/{intake_id}/"))

    def wait_until_in(self, intake_id: str, *, seconds: float = 60) -> Article:
        """Wait for an intake and return its article. ``Problem`` when it could not be read, ``TimeoutError``."""
        ends = time.monotonic() + seconds
        while True:
            intake = self.intake(intake_id)
            if intake["article"]:
                return self.article(intake["article"])
            if intake["status"] not in {"pending", "running"}:
                raise Problem(422, "not_read", intake["error"] or "The article could not be read.")
            _pause(ends, "the article is still on its way in")

    def article(self, article_id: str) -> Article:
        """One article with its text."""
        return cast("Article", self._get(f"articles/{article_id}/"))

    def articles(self, *, external_id: str = "", topic: str = "") -> Iterator[Article]:
        """Articles, newest first; with ``external_id`` those that were sent under it, with ``topic`` those about it.

        Without their texts.
        """
        return cast("Iterator[Article]", self._transport.rows("articles/", external_id=external_id, topic=topic))

    def progress(self, article_id: str) -> Progress:
        """How far claims, searches, reviews and verdicts are."""
        return cast("Progress", self._get(f"articles/{article_id}/progress/"))

    def wait_until_read(self, article_id: str, *, seconds: float = 60) -> Progress:
        """Wait until the claims of an article are there; ``TimeoutError`` when they are not in time."""
        ends = time.monotonic() + seconds
        while True:
            progress = self.progress(article_id)
            if progress["stage"] != READING:
                return progress
            _pause(ends, "the article is still being read")

    # --- What was found and decided ---

    def claims(self, *, article: str) -> Iterator[Claim]:
        """The claims of an article."""
        return cast("Iterator[Claim]", self._transport.rows("claims/", article=article))

    def claim(self, claim_id: str) -> Claim:
        """One claim."""
        return cast("Claim", self._get(f"claims/{claim_id}/"))

    def evidence(self, *, claim: str) -> Iterator[Evidence]:
        """The passages set against a claim, best first."""
        return cast("Iterator[Evidence]", self._transport.rows("evidence/", claim=claim))

    def publications(self, *, after: int = 0, article: str = "", kind: str = "") -> Iterator[Publication]:
        """The feed, in the order in which it went out: entries with a ``sequence`` greater than ``after``."""
        return cast(
            "Iterator[Publication]", self._transport.rows("publications/", after=after, article=article, kind=kind)
        )

    def follow(self, bookmark: Bookmark, *, pause: float = BETWEEN_POLLS, once: bool = False) -> Iterator[Publication]:
        """The feed without end, from where ``bookmark`` says; with ``once`` up to its present end.

        An entry is marked as handled when the next one is asked for: a program that dies while it handles one gets
        that one again, and misses none.
        """
        while True:
            for entry in self.publications(after=bookmark.read()):
                yield entry
                bookmark.save(entry["sequence"])
            if once:
                return
            time.sleep(pause)

    def publication(self, publication_id: str) -> Publication:
        """One entry of the feed."""
        return cast("Publication", self._get(f"publications/{publication_id}/"))

    def claim_review(self, publication_id: str) -> dict[str, Any]:
        """One entry as schema.org ClaimReview; ``Problem`` with status 406 for a retraction."""
        headers = {"Accept": "application/ld+json"}
        answer = self._transport.ask("GET", f"publications/{publication_id}/", headers=headers)
        return cast("dict[str, Any]", answer.content)

    def in_shape(self, publication_id: str, shape: str) -> dict[str, Any]:
        """One entry in another format: "claim", "ninjs", "ans", "annotations", "prov" and the like."""
        return cast("dict[str, Any]", self._get(f"publications/{publication_id}/as/{shape}/", accept="*/*"))

    def reviews(self, *, article: str = "", claim: str = "", state: str = "") -> Iterator[dict[str, Any]]:
        """The human jobs: state, due time, verdict, and what it still lacks."""
        rows = self._transport.rows("reviews/", article=article, claim=claim, state=state)
        return cast("Iterator[dict[str, Any]]", rows)

    def impact(self, *, claim: str = "", document: str = "", speaker: str = "") -> Impact:
        """What a change of exactly one of the three touches."""
        given = [
            (name, key) for name, key in (("claims", claim), ("documents", document), ("speakers", speaker)) if key
        ]
        if len(given) != 1:
            message = "give exactly one of claim, document and speaker"
            raise ValueError(message)
        (what, key) = given[0]
        return cast("Impact", self._get(f"{what}/{key}/impact/"))

    # --- The way there ---

    def _get(self, path: str, *, accept: str = "application/json") -> Any:
        return self._transport.ask("GET", path, headers={"Accept": accept}).content

    def _create(self, path: str, values: Mapping[str, Any], key: str) -> Any:
        headers = {"Idempotency-Key": key or str(uuid.uuid4())}
        return self._transport.ask("POST", path, dict(values), headers=headers).content


def _pause(ends: float, what: str) -> None:
    if time.monotonic() > ends:
        raise TimeoutError(what)
    time.sleep(0.5)
