"""The coach's pages in a real browser: by keyboard, with and without JavaScript, on a narrow screen, and axe finds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, expect

from skills_passport.model import SkillsPassport
from tests.browser.conftest import browser
from tests.portal.window import is_well_made, listening, narrow_window, persona, to

pytestmark = pytest.mark.browser
__all__ = ["browser"]


@pytest.fixture
def address(app: FastAPI, case: str) -> Iterator[str]:
    """The portal, really listening; `case` opened its store."""
    with listening(app) as found:
        yield found


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def window(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Carla's window, 320 px wide, signed in."""
    with narrow_window(browser, address, script=request.param) as page:
        persona(page, "carla").click()
        yield page


def test_carla_judges_adds_and_plans_by_keyboard(window: Page, case: str, passport: Callable[[], SkillsPassport]) -> None:
    expect(window.get_by_role("heading", name="Dossiers")).to_be_visible()
    is_well_made(window)
    to(window, window.get_by_role("button", name="Pak op"))
    expect(window.get_by_role("heading", name="Ria de Wit")).to_be_visible()
    expect(window.get_by_role("status")).to_contain_text("Dit dossier is nu van jou.")
    is_well_made(window)

    first = window.locator("article[id^=oordeel-]").first
    to(window, first.locator("summary", has_text="Geef je oordeel"))
    to(window, first.get_by_label("Akkoord"), "ArrowDown")
    to(window, first.get_by_label("Reden"), "Home")
    window.keyboard.type("Goed doel, maar een kleinere")
    to(window, first.get_by_label("Toelichting"), "E")
    window.keyboard.type("erst een dag mee")
    to(window, first.get_by_role("button", name="Bewaar oordeel"))
    expect(window.get_by_role("status")).to_contain_text("Je oordeel is bewaard.")
    expect(first).to_contain_text("Eerst een dag mee")
    (verdict,) = passport().casework.verdicts
    assert (verdict.outcome, verdict.reason, verdict.words) == ("adjust", "smaller-step", "Eerst een dag mee")

    to(window, window.get_by_label("Zoek een functie om toe te voegen"), "k")
    window.keyboard.type("ok")
    window.keyboard.press("Enter")
    expect(window.get_by_role("heading", name="Gevonden")).to_be_visible()
    is_well_made(window)
    to(window, window.get_by_role("link", name="Kok", exact=True))
    expect(window.get_by_role("heading", name="Wat de Wijzer ervan vindt")).to_be_visible()
    is_well_made(window)
    window.get_by_label("Reden").focus()
    window.keyboard.type("Past beter")
    to(window, window.get_by_role("button", name="Voeg toe"))
    expect(window.get_by_role("status")).to_contain_text("De functie staat erbij.")

    to(window, window.locator("summary", has_text="Stel een stap voor"))
    to(window, window.get_by_role("radio", name="Door te doen"), "Space")
    to(window, window.locator("#stap-tekst"), "L")
    window.keyboard.type("oop een dag mee")
    to(window, window.get_by_role("button", name="Stel voor", exact=True))
    expect(window.locator("#plan")).to_contain_text("Loop een dag mee")
    to(window, window.get_by_role("button", name=re.compile("^Spreek af")))
    expect(window.locator("#plan")).to_contain_text("Afgesproken")
    is_well_made(window)


def test_an_old_page_is_well_made_and_keeps_the_text(window: Page, case: str, passport: Callable[[], SkillsPassport]) -> None:
    window.goto(f"/begeleiding/{case}")
    other = window.context.new_page()
    other.goto(f"/begeleiding/{case}")
    for page, words in ((other, "Lees mee"), (window, "Volg een cursus")):
        page.locator("summary", has_text="Stel een stap voor").click()
        page.get_by_role("radio", name="In een cursus").check()
        page.locator("#stap-tekst").fill(words)
        page.get_by_role("button", name="Stel voor", exact=True).click()
    expect(window.get_by_role("alert")).to_contain_text("Je veranderde dit dossier intussen zelf, in een ander venster.")
    expect(window.get_by_role("alert")).to_contain_text("Jij veranderde het plan: “Lees mee” is voorgesteld.")
    expect(window.locator("#stap-tekst")).to_have_value("Volg een cursus")
    is_well_made(window)
    window.get_by_role("button", name="Stel voor", exact=True).click()
    expect(window.get_by_role("status")).to_contain_text("Het plan is bijgewerkt.")
    assert [step.now.text for step in passport().casework.steps] == ["Lees mee", "Volg een cursus"]
