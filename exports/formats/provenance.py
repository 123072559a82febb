"""How a verdict came about, as W3C PROV in PROV-JSON.

People of the house are agents without names: it says that two reviewers judged and a third person published, not who.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from exports.formats.entries import Entry, House, filled

ME: Final = "fc"


@dataclass(frozen=True, slots=True)
class MachineStep:
    """What a machine did: its component ("name/version") and when it was asked and had finished (ISO 8601)."""

    component: str
    started: str
    ended: str


@dataclass(frozen=True, slots=True)
class Trail:
    """What is on record about the way to one verdict; times are ISO 8601, empty where they are not known.

    ``assessed`` has the time of each reviewer's answer in the round that counts. ``settled`` says that they differed
    and somebody else decided between them.
    """

    extraction: MachineStep | None
    search: MachineStep | None
    opened: str
    assessed: tuple[str, ...]
    decided: str
    blind: bool = False
    settled: bool = False


@dataclass(slots=True)
class _Graph:
    """PROV-JSON while it is written; relations get names of their own."""

    parts: dict[str, dict[str, Any]] = field(default_factory=dict)
    relations: int = 0

    def add(self, part: str, name: str, **attributes: Any) -> str:
        """An entity, activity or agent; gives its qualified name."""
        full = f"{ME}:{name}"
        self.parts.setdefault(part, {})[full] = filled(
            {key.replace("__", ":"): value for key, value in attributes.items()}
        )
        return full

    def relate(self, kind: str, **ends: str) -> None:
        """A relation between two of them."""
        self.relations += 1
        members = {f"prov:{name}": value for name, value in ends.items() if value}
        self.parts.setdefault(kind, {})[f"_:r{self.relations}"] = members


def provenance(entry: Entry, trail: Trail, house: House) -> dict[str, Any]:
    """The graph of one entry of the feed; of a retraction, also that it ended the verdict."""
    graph = _Graph()
    claim = _claim(graph, entry, trail)
    cited = [_passage(graph, place, piece) for place, piece in enumerate(entry.payload["evidence"], 1)]
    _search(graph, trail, claim, cited)
    verdict = _verdict(graph, entry, trail, [claim, *cited])
    _publication(graph, entry, verdict, house)
    return {"prefix": {ME: f"{house.url}/provenance#", "schema": "https://schema.org/"}, **graph.parts}


def _claim(graph: _Graph, entry: Entry, trail: Trail) -> str:
    facts, article = entry.payload["claim"], entry.payload["article"]
    text = graph.add(
        "entity", f"article-{article['id']}", prov__label=article["headline"], prov__type="schema:Article",
        schema__url=article["url"],
    )  # fmt: skip
    claim = graph.add(
        "entity", f"claim-{facts['id']}", prov__label=facts["statement"], prov__type="schema:Claim",
        prov__value=facts["quote"],
    )  # fmt: skip
    graph.relate("wasDerivedFrom", generatedEntity=claim, usedEntity=text)
    if trail.extraction:
        reading = _machine(graph, "extraction", trail.extraction)
        graph.relate("used", activity=reading, entity=text)
        graph.relate("wasGeneratedBy", entity=claim, activity=reading)
    return claim


def _machine(graph: _Graph, name: str, step: MachineStep) -> str:
    activity = graph.add("activity", name, prov__startTime=step.started, prov__endTime=step.ended)
    agent = graph.add("agent", f"component-{name}", prov__type="prov:SoftwareAgent", prov__label=step.component)
    graph.relate("wasAssociatedWith", activity=activity, agent=agent)
    return activity


def _passage(graph: _Graph, place: int, piece: Mapping[str, Any]) -> str:
    document = piece["document"]
    source = graph.add(
        "entity", f"document-{place}", prov__label=document["title"], prov__type="schema:CreativeWork",
        schema__url=document["url"], schema__publisher=document["publisher"], schema__sha256=document["sha256"],
    )  # fmt: skip
    passage = graph.add(
        "entity", f"passage-{place}", prov__value=piece["quote"], prov__label=piece["locator"],
        fc__stance=piece["stance"],
    )  # fmt: skip
    graph.relate("wasDerivedFrom", generatedEntity=passage, usedEntity=source)
    return passage


def _search(graph: _Graph, trail: Trail, claim: str, cited: list[str]) -> None:
    if trail.search is None:
        return
    search = _machine(graph, "search", trail.search)
    graph.relate("used", activity=search, entity=claim)
    for passage in cited:
        graph.relate("wasInfluencedBy", influencee=passage, influencer=search)


def _verdict(graph: _Graph, entry: Entry, trail: Trail, used: list[str]) -> str:
    review = graph.add(
        "activity", f"review-{entry.payload['review']['id']}", prov__startTime=trail.opened,
        prov__endTime=trail.decided, fc__blind=trail.blind, fc__settled=trail.settled,
    )  # fmt: skip
    for thing in used:
        graph.relate("used", activity=review, entity=thing)
    for place, _moment in enumerate(trail.assessed, 1):
        reviewer = graph.add("agent", f"reviewer-{place}", prov__type="prov:Person", prov__label=f"Reviewer {place}")
        graph.relate("wasAssociatedWith", activity=review, agent=reviewer)
    words = entry.payload["verdict"]
    verdict = graph.add(
        "entity", f"verdict-{entry.payload['review']['id']}", prov__label=words and words["rating"]["name"],
        prov__value=words and words["rationale"], prov__type="schema:Rating",
    )  # fmt: skip
    graph.relate("wasGeneratedBy", entity=verdict, activity=review, time=trail.decided)
    return verdict


def _publication(graph: _Graph, entry: Entry, verdict: str, house: House) -> None:
    publishing = graph.add("activity", "publishing", prov__startTime=entry.at, prov__endTime=entry.at)
    publisher = graph.add("agent", "house", prov__type="prov:Organization", prov__label=house.name)
    editor = graph.add("agent", "editor", prov__type="prov:Person", prov__label="Editor")
    graph.relate("actedOnBehalfOf", delegate=editor, responsible=publisher)
    graph.relate("wasAssociatedWith", activity=publishing, agent=editor)
    graph.relate("used", activity=publishing, entity=verdict)
    out = graph.add(
        "entity", f"publication-{entry.id or entry.sequence}", prov__label=entry.kind, prov__type="schema:ClaimReview",
        schema__url=entry.url, prov__value=entry.note,
    )  # fmt: skip
    graph.relate("wasGeneratedBy", entity=out, activity=publishing, time=entry.at)
    graph.relate("wasAttributedTo", entity=out, agent=publisher)
    if entry.is_retracted:
        graph.relate("wasInvalidatedBy", entity=verdict, activity=publishing, time=entry.at)
    if entry.supersedes:
        before = graph.add("entity", "superseded", schema__url=entry.supersedes, prov__type="schema:ClaimReview")
        graph.relate("wasDerivedFrom", generatedEntity=out, usedEntity=before)
