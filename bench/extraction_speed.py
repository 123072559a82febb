"""How fast the whole extractor is: ``python -m bench.extraction_speed [--articles 40] [--runs 5] [--workers 2]``.

Protocol. Articles of 900 words with many attributions (one for every 17 words, two to three times as many as in news)
are composed from sentence patterns, the same for the same seed; ``--texts FILE`` takes those of 700 to 1,100 words from
JSON Lines with a ``text`` in place of them.
Each contender has worker processes of its own, which stay alive and share the articles. After a round that is not
counted (it loads models) the contenders take turns, one round each, as often as ``--runs`` says; medians are printed.
Wall time is from the first article handed out to the last result, processor time that of all workers and their threads.
The others only cut sentences: spaCy's blank English pipeline with its sentencizer, and pysbd. They say what the machine
is worth, and come with ``pip install -r requirements-bench.in``; ``--alone`` does without.

Then one worker reads one text of 1, 2, 4 ... MB (``--largest``) and lets its claims go one by one: linear time doubles
when the text does. Memory is the peak of the process. ``--extractor`` takes a path to another extractor, ``--weights``
the files that count as its weights; without it these are all files beside its code that are no code.
"""

import argparse
import importlib
import importlib.util
import json
import multiprocessing
import os
import random
import resource
import statistics
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from bench.composed import article, text

KILO, MEGA = 1024, 1_000_000
LEAST, MOST = 700, 1100
"""Words of a real article that is taken."""
OTHERS = ("spacy", "pysbd")
Reader = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Round:
    """One round of one contender: seconds, and the highest peak of memory of its workers in MB."""

    wall: float
    processor: float
    memory: float


def extractor_path() -> str:
    """The extractor that the settings name."""
    from factcheck.settings import FACTCHECK_COMPONENTS

    return str(FACTCHECK_COMPONENTS["extractor"]["BACKEND"])


def reader(name: str) -> Reader:
    """What a contender does with one text."""
    if name == "spacy":
        import spacy

        pipeline = spacy.blank("en")
        pipeline.add_pipe("sentencizer")
        pipeline.max_length = 10**9
        return lambda one: list(pipeline(one).sents)
    if name == "pysbd":
        import pysbd

        return pysbd.Segmenter(language="en", clean=False).segment  # type: ignore[no-any-return]
    module, _, attribute = name.rpartition(".")
    extractor = getattr(importlib.import_module(module), attribute)()
    if hasattr(extractor, "stream"):
        return lambda one: deque(extractor.stream(one, published=None), maxlen=0)
    return lambda one: extractor.extract(one, published=None)


def work(name: str, pipe: Connection) -> None:
    """A worker: reads every list of texts it is sent, answers with processor seconds and peak memory in MB."""
    read = reader(name)
    while texts := pipe.recv():
        start = time.process_time()
        for one in texts:
            read(one)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILO / MEGA
        pipe.send((time.process_time() - start, peak))


class Team:
    """The workers of one contender."""

    def __init__(self, name: str, workers: int) -> None:
        context = multiprocessing.get_context("spawn")
        pairs = [context.Pipe() for _ in range(workers)]
        self.pipes = [ours for ours, _ in pairs]
        self.processes = [context.Process(target=work, args=(name, theirs), daemon=True) for _, theirs in pairs]
        for process in self.processes:
            process.start()

    def round(self, texts: Sequence[str]) -> Round:
        """Every text read once, by one worker or another."""
        start = time.perf_counter()
        for number, pipe in enumerate(self.pipes):
            pipe.send(texts[number :: len(self.pipes)])
        answers = [pipe.recv() for pipe in self.pipes]
        wall = time.perf_counter() - start
        return Round(wall, sum(seconds for seconds, _ in answers), max(peak for _, peak in answers))

    def stop(self) -> None:
        """End the workers."""
        for pipe, process in zip(self.pipes, self.processes, strict=True):
            pipe.send([])
            process.join()


def raced(names: Sequence[str], texts: Sequence[str], runs: int, workers: int) -> dict[str, list[Round]]:
    """The rounds of each contender, taken in turns."""
    teams = {name: Team(name, workers) for name in names}
    for team in teams.values():
        team.round(texts[: 2 * workers])
    rounds: dict[str, list[Round]] = {name: [] for name in names}
    for _ in range(runs):
        for name, team in teams.items():
            rounds[name].append(team.round(texts))
    for team in teams.values():
        team.stop()
    return rounds


def print_race(rounds: dict[str, list[Round]], count: int) -> None:
    """The table of the race; ratios are to the first contender, by processor time."""
    print(f"{'contender':<44}{'articles/s wall':>16}{'/s processor':>14}{'time ratio':>12}{'spread':>8}{'peak MB':>9}")
    medians = {name: statistics.median(one.processor for one in all_) for name, all_ in rounds.items()}
    first = next(iter(medians.values()))
    for name, all_ in rounds.items():
        walls = [one.wall for one in all_]
        spread = (max(walls) - min(walls)) / statistics.median(walls)
        row = f"{name:<44}{count / statistics.median(walls):>16.1f}{count / medians[name]:>14.1f}"
        print(f"{row}{medians[name] / first:>12.2f}{spread:>8.0%}{max(one.memory for one in all_):>9.0f}")


def sizes(largest: int) -> Iterator[int]:
    """1, 2, 4 ... and ``largest``, in MB."""
    size = 1
    while size < largest:
        yield size
        size *= 2
    yield largest


def print_doubling(name: str, largest: int, seconds: float, seed: int) -> None:
    """Time and memory of ever larger texts, until the largest or until one took more than ``seconds``."""
    print(f"\n{'MB of text':>10}{'processor s':>13}{'time ratio':>12}{'s/MB':>8}{'peak MB':>9}{'more MB':>9}")
    team, before = Team(name, 1), None
    team.round([article(random.Random(seed), 900)])
    for size in sizes(largest):
        now = team.round([text(random.Random(seed), size * MEGA)])
        ratio = f"{now.processor / before.processor:.2f}" if before else ""
        more = f"{now.memory - before.memory:.0f}" if before else ""
        print(
            f"{size:>10}{now.processor:>13.1f}{ratio:>12}{now.processor / size:>8.2f}{now.memory:>9.0f}{more:>9}",
            flush=True,
        )
        if now.wall > seconds and size < largest:
            print(f"stopped: {size} MB took longer than {seconds:.0f} s")
            break
        before = now
    team.stop()


def weights(name: str, named: Sequence[Path]) -> list[Path]:
    """The files that are the weights of an extractor."""
    module = importlib.util.find_spec(name.rpartition(".")[0])
    folder = Path(module.origin).parent if module and module.origin else Path()
    files = named or [path for path in sorted(folder.rglob("*")) if path.suffix not in (".py", ".pyc", ".pyi", ".md")]
    return [path for path in files if path.is_file()]


def articles(options: argparse.Namespace) -> list[str]:
    """What is read: real articles where a file of them is named, composed ones otherwise."""
    dice = random.Random(options.seed)
    if options.texts is None:
        return [article(dice, 900) for _ in range(options.articles)]
    rows = options.texts.read_text(encoding="utf-8").splitlines()
    texts = sorted({json.loads(row)["text"] for row in rows})
    fitting = [one for one in texts if LEAST <= len(one.split()) <= MOST]
    return dice.sample(fitting, min(options.articles, len(fitting)))


def missing() -> list[str]:
    """The other contenders that are not installed."""
    return [name for name in OTHERS if importlib.util.find_spec(name) is None]


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--texts", type=Path, default=None, help="JSON Lines with the text of real articles")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2, help="processes of each contender")
    parser.add_argument("--extractor", default="", help="path; without one, that of the settings")
    parser.add_argument("--weights", type=Path, nargs="*", default=[])
    parser.add_argument("--alone", action="store_true", help="without the other contenders")
    parser.add_argument("--largest", type=int, default=50, help="MB of the largest text; 0 leaves the doubling out")
    parser.add_argument("--seconds", type=float, default=300.0, help="a text that takes longer is the last one")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    """Read the arguments, measure, print the tables."""
    options = arguments()
    if not options.alone and missing():
        sys.exit(f"{' and '.join(missing())} not installed: pip install -r requirements-bench.in, or use --alone.")
    name = options.extractor or extractor_path()
    texts = articles(options)
    words = sum(len(one.split()) for one in texts) // len(texts)
    print(f"{len(texts)} articles of {words} words, {options.runs} rounds, {options.workers} workers each, "
          f"{len(os.sched_getaffinity(0))} cores")  # fmt: skip
    print_race(raced([name, *(() if options.alone else OTHERS)], texts, options.runs, options.workers), len(texts))
    files = weights(name, options.weights)
    print(f"weights: {sum(path.stat().st_size for path in files) / MEGA:.1f} MB in {len(files)} files")
    if options.largest:
        print_doubling(name, options.largest, options.seconds, options.seed)


if __name__ == "__main__":
    main()
