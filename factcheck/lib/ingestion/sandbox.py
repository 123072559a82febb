"""Reading a file in a process of its own, with limits on time and memory and nothing worth stealing in reach."""

import json
import logging
import math
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from factcheck.lib.errors import ComponentFailed, InvalidInput, TooLarge
from factcheck.lib.ingestion.base import Reading, ReadLimits, Upload
from factcheck.lib.ingestion.listing import Listing
from factcheck.lib.ingestion.reader import DEFAULT_LIMITS, check_size
from factcheck.lib.ingestion.wire import Job, unpack_listing, unpack_reading, write_job

logger = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parents[3]
_GAVE_UP = (
    "The file took too long or too much memory to read, or it broke the reader. "
    "Save it in another format, or paste the text instead."
)
LISTING_LIMITS = ReadLimits(unpacked_bytes=52_428_800)  # of a sitemap, by its protocol
_ERRORS = {error.code: error for error in (InvalidInput, TooLarge)}


def read_safely(
    content: bytes,
    *,
    filename: str = "",
    declared_type: str = "",
    url: str = "",
    limits: ReadLimits = DEFAULT_LIMITS,
    seconds: float = 20.0,
) -> Reading:
    """Like ``reader.read``, for files from outside: a child process reads, at most ``seconds`` long.

    Raises what ``reader.read`` raises, and ``ComponentFailed`` when the child ran out of time or memory or crashed.
    It costs about half a second on top.
    """
    check_size(content, limits)
    answer = _ask(Job(Upload(content, filename, declared_type, url), limits, math.ceil(seconds)), seconds)
    try:
        return unpack_reading(answer["reading"])
    except (KeyError, TypeError, ValueError) as error:
        raise ComponentFailed(_GAVE_UP) from error


def list_safely(
    content: bytes, *, url: str, declared_type: str = "", limits: ReadLimits = LISTING_LIMITS, seconds: float = 20.0
) -> Listing:
    """Like ``discovery.read_listing``, with the same care as ``read_safely``: the pages that an answer names."""
    check_size(content, limits)
    upload = Upload(content, declared_type=declared_type, url=url)
    answer = _ask(Job(upload, limits, math.ceil(seconds), names_pages=True), seconds)
    try:
        return unpack_listing(answer["listing"])
    except (KeyError, TypeError, ValueError) as error:
        raise ComponentFailed(_GAVE_UP) from error


def _ask(job: Job, seconds: float) -> dict[str, Any]:
    """The worker's answer; raises what the worker refused the file with."""
    answer = _answer_of(job, seconds)
    if "refused" in answer:
        raise _ERRORS.get(str(answer["refused"]), InvalidInput)(str(answer["message"]))
    return answer


def _answer_of(job: Job, seconds: float) -> dict[str, Any]:
    """What the worker says. Files stand in for pipes: a child can neither block on them nor flood this process."""
    with (
        tempfile.TemporaryDirectory(prefix="factcheck-read-") as folder,
        tempfile.TemporaryFile() as question,
        tempfile.TemporaryFile() as answer,
        tempfile.TemporaryFile() as complaints,
    ):
        write_job(job, question)
        question.seek(0)
        status = _run(folder, (question, answer, complaints), seconds)
        if status != 0:
            logger.warning("reading %r ended with %s: %s", job.upload.filename, status, _last_line(complaints))
            raise ComponentFailed(_GAVE_UP)
        answer.seek(0)
        return _parse(answer.read())


def _run(folder: str, streams: tuple[IO[bytes], IO[bytes], IO[bytes]], seconds: float) -> int | None:
    """The exit status of the worker; ``None`` when its time was up."""
    question, answer, complaints = streams
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "factcheck.lib.ingestion.worker"],
        stdin=question,
        stdout=answer,
        stderr=complaints,
        cwd=folder,
        env={"PATH": os.defpath, "PYTHONPATH": str(_ROOT), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
        start_new_session=True,
    )
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if child.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _parse(raw: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(raw)
    except ValueError as error:
        raise ComponentFailed(_GAVE_UP) from error
    if not isinstance(answer, dict):
        raise ComponentFailed(_GAVE_UP)
    return answer


def _last_line(stream: IO[bytes]) -> str:
    stream.seek(0, os.SEEK_END)
    stream.seek(max(0, stream.tell() - 2_000))
    lines = stream.read().decode("utf-8", errors="replace").strip().splitlines()
    return ascii(lines[-1]) if lines else ""
