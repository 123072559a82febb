"""A table as it is shown, copied and downloaded."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

Cell = str | int | float | None
# What a spreadsheet takes for a formula, and the characters it drops before looking.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; the first cell of a row names it. ``None`` is a figure that is not defined."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    @property
    def shown(self) -> list[list[str]]:
        """The rows as people read them."""
        return [[in_words(cell) for cell in row] for row in self.rows]


def in_words(cell: Cell) -> str:
    """A cell as people read it: figures with two decimals at most, "–" where there is none."""
    if cell is None:
        return "–"
    if isinstance(cell, float):
        return f"{cell:,.2f}".rstrip("0").rstrip(".").replace("-", "−") or "0"
    return f"{cell:,}" if isinstance(cell, int) else cell


def as_csv(table: Table) -> str:
    """The table as CSV. Text that a spreadsheet would run as a formula is marked as text; figures stay figures."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([_safe(name) for name in table.columns])
    writer.writerows([_safe(cell) for cell in row] for row in table.rows)
    return written.getvalue()


def _safe(cell: Cell) -> Cell:
    if isinstance(cell, float):
        return round(cell, 6)
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA):
        return f"'{cell}"
    return cell
