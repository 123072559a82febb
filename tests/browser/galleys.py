"""Articles for the browser tests: one with claims in every state, overlapping and split; one that is very long."""

from django.contrib.auth.models import User
from django.utils import timezone

from claims.models import Article, Claim
from reviews.models import Review
from tests.factories import (
    make_article,
    make_claim,
    make_document,
    make_evidence,
    make_review,
    make_source,
    make_speaker,
)

PIER = (
    "The harbour board of Port Sella will close the east pier on 1 April, its chair Mara Lindt said on Monday. "
    "The closure will cost the town 2.4 million crowns a year, according to the chamber of commerce.\n\n"
    "“We counted 1,200 cracks in the deck,” Lindt said, “and each one is growing.” "
    "Inspectors had found 300 cracks in 2019, the port register shows.\n\n"
    "The mood on the quay was grey. Who will pay for the repairs is an open question.\n\n"
    "Fishermen say that the board ignored two warnings. The board denies that it ever received them. "
    "The pier was opened in 1958 and is 412 metres long."
)
STATES = ("published", "decided", "disputed", "assigned", "open", "open", "cancelled")


def span_of(words: str, body: str = PIER) -> list[int]:
    start = body.index(words)
    return [start, start + len(words)]


def make_galley(editor: User, *, body: str = PIER) -> Article:
    """An article with nine claims: in every state, one split in two pieces, two over the same words."""
    article = make_article(
        headline="Port Sella to close its east pier", body=body, outlet="Coast Today", byline="Ada Frey"
    )
    lindt = make_speaker(name="Mara Lindt")
    pieces = [
        [span_of("The harbour board of Port Sella will close the east pier on 1 April")],
        [span_of("The closure will cost the town 2.4 million crowns a year")],
        [span_of("We counted 1,200 cracks in the deck"), span_of("and each one is growing")],
        [span_of("Inspectors had found 300 cracks in 2019")],
        [span_of("the board ignored two warnings")],
        [span_of("The board denies that it ever received them")],
        [span_of("The pier was opened in 1958 and is 412 metres long")],
        [span_of("will close the east pier on 1 April, its chair Mara Lindt said on Monday. The closure will cost")],
    ]
    for place, content in enumerate(pieces):
        statement = " ".join(body[start:end] for start, end in content)
        claim = make_claim(
            article=article, content=content, statement=statement, speaker=lindt, role="chair of the harbour board",
            quote=" … ".join(body[start:end] for start, end in content), reasons=["a number"],
        )  # fmt: skip
        if place < len(STATES):
            make_state(claim, STATES[place], editor)
    return article


def make_state(claim: Claim, state: str, editor: User) -> Review:
    """Evidence on either side of ``claim``, and a review of it in ``state``."""
    source = make_source(name=f"Port register {claim.pk}", primary=True)
    figures = make_document(source=source, text="The register counts 1,200 cracks in the deck of the east pier.")
    against = make_document(text="An inspection in 2019 found 300 cracks in the deck, not 1,200 as was reported later.")
    reasons = [
        {"kind": "number", "agrees": True, "sentence": "Both say 1,200.", "in_passage": [20, 25], "in_claim": [11, 16]}
    ]
    clash = [
        {
            "kind": "number",
            "agrees": False,
            "sentence": "300 is not 1,200.",
            "in_passage": [28, 31],
            "in_claim": [11, 16],
        }
    ]
    make_evidence(claim=claim, passage=figures.passages.get(), machine_reasons=reasons, decision="accepted",
                  curated_by=editor, curated_at=timezone.now(), human_stance="corroborates")  # fmt: skip
    make_evidence(
        claim=claim, passage=against.passages.get(), machine_stance="contradicts", machine_reasons=clash, rank=2
    )
    over = {"assignee": editor} if state not in {"open", "cancelled"} else {}
    if state in {"published", "cancelled"}:
        over |= {"closed_at": timezone.now(), "closing_reason": "Not needed.", "closed_by": editor}
    return make_review(claim=claim, state=state, **over)


def make_long(*, words: int, claims: int, spread: bool = False, name: str = "A long count of boats") -> Article:
    """An article of ``words`` words with ``claims`` claims of one sentence each.

    They are sentence after sentence from the beginning, or ``spread`` evenly over all of it.
    """
    sentence = "The harbour board counted {} boats at the quay. "
    length = words // 9
    paragraphs, lines = [], [sentence.format(1000 + number) for number in range(length)]
    for start in range(0, length, 5):
        paragraphs.append("".join(lines[start : start + 5]).strip())
    article = make_article(headline=name, body="\n\n".join(paragraphs))
    speaker = make_speaker(name=f"Port register of {name} with {claims} claims")
    rows, place = [], 0
    for number in range(claims):
        words_of = sentence.format(1000 + (number * length // claims if spread else number % length)).strip()
        place = article.body.index(words_of)
        start = place + (0 if number < length else 4)
        rows.append(
            Claim(
                article=article,
                content=[[start, place + len(words_of) - 1]],
                start=start,
                end=place + len(words_of) - 1,
                quote=article.body[start : place + len(words_of) - 1],
                statement=words_of,
                speaker=speaker,
                attribution="indirect",
                force="says",
                fingerprint=f"long{number:060d}",
            )
        )
    Claim.objects.bulk_create(rows, batch_size=200)
    return article
