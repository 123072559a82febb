"""The process that reads one file for the sandbox: limits first, then the parsers."""

import json
import os
import resource
import sys

from factcheck.lib.errors import InvalidInput
from factcheck.lib.ingestion.wire import Job, pack_listing, pack_reading, read_job

_MAX_ANSWER = 64_000_000
_MAX_FILES = 64


def main() -> None:
    """Read the job from standard input and answer on standard output with one JSON object."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a parser prints is no answer
    job = read_job(sys.stdin.buffer)
    limit_resources(job)
    json.dump(_answer(job), answers)
    answers.close()


def limit_resources(job: Job) -> None:
    """Bound what this process may use, for good."""
    memory = job.limits.memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (job.cpu_seconds, job.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_MAX_ANSWER, _MAX_ANSWER))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_MAX_FILES, _MAX_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(job: Job) -> dict[str, object]:
    try:
        return {"listing": _listing(job)} if job.names_pages else {"reading": _reading(job)}
    except InvalidInput as error:
        return {"refused": error.code, "message": error.message}


def _reading(job: Job) -> dict[str, object]:
    from factcheck.lib.ingestion.reader import read

    upload = job.upload
    reading = read(
        upload.content,
        filename=upload.filename,
        declared_type=upload.declared_type,
        url=upload.url,
        limits=job.limits,
    )
    return pack_reading(reading)


def _listing(job: Job) -> dict[str, object]:
    from factcheck.lib.ingestion.discovery import read_listing

    return pack_listing(read_listing(job.upload, job.limits))


if __name__ == "__main__":
    main()
