"""An employee and a coach in two windows of a real browser, by keyboard: shares, is judged and written to, and reads and answers it in the talk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Locator, Page, expect

from tests.accessibility.test_axe import EVERYTHING
from tests.browser.talking import tab_to
from tests.server import Employee, Server

pytestmark = pytest.mark.browser
NAME = "Ria Zonneveld"


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def windows(browser: Browser, running: Server, advised: Employee, request: pytest.FixtureRequest) -> Iterator[tuple[Page, Page]]:
    """Ria's window, with an advice, and Carla's; both 320 px wide."""
    contexts = [browser.new_context(base_url=running.url, viewport={"width": 320, "height": 700}, reduced_motion="reduce", java_script_enabled=request.param) for _ in range(2)]
    pages = [context.new_page() for context in contexts]
    for page, name in zip(pages, ("ria", "carla"), strict=True):
        page.goto("/")
        press(page, page.locator(f"form:has(input[value={name}]) button"))
    yield pages[0], pages[1]
    for context in contexts:
        context.close()


def press(page: Page, wanted: Locator) -> None:
    """Walk there with Tab, over the whole page if need be, and press Enter."""
    tab_to(page, wanted.first, most=300)
    page.keyboard.press("Enter")


def is_well_made(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        page.evaluate(AXE_SCRIPT)
        found = page.evaluate("options => axe.run(document, options)", EVERYTHING)["violations"]
        assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == []


def test_shared_judged_and_read_in_the_talk(windows: tuple[Page, Page]) -> None:
    ria, carla = windows
    ria.goto("/paspoort")
    share = ria.locator("form:has(#ontvanger)")
    if not share.locator("#naam-nieuw").is_visible():
        press(ria, ria.locator("summary", has_text="Laat een coach meekijken"))
    share.locator("#naam-nieuw").fill(NAME)
    press(ria, share.get_by_role("button", name="Deel mijn paspoort"))
    expect(ria.locator("#coach")).to_contain_text("Gedeeld met het coachteam")
    is_well_made(ria)

    carla.goto("/begeleiding")
    press(carla, carla.locator("li.dossier h2 a").last)  # who waits longest stands on top; a name is only shown inside
    expect(carla.get_by_role("heading", name=NAME)).to_be_visible()
    press(carla, carla.get_by_role("button", name="Pak dit dossier op"))
    first = carla.locator("article[id^=oordeel-]").first
    press(carla, first.locator("summary", has_text="Geef je oordeel"))
    first.get_by_label("Akkoord").check()
    first.get_by_label("Reden").select_option(index=1)
    press(carla, first.get_by_role("button", name="Bewaar oordeel"))
    expect(carla.get_by_role("status")).to_contain_text("Je oordeel is bewaard.")
    carla.locator("#contact textarea").first.fill("Zullen we donderdag praten?")
    press(carla, carla.locator("#contact").get_by_role("button", name="Verstuur").first)
    expect(carla.locator("body")).to_contain_text("Zullen we donderdag praten?")
    is_well_made(carla)

    ria.goto("/gesprek")
    expect(ria.get_by_role("log")).to_contain_text("Zullen we donderdag praten?")
    is_well_made(ria)
    ria.get_by_label("Jouw antwoord").fill("zeg tegen mijn coach dat vrijdag beter is")
    ria.get_by_label("Jouw antwoord").press("Tab")
    press(ria, ria.get_by_role("button", name="Verstuur"))
    expect(ria.get_by_role("log")).to_contain_text("Dit stuur ik")
    press(ria, ria.get_by_role("button", name="Ja, stuur", exact=True).last)
    expect(ria.get_by_role("log")).to_contain_text("Je bericht is naar Carla")
    carla.reload()
    expect(carla.locator("#contact")).to_contain_text("vrijdag beter is")

    ria.goto("/paspoort")
    expect(ria.locator("#wie-keek, body").first).to_contain_text("Carla")
    press(ria, ria.get_by_role("button", name="Stop met delen").first)
    expect(ria.locator("#coach")).to_contain_text("Er kijkt nu niemand mee.")
    gone = carla.reload()
    assert gone is not None and gone.status == 404
    expect(carla.locator("body")).not_to_contain_text(NAME)
