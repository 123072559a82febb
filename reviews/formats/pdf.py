"""The annotated galley as a PDF, with numbered notes at the end."""

import unicodedata
from pathlib import Path
from typing import Any, Final

from reviews.formats.printed import Footnote, PrintedGalley, Run, printable, runs_leftwards

_PLAIN, _BOLD = "DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"
_OTHERS: Final = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}  # Arabic and Hebrew letters are in these
_LONGEST_WORD: Final = 60
NO_FONT: Final = "Some characters are missing: the fonts for them are not installed (PRINT_FONTS)."
_SMALL, _TEXT, _LARGE = 8.5, 11, 20


def galley_pdf(galley: PrintedGalley, *, fonts: Path) -> bytes:
    """The file's bytes.

    ``fonts`` is the folder of DejaVu Serif. Without it the file has the fonts that every reader of PDF has, whose
    letters are those of Western Europe, and says so.
    """
    import fpdf

    file = fpdf.FPDF(format="A4")
    file.set_title(printable(galley.headline))
    if galley.language:
        file.set_lang(galley.language)
    file.set_margin(22)
    file.set_auto_page_break(auto=True, margin=20)
    family = _family(file, fonts)
    if family != "times" and _joins(galley):
        file.set_text_shaping(use_shaping_engine=True)
    writer = _Writer(file, family, is_narrow=family == "times")
    file.add_page()
    writer.line(galley.headline, size=_LARGE, style="B")
    for fact in [*galley.facts, *([NO_FONT] if writer.is_narrow and writer.lacks(galley) else [])]:
        writer.line(fact, size=_SMALL)
    file.ln(4)
    for paragraph in galley.paragraphs:
        writer.paragraph(paragraph)
    writer.line("Notes", size=14, style="B")
    for note in galley.notes:
        writer.note(note)
    writer.line("Sign-off and sentences without a check", size=14, style="B")
    for line in galley.closing:
        writer.line(line, size=_SMALL + 0.5)
    return bytes(file.output())


def _family(file: Any, fonts: Path) -> str:
    if not all((fonts / name).is_file() for name in (_PLAIN, _BOLD)):
        return "times"
    file.add_font("serif", "", fonts / _PLAIN)
    file.add_font("serif", "B", fonts / _BOLD)
    if all((fonts / name).is_file() for name in _OTHERS.values()):
        for style, name in _OTHERS.items():
            file.add_font("sans", style, fonts / name)
        file.set_fallback_fonts(["sans"])
    return "serif"


def _joins(galley: PrintedGalley) -> bool:
    """Whether letters of the galley change with their neighbours or run leftwards; shaping others only takes time."""
    texts = [galley.headline, *(run.text for paragraph in galley.paragraphs for run in paragraph)]
    texts += [line for note in galley.notes for line in note.lines]
    letters = {character for text in texts for character in text}
    return any(unicodedata.bidirectional(one) in {"R", "AL", "NSM"} for one in letters)


class _Writer:
    """Writes lines in one family; ``is_narrow`` fonts have only the letters of Latin-1."""

    def __init__(self, file: Any, family: str, *, is_narrow: bool) -> None:
        self.file, self.family, self.is_narrow = file, family, is_narrow
        self.links: dict[int, Any] = {}

    def fitting(self, text: str) -> str:
        """``text`` as the font and the width of the page take it."""
        words = printable(text).replace("\t", " ")
        if any(len(word) > _LONGEST_WORD for word in words.split()):
            words = " ".join(_broken(word) for word in words.split(" "))
        if not self.is_narrow:
            return words
        return words.translate(_LATIN).encode("latin-1", "replace").decode("latin-1")

    def lacks(self, galley: PrintedGalley) -> bool:
        """Whether a character of the galley can not be written."""
        text = "".join(run.text for paragraph in galley.paragraphs for run in paragraph)
        return any(ord(character) > 255 for character in text.translate(_LATIN))

    def line(self, text: str, *, size: float, style: str = "") -> None:
        """A paragraph of one size."""
        self.file.set_font(self.family, style, size)
        align = "R" if runs_leftwards(text) else "L"
        self.file.multi_cell(0, size * 0.5, self.fitting(text), align=align, new_x="LMARGIN", new_y="NEXT")
        self.file.ln(1.5)

    def paragraph(self, runs: tuple[Run, ...]) -> None:
        """A paragraph of the article, claims underlined, the numbers of their notes raised.

        One that runs from right to left is set as a whole, or its pieces would stand in the wrong order.
        """
        if runs_leftwards("".join(run.text for run in runs)):
            numbered = "".join(run.text + "".join(f" [{number}]" for number in run.notes) for run in runs)
            self.line(numbered, size=_TEXT)
            return
        for run in runs:
            self.file.set_font(self.family, "U" if run.tone else "", _TEXT)
            self.file.write(6, self.fitting(run.text))
            for number in run.notes:
                self.file.set_font(self.family, "", _SMALL)
                self.file.char_vpos = "SUP"
                self.file.write(6, str(number), self._link(number))
                self.file.char_vpos = "LINE"
        self.file.ln(9)

    def note(self, note: Footnote) -> None:
        """One note; its number in the text leads here."""
        self.file.set_link(self._link(note.number), y=self.file.get_y(), page=self.file.page)
        self.line(f"{note.number}  {' '.join(note.lines)}", size=_SMALL)

    def _link(self, number: int) -> Any:
        if number not in self.links:
            self.links[number] = self.file.add_link()
        return self.links[number]


def _broken(word: str) -> str:
    return " ".join(word[start : start + _LONGEST_WORD] for start in range(0, len(word), _LONGEST_WORD)) or word


_LATIN: Final = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "\u202f": " ", "\u2009": " "}
)
