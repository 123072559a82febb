"""How far an index has followed the library; kept inside the index, so that both are always written together."""

import json
from dataclasses import asdict, dataclass
from typing import Self

EVERYTHING = -1


@dataclass(frozen=True, slots=True)
class Position:
    """Of the library ``library`` (the name that its database gave itself) the changes up to ``number`` are in.

    Of the changes with that number, those of documents up to ``document`` are in; ``EVERYTHING`` when all are.
    ``read`` is the last document that the first reading has taken in; ``EVERYTHING`` when that reading is over.
    """

    library: str
    number: int
    document: int = EVERYTHING
    read: int = EVERYTHING

    @property
    def is_complete(self) -> bool:
        """Whether the first reading is over, so that the index can answer."""
        return self.read == EVERYTHING

    def as_text(self) -> str:
        """For the index to keep."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Back from ``as_text``. Raises ``ValueError`` or ``TypeError`` for anything else."""
        return cls(**json.loads(text))
