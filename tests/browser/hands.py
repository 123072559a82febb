"""Somebody without a mouse: reaches what a page offers with Tab, and uses it with Enter, Space, arrows and letters.

Whatever is reached has to be seen to be reached: in the window, under nothing else, with a line around it, on a page
that is not wider than the window.
"""

from playwright.sync_api import ElementHandle, Locator, Page, expect

MOST_LOOKS = 40
PAUSE = 50  # milliseconds between two looks at what may still move

WHERE = """wanted => {
  const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter((stop) => !stop.disabled && stop.checkVisibility());
  const here = stops.indexOf(document.activeElement), there = stops.indexOf(wanted);
  const direction = there < 0 ? "" : (here < 0 ? there < stops.length / 2 : there > here) ? "Tab" : "Shift+Tab";
  return [direction, 2 * stops.length + 20];
}"""
IS_REACHED = """wanted => {
  const here = document.activeElement;
  return here === wanted || (wanted.type === "radio" && here?.name === wanted.name && here.form === wanted.form);
}"""
HIDES = """() => {
  const here = document.activeElement;
  const lined = [here, ...(here.labels ?? [])].some((one) => getComputedStyle(one).outlineStyle !== "none"
    && parseFloat(getComputedStyle(one).outlineWidth) >= 2);
  if (!here.matches(":focus-visible") || !lined) return "no line around it";
  const rows = [...here.getClientRects(), ...[...(here.labels ?? [])].flatMap((label) => [...label.getClientRects()])];
  const seen = rows.some(({ left, right, top, bottom }) => {
    const x = (Math.max(0, left) + Math.min(innerWidth, right)) / 2;
    const y = (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2;
    const shown = document.elementFromPoint(x, y);
    return shown && (here.contains(shown) || [...(here.labels ?? [])].some((label) => label.contains(shown)));
  });
  if (!seen) return "outside the window or under something else";
  const wide = document.documentElement.scrollWidth;
  return wide > innerWidth ? `a page ${wide} pixels wide` : "";
}"""


class Hands:
    """The keys of one person at one page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.key = page.keyboard.press
        self._address = address

    def go(self, path: str) -> None:
        """Open an address of the desk, and wait until its scripts listen."""
        self.page.goto(self._address + path)
        self.settle()

    def settle(self) -> None:
        """Wait until the page is there, and until a galley listens to its keys where scripts run."""
        self.page.wait_for_load_state()
        if self.has_scripts and self.page.locator("[data-galley]").count():
            self.page.locator("[data-ready]").wait_for(state="attached")

    @property
    def has_scripts(self) -> bool:
        """Whether the scripts of the page run."""
        return self.page.locator("html.has-scripts").count() == 1

    def reach(self, wanted: Locator) -> None:
        """Tab to ``wanted``, or to the group of radio buttons that it is in."""
        expect(wanted).to_be_visible()
        expect(wanted).to_be_enabled()
        place = wanted.element_handle()
        direction, most = place.evaluate(WHERE)
        assert direction, f"{wanted} is no stop of Tab"
        for _ in range(most):
            if place.evaluate(IS_REACHED):
                return self._look(place)
            self.key(direction)
        raise AssertionError(f"{wanted} is not reached with {most} of {direction}")

    def _look(self, place: ElementHandle) -> None:
        """Fails where who has arrived can not see it."""
        for _ in range(MOST_LOOKS):
            hidden = self.page.evaluate(HIDES)
            if not hidden:
                return
            self.page.wait_for_timeout(PAUSE)
        raise AssertionError(f"{hidden}: {place.evaluate('wanted => wanted.outerHTML')[:200]}")

    def press(self, wanted: Locator) -> None:
        """Use a link, a button or a fold."""
        self.reach(wanted)
        self.key("Enter")

    def send(self, wanted: Locator) -> None:
        """Use a button or link that leads to a page, and wait for that page."""
        self.reach(wanted)
        with self.page.expect_navigation():
            self.key("Enter")
        self.settle()

    def tick(self, wanted: Locator) -> None:
        """Tick a box."""
        self.reach(wanted)
        self.key("Space")
        expect(wanted).to_be_checked()

    def choose(self, wanted: Locator) -> None:
        """Choose one of a group of radio buttons, with the arrows."""
        self.reach(wanted)
        place = wanted.element_handle()
        for _ in range(MOST_LOOKS):
            if place.evaluate("wanted => document.activeElement === wanted"):
                break
            self.key("ArrowDown")
        self._look(place)
        if not wanted.is_checked():
            self.key("Space")
        expect(wanted).to_be_checked()

    def name(self, wanted: Locator, option: str) -> None:
        """Choose ``option`` of a list by typing it."""
        self.reach(wanted)
        self.page.keyboard.type(option)
        expect(wanted.locator("option:checked")).to_have_text(option)

    def write(self, wanted: Locator, words: str) -> None:
        """Type ``words`` in place of what stands there."""
        self.reach(wanted)
        self.key("Control+a")
        self.page.keyboard.type(words)
        expect(wanted).to_have_value(words)

    def paste(self, wanted: Locator, words: str) -> None:
        """Put ``words`` in at once, in place of what stands there."""
        self.reach(wanted)
        self.key("Control+a")
        self.page.keyboard.insert_text(words)
        expect(wanted).to_have_value(words)

    def button(self, name: str) -> Locator:
        """The button that is called exactly so."""
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        """The first link that is called exactly so."""
        return self.page.get_by_role("link", name=name, exact=True).first

    def field(self, name: str) -> Locator:
        """The input that is labelled so and can be seen."""
        return self.page.get_by_label(name).locator("visible=true").first
