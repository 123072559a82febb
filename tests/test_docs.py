"""What can be set and what can be run is documented."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).parent.parent
VARIABLES = sorted(set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "factcheck/settings.py").read_text())))
OPERATIONS = (ROOT / "docs/operations.md").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()


def test_the_settings_are_found_in_the_first_place() -> None:
    assert {"DATA_DIR", "SECRET_KEY", "EXTRACTOR_OPTIONS"} <= set(VARIABLES)


@pytest.mark.parametrize("name", VARIABLES)
def test_every_setting_has_a_row_in_the_operations_guide_and_a_line_in_the_example(name: str) -> None:
    assert f"| `{name}` |" in OPERATIONS
    assert re.search(rf"^# {name}=", EXAMPLE, re.MULTILINE)


def test_the_guide_and_the_example_have_no_setting_that_is_not_read() -> None:
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", OPERATIONS, re.MULTILINE)) == set(VARIABLES)
    assert set(re.findall(r"^# ([A-Z_]+)=", EXAMPLE, re.MULTILINE)) == set(VARIABLES)


@pytest.mark.parametrize(
    "path", [*sorted((ROOT / "docs").glob("*.md")), *ROOT.glob("*.md")], ids=lambda path: path.name
)
def test_every_command_in_the_documents_is_there(path: Path) -> None:
    text = path.read_text()
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"manage\.py ([a-z_]+)", text)) <= set(get_commands())
    assert set(re.findall(r"(?:^|`)make ([a-z-]+)", text, re.MULTILINE)) <= targets


def test_the_flow_has_every_signal_every_receiver_and_every_task() -> None:
    flow = (ROOT / "docs/flow.md").read_text()
    patterns = {
        "signals.py": r"^(\w+) = Signal\(",
        "receivers.py": r'dispatch_uid="([\w.]+)"',
        "tasks.py": r'@shared_task\(name="([\w.]+)"',
    }
    named = {
        name
        for file, pattern in patterns.items()
        for path in ROOT.glob(f"*/{file}")
        for name in re.findall(pattern, path.read_text(), re.MULTILINE)
    }
    assert {"claim_revised", "reviews.withdraw_revised", "reviews.release_stale"} <= named
    assert {name for name in named if f"`{name}`" not in flow} == set()
