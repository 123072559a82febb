"""Checks a dossier: python3 verify.py DOSSIER.zip, or without an argument the folder that this file lies in.

Needs Python 3.9 or newer and nothing else: no network, no packages, nothing of the workbench. It checks

 1. that every file has the hash and size that manifest.json says, and that none is missing or too many;
 2. that the chain of the ledger holds, entry by entry, and ends where the manifest says;
 3. that the words of every claim stand in the article at their offsets;
 4. that every passage stands in its document at its offsets, and that snapshots are named by their own hash;
 5. that assessments and verdicts cite what is there, and say what the ledger recorded of them;
 6. that every publication quotes what its verdict cites, and follows on the one it supersedes;
 7. that the log of replies says what the ledger recorded of it.

A dossier can not show by itself that it is complete and unforged as a whole: somebody could make another one with all
hashes right. So ask the newsroom, or whoever was given it, for the SHA-256 of the manifest (--manifest), and for heads
of the ledger that were kept elsewhere (--heads, a file of "verify_ledger --write-heads"); either settles it.

Memory does not grow with the texts, only with the number of passages that are cited.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

CHUNK = 1024 * 1024
MANIFEST = "manifest.json"
BETWEEN = " … "

Row = Any  # one object of JSON


class Broken(Exception):
    """The dossier can not be read at all."""


class Box:
    """The files of a dossier, in a ZIP or unpacked in a folder."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self.zip = None if self.path.is_dir() else self._opened()

    def _opened(self) -> zipfile.ZipFile:
        try:
            return zipfile.ZipFile(self.path)
        except (OSError, zipfile.BadZipFile) as error:
            raise Broken(f"{self.path} is no dossier: {error}") from error

    def names(self) -> list[str]:
        """All names, a name that stands in the ZIP twice twice."""
        if self.zip:
            return [info.filename for info in self.zip.infolist()]
        files = (file for file in self.path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
        return sorted(file.relative_to(self.path).as_posix() for file in files)

    def open(self, name: str) -> IO[bytes]:
        if ".." in Path(name).parts or Path(name).is_absolute():
            raise Broken(f"{name} leads out of the dossier")
        try:
            return self.zip.open(name) if self.zip else (self.path / name).open("rb")
        except (KeyError, OSError) as error:
            raise Broken(f"{name} is missing") from error

    def text(self, name: str) -> str:
        with self.open(name) as file:
            return file.read().decode("utf-8")

    def rows(self, name: str) -> Iterator[Row]:
        """The objects of a file of JSON Lines, one at a time."""
        with self.open(name + ".jsonl") as file:
            for line in file:
                yield json.loads(line)


class Known:
    """What was read so far and is cited by what comes later: of texts only hashes."""

    def __init__(self) -> None:
        self.claims: set[str] = set()
        self.documents: dict[str, str] = {}
        self.evidence: dict[str, tuple[str, str]] = {}
        self.verdicts: dict[tuple[str, int], set[str]] = {}


Ledger = dict[Any, Any]  # what the ledger says of a judgement or reply, by what it is about


def sha256_of(file: IO[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in iter(lambda: file.read(CHUNK), b""):
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def digest_of(value: Any) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def check_files(box: Box, manifest: Row) -> Iterator[str]:
    """1. Every file as the manifest has it, and no other."""
    listed = {member["path"]: member for member in manifest["members"]}
    names = box.names()
    for name in sorted(set(names)):
        if names.count(name) > 1:
            yield f"{name}: stands in the ZIP {names.count(name)} times"
        if name not in listed and name != MANIFEST:
            yield f"{name}: is not in the manifest"
    for name, member in listed.items():
        if name not in names:
            yield f"{name}: is missing"
            continue
        with box.open(name) as file:
            sha256, size = sha256_of(file)
        if (sha256, size) != (member["sha256"], member["bytes"]):
            yield f"{name}: is not the file that was exported, its SHA-256 is {sha256}"
    for lost in manifest.get("lost", []):
        yield f"snapshot {lost['sha256']}: was damaged or gone when the dossier was made: {lost['why']}"


def entry_hash(entry: Row) -> str:
    content = {
        name: entry[name] for name in ("chain", "sequence", "verb", "claim", "actor", "details", "at", "previous")
    }
    if entry["scheme"] != 1:
        content.update({name: entry[name] for name in ("scheme", "article", "account")})
    return digest_of(content)


def check_ledger(box: Box, manifest: Row) -> Iterator[str]:
    """2. The chain, from the first entry to the head."""
    place, head, expected = 0, "", manifest["ledger"]
    for entry in box.rows("ledger"):
        if fault := fault_of_entry(entry, expected["chain"], place, head):
            yield f"ledger entry {entry['sequence']}: {fault}"
        place, head = entry["sequence"], entry["hash"]
    if (place, head) != (expected["length"], expected["head"]):
        yield f"ledger: should have {expected['length']} entries and end where the manifest says; it has {place}"
    for entry in box.rows("ledger-house"):
        if entry["hash"] != entry_hash(entry):
            yield f"house ledger entry {entry['sequence']}: its content was changed after it was written"


def fault_of_entry(entry: Row, chain: str, place: int, head: str) -> str:
    """What is wrong with the entry that should follow on ``place``, whose hash is ``head``."""
    if entry["chain"] != chain:
        return f"belongs to the chain {entry['chain']}"
    if entry["sequence"] != place + 1:
        return f"entry {place + 1} is missing"
    if entry["previous"] != head:
        return "does not follow from the entry before it"
    return "" if entry["hash"] == entry_hash(entry) else "its content was changed after it was written"


def check_claims(box: Box, known: Known) -> Iterator[str]:
    """3. The words of every claim, cut out of the article."""
    body = box.text("article.txt")
    article = json.loads(box.text("article.json"))
    if article["body_sha256"] != hashlib.sha256(body.encode("utf-8")).hexdigest():
        yield "article.txt: is not the text that the claims were found in"
    for claim in box.rows("claims"):
        known.claims.add(claim["id"])
        words = BETWEEN.join(body[start:end] for start, end in claim["content"])
        if words != claim["quote"]:
            yield f"claim {claim['id']}: its words do not stand in the article at its offsets"


def check_documents(box: Box, manifest: Row, known: Known) -> Iterator[str]:
    lost = {each["sha256"] for each in manifest.get("lost", [])}
    names = {member["path"]: member["sha256"] for member in manifest["members"]}
    for document in box.rows("documents"):
        known.documents[document["id"]] = document["text"]
        snapshot = document["snapshot"]
        if snapshot and snapshot not in lost and f"snapshots/{snapshot}" not in names:
            yield f"document {document['id']}: its snapshot {snapshot} is missing"
    for name, sha256 in names.items():
        if name.startswith("snapshots/") and name != f"snapshots/{sha256}":
            yield f"{name}: does not have the hash that it is named by"


def check_evidence(box: Box, known: Known) -> Iterator[str]:
    """4. Every passage, cut out of its document; the rows of one document stand together."""
    at, text = "", ""
    for row in box.rows("evidence"):
        where = f"evidence {row['id']}"
        if row["claim"] not in known.claims:
            yield f"{where}: is set against a claim that is not there"
        if row["document"] != at:
            at = row["document"]
            text = box.text(known.documents[at]) if at in known.documents else ""
        if text[row["start"] : row["end"]] != row["quote"]:
            yield f"{where}: its words do not stand in the document {at} at its offsets"
        known.evidence[row["id"]] = (row["claim"], digest_of([row["quote"], row["start"], row["end"]]))


def recorded(box: Box) -> Ledger:
    """What the ledger says of judgements and replies, by what they are about."""
    found: Ledger = {}
    for entry in box.rows("ledger"):
        details, verb = entry["details"], entry["verb"]
        if verb in ("review.decided", "review.settled"):
            found["verdict", details["review"], details["verdict"]] = entry
        if verb in ("review.assessed", "review.disputed", "review.decided"):
            found["assessment", details["review"], details["round"], entry["actor"]] = entry
        if verb.startswith("verdict."):
            found["publication", details["publication"]] = entry
        if verb == "reply.asked":
            found["request", details["request"]] = entry
        if verb in ("reply.answered", "reply.declined", "reply.silent"):
            found["reply", details["reply"]] = entry
    return found


def cited_wrongly(row: Row, known: Known) -> Iterator[str]:
    """What of the cited evidence is not there, or is set against another claim."""
    for cited in row["cited"]:
        claim, _quote = known.evidence.get(cited["evidence"], ("", ""))
        if claim != row["claim"]:
            yield cited["evidence"]


def check_assessments(box: Box, known: Known, ledger: Ledger) -> Iterator[str]:
    for row in box.rows("assessments"):
        where = f"assessment by {row['reviewer']} in review {row['review']}, round {row['round']}"
        for evidence in cited_wrongly(row, known):
            yield f"{where}: cites evidence {evidence}, which is not there for this claim"
        entry = ledger.get(("assessment", row["review"], row["round"], row["reviewer"]))
        if entry is None:
            yield f"{where}: the ledger does not know of it"
        elif entry["details"].get("answer") not in (None, answer_digest(row)):
            yield f"{where}: is not the one that the ledger recorded"


def answer_digest(row: Row) -> str:
    cited = sorted([cited["evidence"], cited["stance"]] for cited in row["cited"])
    return digest_of([row["rating"], row["rationale"], cited])


def check_verdicts(box: Box, known: Known, ledger: Ledger) -> Iterator[str]:
    """5. What verdicts cite and say, beside what the ledger recorded of them."""
    for row in box.rows("verdicts"):
        where = f"verdict {row['version']} of review {row['review']}"
        for evidence in cited_wrongly(row, known):
            yield f"{where}: cites evidence {evidence}, which is not there for this claim"
        known.verdicts[row["review"], row["version"]] = {cited["evidence"] for cited in row["cited"]}
        entry = ledger.get(("verdict", row["review"], row["version"]))
        if entry is None:
            yield f"{where}: the ledger does not know of it"
            continue
        said = entry["details"]
        cited = sorted((each["evidence"], each["stance"]) for each in row["cited"])
        if (said["rating"], said["rationale"]) != (row["rating"], row["rationale"]):
            yield f"{where}: its rating or rationale is not the one that the ledger recorded"
        elif sorted((each, said["stances"][at]) for at, each in enumerate(said["cited"])) != cited:
            yield f"{where}: cites other evidence than the ledger recorded"


def check_publications(box: Box, known: Known, ledger: Ledger) -> Iterator[str]:
    """6. What went out: quoted from what the verdict cites, and in its order."""
    last = 0
    seen: dict[str, str] = {}
    for row in box.rows("publications"):
        where = f"publication {row['sequence']}"
        if row["sequence"] <= last:
            yield f"{where}: stands out of order"
        last = row["sequence"]
        yield from quoted_wrongly(where, row, known)
        entry = ledger.get(("publication", row["id"]))
        if entry is None:
            yield f"{where}: the ledger does not know of it"
        elif entry["details"].get("payload") not in (None, digest_of(row["payload"])):
            yield f"{where}: is not what the ledger recorded as published"
        if row["supersedes"] and seen.get(row["supersedes"]) != row["claim"]:
            yield f"{where}: supersedes an entry on this claim that is not there"
        if row["kind"] != "published" and not row["supersedes"]:
            yield f"{where}: is {row['kind']} and says not what it supersedes"
        seen[row["id"]] = row["claim"]


def quoted_wrongly(where: str, row: Row, known: Known) -> Iterator[str]:
    cited = known.verdicts.get((row["review"], row["verdict"]))
    if cited is None:
        yield f"{where}: its verdict is not there"
        return
    there = {known.evidence[evidence][1] for evidence in cited if evidence in known.evidence}
    for piece in row["payload"]["evidence"]:
        if digest_of([piece["quote"], *piece["offsets"]]) not in there:
            yield f"{where}: quotes words that its verdict does not cite: {piece['quote'][:60]!r}"


def check_replies(box: Box, known: Known, ledger: Ledger) -> Iterator[str]:
    """7. The log of replies, beside what the ledger recorded of it."""
    for row in box.rows("replies"):
        where = f"request {row['id']} for a reply"
        entry = ledger.get(("request", row["id"]))
        if entry is None:
            yield f"{where}: the ledger does not know of it"
        elif any(entry["details"][name] != row[name] for name in ("person", "question", "deadline")):
            yield f"{where}: is not the one that the ledger recorded"
        if any(claim not in known.claims for claim in row["claims"]):
            yield f"{where}: is about a claim that is not there"
        for reply in row["replies"]:
            entry = ledger.get(("reply", reply["id"]))
            if entry is None or entry["details"]["text"] != reply["text"]:
                yield f"{where}: the answer {reply['id']} is not as the ledger recorded it"


def check_heads(path: str, manifest: Row) -> Iterator[str]:
    """The head of the ledger beside one that was kept elsewhere; the chain may have grown since."""
    with Path(path).open(encoding="utf-8") as file:
        heads = [json.loads(line) for line in file if line.strip()]
    ours = [head for head in heads if head["chain"] == manifest["ledger"]["chain"]]
    if not ours:
        yield f"{path}: has no head of {manifest['ledger']['chain']}"
    for head in ours:
        yield from _differs(path, int(head["length"]), head["head"], manifest)


def _differs(path: str, length: int, head: str, manifest: Row) -> Iterator[str]:
    if length > manifest["ledger"]["length"]:
        yield f"{path}: the ledger had {length} entries already, the dossier has {manifest['ledger']['length']}"
    elif manifest["ledger"]["hashes"].get(str(length), head) != head:
        yield f"{path}: entry {length} of the ledger is not the one that was kept elsewhere"


def problems_of(box: Box, options: argparse.Namespace) -> Iterator[str]:
    """Every problem in a sentence, in the order of the list at the head of this file."""
    manifest = json.loads(box.text(MANIFEST))
    if manifest.get("format") != 1:
        raise Broken("this script reads dossiers of format 1; use the verify.py that lies in the dossier")
    if options.manifest and digest_of_manifest(box) != options.manifest.lower():
        yield f"{MANIFEST}: is not the one whose SHA-256 was given"
    yield from check_files(box, manifest)
    yield from check_ledger(box, manifest)
    yield from problems_of_rows(box, manifest)
    if options.heads:
        manifest["ledger"]["hashes"] = {str(entry["sequence"]): entry["hash"] for entry in box.rows("ledger")}
        yield from check_heads(options.heads, manifest)


def problems_of_rows(box: Box, manifest: Row) -> Iterator[str]:
    known, ledger = Known(), recorded(box)
    yield from check_claims(box, known)
    yield from check_documents(box, manifest, known)
    yield from check_evidence(box, known)
    yield from check_assessments(box, known, ledger)
    yield from check_verdicts(box, known, ledger)
    yield from check_publications(box, known, ledger)
    yield from check_replies(box, known, ledger)


def digest_of_manifest(box: Box) -> str:
    with box.open(MANIFEST) as file:
        return sha256_of(file)[0]


def read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Check a dossier of the fact-checking workbench.")
    parser.add_argument("dossier", nargs="?", default=str(Path(__file__).resolve().parent))
    parser.add_argument("--manifest", metavar="SHA256", help="the SHA-256 of its manifest, as somebody else has it")
    parser.add_argument("--heads", metavar="FILE", help="heads of the ledger that were kept elsewhere")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print every problem; 0 when there is none, 1 when there are, 2 when it can not be read."""
    options = read_options(arguments)
    count = 0
    try:
        box = Box(options.dossier)
        for problem in problems_of(box, options):
            count += 1
            sys.stdout.write(problem + "\n")
    except (Broken, KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
        sys.stdout.write(f"The dossier can not be read: {error!s}\n")
        return 2
    if count:
        sys.stdout.write(f"The dossier does not hold: {count} problems.\n")
        return 1
    manifest = json.loads(box.text(MANIFEST))
    files, entries = len(manifest["members"]), manifest["ledger"]["length"]
    sys.stdout.write(
        f"The dossier holds: {files} files, {entries} ledger entries. Its manifest is {digest_of_manifest(box)}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
