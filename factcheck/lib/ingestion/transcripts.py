"""Speech as text: captions (SubRip, WebVTT), and the time codes of transcripts that people type."""

import html
import re
from dataclasses import dataclass, field
from itertools import pairwise

from factcheck.lib.errors import InvalidInput
from factcheck.lib.ingestion.base import Mark, Reading, ReadLimits, Upload
from factcheck.lib.ingestion.cleaning import tidy
from factcheck.lib.ingestion.decoding import decode
from factcheck.lib.ingestion.sniffing import charset

PAUSE = 2.5  # seconds of silence that begin a paragraph
LONG = 500  # characters after which the end of a sentence ends the paragraph
FEWEST = 2  # time codes that make a transcript
IN_ORDER = 0.9  # of them that do not go back

_CODE = r"(\d{1,2}:\d{2}(?::\d{2}){0,2})(?:[.,]\d{1,3})?"
_NAME = r"[^\W\d_][^\s\d]{0,30}(?: [^\s\d]{1,30}){0,4}"
_SPOKEN = (
    re.compile(rf"^[ \t]{{0,8}}[\[(]{_CODE}[\])]", re.M),  # [00:12:30] MR DILLON: ...
    re.compile(rf"^[ \t]{{0,8}}{_CODE}[ \t]{{1,8}}(?:[-–—][ \t]{{1,4}})?[^\n:]{{1,60}}:", re.M),  # 12:30 Name: ...
    re.compile(rf"^[ \t]{{0,8}}{_CODE}[ \t]{{0,8}}$", re.M),  # 00:12:30 on a line of its own
    re.compile(rf"^[ \t]{{0,8}}{_NAME}[ \t]{{1,8}}[\[(]?{_CODE}[\])]?[ \t]{{0,8}}$", re.M),  # Mara Lindt  12:30
)
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]{{0,8}}-->[ \t]{{0,8}}{_TIME}")
_ASIDES = ("WEBVTT", "NOTE", "STYLE", "REGION")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,60})?[ \t]{1,8}([^<>]{1,100})>")
_TAG = re.compile(r"<[^<>]{0,200}>|\{\\an\d\}")
_TURN = re.compile(r"(?:>>|[-–—] |[^\W\d_][^\n:.?!]{0,60}:\s)")
_ENDED = re.compile(r"[.?!…][\"'”’)\]]{0,2}\Z")


def time_marks(text: str) -> tuple[tuple[int, str], ...]:
    """Where in a transcript that somebody typed which time begins, as ``(offset, "at 00:12:30")``.

    Empty when the text is no transcript: fewer than two lines begin or end with a time code, or these go back and
    forth.
    """
    found = {match.start(): match[1] for pattern in _SPOKEN for match in pattern.finditer(text)}
    codes = [(offset, found[offset]) for offset in sorted(found)]
    if len(codes) < FEWEST or not _run_on([code for _offset, code in codes]):
        return ()
    return tuple((offset, f"at {code}") for offset, code in codes)


def read_captions(upload: Upload, limits: ReadLimits) -> Reading:
    """The words of a caption file in paragraphs, with a mark where each caption begins: "at 00:12:30"."""
    del limits
    decoded = decode(upload.content, charset=charset(upload.declared_type))
    speech = _Speech()
    for cue in _cues(tidy(decoded.text)):
        speech.add(cue)
    if not speech.marks:
        message = "The caption file holds no words. Check that it is the right file."
        raise InvalidInput(message)
    notes = (decoded.note,) if decoded.note else ()
    return Reading(text="".join(speech.pieces), notes=notes, breaks=tuple(speech.marks))


def _run_on(codes: list[str]) -> bool:
    times = [_seconds(code) for code in codes]
    forward = sum(one <= later for one, later in pairwise(times))
    return forward >= IN_ORDER * (len(times) - 1)


def _seconds(code: str) -> int:
    """The place of a time code in order: frames are left out, and two numbers are minutes and seconds."""
    numbers = [int(part) for part in code.split(":")][:3]
    while len(numbers) < 3:
        numbers.insert(0, 0)
    return numbers[0] * 3600 + numbers[1] * 60 + numbers[2]


@dataclass(frozen=True, slots=True)
class _Cue:
    """One caption: seconds from and to which it is shown, and its words."""

    start: float
    end: float
    words: str


@dataclass(slots=True)
class _Speech:
    """Captions put back into paragraphs."""

    pieces: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    length: int = 0
    since: int = 0
    end: float = 0.0

    def add(self, cue: _Cue) -> None:
        if self.pieces:
            opens = self._opens(cue)
            self._append("\n\n" if opens else " ")
            self.since = self.length if opens else self.since
        self.marks.append(Mark(self.length, f"at {_shown(cue.start)}"))
        self._append(cue.words)
        self.end = cue.end

    def _opens(self, cue: _Cue) -> bool:
        """Whether ``cue`` begins a paragraph: after a silence, with another speaker, or when there was enough."""
        enough = self.length - self.since > LONG and bool(_ENDED.search(self.pieces[-1][-4:]))
        return enough or cue.start - self.end > PAUSE or bool(_TURN.match(cue.words))

    def _append(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)


def _cues(text: str) -> list[_Cue]:
    cues: list[_Cue] = []
    last = ""
    for block in text.split("\n\n"):
        lines = block.split("\n")
        place = next((place for place, line in enumerate(lines[:2]) if _TIMING.match(line.strip())), None)
        if place is None or lines[0].startswith(_ASIDES):
            continue
        words, last = _words(lines[place + 1 :], last)
        times = _TIMING.match(lines[place].strip())
        if words and times:
            cues.append(_Cue(_moment(*times.groups()[:4]), _moment(*times.groups()[4:]), words))
    return cues


def _words(lines: list[str], last: str) -> tuple[str, str]:
    """The words of a caption, and its last line; a line that only stays on the screen is not said again."""
    plain = [html.unescape(_TAG.sub("", _VOICE.sub(r"\1: ", line))).strip() for line in lines]
    said = [line for line in plain if line]
    new = [line for place, line in enumerate(said) if line != (said[place - 1] if place else last)]
    return " ".join(" ".join(new).split()), said[-1] if said else last


def _moment(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths) / 1000


def _shown(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
