"""``manage.py extract``: the claims of a text or of a stream of texts, without the database."""

import datetime as dt
import json
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.extraction.base import ExtractedClaim
from claims.extraction.language import READ_AS, recognise
from claims.extraction.records import claim_record, claim_text
from factcheck.lib import components
from factcheck.lib.commands import plain_endings
from factcheck.lib.errors import ComponentError
from factcheck.lib.ingestion.language import guess_language
from factcheck.lib.jsonlines import STANDARD_INPUT, Line, open_input, read_lines


class BadLine(ValueError):
    """A line of input that is not what ``--jsonl`` asks for; the message says what is wrong with it."""


class Command(BaseCommand):
    """Prints the claims of one text, or with ``--jsonl`` of one text per input line."""

    help = "Find the attributed claims of a text. Touches no database."
    requires_system_checks: list[str] = []  # noqa: RUF012  # starts faster, and nothing of the site is used

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", nargs="?", default=STANDARD_INPUT, help="a UTF-8 file; - for standard input")
        parser.add_argument(
            "--published",
            type=_publication_date,
            help="publication date: YYYY-MM-DD, the anchor of relative dates; with --jsonl of lines without one",
        )
        parser.add_argument("--format", choices=["json", "text"], default="json")
        parser.add_argument("--jsonl", action="store_true", help='lines of {"id", "text", "published"} in, results out')

    @plain_endings()
    def handle(self, **options: Any) -> None:
        """Extract and print; a line that can not be used gives an error entry in its place and exit code 1."""
        if options["jsonl"]:
            self._stream(**options)
            return
        text = _read(options["file"])
        name = None if options["file"] == STANDARD_INPUT else options["file"]
        claims = _claims(components.get("extractor"), text, options["published"])
        if options["format"] == "text":
            self.stdout.write("\n".join(claim_text(claim, text) for claim in claims))
            return
        self.stdout.write(_as_json({"id": name, "claims": [claim_record(claim) for claim in claims]}))

    def _stream(self, *, file: str, published: dt.date | None, **options: Any) -> None:
        if options["format"] == "text":
            message = "--jsonl writes JSON, one result per line. Leave --format text out."
            raise CommandError(message)
        extractor, failed = components.get("extractor"), 0
        with open_input(file) as stream:
            for line in read_lines(stream):
                result = _result(extractor, line, published)
                if "error" in result:
                    failed += 1
                    self.stderr.write(f"line {line.number}: {result['error']}")
                self.stdout.write(_as_json(result))
                self.stdout.flush()
        if failed:
            message = f"{failed} of the lines could not be used; each has an entry with an error in the output."
            raise CommandError(message)


def _as_json(value: object) -> str:
    """JSON in ASCII: readable by every terminal and pipe, whatever characters the text holds."""
    return json.dumps(value)


def _iso_date(words: str) -> dt.date:
    """The date in a date or date-time in ISO form; ``ValueError`` for anything else."""
    return dt.datetime.fromisoformat(words).date()


def _publication_date(words: str) -> dt.date:
    try:
        return _iso_date(words)
    except ValueError as error:
        message = f"{words!r} is not a date: write YYYY-MM-DD"
        raise ArgumentTypeError(message) from error


def _read(file: str) -> str:
    """The whole text as it is: no line end is changed, so that offsets fit the file."""
    with open_input(file) as stream:
        content = stream.read()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{file} is not UTF-8: byte {error.start} does not fit. Save the file as UTF-8 and try again."
        raise CommandError(message) from error


def _claims(extractor: Any, text: str, published: dt.date | None) -> Sequence[ExtractedClaim]:
    """The claims of ``text``, read in its own language as far as that can be told."""
    language = guess_language(text) or recognise(text) or READ_AS
    claims: Sequence[ExtractedClaim] = extractor.extract(text, published=published, language=language)
    return claims


def _result(extractor: Any, line: Line, published: dt.date | None) -> dict[str, Any]:
    """The result of one line; an ``error`` instead of ``claims`` where there is none."""
    identifier = line.record.get("id")
    try:
        claims = _claims(extractor, _text(line), _published(line.record) or published)
    except BadLine as error:
        return {"id": identifier, "error": str(error)}
    except ComponentError as error:
        return {"id": identifier, "error": error.message}
    return {"id": identifier, "claims": [claim_record(claim) for claim in claims]}


def _text(line: Line) -> str:
    if line.error:
        raise BadLine(line.error)
    text = line.record.get("text")
    if not isinstance(text, str):
        message = '"text" is missing or is not a string'
        raise BadLine(message)
    return text


def _published(record: dict[str, Any]) -> dt.date | None:
    words = record.get("published")
    if words is None or words == "":
        return None
    try:
        return _iso_date(words)
    except (TypeError, ValueError) as error:
        message = f'"published" is not a date in ISO form: {words!r}'
        raise BadLine(message) from error
