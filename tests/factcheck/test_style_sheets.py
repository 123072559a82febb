"""The style sheets that every page loads are those that there are."""

import re
from pathlib import Path
from typing import Final

from django.conf import settings

BASE: Final = Path(settings.BASE_DIR)
LOADED: Final = re.findall(r"'factcheck/css/([a-z]+)\.css'", (BASE / "templates/base.html").read_text())


def test_every_style_sheet_is_loaded_once_and_no_other() -> None:
    assert sorted(LOADED) == sorted(sheet.stem for sheet in (BASE / "factcheck/static/factcheck/css").iterdir())


def test_what_all_others_build_on_comes_first_and_paper_has_the_last_word() -> None:
    assert LOADED[:2] == ["tokens", "type"]
    assert LOADED[-1] == "print"
