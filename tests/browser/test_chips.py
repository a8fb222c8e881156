"""What was heard is taken away and put back on the page: by keyboard, by touch and without JavaScript; the focus is never lost nor taken."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.talking import begin, choice, choose, erase, field, hold, lines, press, say, tab_to
from tests.server import Server

pytestmark = pytest.mark.browser

HEARD = "ik plan afspraken, bestel spullen en bel leveranciers"
_COUNT = """() => { window.told = 0; new MutationObserver(() => { window.told += 1 }).observe(document.getElementById('voorlezen'), { childList: true }) }"""


def chip(page: Page, label: str) -> Locator:
    return page.get_by_role("button", name=f"Haal weg: {label}", exact=True)


def at_the_tasks(page: Page, name: str) -> None:
    """Told by keyboard, and read back."""
    begin(page, name)
    choose(page, "Ja, dat is goed")
    for words in ("administratief medewerker", "Breda", HEARD):
        say(page, words)
    expect(chip(page, "bel leveranciers")).to_be_visible()


def test_the_buttons_stand_below_what_was_said_and_above_the_chips(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    at_the_tasks(page, "Ria")
    for words in ("zqx wvr?", "hoe bedoel je wvr zqx?", "zqx wvr kln?"):
        say(page, words)
        expect(page.locator("#keuzes").get_by_role("button").first).to_be_in_viewport()
        assert page.locator("#keuzes").get_by_role("button").first.evaluate("element => !element.classList.contains('chip--weg')")
    expect(chip(page, "bel leveranciers")).to_be_attached()


def test_chips_go_and_come_back_by_keyboard_and_the_focus_stays_among_them(page: Page) -> None:
    at_the_tasks(page, "Ria")
    page.evaluate(_COUNT)
    tab_to(page, chip(page, "bestel spullen"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("bestel spullen heb ik weggehaald")
    expect(chip(page, "bestel spullen")).to_have_count(0)
    expect(chip(page, "bel leveranciers")).to_be_focused()
    expect(page.locator("#voorlezen")).to_contain_text("bestel spullen heb ik weggehaald")
    assert page.evaluate("window.told") == 1, "told once"
    choose_from_chips(page, "Zet terug")
    expect(chip(page, "bestel spullen")).to_be_visible()
    expect(page.get_by_role("log").locator(".regel--jij").last).to_contain_text("Zet terug")


def choose_from_chips(page: Page, title: str) -> None:
    """Back from the chips to a choice above them."""
    tab_to(page, choice(page, title), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(field(page)).to_be_focused()


def test_when_the_last_chip_is_gone_the_field_has_the_focus(page: Page) -> None:
    at_the_tasks(page, "Ria")
    left = page.locator("#keuzes .chip--weg")
    tab_to(page, left.first, "Shift+Tab")
    for _ in range(10):
        before = left.count()
        if not before:
            break
        assert page.evaluate("document.activeElement.classList.contains('chip--weg')")
        page.keyboard.press("Enter")
        expect(left.nth(before - 1)).to_have_count(0)
    expect(field(page)).to_be_focused()


def test_an_answer_takes_the_focus_from_nowhere(page: Page) -> None:
    begin(page, "Joyce")
    held = hold(page)
    page.keyboard.type("hallo daar")
    page.keyboard.press("Enter")
    elsewhere = page.get_by_role("link", name="je skillspaspoort", exact=True)
    tab_to(page, elsewhere)
    before = lines(page).count()
    held[0].continue_()
    expect(lines(page).nth(before)).to_be_attached()
    expect(page.locator("#onderweg > *")).to_have_count(0)
    expect(elsewhere).to_be_focused()


def test_terug_is_a_button_that_shows_the_answer_before(page: Page) -> None:
    begin(page, "Joyce")
    back = page.get_by_role("button", name="Terug", exact=True)
    expect(back).to_have_count(0)
    choose(page, "Ja, dat is goed")
    say(page, "administratief medewerker")
    tab_to(page, back, "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("Je antwoord was: Administratief medewerker. Wil je dat veranderen?")
    expect(page.locator("#keuzes").get_by_role("button")).to_have_count(2)
    expect(field(page)).to_be_focused()
    expect(back).to_have_count(0)


def test_on_a_touch_screen_no_keyboard_comes_up_and_the_focus_is_not_lost(browser: Browser, running: Server) -> None:
    context = browser.new_context(base_url=running.url, viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.request.post("/aanmelden", form={"persona": "alfred"})
    erase(page)
    page.request.post("/aanmelden", form={"persona": "alfred"})
    page.goto("/gesprek")
    choice(page, "Ja, dat is goed").tap()
    expect(page.get_by_role("log")).to_contain_text("Wat voor werk doe je nu?")
    expect(page.locator("#keuzes")).to_be_focused()
    context.close()


def test_without_javascript_a_chip_takes_away_and_the_passport_keeps_what_was(browser: Browser, running: Server) -> None:
    employee = running.employee("alfred")
    employee.start_anew()
    for words in ("hallo", "ja dat is goed", "administratief medewerker", "Breda", HEARD):
        employee.say(words)
    context = browser.new_context(base_url=running.url, java_script_enabled=False)
    page = context.new_page()
    page.request.post("/aanmelden", form={"persona": "alfred"})
    page.goto("/gesprek")
    press(page, "Haal weg: leveranciers te woord staan")
    press(page, "Haal weg: plan afspraken")
    expect(page.get_by_role("log")).to_contain_text("plan afspraken heb ik weggehaald")
    expect(chip(page, "bel leveranciers")).to_be_visible()
    expect(chip(page, "leveranciers te woord staan")).to_have_count(0)
    earlier = [str(answer["value"]["mentions"]) for answer in employee.passport()["passport"]["answers_given"] if answer["question"] == "tasks"]
    assert "leveranciers-te-woord-staan" in earlier[0] and "plan afspraken" in earlier[0]
    assert "leveranciers-te-woord-staan" not in earlier[-1] and "plan afspraken" not in earlier[-1]
    press(page, "Terug")
    expect(page.get_by_role("log")).to_contain_text("Je antwoord was: Breda")
    context.close()
