"""Hands without a mouse notice what a person without one can not use."""

import pytest
from playwright.sync_api import Browser

from tests.browser import hands as hands_of
from tests.browser.hands import Hands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
LINED = "<style>:focus-visible { outline: 3px solid; }</style>"
FAULTS = {
    "no stop": f"{LINED}<a href='#' >One</a><span id='wanted' role='button'>Send</span>",
    "not reached": f"{LINED}<a href='#'>One</a><button id='wanted' tabindex='-1'>Send</button>",
    "no line around it": "<style>:focus-visible { outline: none; }</style><button id='wanted'>Send</button>",
    "under something else": f"{LINED}<button id='wanted'>Send</button><p style='position: fixed; inset: 0'>Over</p>",
    "pixels wide": f"{LINED}<button id='wanted'>Send</button><p style='width: 3000px'>Wide</p>",
}


def test_hands_reach_what_is_in_order_and_nothing_else(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hands_of, "MOST_LOOKS", 2)
    hands = Hands(browser.new_page(), "")
    wanted = hands.page.locator("#wanted")
    hands.page.set_content(f"{LINED}<a href='#'>One</a><button id='wanted'>Send</button>")
    hands.reach(wanted)
    for fault, content in FAULTS.items():
        hands.page.set_content(content)
        with pytest.raises(AssertionError, match=fault):
            hands.reach(wanted)
