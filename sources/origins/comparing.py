"""The signs that two documents go back to one report."""

from collections.abc import Iterator

from sources.copies import LIMIT
from sources.origins.base import Link, LinkKind, Naming, Report
from sources.origins.keys import NAMED_DAYS, WEB_DAYS, WIRE_DAYS, are_near, new_share
from sources.origins.names import is_press_name, plain_name, spellings
from sources.origins.subjects import similarity

TEXT_SHARE = 0.2  # of the shorter text, between two publishers
OWN_TEXT_SHARE = 0.6  # within one publisher, whose reports share standing paragraphs
TEXT_LEAST = 12  # shingles in common: nineteen words in a row
TEXT_SUBJECT = 0.35  # asked where less than half is shared: outlets of one house share standing paragraphs
OWN_WORDS_LEAST = 20  # a text with fewer words of its own, a mere quotation or a heading, copies nobody
REPRINT = 0.8  # of the longer text: then it is the same text, whenever it was printed
FEW_WORDS = 80  # pages of one publisher with fewer, such as those behind a paywall, need headings that are alike
ALL_OF_IT = 0.5  # cover from which a document has nothing of weight from elsewhere

WIRE_SUBJECT = 0.33
NAMED_SUBJECT = 0.36
WEB_SUBJECT = 0.33
_UNSURE = 0.12  # more is asked where a date is missing or a name is cut short


def links_between(a: Report, b: Report, standing: frozenset[int] = frozenset()) -> list[Link]:
    """Every sign that one of two documents goes back to the other or both to one report, the surest first.

    ``standing`` are keys of words that show no origin, see ``keys.standing``.
    """
    alike = similarity(a.trace.subject, b.trace.subject)
    found = [*_by_text(a, b, alike, standing), *_by_naming(a, b, alike), *_by_naming(b, a, alike)]
    found += [*_by_wire(a, b, alike), *_by_web(a, b, alike)]
    return sorted(found, key=lambda link: (-link.share, link.kind, link.document))


def in_order(a: Report, b: Report) -> tuple[Report, Report]:
    """The two documents, the one that has it first before the one that may have it from there.

    The one whose publisher the other credits is first; then the earlier; of two that are undated the longer text.
    """
    for first, second in ((a, b), (b, a)):
        if _credit(second, first) and not _credit(first, second):
            return first, second
    if a.published_at and b.published_at and a.published_at != b.published_at:
        return (a, b) if a.published_at < b.published_at else (b, a)
    return (a, b) if (-len(a.shingles), a.id) < (-len(b.shingles), b.id) else (b, a)


def _by_text(a: Report, b: Report, alike: float, standing: frozenset[int]) -> Iterator[Link]:
    upstream, document = in_order(a, b)
    if min(a.trace.own_words, b.trace.own_words) < OWN_WORDS_LEAST:
        if a.text_hash == b.text_hash and a.url == b.url and a.publisher == b.publisher:
            yield Link(document.id, upstream.id, LinkKind.TEXT, 1.0, 1.0, "It is the same page, taken in twice.")
        return
    shared, in_a, in_b = _shared(a.shingles, b.shingles)
    if standing and shared < REPRINT * max(in_a, in_b):
        shared = round(shared * new_share(a.shingles, b.shingles, standing))
    share = shared / min(in_a, in_b) if shared else 0.0
    if shared < TEXT_LEAST or not _is_enough(a, b, share, alike):
        return
    cover = shared / (in_a if document is a else in_b)
    sentence = f"{share:.0%} of the wording of the shorter text stands in the other."
    if a.text_hash == b.text_hash:
        sentence = "The two texts are word for word the same."
    yield Link(document.id, upstream.id, LinkKind.TEXT, share, cover, sentence)


def _is_enough(a: Report, b: Report, share: float, alike: float) -> bool:
    """Whether what is shared is more than the standing paragraphs of a publisher or of a house."""
    if share < ALL_OF_IT and alike < TEXT_SUBJECT:
        return False
    if a.publisher != b.publisher or (a.url and a.url == b.url):
        return share >= TEXT_SHARE
    few = min(a.trace.own_words, b.trace.own_words) < FEW_WORDS
    return share >= OWN_TEXT_SHARE and not (few and a.trace.heading.isdisjoint(b.trace.heading))


def _shared(a: frozenset[int], b: frozenset[int]) -> tuple[int, int, int]:
    """Shingles in common, of ``a`` and of ``b``, all counted below the largest that both samples know of."""
    ceiling = min(max(each) if len(each) >= LIMIT else 2**32 for each in (a, b)) if a and b else 0
    known_a, known_b = ({value for value in each if value <= ceiling} for each in (a, b))
    return len(known_a & known_b), len(known_a), len(known_b)


def _by_wire(a: Report, b: Report, alike: float) -> Iterator[Link]:
    if not are_near(a.day, b.day, WIRE_DAYS) or alike < WIRE_SUBJECT + _doubt(a, b):
        return
    upstream, document = in_order(a, b)
    credit = _credit(document, upstream)
    both = _credited_by_both(a, b)
    if credit and not document.trace.first_hand:
        sentence = f"Its by-line, “{credit.words}”, names {upstream.publisher}, and both are about the same."
        yield Link(document.id, upstream.id, LinkKind.WIRE, alike, 0.0, sentence)
    elif both and not (a.trace.first_hand or b.trace.first_hand):
        sentence = f"Both credit the same agency (“{both.words}”) and are about the same."
        yield Link(document.id, upstream.id, LinkKind.WIRE, alike, 0.0, sentence)


def _credit(document: Report, upstream: Report) -> Naming | None:
    """The by-line in which ``document`` credits the publisher of ``upstream``, if that is another publisher."""
    return _named(document.trace.credits, document, upstream)


def _credited_by_both(a: Report, b: Report) -> Naming | None:
    own = {plain_name(a.publisher), plain_name(b.publisher)}
    names = {credit.name for credit in a.trace.credits} - own
    return next((credit for credit in b.trace.credits if credit.name in names), None)


def _by_naming(document: Report, upstream: Report, alike: float) -> Iterator[Link]:
    naming = _named(document.trace.naming, document, upstream)
    if naming is None or not _is_before(upstream, document):
        yield from _by_naming_both(document, upstream, alike)
        return
    doubt = _doubt(document, upstream) + (_UNSURE if naming.name != plain_name(upstream.publisher) else 0.0)
    if document.trace.first_hand or alike < NAMED_SUBJECT + doubt:
        return
    sentence = f"It says “{naming.words}”, and {upstream.publisher} wrote about the same."
    yield Link(document.id, upstream.id, LinkKind.CITES, alike, 0.0, sentence)


def _by_naming_both(a: Report, b: Report, alike: float) -> Iterator[Link]:
    """Both have it from one outlet or agency whose own report is not at hand. Said once for a pair."""
    upstream, document = in_order(a, b)
    if document is not a or a.trace.first_hand or b.trace.first_hand:
        return
    own = {*spellings(a.publisher), *spellings(b.publisher)}
    names = {naming.name for naming in b.trace.naming if naming.is_press} - own
    naming = next((naming for naming in a.trace.naming if naming.name in names), None)
    is_near = are_near(a.day, b.day, NAMED_DAYS)
    if naming and is_near and alike >= NAMED_SUBJECT + _UNSURE + _doubt(a, b):
        sentence = f"Both have it from the same place (“{naming.words}”) and are about the same."
        yield Link(document.id, upstream.id, LinkKind.CITES, alike, 0.0, sentence)


def _named(namings: tuple[Naming, ...], document: Report, upstream: Report) -> Naming | None:
    if document.publisher == upstream.publisher:
        return None
    names = spellings(upstream.publisher)
    return next((naming for naming in namings if naming.name in names and _is_name(naming, upstream)), None)


def _is_name(naming: Naming, upstream: Report) -> bool:
    """Whether the words name the publisher in full, or so that only an outlet can be meant."""
    return naming.name == plain_name(upstream.publisher) or is_press_name(naming.name)


def _is_before(upstream: Report, document: Report) -> bool:
    """Whether ``document`` can have it from ``upstream``: published at most a day before it, and not long after."""
    if upstream.day is None or document.day is None:
        return True
    return -1 <= (document.day - upstream.day).days <= NAMED_DAYS


def _by_web(a: Report, b: Report, alike: float) -> Iterator[Link]:
    if not are_near(a.day, b.day, WEB_DAYS) or alike < WEB_SUBJECT + _doubt(a, b):
        return
    for document, upstream in ((a, b), (b, a)):
        if upstream.url and upstream.url in document.trace.links and not document.trace.first_hand:
            sentence = f"It links to {upstream.publisher}’s page, and both are about the same."
            yield Link(document.id, upstream.id, LinkKind.WEB, alike, 0.0, sentence)
            return
    common = next((link for link in a.trace.links if link in b.trace.links), None)
    if common and a.publisher != b.publisher and not (a.trace.first_hand or b.trace.first_hand):
        upstream, document = in_order(a, b)
        sentence = f"Both link to {common[:200]} and are about the same."
        yield Link(document.id, upstream.id, LinkKind.WEB, alike, 0.0, sentence)


def _doubt(a: Report, b: Report) -> float:
    return _UNSURE if a.day is None or b.day is None else 0.0
