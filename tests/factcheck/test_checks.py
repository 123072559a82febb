"""Settings that would bite later are named before anything starts."""

from typing import Any

import pytest

from factcheck.checks import (
    check_broker,
    check_clocks,
    check_components,
    check_office_hours,
    check_organisation,
)

HERE = "tests.factcheck.test_checks"


class Nameless:
    def extract(self, text: str, *, published: object, language: str) -> list[Any]:
        return []


class WithoutMethod:
    name, version = "idle", "1"


class DeafToLanguage:
    name, version = "deaf", "1"

    def extract(self, text: str, *, published: object) -> list[Any]:
        return []


def ids(problems: list[Any]) -> list[str]:
    assert all(problem.hint for problem in problems)
    return [problem.id for problem in problems]


def test_the_settings_as_they_come_have_no_problem() -> None:
    assert check_components() + check_clocks() + check_broker() == []


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (None, "factcheck.E001"),
        ({"BACKEND": "no.such.Extractor"}, "factcheck.E002"),
        ({"BACKEND": f"{HERE}.WithoutMethod", "OPTIONS": {"depth": 3}}, "factcheck.E003"),
        ({"BACKEND": f"{HERE}.Nameless"}, "factcheck.E004"),
        ({"BACKEND": f"{HERE}.WithoutMethod"}, "factcheck.E005"),
        ({"BACKEND": f"{HERE}.DeafToLanguage"}, "factcheck.E006"),
    ],
)
def test_a_component_that_does_not_fit_is_named(settings: Any, entry: dict[str, Any] | None, problem: str) -> None:
    others = {slot: filled for slot, filled in settings.FACTCHECK_COMPONENTS.items() if slot != "extractor"}
    settings.FACTCHECK_COMPONENTS = others | ({"extractor": entry} if entry else {})
    assert ids(check_components()) == [problem]


@pytest.mark.parametrize(("task", "lease", "redelivery"), [(120, 120, 150), (120, 160, 150), (200, 135, 150)])
def test_clocks_out_of_order_are_told(settings: Any, task: int, lease: int, redelivery: int) -> None:
    settings.TASK_SECONDS, settings.LEASE_SECONDS, settings.REDELIVERY_SECONDS = task, lease, redelivery
    assert ids(check_clocks()) == ["factcheck.E007"]


def test_a_broker_that_forgets_the_messages_of_dead_workers_is_refused(settings: Any) -> None:
    settings.BROKER_URL = "amqp://localhost"
    assert ids(check_broker()) == ["factcheck.E008"]


def test_a_newsroom_under_the_name_of_the_demo_is_warned(settings: Any) -> None:
    assert ids(check_organisation()) == ["factcheck.W001"]
    settings.ORGANISATION_NAME = "Harbour Gazette"
    assert check_organisation() == []


def test_a_desk_whose_hours_can_not_be_counted_is_named(settings: Any) -> None:
    assert check_office_hours() == []
    settings.HOLIDAYS_COUNTRY = "ATLANTIS"
    [error] = check_office_hours()
    assert (error.id, "ATLANTIS" in error.msg) == ("factcheck.E009", True)
