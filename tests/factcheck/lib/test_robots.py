"""What a site asks of machines."""

import pytest

from factcheck.lib.robots import allows, robots_address

RULES = "User-agent: *\nDisallow: /private/\n\nUser-agent: factcheck-workbench\nDisallow: /closed/\n"


def test_the_rules_stand_at_the_root_of_the_site() -> None:
    assert robots_address("https://port.example:8443/a/b?c=d") == "https://port.example:8443/robots.txt"


@pytest.mark.parametrize(("path", "allowed"), [("/closed/x", False), ("/private/x", True), ("/", True)])
def test_rules_that_name_us_count_for_us(path: str, *, allowed: bool) -> None:
    assert allows(RULES, f"https://port.example{path}") is allowed


@pytest.mark.parametrize("rules", ["", "\x00\x01", "Disallow", "User-agent: *\n" * 50_000])
def test_rules_that_are_none_allow_all(rules: str) -> None:
    assert allows(rules, "https://port.example/pier")
