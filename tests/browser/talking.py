"""What somebody does on the talk page with a keyboard, for every test in a real browser."""

from __future__ import annotations

from playwright.sync_api import Frame, Locator, Page, Route, expect

from tests.forms import mark_in

MOST_TABS = 60
MOST_STOPS = 400
"""Stops within one part of a page, and on a whole one with everything on it."""


def tab_to(page: Page, target: Locator, key: str = "Tab", most: int = MOST_TABS) -> None:
    """Move the focus by keyboard until it is there, and see that it shows."""
    for _ in range(most):
        if target.evaluate("element => element === document.activeElement"):
            outline = target.evaluate("element => getComputedStyle(element).outlineStyle")
            assert outline != "none", "who uses the keyboard must see where they are"
            return
        page.keyboard.press(key)
    raise AssertionError(f"{target} cannot be reached with {key}")


def go(page: Page, wanted: Locator, key: str = "Enter") -> None:
    """Walk there with Tab, over the whole page if need be, and press the key."""
    tab_to(page, wanted, most=MOST_STOPS)
    page.keyboard.press(key)


def fill_in(page: Page, wanted: Locator, text: str) -> None:
    """Walk to a field and type, in the place of what stood there."""
    go(page, wanted, "ControlOrMeta+A")
    page.keyboard.type(text)
    expect(wanted).to_have_value(text)


def pick(page: Page, wanted: Locator, value: str) -> None:
    """Walk to a list and go down with the arrow until this choice stands there."""
    tab_to(page, wanted, most=MOST_STOPS)
    for _ in range(wanted.locator("option").count()):
        if wanted.input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} cannot be reached with the arrow")


def tick(page: Page, group: Locator, name: str) -> None:
    """Walk to a group of which one can be chosen, which is one stop, and go down with the arrow to this choice."""
    go(page, group.get_by_role("radio").first, "Space")
    wanted = group.get_by_role("radio", name=name)
    for _ in range(group.get_by_role("radio").count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{name} cannot be reached with the arrow")


def field(page: Page | Frame) -> Locator:
    return page.get_by_label("Jouw antwoord")


def choice(page: Page | Frame, title: str) -> Locator:
    return page.locator("#keuzes").get_by_role("button", name=title, exact=True)


def lines(page: Page | Frame) -> Locator:
    return page.get_by_role("log").locator(".regel")


def say(page: Page, text: str) -> None:
    """Type in the field, which has the focus by itself, and press Enter."""
    expect(field(page)).to_be_focused()
    before = lines(page).count()
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(lines(page).nth(before + 1)).to_be_attached()
    expect(field(page)).to_have_value("")


def choose(page: Page, title: str) -> None:
    """Walk back from the field to a button and press it; the focus comes back to the field."""
    before = lines(page).count()
    button = choice(page, title)
    tab_to(page, button, "Shift+Tab")
    page.keyboard.press("Enter")
    expect(lines(page).nth(before + 1)).to_be_attached()
    expect(field(page)).to_be_focused()


def erase(page: Page) -> None:
    """As whoever is signed in, without looking at it."""
    page.request.post("/paspoort/wissen", form=mark_in(page.request.get("/paspoort/wissen").text()))


def begin(page: Page, name: str) -> None:
    # Other tests talk as the same colleagues, in any order: begin with an empty passport.
    page.request.post("/aanmelden", form={"persona": name.lower()})
    erase(page)
    page.goto("/")
    tab_to(page, page.get_by_role("button", name=f"Begin als {name}"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Je gesprek met Wijzer")).to_be_visible()
    expect(field(page)).to_be_focused()


def hold(page: Page, *, then_fail: bool = False) -> list[Route]:
    """Keeps the next message under way until the route that comes in the list is continued; later ones pass, or fail."""
    held: list[Route] = []

    def take(route: Route) -> None:
        if not held:
            held.append(route)
        elif then_fail:
            route.abort()
        else:
            route.continue_()

    page.route("**/gesprek", take)
    return held


def press(page: Page, name: str) -> None:
    """Click a button by its whole name, and wait until the talk has gone on; works without JavaScript."""
    before = lines(page).count()
    page.get_by_role("button", name=name, exact=True).click()
    expect(lines(page).nth(before + 1)).to_be_attached()
