"""How well the speaker of a quote is resolved to a full name, given the right quote.

    python -m bench.speakers PATH... [--half even|odd|both] [--errors]

PATH is MEANTIME's folder of XML files, a folder of GUM's CoNLL-U files (``Discourse`` and ``Entity``), or a GAP file.

Protocol. An article is read as plain text; ``Cast(Layout.of(text)).speakers(saids)`` gets the gold source and cue spans
of all its scored attributions at once, and as content what is left of the sentence (the corpora mark no content).

* MEANTIME: every event mention of class SPEECH_COGNITIVE with an Arg0 participant that is an entity mention; the chain
  are the mentions that refer to the same entity instance within the article.
* GUM: every unit with an ``attribution`` relation; the cue is its top verb (or "according"), the source the phrase of
  its subject (for a relative pronoun, the pronoun); the chain are the mentions of the coreference chain whose head that
  subject is (for a relative pronoun, its antecedent), and the subject's own phrase.
* GAP: every pronoun is a source; right when the name given is the one marked, or when neither is marked and neither is
  given. GAP has no news, its pronouns need no speech: an extra figure.

The name in a phrase is the last run of capitalised words (with particles, initials, "of", "the", "and" inside it)
before the first comma, bracket or relative pronoun (after it, where there is none before), without the titles in
front and a possessive mark. What is right: our name is one of the chain's names ("Irish government" counts as one),
articles, brackets, case, accents and full stops aside, and where it is a person's single name (no organisation) no
name of the chain holds more words around it. For an organisation any name of the chain is right, short or long ("Long
Form (LF)" is both). A speaker mentioned once (GUM gives such no chain) by a single name is right within our longer
one. A chain with no name is right when we name no person and none of the names of another chain of the article. An
unresolved source with a named chain is not answered: it is wrong in "all" and left out of "answered". Mention types
are told from the gold source phrase: a pronoun, a full name (two words or more, a person's), a single name (a
person's), an organisation's name, or a nominal with no name in it; the corpus tells persons from organisations where
it does, else titles, "he" or "she" in the chain, else words such as "Ministry". Halves: even and odd place of an
article in the list sorted by name; rules were made on the even half.
"""

import argparse
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.speaker_corpora import Article, Gold, articles, gap
from claims.extraction.base import SpeakerKind
from claims.extraction.cast.casting import Cast
from claims.extraction.cast.speaker import Speaker
from claims.extraction.text.layout import Layout
from claims.extraction.text.word_lists import word_set

TYPES = ("full name", "single name", "pronoun", "nominal", "organisation")
_PRONOUNS = word_set(
    """i we he she it they who which that his her its their my our him them this these those one some many others
    someone somebody everyone nobody"""
)
_CAPITALS = re.compile(
    r"(?<!\w)(?:[^\W\d_a-z][\w.&@]*|al\b|el\b)(?:[-’'&](?!s\b)\w+)*"
    r"(?: (?:(?:al|bin|de|da|del|della|der|van|von|la|of|for|and|the|on) ){0,3}"
    r"(?:[^\W\d_a-z][\w.&]*|al\b)(?:[-’'](?!s\b)\w+)*)*"
)
_CUT = re.compile(r", | \(| who | which |; | - ")
_TITLE = word_set(
    """mr mrs ms miss dr sir president minister secretary senator sen representative rep governor gov mayor
    chancellor premier ambassador chairman chairwoman chief director king queen prince princess general gen
    colonel col captain lieutenant spokesman spokeswoman spokesperson leader judge justice professor prof coach
    commissioner executive ceo officer analyst attorney congressman congresswoman deputy editor head member
    professor reverend rev pope american canadian british german us u.s. united states airman student prime vice
    rear admiral sergeant major lord"""
)
_NATIONAL = re.compile(r"(?:[Tt]he )?(?:[A-Z][\w.]* ){1,3}(?:government|military|army|police)")
_GROUP = re.compile(
    r"\b(?:the|Ministry|Department|Office|Agency|Inc|Corp|Company|Group|Party|Union|Council|Committee|Court|Police|News"
    r"|Times|University|Association|Church|Organization|Government|Bank|Army|Post|Commission|Authority|Administration)\b"
)


def normal(name: str) -> str:
    """``name`` without case, accents, full stops, article and possessive mark."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"['’]s$", "", plain.replace("-", " ").replace(".", ""))
    return " ".join(re.sub(r"[^\w& ]", " ", plain).removeprefix("the ").split())


def name_in(phrase: str) -> str:
    """The name in a gold phrase; empty where it holds none."""
    if _is_pronoun(phrase):
        return ""
    parts = _CUT.split(re.sub(r" (?='s)", "", phrase))
    return _last_name(parts[0].strip()) or (_last_name(parts[1].strip()) if ", " in phrase and len(parts) > 1 else "")


def _is_pronoun(phrase: str) -> bool:
    return phrase.lower() in _PRONOUNS and phrase != "WHO"


def _last_name(before: str) -> str:
    runs = list(_CAPITALS.finditer(before))
    ending = [run.group() for run in runs if run.end() in (len(before), len(before) - 2)] or [
        run.group() for run in runs[:1] if " of " in before[run.end() : run.end() + 4]
    ]
    words = ending[-1].split() if ending else []
    titles = [index for index, word in enumerate(words[:-1]) if word.lower().rstrip(".") in _TITLE]
    if titles and words[titles[-1] :][:2] != ["General", "Motors"]:
        words = words[titles[-1] + 1 :]
    words = words[2:] if words[:1] == ["of"] and len(words) > 3 else words
    if words and (words[0] == "of" or words[-1].lower().rstrip(".") in _TITLE - {"us"}):
        return ""
    while words and words[0].lower() in ("the", "a", "of", "for", "and", "his", "her", "their"):
        words = words[1:]
    return " ".join(words)


def forms(name: str) -> set[str]:
    """A name, and both forms of ``Long Form (LF)``."""
    outside, _, inside = name.partition(" (")
    return {form for form in (normal(outside), normal(inside)) if form}


def kind_of(gold: Gold) -> str:
    """Mention type of the gold source."""
    if _is_pronoun(gold.phrase):
        return "pronoun"
    name = name_in(gold.phrase)
    if not name:
        return "nominal"
    if is_organisation(gold):
        return "organisation"
    return "full name" if len(name.split()) > 1 else "single name"


def is_organisation(gold: Gold) -> bool:
    """Whether the speaker is no person, as far as the corpus or its words tell."""
    if gold.is_organisation is not None:
        return gold.is_organisation
    words = {phrase.lower() for phrase in gold.chain}
    if words & {"he", "she", "his", "her", "him", "who"}:
        return False
    named = [name_in(phrase) for phrase in gold.chain if name_in(phrase)]
    return (
        any(_GROUP.search(phrase) for phrase in gold.chain)
        or any(name.isupper() for name in named)
        or (all(" " not in name for name in named) and bool(words & {"it", "its", "they", "their", "we"}))
    )


def judge(gold: Gold, speaker: Speaker) -> str:
    """``right``, ``wrong`` or ``unanswered``."""
    names = {form for phrase in gold.chain if name_in(phrase) for form in forms(name_in(phrase))}
    names |= {normal(phrase) for phrase in (*gold.chain, gold.phrase) if _NATIONAL.fullmatch(phrase)}
    ours = forms(speaker.name)
    if not names:
        rivals = {form for phrase in gold.rivals if name_in(phrase) for form in forms(name_in(phrase))}
        return "wrong" if speaker.kind is SpeakerKind.PERSON or ours & rivals else "right"
    if speaker.kind is SpeakerKind.UNRESOLVED:
        return "unanswered"
    if not ours & names:
        alone = len(set(gold.chain)) == 1 and any(name in form.split() for name in names for form in ours)
        return "right" if alone else "wrong"
    single = next(iter(ours))
    fuller = any(single in name.split() and name != single for name in names) and " " not in single
    return "wrong" if fuller and not is_organisation(gold) and speaker.kind is SpeakerKind.PERSON else "right"


def measure(read: Iterable[Article], *, errors: bool) -> tuple[Counter[tuple[str, str]], float]:
    """Counts by mention type and outcome, and the seconds of processor time spent."""
    counts: Counter[tuple[str, str]] = Counter()
    spent = 0.0
    for article in read:
        layout = Layout.of(article.text)
        start = time.process_time()
        speakers = Cast(layout).speakers([gold.said for gold in article.golds])
        spent += time.process_time() - start
        for gold, speaker in zip(article.golds, speakers, strict=True):
            outcome = judge(gold, speaker)
            counts[kind_of(gold), outcome] += 1
            if errors and outcome != "right":
                chain = sorted({name_in(phrase) for phrase in gold.chain} - {""})
                print(f"{outcome:10} {kind_of(gold):12} {article.name[:24]} “{gold.phrase[:70]}” → {speaker.name[:50]}")
                print(f"{'':24}{speaker.kind} gold {chain[:5]} {speaker.candidates} {speaker.how[:90]}")
    return counts, spent


def table(counts: Counter[tuple[str, str]]) -> None:
    """Print shares right of all and of those answered, by mention type."""
    print(f"{'mention':<14} {'count':>6} {'all':>7} {'answered':>9} {'unresolved':>11}")
    for row in (*TYPES, "all"):
        right, wrong, none = (
            sum(counts[kind, outcome] for kind in (TYPES if row == "all" else (row,)))
            for outcome in ("right", "wrong", "unanswered")
        )
        total = right + wrong + none
        if total:
            share = f"{right / total:7.3f} {right / max(right + wrong, 1):9.3f} {none / total:11.3f}"
            print(f"{row:<14} {total:6d} {share}")


def measure_gap(path: Path) -> None:
    """Print how often the bearer of GAP's pronouns is found."""
    counts: Counter[str] = Counter()
    for pronoun in gap(path):
        speaker = Cast(Layout.of(pronoun.text)).speakers([pronoun.said])[0]
        given = [index for index, name in enumerate(pronoun.names) if _is_one(speaker, name)]
        if speaker.kind is SpeakerKind.UNRESOLVED and pronoun.bearer is not None:
            counts["unanswered"] += 1
        else:
            is_right = pronoun.bearer in given if pronoun.bearer is not None else not given
            counts["right" if is_right else "wrong"] += 1
    total, answered = sum(counts.values()), counts["right"] + counts["wrong"]
    print(f"{path.name}: {total} pronouns, right {counts['right'] / total:.3f}, ", end="")
    print(f"of those answered {counts['right'] / answered:.3f}, unresolved {counts['unanswered'] / total:.3f}")


def _is_one(speaker: Speaker, name: str) -> bool:
    ours, theirs = set(normal(speaker.name).split()), set(normal(name).split())
    return speaker.kind is not SpeakerKind.UNRESOLVED and bool(ours) and (ours <= theirs or theirs <= ours)


def _halves(found: Sequence[Article], half: str) -> Iterable[tuple[str, Sequence[Article]]]:
    chosen = ("even", "odd") if half == "both" else (half,)
    for name in chosen:
        yield name, found[("even", "odd").index(name) :: 2]
    if half == "both":
        yield "both halves", found


def main() -> None:
    """Read the arguments, measure, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--half", choices=("even", "odd", "both"), default="both")
    parser.add_argument("--errors", action="store_true", help="print what is wrong; for the even half only")
    options = parser.parse_args()
    for path in options.paths:
        if path.suffix == ".tsv":
            measure_gap(path)
            continue
        for name, read in _halves(articles(path), options.half):
            counts, spent = measure(read, errors=options.errors and name == "even")
            words = sum(len(article.text.split()) for article in read)
            print(
                f"\n{path.name}, {name}: {len(read)} articles, {1e3 * spent / max(words, 1) * 900:.2f} ms per 900 words"
            )
            table(counts)


if __name__ == "__main__":
    main()
