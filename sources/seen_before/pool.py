"""An index of claims in memory: for those of one article, which are compared with each other. Plain Python."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sources.seen_before.base import Statement
from sources.seen_before.ranking import CANDIDATES, Candidate, search_terms
from sources.seen_before.reading import keys


class Pool:
    """Statements by the words they hold; a statement's number is its place in the sequence that was given."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._statements: Sequence[Statement] = list(statements)
        self._keys = [keys(statement.text) for statement in self._statements]
        self._by_key: dict[str, list[int]] = {}
        for number, listed in enumerate(self._keys):
            for key in listed:
                self._by_key.setdefault(key, []).append(number)
        self._counts = {key: len(numbers) for key, numbers in self._by_key.items()}

    def candidates(self, text: str) -> list[Candidate]:
        """Those with most of the rarest words of ``text``, at most ``CANDIDATES``, one of the same words included."""
        found: Counter[int] = Counter()
        for term in search_terms(text, self._counts):
            found.update(self._by_key[term])
        best = sorted(found, key=lambda number: (-found[number], number))[:CANDIDATES]
        return [Candidate(number, self._statements[number], " ".join(self._keys[number])) for number in best]
