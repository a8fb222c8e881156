"""HR's journeys in a real browser, by keyboard at 320 px: a profile, a rule from an empty form to the advice and back, and a year's figures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, expect

from portal.hr.catalogue.figures import PATH
from publishing.drafts import Drafts
from publishing.model import State
from rules.files.tightness_table import rows_of
from skills_passport.sqlite_store import SqliteStore
from tests.browser.conftest import browser
from tests.dialogue.talks import go_on
from tests.portal.hr.colleagues import good_with_excel, someone
from tests.portal.hr.keyboard import Hand
from tests.portal.window import narrow_window, persona
from tests.server import Server, product

pytestmark = pytest.mark.browser
__all__ = ["browser"]
COLLEAGUES = 30
TIP = "van-excel-naar-data-analist"
SENTENCE = "Via een leer-werkweg kun je data-analist worden."
YEAR = "Waar;Wat voor werk;Kwartaal;Hoe krap\n" + "".join(
    f"{region};{work};{quarter};{how}\n"
    for quarter, how in (("2025Q3", "Krap"), ("2025Q4", "Gemiddeld"), ("2026Q1", "Ruim"), ("2026Q2", "Zeer krap"))
    for region in ("Twente", "Groningen") for work in ("ICT beroepen", "Transport en logistiek beroepen")
)


@contextmanager
def window(browser: Browser, address: str, who: str, *, script: bool = True) -> Iterator[Hand]:
    """A narrow window of somebody of HR who has just signed in; our own security policy blocks nothing."""
    with narrow_window(browser, address, script=script, reduced_motion="reduce") as page:
        Hand(page).press(persona(page, who))
        expect(page.get_by_role("heading", name="Overzicht")).to_be_visible()
        yield Hand(page)


@pytest.fixture(scope="module")
def whole() -> Iterator[Server]:
    """The whole product, really started, with versions of its own, and thirty colleagues who agree to being counted."""
    with product() as server:
        with closing(SqliteStore(server.var / "passports.sqlite")) as store:
            for number in range(COLLEAGUES):
                someone(store, number, good_with_excel if number < COLLEAGUES // 2 else lambda passport: passport)
        yield server


def menu(hand: Hand, name: str) -> None:
    """To a part of HR's menu."""
    hand.press(hand.page.get_by_role("navigation", name="Beheer").get_by_role("link", name=name, exact=True))


def begins(hand: Hand, title: str) -> None:
    """A draft, in the box that every page with something of a version has."""
    hand.write(hand.page.locator("#nieuw-concept"), title)
    hand.press(hand.page.get_by_role("button", name="Begin een concept"))
    expect(hand.page.locator("#inhoud")).to_contain_text("Je werkt in concept")


def asks_for_review(hand: Hand, said: str) -> None:
    """To the page of the draft, where `said` stands among the changes, and on to a colleague."""
    page = hand.page
    hand.press(page.get_by_role("link", name="Bekijk wat dit concept verandert"))
    expect(page.locator("#inhoud")).to_contain_text(said)
    hand.look()
    hand.press(page.get_by_role("button", name="Vraag om een beoordeling"))
    expect(page.locator("#inhoud [role=status]")).to_contain_text("wacht nu op de beoordeling")
    expect(page.locator("#inhoud")).to_contain_text("Je schreef zelf mee")
    expect(page.get_by_role("button", name="Zet nu live")).to_have_count(0)
    hand.look()


def puts_live(hand: Hand, title: str, said: str) -> None:
    """A colleague reads what changes and puts it live."""
    page = hand.page
    menu(hand, "Versies")
    hand.press(page.get_by_role("link", name=title))
    expect(page.locator("#inhoud")).to_contain_text(said)
    hand.press(page.get_by_role("button", name="Zet nu live"))
    expect(page.locator("#inhoud [role=status]")).to_contain_text("Deze versie is nu live", timeout=120_000)
    hand.look()


def adds(hand: Hand, words: str) -> None:
    """A row under 'als'."""
    hand.pick(hand.page.locator("#nieuw-veld"), words)
    hand.press(hand.page.get_by_role("button", name="Zet deze rij erbij"))
    expect(hand.page.locator("#als ~ fieldset legend", has_text=words).first).to_be_attached()


def follows(hand: Hand, words: str) -> None:
    """A row under 'dan'."""
    hand.pick(hand.page.locator("#nieuw-gevolg"), words)
    hand.press(hand.page.get_by_role("button", name="Zet dit gevolg erbij"))


def writes_the_tip(hand: Hand) -> None:
    """From the empty form to the rule as it was saved: the clicks of docs/RULEBOOK.md."""
    page = hand.page
    hand.write(page.locator("#titel"), "Van Excel naar data-analist")
    adds(hand, "De lijst met schalen van de functie van nu")
    hand.tick(page.get_by_role("checkbox", name="6", exact=True))
    hand.tick(page.get_by_role("checkbox", name="7", exact=True))
    adds(hand, "De lijst met vaardigheden uit eigen woorden")
    hand.pick(page.locator("#als-2-waarde"), "Werken met spreadsheets")
    adds(hand, "De functie ernaast")
    hand.pick(page.locator("#als-3-waarde"), "Data-analist")
    adds(hand, "De leerroute naar die functie")
    hand.pick(page.locator("#als-4-waarde"), "Leer- en werkweg data-analyse")
    hand.look()
    for number, (of, points) in enumerate((("Taken", "5"), ("Vaardigheden", "4")), start=1):
        follows(hand, "Punten erbij of eraf")
        hand.pick(page.locator(f"#dan-{number}-part"), of)
        hand.write(page.locator(f"#dan-{number}-by"), points)
    follows(hand, "Een zin in het advies")
    hand.write(page.locator("#dan-3-text"), SENTENCE)
    hand.write(page.locator("#omdat"), "Je werkt in schaal 6 of 7 en je bent goed met Excel.")
    hand.write(page.locator("#bron"), "oordeel van dit project")
    hand.tick(page.get_by_role("checkbox", name="M17"))
    hand.pick(page.locator("#groep"), "Verborgen kansen")
    hand.press(page.get_by_role("button", name="Bewaar de regel"))
    expect(page.locator("#inhoud [role=status]")).to_contain_text("Bewaard in het concept")
    assert page.url.endswith(f"/regel/{TIP}?bewaard=true")


def sees_its_effect(hand: Hand) -> None:
    """A trial over the passports of colleagues, from the page of the rule, and back to it."""
    page, rule = hand.page, hand.page.url
    hand.press(page.get_by_role("link", name="Bekijk wat dit concept verandert"))
    hand.press(page.get_by_role("button", name="Doe een proef"))
    expect(page.get_by_role("heading", name="Vaste voorbeelden")).to_be_visible(timeout=180_000)
    expect(page.locator("#inhoud")).to_contain_text("Ongeveer 15 van ongeveer 30 mensen krijgen andere suggesties")
    expect(page.get_by_role("table", name="Per gebied")).to_contain_text("Informatiebeheer")
    hand.look()
    page.goto(rule)


def advice(server: Server, tasks: str) -> list[str]:
    """The rules that fired on the cards that Ria gets, asked of what runs; what the card of data-analist says stands first."""
    ria = server.employee("ria")
    ria.start_anew()
    assert ria.say("hallo")
    list(go_on(ria, {"consent": "ja dat is goed", "function": "archiefmedewerker", "tasks": tasks}))
    cards = ria.cards()
    assert cards, ria.heard
    return [str(card) for card in cards if card["function_id"] == "data-analist"]


def test_a_rule_is_written_reviewed_published_seen_in_the_advice_and_rolled_back(browser: Browser, whole: Server) -> None:
    excel, desk = "ik ben goed met excel", "ik help mensen aan de balie"
    assert advice(whole, excel) == []
    with window(browser, whole.url, "hans") as hans, window(browser, whole.url, "mien") as mien:
        menu(hans, "Regels")
        hans.look()
        begins(hans, "Tip voor Excel")
        hans.look()
        hans.press(hans.page.get_by_role("link", name="Schrijf een nieuwe regel"))
        writes_the_tip(hans)
        spent = hans.spent
        print(f"\nrule: {spent}, {spent.clicks} clicks, {spent.seconds:.0f} s")
        assert spent.clicks <= 60 and spent.seconds < 180
        hans.look()
        assert advice(whole, excel) == [], "a draft changes nothing"
        sees_its_effect(hans)
        asks_for_review(hans, "Van Excel naar data-analist")
        assert advice(whole, excel) == [], "nor does one in review"
        puts_live(mien, "Tip voor Excel", "Van Excel naar data-analist")
        (card,) = advice(whole, excel)
        assert TIP in card and SENTENCE in card
        assert not [each for each in advice(whole, desk) if TIP in each]
        menu(mien, "Versies")
        mien.look()
        mien.press(mien.page.get_by_role("link", name="Ga terug naar versie 1", exact=True))
        mien.look()
        mien.press(mien.page.get_by_role("button", name="Ja, ga terug naar versie 1"))
        expect(mien.page.locator("#inhoud [role=status]")).to_contain_text("is nu weer live", timeout=120_000)
        mien.look()
    assert advice(whole, excel) == []


@pytest.mark.slow
def test_the_rule_is_written_without_script_too(browser: Browser, address: str, drafts: Drafts) -> None:
    with window(browser, address, "hans", script=False) as hans:
        menu(hans, "Regels")
        begins(hans, "Tip voor Excel")
        hans.press(hans.page.get_by_role("link", name="Schrijf een nieuwe regel"))
        writes_the_tip(hans)
    assert SENTENCE in drafts.store.content(2)["rulebook/40-verborgen-kansen.yml"]


@pytest.mark.parametrize("script", [pytest.param(True, id="script"), pytest.param(False, id="no script", marks=pytest.mark.slow)])
def test_a_profile_is_changed_and_goes_to_a_colleague(browser: Browser, address: str, drafts: Drafts, script: bool) -> None:
    with window(browser, address, "hans", script=script) as hans:
        page = hans.page
        menu(hans, "Functies")
        hans.look()
        begins(hans, "Andere woorden voor kok")
        hans.write(page.locator("#zoek"), "kok")
        hans.press(page.get_by_role("button", name="Zoek"))
        hans.look()
        hans.press(page.locator("#inhoud").get_by_role("link", name="Kok", exact=True))
        hans.look()
        name = page.locator("[id='functies-0-title']")
        was = name.input_value()
        hans.write(name, "")
        hans.press(page.get_by_role("button", name="Bewaar in dit concept").first)
        expect(page.get_by_role("alert")).to_contain_text("Er is nog niets bewaard")
        hans.look()
        hans.press(page.get_by_role("alert").get_by_role("link").first)
        assert name.evaluate("node => node === document.activeElement"), "the message leads to its field"
        hans.write(name, f"{was} in de kantine")
        hans.press(page.get_by_role("button", name="Bewaar in dit concept").first)
        expect(page.locator("#inhoud [role=status]").first).to_contain_text("Bewaard in concept 2")
        print(f"\nprofile: {hans.spent}, {hans.spent.clicks} clicks, {hans.spent.seconds:.0f} s")
        hans.look()
        asks_for_review(hans, f"{was} in de kantine")
    assert drafts.store.version(2).state is State.IN_REVIEW


@pytest.mark.parametrize("script", [pytest.param(True, id="script"), pytest.param(False, id="no script", marks=pytest.mark.slow)])
def test_a_year_of_figures_is_imported_and_published(browser: Browser, address: str, drafts: Drafts, script: bool) -> None:
    with window(browser, address, "hans", script=script) as hans, window(browser, address, "mien", script=script) as mien:
        page = hans.page
        menu(hans, "Cijfers")
        hans.look()
        begins(hans, "Cijfers tot en met juni 2026")
        hans.to(page.locator("#bestand"))
        page.locator("#bestand").set_input_files({"name": "spanning.csv", "mimeType": "text/csv", "buffer": YEAR.encode()})
        hans.spent.picked += 1
        for field, text in (("bron", "UWV Spanningsindicator"), ("adres", "https://www.uwv.nl/tabel"), ("tijd", "2026Q2"), ("maand", "2026-06")):
            hans.write(page.locator(f"#{field}"), text)
        hans.press(page.get_by_role("button", name="Laat zien wat er verandert"))
        expect(page.get_by_role("alert")).to_contain_text("Er is niets veranderd")
        hans.look()
        for heading, column in (("Waar", "regio"), ("Wat voor werk", "beroepsklasse of sector"), ("Kwartaal", "periode"), ("Hoe krap", "typering")):
            hans.pick(page.get_by_label(heading, exact=True), column)
        hans.press(page.get_by_role("button", name="Laat zien wat er verandert"))
        expect(page.get_by_role("heading", name="Dit verandert er")).to_be_visible()
        hans.look()
        hans.press(page.get_by_role("button", name="Ja, neem deze cijfers over"))
        expect(page.locator("#inhoud [role=status]")).to_contain_text("Overgenomen in concept 2")
        print(f"\nfigures: {hans.spent}, {hans.spent.clicks} clicks, {hans.spent.seconds:.0f} s")
        hans.look()
        asks_for_review(hans, "UWV Spanningsindicator")
        puts_live(mien, "Cijfers tot en met juni 2026", "UWV Spanningsindicator")
    live = drafts.store.published()
    assert live is not None and live.number == 2
    assert ("twente", "ict", "2026-06", "zeer krap") in {(row.region, row.sector, row.as_of, row.statement) for row in rows_of(drafts.store.content(2)[PATH])}


@pytest.fixture
def drafts(address: str, app: FastAPI) -> Drafts:
    found: Drafts = app.state.drafts
    return found
