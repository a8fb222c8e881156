"""Somebody who works with the keyboard only, and what that takes: counted, so that a page that becomes slower to use is seen."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.portal.window import is_well_made

MOST_TABS = 150
POINT, PRESS, THINK, LETTER, HOME, WAIT = 1.1, 0.2, 1.35, 0.28, 0.4, 0.5
"""Seconds: point with the mouse, press its button, think before a choice, type a letter (40 words a minute), move between mouse and keyboard, wait for
a page. All but the last are those of the keystroke-level model (Card, Moran and Newell, 1980); the last is what the pages here take at most."""
_SHORTEST = """(list, wanted) => {
  const texts = [...list.options].map(each => each.text.trim().toLowerCase()), sought = wanted.toLowerCase();
  for (let length = 2; length <= sought.length; length++)
    if (texts.find(each => each.startsWith(sought.slice(0, length))) === sought) return sought.slice(0, length);
  return sought;
}"""
_CHOSEN = "list => list.selectedOptions[0]?.text.trim() ?? ''"


@dataclass
class Spent:
    """What it took: things pressed, ticked, picked from a list and typed in; letters typed; and all other keys."""

    pressed: int = 0
    ticked: int = 0
    picked: int = 0
    fields: int = 0
    letters: int = 0
    keys: int = 0

    @property
    def clicks(self) -> int:
        """With a mouse: a list is opened and chosen from."""
        return self.pressed + self.ticked + 2 * self.picked + self.fields

    @property
    def seconds(self) -> float:
        """How long that takes with a mouse, by the keystroke-level model."""
        choices = self.pressed + self.ticked + self.picked + self.fields
        return self.clicks * (POINT + PRESS) + choices * THINK + self.letters * LETTER + 2 * self.fields * HOME + self.pressed * WAIT


class Hand:
    """Does everything by keyboard in one window."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.spent = Spent()

    def to(self, wanted: Locator) -> None:
        """Tab until it has the focus; nothing when it has."""
        expect(wanted).to_be_visible()
        for _ in range(MOST_TABS):
            if wanted.evaluate("node => node === document.activeElement"):
                return
            self._key("Tab")
        raise AssertionError(f"{wanted} cannot be reached by keyboard")

    def press(self, wanted: Locator) -> None:
        """Press a button or follow a link, and wait for what comes."""
        self.to(wanted)
        self.spent.pressed += 1
        with self.page.expect_navigation(timeout=150_000):  # what goes live can take a while
            self._key("Enter")

    def tick(self, wanted: Locator) -> None:
        self.to(wanted)
        self.spent.ticked += 1
        self._key("Space")
        expect(wanted).to_be_checked()

    def pick(self, wanted: Locator, words: str) -> None:
        """Pick from a list by the first letters that tell it from the others."""
        self.to(wanted)
        self.spent.picked += 1
        first: str = wanted.evaluate(_SHORTEST, words)
        for _ in range(4):  # who types slowly begins anew, and so does a browser on a busy machine
            self.page.keyboard.type(first)
            if wanted.evaluate(_CHOSEN) == words:
                break
            self.page.wait_for_timeout(1_200)
        assert wanted.evaluate(_CHOSEN) == words
        self.spent.keys += len(first)

    def write(self, wanted: Locator, text: str) -> None:
        """Type over what stands there."""
        self.to(wanted)
        self.spent.fields += 1
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Backspace")
        self.page.keyboard.type(text)
        assert wanted.input_value() == text
        self.spent.letters += len(text)

    def look(self) -> None:
        """The page is well made; what was folded is folded again."""
        is_well_made(self.page)
        self.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = false })")

    def _key(self, key: str) -> None:
        self.spent.keys += 1
        self.page.keyboard.press(key)
