"""HR's pages in a real browser: by keyboard, with and without JavaScript, on a narrow screen, and axe finds nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import browser
from tests.browser.hr_states import LIST
from tests.portal.window import is_well_made, narrow_window, persona, to

pytestmark = pytest.mark.browser
__all__ = ["browser"]


@pytest.fixture(params=[pytest.param(True, id="script"), pytest.param(False, id="no script", marks=pytest.mark.slow)])
def window(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Hans's window, 320 px wide, signed in."""
    with narrow_window(browser, address, script=request.param) as page:
        persona(page, "hans").click()
        yield page


def test_hans_reckons_with_own_figures_by_keyboard(window: Page) -> None:
    expect(window.get_by_role("heading", name="Overzicht")).to_be_visible()
    is_well_made(window)
    to(window, window.get_by_role("link", name="Kosten"))
    expect(window.get_by_role("heading", name="De uitkomst")).to_be_visible()
    to(window, window.get_by_role("textbox", name="Mensen, regel 1"), "")
    window.keyboard.press("Control+A")
    window.keyboard.type("veel")
    window.keyboard.press("Enter")
    expect(window.get_by_role("alert")).to_contain_text("Mensen, regel 1: Vul een heel getal in")
    is_well_made(window)
    to(window, window.get_by_role("alert").get_by_role("link"))
    window.get_by_role("textbox", name="Mensen, regel 1").fill("600")
    window.get_by_role("textbox", name="Mensen, regel 2").fill("0")
    window.keyboard.press("Enter")
    expect(window.locator("#inhoud")).to_contain_text("€\u00a0179.641.714")
    is_well_made(window)


def test_hans_makes_a_plan_looks_at_it_and_throws_it_away(window: Page) -> None:
    window.goto("/beheer/personeelsplan")
    is_well_made(window)
    window.locator("#lijst").set_input_files({"name": "lijst.csv", "mimeType": "text/csv", "buffer": LIST.encode()})
    to(window, window.get_by_role("button", name="Reken uit"))
    for _ in range(60):  # who has no script looks again with the link
        if window.get_by_role("heading", name="Per functie").count():
            break
        again = window.get_by_role("link", name="Kijk hoe ver het is")
        if again.count() and not window.evaluate("matchMedia('(scripting: enabled)').matches"):
            again.click()
        time.sleep(0.25)
    expect(window.get_by_role("heading", name="Per functie")).to_be_visible()
    expect(window.locator("#inhoud")).to_contain_text("36 mensen")
    is_well_made(window)
    to(window, window.get_by_role("button", name="Gooi dit plan weg"))
    expect(window.locator("#lijst")).to_be_visible()


def test_hans_is_asked_what_only_the_municipality_knows(window: Page) -> None:
    window.goto("/beheer/verantwoording")
    is_well_made(window)
    to(window, window.get_by_role("button", name="Download als JSON"))
    expect(window.get_by_role("alert")).to_contain_text("Er ontbreekt nog iets")
    is_well_made(window)
    window.goto("/beheer/verantwoording/wijzigingen")
    is_well_made(window)


@pytest.mark.slow  # the journey of a rule does the same with two people
def test_hans_changes_a_word_has_it_go_live_and_goes_back(window: Page) -> None:
    window.goto("/beheer/versies")
    is_well_made(window)
    to(window, window.get_by_role("button", name="Begin een concept"))
    expect(window.get_by_role("alert")).to_contain_text("Geef het concept een naam")
    is_well_made(window)
    window.get_by_role("textbox", name="Waar gaat het over?").fill("Andere uitleg")
    window.keyboard.press("Enter")
    expect(window.get_by_role("heading", name="Andere uitleg")).to_be_visible()
    draft = window.url
    is_well_made(window)
    to(window, window.get_by_role("link", name="Begrippen"))
    window.get_by_role("searchbox", name="Zoek op woorden").fill("suggestie idee")
    with window.expect_navigation():
        window.keyboard.press("Enter")
    is_well_made(window)
    to(window, window.locator("#inhoud").get_by_role("link", name="suggestie", exact=True))
    window.get_by_role("textbox", name="Wat het betekent").fill("")
    to(window, window.get_by_role("button", name="Bewaar"))
    expect(window.get_by_role("alert")).to_contain_text("Wat het betekent")
    is_well_made(window)
    window.get_by_role("textbox", name="Wat het betekent").fill("Een suggestie is een idee voor werk.")
    to(window, window.get_by_role("button", name="Bewaar"))
    expect(window.locator("#inhoud [role=status]")).to_contain_text("bewaard")
    window.goto(draft)
    expect(window.locator("#inhoud")).to_contain_text("Een suggestie is een idee voor werk")
    to(window, window.get_by_role("button", name="Vraag om een beoordeling"))
    expect(window.locator("#inhoud [role=status]")).to_contain_text("wacht nu op de beoordeling", timeout=30_000)
    expect(window.locator("#inhoud")).to_contain_text("Je schreef zelf mee")
    window.goto("/beheer/versies")
    window.get_by_text("Zet het uit").first.click()
    window.get_by_role("textbox", name="Waarom?").fill("Ik werk hier alleen")
    to(window, window.get_by_role("button", name="Zet het uit"))
    expect(window.locator("#inhoud")).to_contain_text("Ik werk hier alleen")
    is_well_made(window)
    window.goto(draft)
    to(window, window.get_by_role("button", name="Zet nu live"))
    expect(window.locator("#inhoud [role=status]")).to_contain_text("Deze versie is nu live", timeout=90_000)
    is_well_made(window)
    window.goto("/beheer/versies")
    to(window, window.get_by_role("link", name="Ga terug naar versie 1", exact=True))
    expect(window.get_by_role("heading", name="Terug naar versie 1?")).to_be_visible()
    is_well_made(window)
    to(window, window.get_by_role("button", name="Ja, ga terug naar versie 1"))
    expect(window.locator("#inhoud [role=status]")).to_contain_text("is nu weer live", timeout=90_000)
    window.goto("/beheer/versies/vergelijk?van=1&naar=2")
    is_well_made(window)
