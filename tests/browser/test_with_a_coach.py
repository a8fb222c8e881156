"""An employee and a coach in two windows of a real browser, by keyboard alone: shares, is judged and written to, and reads and answers it in the talk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from tests.accessibility.test_axe import EVERYTHING
from tests.browser.narrow import narrow_faults
from tests.browser.talking import field, fill_in, go, pick, tick
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
        go(page, page.locator(f"form:has(input[value={name}]) button"))
        expect(page.get_by_role("button", name="Afmelden")).to_be_visible()
    yield pages[0], pages[1]
    for context in contexts:
        context.close()


def is_well_made(page: Page) -> None:
    assert narrow_faults(page) == []
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        page.evaluate(AXE_SCRIPT)
        found = page.evaluate("options => axe.run(document, options)", EVERYTHING)["violations"]
        assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == []


def test_shared_judged_and_read_in_the_talk(windows: tuple[Page, Page]) -> None:
    ria, carla = windows
    shares(ria)
    works(carla)
    reads_and_answers(ria)
    go(carla, carla.get_by_role("link", name="Dossiers", exact=True))
    go(carla, carla.get_by_role("link", name=NAME))
    expect(carla.locator("#contact")).to_contain_text("vrijdag beter is")

    go(ria, ria.get_by_role("link", name="Mijn skillspaspoort", exact=True))
    expect(ria.get_by_role("heading", name="Wie keek er in je paspoort?")).to_be_visible()
    expect(ria.locator(".bezoeken").first).to_contain_text("Carla")
    go(ria, ria.get_by_role("button", name="Stop met delen").first)
    expect(ria.locator("#coach")).to_contain_text("Er kijkt nu niemand mee.")
    gone = carla.reload()
    assert gone is not None and gone.status == 404
    expect(carla.locator("body")).not_to_contain_text(NAME)


def shares(ria: Page) -> None:
    """From the talk to the passport, and open it to the team under another name than she signed in with."""
    go(ria, ria.get_by_role("link", name="Mijn skillspaspoort", exact=True))
    share = ria.locator("form:has(#ontvanger)")
    expect(share).to_have_count(1)
    if not share.locator("#naam-nieuw").is_visible():
        go(ria, ria.locator("summary", has_text="Laat een coach meekijken"))
    pick(ria, share.locator("#ontvanger"), "team")
    fill_in(ria, share.locator("#naam-nieuw"), NAME)
    fill_in(ria, share.locator("#bereik-nieuw"), "toestel 12")
    go(ria, share.get_by_role("button", name="Deel mijn paspoort"))
    expect(ria.locator("#coach")).to_contain_text("Gedeeld met het coachteam")
    is_well_made(ria)


def works(carla: Page) -> None:
    """From the list to the case; take it, judge, propose a step, and write."""
    go(carla, carla.get_by_role("link", name="Dossiers", exact=True))
    go(carla, carla.locator("li.dossier h2 a").last)  # who waits longest stands on top; a name is only shown inside
    expect(carla.get_by_role("heading", name=NAME)).to_be_visible()
    go(carla, carla.get_by_role("button", name="Pak dit dossier op"))
    expect(carla.get_by_role("status")).to_contain_text("Dit dossier is nu van jou.")
    first = carla.locator("article[id^=oordeel-]").first
    go(carla, first.locator("summary", has_text="Geef je oordeel"))
    tick(carla, first.get_by_role("group"), "Akkoord")
    pick(carla, first.get_by_label("Reden"), "fits")
    go(carla, first.get_by_role("button", name="Bewaar oordeel"))
    expect(carla.get_by_role("status")).to_contain_text("Je oordeel is bewaard.")
    go(carla, carla.locator("summary", has_text="Stel een stap voor"))
    tick(carla, carla.get_by_role("group", name="Hoe leer je het?"), "In een cursus")
    fill_in(carla, carla.locator("#stap-tekst"), "Volg een korte cursus inkoop")
    go(carla, carla.get_by_role("button", name="Stel voor", exact=True))
    expect(carla.get_by_role("status")).to_contain_text("Het plan is bijgewerkt.")
    fill_in(carla, carla.locator("#contact #bericht-tekst"), "Zullen we donderdag praten?")
    go(carla, carla.locator("#contact").get_by_role("button", name="Verstuur"))
    expect(carla.locator("#contact")).to_contain_text("Zullen we donderdag praten?")
    is_well_made(carla)


def reads_and_answers(ria: Page) -> None:
    """In the talk; what is to be sent is read back first."""
    go(ria, ria.get_by_role("link", name="Gesprek", exact=True))
    log = ria.get_by_role("log")
    expect(log).to_contain_text("Zullen we donderdag praten?")
    expect(log).to_contain_text("Volg een korte cursus inkoop")
    expect(log).to_contain_text("bij je passen, omdat het past bij wat je kunt en wilt")
    is_well_made(ria)
    fill_in(ria, field(ria), "zeg tegen mijn coach dat vrijdag beter is")
    go(ria, ria.get_by_role("button", name="Verstuur"))
    expect(log).to_contain_text("Dit stuur ik")
    go(ria, ria.get_by_role("button", name="Ja, stuur", exact=True).last)
    expect(log).to_contain_text("Je bericht is naar Carla")
