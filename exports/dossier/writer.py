"""Writes a dossier: a ZIP whose last member lists all others with their hashes. Plain Python, one member at a time.

The same content gives the same bytes: members are written in the order in which they are given, with one fixed time.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
VERIFIER: Final = "verify.py"
_TIME: Final = (1980, 1, 1, 0, 0, 0)
_BATCH: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the dossier."""

    path: str
    sha256: str
    size: int


class DossierWriter:
    """Give it the members, then ``close`` it. Only their names and hashes are kept in memory."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", compression=zipfile.ZIP_DEFLATED, compresslevel=6)
        self._members: list[Member] = []

    def add_bytes(self, path: str, chunks: Iterable[bytes]) -> Member:
        """A member of these bytes."""
        info = zipfile.ZipInfo(path, _TIME)
        info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
        digest, size = hashlib.sha256(), 0
        with self._zip.open(info, "w", force_zip64=True) as member:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                member.write(chunk)
        self._members.append(Member(path, digest.hexdigest(), size))
        return self._members[-1]

    def add_text(self, path: str, text: str) -> Member:
        """A member of UTF-8 text, every character as it is; offsets into it count code points."""
        return self.add_bytes(path, (text[at : at + _BATCH].encode() for at in range(0, len(text), _BATCH)))

    def add_json(self, path: str, value: Mapping[str, Any]) -> Member:
        """A member of one JSON object."""
        return self.add_bytes(path, [_pretty(value)])

    def add_lines(self, path: str, rows: Iterable[Mapping[str, Any]]) -> Member:
        """A member of JSON Lines, one object a line, written as they come."""
        return self.add_bytes(path, _batched(f"{_plain(row)}\n" for row in rows))

    def close(self, about: Mapping[str, Any]) -> Member:
        """Add the verifier, then the manifest with ``about``; the manifest's hash stands for the whole dossier."""
        self.add_bytes(VERIFIER, [(Path(__file__).parent / VERIFIER).read_bytes()])
        members = [{"path": each.path, "sha256": each.sha256, "bytes": each.size} for each in self._members]
        manifest = self.add_bytes(MANIFEST, [_pretty({"format": FORMAT, **about, "members": members})])
        self._zip.close()
        return manifest


def _plain(value: Mapping[str, Any]) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _pretty(value: Mapping[str, Any]) -> bytes:
    return f"{json.dumps(value, sort_keys=True, ensure_ascii=False, indent=1)}\n".encode()


def _batched(lines: Iterable[str]) -> Iterator[bytes]:
    """Lines joined to larger pieces, which compress and hash faster."""
    batch, size = [], 0
    for line in lines:
        batch.append(line)
        size += len(line)
        if size >= _BATCH:
            yield "".join(batch).encode()
            batch, size = [], 0
    yield "".join(batch).encode()
