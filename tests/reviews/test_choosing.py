"""Whom a review is given to, and why."""

import itertools
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviews.choosing import Candidate, Choice, Job, choose
from reviews.conflicts import wrote

JOB = Job(key="review 1", language="de", topic="health")
ANNA = Candidate("anna", languages=frozenset({"de", "en"}), topics=frozenset({"Health"}), load=3)
BELA = Candidate("bela", languages=frozenset({"de"}), topics=frozenset({"sport"}), load=1)
CORA = Candidate("cora", languages=frozenset({"en"}), load=0)


def test_the_one_with_the_least_to_do_among_those_who_can() -> None:
    other = replace(ANNA, name="alma", load=1)
    assert choose(JOB, [ANNA, other, BELA, CORA]) == Choice(
        "alma", "Least load (1) among 2 who read de and know health."
    )


def test_when_nobody_who_knows_the_topic_is_free_the_others_are_asked() -> None:
    busy = replace(ANNA, load=10)
    assert choose(JOB, [busy, BELA, CORA]) == Choice(
        "bela", "Least load (1) among 1 who reads de, as nobody who knows health is free."
    )


def test_without_a_language_or_a_topic_everybody_can() -> None:
    assert choose(Job("x"), [ANNA, BELA, CORA]) == Choice("cora", "Least load (0) among 3 who are free.")


def test_a_language_is_known_in_all_its_countries() -> None:
    assert choose(Job("x", language="de-AT"), [BELA]).name == "bela"


def test_nobody_is_free_and_it_says_why() -> None:
    people = [
        replace(BELA, is_absent=True),
        replace(BELA, name="bert", load=10),
        replace(BELA, name="bob", unfit="in conflict of interest"),
        CORA,
    ]
    assert choose(JOB, people) == Choice(
        "", "Nobody is free for it: 1 absent, 1 full, 1 in conflict of interest, 1 not reading de."
    )
    assert choose(JOB, []).reason == "Nobody is free for it: there are no reviewers."


def test_equals_are_drawn_alike_each_time_and_not_always_the_same() -> None:
    people = [Candidate(name) for name in ("anna", "bela", "cora")]
    chosen = [choose(Job(f"review {number}"), people).name for number in range(300)]
    assert chosen == [choose(Job(f"review {number}"), people).name for number in range(300)]
    assert all(70 < chosen.count(name) < 130 for name in ("anna", "bela", "cora"))


candidates = st.builds(
    Candidate,
    name=st.uuids().map(str),
    languages=st.frozensets(st.sampled_from(["de", "en", "fr"])),
    topics=st.frozensets(st.sampled_from(["health", "sport"])),
    load=st.integers(0, 12),
    capacity=st.integers(0, 12),
    is_absent=st.booleans(),
    unfit=st.sampled_from(["", "", "in conflict of interest"]),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(candidates, max_size=6), st.sampled_from(["", "de", "fr"]), st.sampled_from(["", "health"]))
def test_whoever_is_chosen_can_whatever_their_order(people: list[Candidate], language: str, topic: str) -> None:
    job = Job("review", language, topic)
    choice = choose(job, people)
    assert {choose(job, list(each)) for each in itertools.islice(itertools.permutations(people), 24)} == {choice}
    able = [
        each
        for each in people
        if not each.is_absent and not each.unfit and each.load < each.capacity
        and (not language or not each.languages or language in each.languages)
    ]  # fmt: skip
    assert bool(choice.name) is bool(able)
    if choice.name:
        chosen = next(each for each in people if each.name == choice.name)
        assert chosen in able
        rivals = [each for each in able if not topic or not each.topics or topic in each.topics] or able
        assert chosen.load == min(each.load for each in rivals)


# --- Who wrote the article ---


def test_a_name_in_the_byline_is_found_word_by_word() -> None:
    names = ["Rosa Lind", "rosa"]
    assert wrote("By Rosa Lind and Rolf Tanner, Halvern", names) == "Rosa Lind"
    assert wrote("ROSA  LIND", names) == "Rosa Lind"
    assert wrote("Rosalind Lindner", names) == ""
    assert wrote("Lind, Rosa", names) == "rosa"
    assert wrote("", names) == ""


def test_a_single_word_counts_only_as_a_whole_part() -> None:
    assert wrote("rosa", ["rosa"]) == "rosa"
    assert wrote("Rosa Luxburg", ["rosa"]) == ""
    assert wrote("The rosa garden desk", ["rosa"]) == ""
    assert wrote("anything", ["", " "]) == ""
