"""Readers for ``bench.speakers``: MEANTIME, GUM news and GAP as texts with attributions whose speaker is known."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from claims.extraction.said import Said
from factcheck.lib.spans import Span


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution with the phrases of its speaker's chain; ``rivals`` are phrases that name somebody else.

    ``is_organisation`` is None where the corpus does not tell.
    """

    said: Said
    phrase: str
    chain: tuple[str, ...]
    is_organisation: bool | None = None
    rivals: tuple[str, ...] = ()


@dataclass(slots=True)
class Article:
    """One text and its attributions in order of place."""

    name: str
    text: str
    golds: list[Gold] = field(default_factory=list)


def said_at(text: str, sentence: Span, source: Span, cue: Span) -> Said:
    """An attribution whose content is the sentence without its source and cue, or the text after it."""
    hull = Span.hull((source, cue))
    pieces = _pieces(text, [(sentence.start, hull.start), (hull.end, sentence.end)])
    rest = pieces or _pieces(text, [(hull.end, min(len(text), hull.end + 200))])
    return Said((source,), (cue,), tuple(rest) or (cue,))


def _pieces(text: str, stretches: Iterable[tuple[int, int]]) -> list[Span]:
    return [Span(a, b) for a, b in stretches if re.search(r"\w", text[a:b])]


# MEANTIME


_FARTHEST = 400
"""Characters between an event and its speaker beyond which the link is to another sentence's mention."""
_QUOTES = {"``": "“", "''": "”"}
_NO_SPACE_BEFORE = re.compile(r"[.,;:!?)\]%’”-]|'s|n't|'\w{1,2}")


def _joined(words: Sequence[tuple[str, int]]) -> tuple[str, list[Span], list[Span]]:
    """Text, token spans and sentence spans of ``(word, sentence)``; title and date are paragraphs of their own."""
    text, spans, sentences, opened = "", [], [], False
    starts: dict[int, int] = {}
    for number, (word, sentence) in enumerate(words):
        is_new = sentence not in starts
        glued = _NO_SPACE_BEFORE.fullmatch(word) or text[-1:] in ("(", "[", "$", "“", "-") or (word == '"' and opened)
        after_open = text[-1:] == '"' and opened
        gap = ("\n\n" if sentence <= 2 else " ") if is_new else ("" if glued or after_open else " ")
        text += gap if number else ""
        starts.setdefault(sentence, len(text))
        spans.append(Span(len(text), len(text) + len(word)))
        text += word
        opened = opened != (word == '"')
        if number + 1 == len(words) or words[number + 1][1] != sentence:
            sentences.append(Span(starts[sentence], len(text)))
    return text, spans, sentences


def _meantime_article(path: Path) -> Article:
    root = ElementTree.parse(path).getroot()  # noqa: S314
    tokens = list(root.iter("token"))
    numbers = {token.get("t_id"): index for index, token in enumerate(tokens)}
    text, spans, sentences = _joined(
        [(_QUOTES.get(token.text or "", token.text or ""), int(token.get("sentence") or 0)) for token in tokens]
    )
    marks = {item.get("m_id"): item for item in root.find("Markables") or ()}
    places: dict[str | None, Span] = {}
    for pk, item in marks.items():
        anchors = [numbers[anchor.get("t_id")] for anchor in item.iter("token_anchor")]
        if anchors:
            places[pk] = Span(spans[min(anchors)].start, spans[max(anchors)].end)
    instance = _links(root, "REFERS_TO")
    article = Article(path.stem, text)
    members: dict[str | None, list[str | None]] = defaultdict(list)
    for pk, target in instance.items():
        members[target].append(pk)
    named = [places[pk].cut(text) for pk, item in marks.items() if _is_name(item) and pk in places]
    for event, mention in _speakers(root, marks, instance, places):
        chain = sorted(filter(None, members[instance[mention]])) if mention in instance else [mention]
        phrases = [places[pk].cut(text) for pk in chain if pk in places and _is_name(marks[pk])]
        entity = marks.get(instance.get(mention))
        sentence = next(s for s in sentences if s.contains(places[event]))
        others = tuple(set(named) - set(phrases))
        kind = entity.get("ent_type") if entity is not None else None
        article.golds.append(
            Gold(
                said_at(text, sentence, places[mention], places[event]),
                places[mention].cut(text),
                tuple(phrases),
                {"PER": False, "ORG": True, "LOC": True}.get(kind or ""),
                others,
            )
        )
    article.golds.sort(key=lambda gold: gold.said.place)
    return article


def _is_name(item: ElementTree.Element) -> bool:
    return item.tag == "ENTITY_MENTION" and item.get("syntactic_type") in ("NAM", "PRE.NAM", "APP", "CONJ", "")


def _links(root: ElementTree.Element, tag: str) -> dict[str | None, str | None]:
    return {
        source.get("m_id"): target.get("m_id")
        for link in root.iter(tag)
        for target in link.findall("target")
        for source in link.findall("source")
    }


def _speakers(
    root: ElementTree.Element,
    marks: Mapping[str | None, ElementTree.Element],
    instance: Mapping[str | None, str | None],
    places: Mapping[str | None, Span],
) -> Iterator[tuple[str | None, str | None]]:
    for link in root.iter("HAS_PARTICIPANT"):
        event, mention = (next(iter(link.findall(end))).get("m_id") for end in ("source", "target"))
        target = marks.get(instance.get(event))
        speech = target is not None and target.get("class") == "SPEECH_COGNITIVE"
        is_speaker = speech and link.get("sem_role") == "Arg0" and marks[mention].tag == "ENTITY_MENTION"
        placed = is_speaker and event in places and mention in places
        if placed and abs(places[event].start - places[mention].start) < _FARTHEST:
            yield event, mention


# GUM


@dataclass(slots=True)
class _Word:
    span: Span
    sentence: int
    head: int
    relation: str
    lemma: str
    tag: str
    misc: Mapping[str, str]
    enhanced: str


@dataclass(slots=True)
class _Parsed:
    text: str = ""
    words: list[_Word] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)


def _parsed(path: Path) -> _Parsed:
    """Text and words of a CoNLL-U file; heads are numbers of words in the whole file, -1 for a root."""
    done = _Parsed()
    gap, first, start, glued = "", 0, 0, 0
    after: str | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar"):
            gap = "\n\n" if done.text else ""
        columns = line.split("\t")
        if not line and first < len(done.words):
            done.sentences.append(Span(start, len(done.text)))
            first = len(done.words)
        if len(columns) < 10 or "." in columns[0]:
            continue
        misc = dict(pair.split("=", 1) for pair in columns[9].split("|") if "=" in pair)
        if "-" in columns[0]:
            glued, after = int(columns[0].split("-")[1]), misc.get("SpaceAfter")
            continue
        if len(done.words) == first:
            start = len(done.text) + len(gap)
        done.text += gap
        span = Span(len(done.text), len(done.text) + len(columns[1]))
        done.text += columns[1]
        if int(columns[0]) == glued:
            misc, glued = {**misc, "SpaceAfter": after or ""}, 0
        gap = "" if misc.get("SpaceAfter") == "No" or int(columns[0]) < glued else " "
        head = first + int(columns[6]) - 1 if columns[6] != "0" else -1
        done.words.append(_Word(span, len(done.sentences), head, columns[7], columns[2], columns[3], misc, columns[8]))
    return done


def _entities(words: Sequence[_Word]) -> dict[str, list[tuple[int, int]]]:
    """First and last word of each mention, by chain."""
    opened: dict[str, list[int]] = defaultdict(list)
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, word in enumerate(words):
        for mark in re.findall(r"\(\d+\)?|\d+\)", word.misc.get("Entity", "")):
            pk = mark.strip("()")
            if mark.startswith("("):
                opened[pk].append(number)
            if mark.endswith(")") and opened[pk]:
                found[pk].append((opened[pk].pop(), number))
    return found


def _top(words: Sequence[_Word], first: int, last: int) -> int:
    """The word of the stretch whose head lies outside it."""
    return next((n for n in range(first, last + 1) if not first <= words[n].head <= last), first)


def _units(words: Sequence[_Word]) -> Iterator[tuple[str, int, int]]:
    """Discourse units with what ``Discourse`` says of them."""
    starts = [n for n, word in enumerate(words) if "Discourse" in word.misc]
    for first, after in zip(starts, [*starts[1:], len(words)], strict=True):
        yield words[first].misc["Discourse"], first, after - 1


def _subject(words: Sequence[_Word], first: int, last: int) -> tuple[int, int] | None:
    """Cue and source head of an attribution's unit."""
    for number in range(first, last + 1):
        if words[number].lemma == "accord" and words[number].head > number:
            return number, words[number].head
    cue = _top(words, first, last)
    verbs = [cue, words[cue].head] if words[cue].relation == "conj" else [cue]
    subjects = (
        number
        for verb in verbs
        for number in range(max(0, verb - 60), min(len(words), verb + 60))
        if words[number].head == verb and words[number].relation.startswith("nsubj")
    )
    subject = next(subjects, None)
    return (cue, subject) if subject is not None else None


def _subtree(words: Sequence[_Word], head: int) -> tuple[int, int]:
    """First and last word under ``head``, clauses beside it left out."""
    kept = {head}
    for _ in range(6):
        kept |= {
            n
            for n in range(max(0, head - 40), min(len(words), head + 40))
            if words[n].head in kept
            and words[n].sentence == words[head].sentence
            and not words[n].relation.startswith(("acl", "parataxis", "conj", "cc", "case:x"))
            and words[n].lemma != "accord"
            and not (words[n].head == head and words[n].relation in ("case", "punct", "mark", "advmod"))
        }
    return min(kept), max(kept)


def _gum_article(path: Path) -> Article:
    parsed = _parsed(path)
    words, text = parsed.words, parsed.text
    chains = _entities(words)
    by_head = {
        _top(words, *mention): (pk, mention)
        for pk, mentions in chains.items()
        for mention in sorted(mentions, key=lambda m: m[1] - m[0])
    }
    article = Article(path.stem, text)
    for relation, first, last in _units(words):
        pair = _subject(words, first, last) if relation.startswith("attribution") else None
        if not pair or words[pair[1]].tag in ("NUM", "ADV"):
            continue
        cue, head = pair
        bearer = head
        if words[head].lemma in ("who", "which", "that") and words[cue].relation.startswith("acl"):
            bearer = words[cue].head
        span = _span(words, *_subtree(words, head)) if bearer == head else words[head].span
        chain = _phrases(words, text, chains, by_head, bearer)
        everyone = {_span(words, *m).cut(text) for pk, ms in chains.items() for m in ms}
        said = said_at(text, parsed.sentences[words[cue].sentence], span, words[cue].span)
        article.golds.append(Gold(said, span.cut(text), chain, None, tuple(everyone - set(chain))))
    return article


def _phrases(
    words: Sequence[_Word],
    text: str,
    chains: Mapping[str, Sequence[tuple[int, int]]],
    by_head: Mapping[int, tuple[str, tuple[int, int]]],
    bearer: int,
) -> tuple[str, ...]:
    own = _span(words, *_subtree(words, bearer)).cut(text)
    if bearer not in by_head:
        return (own,)
    pk, _ = by_head[bearer]
    return (own, *(_span(words, *mention).cut(text) for mention in chains[pk]))


def _span(words: Sequence[_Word], first: int, last: int) -> Span:
    return Span(words[first].span.start, words[last].span.end)


# GAP


@dataclass(frozen=True, slots=True)
class Pronoun:
    """One pronoun of GAP and the two names beside it; ``bearer`` is 0, 1 or None for neither."""

    text: str
    said: Said
    names: tuple[str, str]
    bearer: int | None


def gap(path: Path) -> Iterator[Pronoun]:
    """The pronouns of one GAP file."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            text, start = row["Text"], int(row["Pronoun-offset"])
            source = Span(start, start + len(row["Pronoun"]))
            end = min(len(text), source.end + 12)
            cue = Span(source.end, end) if end > source.end else source
            marks = [row[f"{side}-coref"].upper() == "TRUE" for side in "AB"]
            yield Pronoun(
                text, Said((source,), (cue,), (cue,)), (row["A"], row["B"]), marks.index(True) if any(marks) else None
            )


def articles(path: Path) -> list[Article]:
    """All articles under ``path``, sorted by name: CoNLL-U files with discourse units, or MEANTIME's XML."""
    parsed = sorted(path.rglob("*.conllu"))
    if parsed:
        return [_gum_article(file) for file in parsed]
    return [_meantime_article(file) for file in sorted(path.rglob("*.xml"), key=lambda file: file.stem)]
