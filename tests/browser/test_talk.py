"""The talk in a real browser, by keyboard alone: from choosing who one is to three suggestions."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.talking import begin, choice, choose, erase, field, hold, lines, say, tab_to
from tests.server import Server

pytestmark = pytest.mark.browser

MOST_TURNS = 40


Turn = Callable[[Page, str], None]


def answer(page: Page, say: Turn = say, choose: Turn = choose) -> None:
    """One sensible answer to whatever is asked now."""
    words = {
        "Wat voor werk doe je nu?": "administratief medewerker", "In welke plaats of regio": "Breda",
        "Wat doe je op een gewone dag?": "ik plan afspraken, bestel spullen, bel leveranciers en hou lijsten bij in excel",
        "Wat doe je graag buiten je werk": "ik ben vrijwilliger bij de voetbalclub", "Wanneer is nieuw werk voor jou goed?": "geen avonden of weekenden",
    }
    titles = page.locator("#keuzes").get_by_role("button").all_inner_texts()
    for wanted in ("Ja, dat is goed", "Ja, Administratief medewerker", "Klopt", "De rest blijft gelijk", "Ja, dat mag",
                   "Ik red me zelf met Word, Excel en onze systemen", "Iets anders gaan doen", "Moet echt", "Verder", "Zorg en welzijn"):
        if wanted in titles:
            choose(page, wanted)
            return
    said = page.get_by_role("log").inner_text()
    say(page, words[max(words, key=said.rfind)])


def test_a_whole_talk_by_keyboard_alone(page: Page) -> None:
    begin(page, "Ria")
    expect(page.get_by_role("log")).to_contain_text("computerprogramma, geen mens")
    cards = page.get_by_role("article")
    for _ in range(MOST_TURNS):
        if cards.count():
            break
        answer(page)
    expect(cards).to_have_count(3)
    expect(page.get_by_role("heading", name="Inkoopmedewerker")).to_be_visible()
    expect(page.locator("#voortgang")).to_contain_text("Alle vragen zijn gesteld")
    expect(page.locator("#voorlezen")).to_contain_text(re.compile(r"Inkoopmedewerker: \d+ van 100"))
    assert cards.first.evaluate("card => card.closest('[aria-live]').getAttribute('aria-live')") == "off", "no card is read out whole"
    why = cards.first.locator("summary", has_text="Waarom?")
    tab_to(page, why, "Shift+Tab")
    page.keyboard.press("Enter")
    expect(cards.first.get_by_text("Deze regels van het regelboek")).to_be_visible()
    assert page.evaluate("scrollY") > 0, "the newest lines are in view"
    tab_to(page, field(page))
    choose(page, "Zet ze naast elkaar")
    expect(page.get_by_role("table", name="Naast elkaar")).to_be_visible()
    choose(page, "Mijn taken, rood en groen")
    expect(page.get_by_role("group", name="Je taken: ")).to_be_visible()
    say(page, "de eerste")
    expect(page.get_by_role("group", name="Jouw plan: ")).to_be_visible()
    choose(page, "Nee, liever niet")
    expect(page.get_by_role("log")).to_contain_text("Zal ik een transfercoach laten meekijken?")
    tab_to(page, page.get_by_role("link", name="Mijn skillspaspoort"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Mijn skillspaspoort", level=1)).to_be_visible()
    expect(page.locator("#adviezen").get_by_role("article")).to_have_count(3)


def test_enter_sends_and_shift_enter_makes_a_line(page: Page) -> None:
    begin(page, "Mehmet")
    choose(page, "Ja, dat is goed")
    page.keyboard.type("ik werk bij")
    page.keyboard.press("Shift+Enter")
    expect(field(page)).to_have_value("ik werk bij\n")
    say(page, "burgerzaken")
    expect(lines(page).filter(has_text="ik werk bij")).to_have_count(1)


def test_an_empty_field_sends_nothing(page: Page) -> None:
    begin(page, "Joyce")
    before = lines(page).count()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.keyboard.press("Enter")
    page.keyboard.type("   ")
    page.keyboard.press("Enter")
    assert (sent, lines(page).count()) == ([], before)


def test_a_slow_answer_shows_that_wijzer_thinks_and_a_second_message_waits_its_turn(page: Page) -> None:
    begin(page, "Joyce")
    held = hold(page)
    thinking = page.get_by_text("Wijzer denkt na")
    expect(thinking).to_be_hidden()
    page.keyboard.type("hallo daar")
    page.keyboard.press("Enter")
    expect(thinking).to_be_visible()
    assert thinking.evaluate("element => getComputedStyle(element).animationDelay") == "0.4s", "a quick answer shows none"
    expect(page.locator("#onderweg")).to_have_text("hallo daar")
    page.keyboard.type("ben je een computer")
    page.keyboard.press("Enter")
    held[0].continue_()
    for text in ("hallo daar", "ben je een computer"):
        expect(page.get_by_role("log").get_by_text(text, exact=True)).to_have_count(1)
    expect(thinking).to_be_hidden()
    expect(field(page)).to_have_value("")


def test_what_is_typed_while_wijzer_thinks_waits_and_goes_in_order(page: Page) -> None:
    begin(page, "Joyce")
    choose(page, "Ja, dat is goed")
    held = hold(page)
    words = ["ik plan afspraken", "ik bel leveranciers", "ik maak roosters"]
    for text in words:
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        expect(field(page)).to_have_value("")
    underway = page.locator("#onderweg > *")
    expect(underway).to_have_count(3)
    expect(underway.nth(0)).to_have_text(words[0])
    expect(underway.nth(2)).to_have_text(f"{words[2]}wacht nog even")
    page.keyboard.type("nog niet af")
    held[0].continue_()
    expect(underway).to_have_count(0)
    said = page.get_by_role("log").locator(".regel--jij .ballon__tekst").all_inner_texts()
    assert said[-3:] == words
    expect(field(page)).to_have_value("nog niet af")


def test_a_button_pressed_while_wijzer_thinks_says_to_wait(page: Page) -> None:
    begin(page, "Joyce")
    held = hold(page)
    page.keyboard.type("ben je een computer")
    page.keyboard.press("Enter")
    expect(choice(page, "Ja, dat is goed")).to_have_attribute("aria-disabled", "true")
    choice(page, "Ja, dat is goed").dispatch_event("click")
    expect(page.get_by_role("alert")).to_contain_text("Wijzer is nog bezig")
    held[0].continue_()
    expect(page.locator("#onderweg > *")).to_have_count(0)
    expect(page.get_by_role("alert")).to_have_count(0)
    choose(page, "Ja, dat is goed")


def test_when_a_message_that_waited_fails_all_that_was_not_sent_comes_back(page: Page) -> None:
    begin(page, "Joyce")
    held = hold(page, then_fail=True)
    for text in ("ben je een computer", "dit mag niet weg", "en dit ook niet"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    held[0].continue_()
    # The first turn put a new place for notices; the notice must stand in that one.
    expect(page.get_by_role("alert")).to_contain_text("Niet verstuurd")
    expect(field(page)).to_have_value("dit mag niet weg\nen dit ook niet")
    expect(page.get_by_role("log").get_by_text("ben je een computer", exact=True)).to_have_count(1)
    expect(page.locator("#onderweg > *")).to_have_count(0)


def test_a_session_that_ended_meanwhile_is_told_in_place_and_the_text_stays(page: Page) -> None:
    begin(page, "Mehmet")
    choose(page, "Ja, dat is goed")
    other = page.context.new_page()
    other.goto("/paspoort/wissen")
    other.get_by_role("button", name="Ja, verwijder alles").click()
    expect(other.get_by_text("Alles is gewist")).to_be_visible()
    page.keyboard.type("ik werk bij burgerzaken")
    page.keyboard.press("Enter")
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("je bent niet meer aangemeld")
    expect(field(page)).to_have_value("ik werk bij burgerzaken")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    with page.context.expect_page() as opened:
        notice.get_by_role("link", name="Meld je opnieuw aan").click()
    opened.value.get_by_role("button", name="Begin als Mehmet").click()
    expect(field(opened.value)).to_be_visible()
    field(page).press("Enter")
    expect(page.get_by_role("log")).to_contain_text("ik werk bij burgerzaken")
    expect(field(page)).to_have_value("")
    expect(notice).to_have_count(0)


def test_a_message_that_arrived_unnoticed_and_was_edited_is_heard_anew(page: Page) -> None:
    begin(page, "Joyce")
    choose(page, "Ja, dat is goed")

    def answer_lost(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/gesprek", answer_lost, times=1)
    page.keyboard.type("griffiemedewerker")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Niet verstuurd")
    expect(field(page)).to_have_value("griffiemedewerker")
    page.keyboard.press("End")
    page.keyboard.type(" en ik geef rondleidingen aan scholieren")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log").get_by_text("griffiemedewerker en ik geef rondleidingen aan scholieren", exact=True)).to_have_count(1)


def test_without_a_connection_the_text_stays(page: Page) -> None:
    begin(page, "Joyce")
    page.context.set_offline(True)
    page.keyboard.type("dit mag niet weg")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Niet verstuurd")
    expect(field(page)).to_have_value("dit mag niet weg")
    expect(field(page)).to_be_focused()
    page.context.set_offline(False)
    held = hold(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Wijzer denkt na")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    held[0].continue_()
    expect(page.locator("#onderweg > *")).to_have_count(0)


def without_script(page: Page, wanted: Locator) -> None:
    """Walk there and press Enter; the page comes back whole, with the answer in it."""
    before = lines(page).count()
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/gesprek#einde")
    expect(lines(page).nth(before + 1)).to_be_attached()


def type_without_script(page: Page, text: str) -> None:
    tab_to(page, field(page))
    page.keyboard.type(text)
    without_script(page, page.get_by_role("button", name="Verstuur"))


def test_a_whole_talk_without_javascript_by_keyboard_alone(browser: Browser, running: Server) -> None:
    context = browser.new_context(base_url=running.url, java_script_enabled=False)
    page = context.new_page()
    page.request.post("/aanmelden", form={"persona": "alfred"})
    erase(page)
    page.goto("/")
    tab_to(page, page.get_by_role("button", name="Begin als Alfred"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("computerprogramma, geen mens")
    cards = page.get_by_role("article")
    for _ in range(MOST_TURNS):
        if cards.count():
            break
        answer(page, type_without_script, lambda page, title: without_script(page, choice(page, title)))
    expect(cards).to_have_count(3)
    expect(page.locator("#voortgang")).to_contain_text("Alle vragen zijn gesteld")
    type_without_script(page, "wat weet je van mij?")
    expect(page.get_by_role("log")).to_contain_text("wat weet je van mij?")
    context.close()
