"""Who says what in one frame: joins a cue with its source and its content."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.extraction import grammar
from claims.extraction.base import Force
from claims.extraction.clauses import complement, left_start, object_end, right_end, strip_stop
from claims.extraction.cue_matches import CueMatch, cue_matches
from claims.extraction.cues import Form
from claims.extraction.phrases import Range, before_time, main_subject, phrase_after, subject_before
from claims.extraction.tokens import Token

_SHORTEST_LEFT = 4
_LABEL, _LABEL_STRENGTH = 6, 0.6
_STRENGTH = {"q": 0.95, "t": 0.85, "c": 0.75, "p": 0.85, "i": 0.6, "o": 0.5, "s": 0.5}


@dataclass(slots=True)
class Found:
    """One attribution: token ranges of source, cue and content in one frame, and how sure the rule is."""

    source: Range | None
    cue: Range
    content: list[Range]
    force: Force
    negated: bool = False
    hedged: bool = False
    confidence: float = 0.5
    kind: str = ""
    verb: str = ""
    is_gerund: bool = False


def _subject(tokens: Sequence[Token], match: CueMatch) -> Range | None:
    """The source of a finite verb or gerund, borrowed from the main clause where the verb has none of its own."""
    start = before_time(tokens, match.start)
    before = tokens[start - 1] if start else None
    if before is None:
        return None
    if match.form is Form.GERUND:
        return _gerund_subject(tokens, match)
    if before.lower in ("and", "but", "then", "or"):
        return main_subject(tokens, match.start)
    return subject_before(tokens, match.start)


def _gerund_subject(tokens: Sequence[Token], match: CueMatch) -> Range | None:
    before = tokens[match.start - 1]
    if before.text == "," or before.lower in grammar.PREPOSITIONS | {"and", "while"} or before.kind == "dash":
        return main_subject(tokens, match.start)
    return None


def _is_inverted(tokens: Sequence[Token], match: CueMatch) -> bool:
    """Whether the subject follows: ``"...," said the minister``."""
    if match.form is not Form.FINITE or "q" not in match.entry.complements or match.start == 0:
        return False
    before = tokens[match.start - 1]
    if match.end >= len(tokens) or tokens[match.end].kind != "word":
        return False
    return before.kind == "quote" or (before.text == "," and subject_before(tokens, match.start) is None)


def _left(tokens: Sequence[Token], end: int, floor: int) -> Range | None:
    """The statement left of a source or cue that starts at ``end``."""
    if end <= floor or (tokens[end - 1].text not in ",—–" and tokens[end - 1].kind not in ("quote", "dash")):
        return None
    stop = end
    while stop > floor and tokens[stop - 1].kind != "quote" and (tokens[stop - 1].text in "," or tokens[stop - 1].kind == "dash"):
        stop -= 1
    start = left_start(tokens, stop, floor)
    if stop - start > 1 and tokens[stop - 1].kind == "quote" and tokens[stop - 2].text == ":":
        start = stop - 1
    return (start, stop) if start < stop else None


def _second_piece(tokens: Sequence[Token], position: int, first: Range) -> Range | None:
    """The rest of a statement that was interrupted by its own source and cue."""
    while position < len(tokens) and tokens[position].text in ",:" or (
        position < len(tokens) and tokens[position].kind == "dash"
    ):
        position += 1
    if position >= len(tokens):
        return None
    quoted = tokens[first[1] - 1].kind == "quote"
    if quoted and tokens[position].kind != "quote":
        return None
    if not quoted and tokens[position].text in ".;!?":
        return None
    end = right_end(tokens, position, frozenset())
    return (position, end) if end > position else None


def _postposed(tokens: Sequence[Token], match: CueMatch, floor: int) -> Found | None:
    """``content, source cue`` and ``content, cue source``, with a second piece of content after a comma."""
    if match.form not in (Form.FINITE, Form.BASE) or match.infinitive:
        return None
    if _is_inverted(tokens, match):
        source = phrase_after(tokens, match.end)
        after, edge = (source[1] if source else match.end), match.start
    else:
        source = _subject(tokens, match)
        after, edge = match.end, source[0] if source else match.start
    if source is None or not _agrees(tokens, match, source):
        return None
    content = _left(tokens, edge, floor)
    if content is None or not _may_precede(tokens, match, content, after):
        return None
    found = _build(match, source, [content], "q" if tokens[content[1] - 1].kind == "quote" else "p")
    after = _skip_to_mark(tokens, after)
    if after < len(tokens) and (tokens[after].text in ",:" or tokens[after].kind in ("quote", "dash")):
        second = _second_piece(tokens, after, content)
        if second:
            found.content.append(second)
    return found


def _skip_to_mark(tokens: Sequence[Token], position: int) -> int:
    """Past "on Tuesday", "told reporters": to the next comma, colon, quotation or end."""
    for index in range(position, min(len(tokens), position + 40)):
        if tokens[index].text in ",:.;!?" or tokens[index].kind in ("quote", "dash"):
            return index
    return len(tokens)


def _may_precede(tokens: Sequence[Token], match: CueMatch, content: Range, after: int) -> bool:
    """Whether the words before the cue are a statement and not just a fronted adverbial."""
    if tokens[content[1] - 1].kind == "quote":
        return "q" in match.entry.complements
    if "p" not in match.entry.complements:
        return False
    is_inverted = after > match.end
    if is_inverted and after < len(tokens) and tokens[after].text not in ",.;:":
        return False
    rest = None if is_inverted else complement(tokens, match)
    if rest and rest.kind != "":
        return False
    if rest and rest.start + 3 < len(tokens) and tokens[rest.start].text == ",":
        return True
    return content[1] - content[0] >= _SHORTEST_LEFT and not _is_adverbial(tokens, content)


def _is_adverbial(tokens: Sequence[Token], content: Range) -> bool:
    """Whether the words are a fronted "After the talks" with no main clause behind it."""
    if tokens[content[0]].lower not in grammar.PREPOSITIONS:
        return False
    inside = range(content[0], content[1])
    comma = next((index for index in inside if tokens[index].text == ","), content[1])
    return not any(grammar.is_verb_like(tokens[index].lower) for index in range(comma, content[1]))


def _with_colon(tokens: Sequence[Token], end: int) -> int:
    """A colon right after a cue belongs to it, as in the corpus that the spans follow."""
    return end + 1 if end < len(tokens) and tokens[end].text == ":" else end


def _build(match: CueMatch, source: Range | None, content: list[Range], kind: str) -> Found:
    return Found(
        source=source,
        cue=(match.start, match.end),
        content=content,
        force=match.force,
        negated=match.negated,
        hedged=match.hedged,
        confidence=_STRENGTH[kind],
        kind=kind,
        verb=match.entry.lemma,
        is_gerund=match.form is Form.GERUND,
    )


def _preposed(tokens: Sequence[Token], match: CueMatch, cut_verbs: frozenset[int]) -> Found | None:
    """``source cue content``."""
    if match.infinitive or match.form is Form.PARTICIPLE:
        return None
    after = complement(tokens, match)
    if not _governs(match, after.kind):
        return None
    source = _subject(tokens, match)
    if source is None or not _agrees(tokens, match, source):
        return None
    is_object = (after.kind == "o" and "o" in match.entry.complements) or (after.kind == "c" and "c" not in match.entry.complements)
    end = object_end(tokens, after.start) if is_object else right_end(tokens, after.start, cut_verbs)
    if after.kind == "q" and tokens[after.start].kind == "quote":
        end = _quote_end(tokens, after.start, end)
    if end <= after.start:
        return None
    found = _build(match, source, [(after.start, end)], after.kind)
    found.cue = (match.start, _with_colon(tokens, match.end))
    return found


def _labelled(tokens: Sequence[Token]) -> Found | None:
    """``Surname: "..."``, as in headlines and transcripts."""
    end = next((index for index, token in enumerate(tokens[:_LABEL]) if not token.is_capitalised), 0)
    if not 0 < end < len(tokens) - 1 or tokens[end].text != ":" or tokens[end + 1].kind != "quote":
        return None
    return Found((0, end), (end, end + 1), [(end + 1, end + 2)], Force.SAYS, confidence=_LABEL_STRENGTH, kind="q")


def _quote_end(tokens: Sequence[Token], start: int, end: int) -> int:
    """A whole quotation ends where it closes; a fragment of one goes on with the sentence."""
    words = tokens[start].text
    if words.rstrip("\"'”’»")[-1:] in ".,!?…" or words.rstrip()[-1:] in ".,!?…":
        return start + 1
    return end


def _governs(match: CueMatch, kind: str) -> bool:
    if kind == "":
        return False
    if kind in match.entry.complements or (kind == "o" and match.entry.complements >= {"c", "p"}):
        return True
    return kind == "c" and "o" in match.entry.complements


def _agrees(tokens: Sequence[Token], match: CueMatch, source: Range) -> bool:
    """Whether the phrase can be the subject: number fits, and the author's own "I think" is no attribution."""
    word = tokens[source[0]].lower
    if source[1] - source[0] == 1 and word in ("i", "you", "we", "it") and "p" not in match.entry.complements:
        return False
    if match.form is Form.BASE and match.verb == match.start:
        return _is_plural(tokens, source)
    return True


def _is_plural(tokens: Sequence[Token], source: Range) -> bool:
    words = [token.lower for token in tokens[source[0] : source[1]]]
    head = next((i for i, word in enumerate(words) if i and word in grammar.PREPOSITIONS | {",", "who"}), len(words))
    return (
        _is_plural_word(words[head - 1])
        or _is_plural_word(words[0])
        or "and" in words
        or any(word[0].isdigit() for word in words[:3])
    )


_PLURALS = frozenset(
    "i you we they who which many some most few several these those all both others people police men women majority half that".split()
)


def _is_plural_word(word: str) -> bool:
    return word in _PLURALS or (word.endswith("s") and not word.endswith(("'s", "ss", "us", "is")))


def _according_to(tokens: Sequence[Token], position: int, floor: int) -> Found | None:
    """``According to X, content`` and ``content, according to X``."""
    if tokens[position].lower != "according" or position + 1 >= len(tokens) or tokens[position + 1].lower != "to":
        return None
    source = phrase_after(tokens, position + 2)
    if source is None:
        return None
    found = Found(source, (position, position + 2), [], Force.SAYS, confidence=0.9, kind="p")
    before = _before_according(tokens, position, floor)
    after = _after_according(tokens, source[1], has_left=before is not None)
    found.content = [piece for piece in (before, after) if piece]
    return found if found.content else None


def _before_according(tokens: Sequence[Token], position: int, floor: int) -> Range | None:
    stop = position
    while stop > floor and tokens[stop - 1].kind != "quote" and (tokens[stop - 1].text in ",(" or tokens[stop - 1].kind == "dash"):
        stop -= 1
    start = left_start(tokens, stop, floor)
    return (start, stop) if stop - start >= 1 and tokens[start].lower not in ("but", "and", "yet") or stop - start > 3 else None


def _after_according(tokens: Sequence[Token], position: int, *, has_left: bool) -> Range | None:
    position = _skip_to_mark(tokens, position)
    if position >= len(tokens) or tokens[position].text not in ",:" and tokens[position].kind != "quote":
        return None
    start = position if tokens[position].kind == "quote" else position + 1
    if start >= len(tokens) or (has_left and tokens[start].lower in grammar.COORDINATORS | grammar.RELATIVES | {"while"}):
        return None
    end = right_end(tokens, start, frozenset())
    return (start, end) if end > start else None


def attributions(tokens: Sequence[Token]) -> list[Found]:
    """The outermost attributions of one frame, in order of their cues."""
    matches = list(cue_matches(tokens))
    cut_verbs = frozenset(m.start for m in matches if m.is_cut)
    taken: list[Found] = []
    for found in _candidates(tokens, matches, cut_verbs):
        if not any(_clashes(found, other) for other in taken):
            taken.append(found)
    return sorted(taken, key=lambda found: found.cue)


def _candidates(tokens: Sequence[Token], matches: Sequence[CueMatch], cut_verbs: frozenset[int]) -> Iterator[Found]:
    """Attempts, the surest kinds first: what stands after its content reaches over what stands inside it."""
    floor = 0
    for match in matches:
        found = _postposed(tokens, match, floor)
        if found:
            floor = max(found.cue[1], found.content[-1][1])
            yield found
    for position in range(len(tokens)):
        found = _according_to(tokens, position, 0)
        if found:
            yield found
    labelled = _labelled(tokens)
    if labelled:
        yield labelled
    for match in matches:
        found = _preposed(tokens, match, cut_verbs)
        if found:
            yield found


def _clashes(found: Found, other: Found) -> bool:
    """Whether the cue of one lies inside the content or the cue of the other, or their contents overlap."""
    mine, theirs = [found.cue, *found.content], [other.cue, *other.content]
    return any(a[0] < b[1] and b[0] < a[1] for a in mine for b in theirs)


__all__ = ["Found", "attributions", "strip_stop"]
