"""The states of HR's pages, for axe and for the pictures in docs/."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from playwright.sync_api import Locator, Page, expect

from publishing.model import Editor
from skills_passport.casework.coach import open_case
from skills_passport.sqlite_store import SqliteStore
from tests.browser.coach_states import OPEN_ALL
from tests.browser.hr_draft_states import draft_states
from tests.portal.hr.colleagues import judged, shut_out, someone, wants
from tests.server import Server

HR = "hans"
COLLEAGUES = 30
LIST = "functie;schaal;fte;aantal;regio\nMedewerker burgerzaken;7;18,5;22;Breda\nAdministratief medewerker;6;4,2;5;Breda\nMedewerker klantcontactcentrum;6;7;9;Breda\n"


def colleagues(server: Server, case: str) -> None:
    """Thirty people who agree to being counted, with the advice of this case. What HR sees is counted once a day, so they come before the first look."""
    with closing(SqliteStore(server.var / "passports.sqlite")) as store:
        coach = next(known.id for known in store.coaches() if known.name == "Carla")
        advice = open_case(store, case, coach).passport.advices[-1]
        for number in range(COLLEAGUES):
            told = wants("zorg", "techniek") if number < 2 * COLLEAGUES // 3 else wants("ict")
            someone(store, number, lambda passport, told=told, number=number: judged(told(passport), advice, number))


def hr_states(page: Page, server: Server) -> Iterator[str]:
    """Moves the page on as HR, and yields the name of each state when it stands still. `colleagues` came before anybody of HR."""
    page.request.post("/aanmelden", form={"persona": HR})
    page.goto("/beheer")
    expect(_counted(page)).to_be_visible()
    yield "hr-overzicht"
    page.goto("/beheer/kosten?mensen=600&mensen=20")
    yield "hr-kosten"
    page.goto("/beheer/kosten?mensen=veel&mensen=20")
    yield "hr-kosten-fout"
    page.goto("/beheer/personeelsplan")
    yield "hr-personeelsplan"
    page.locator("#lijst").set_input_files({"name": "lijst.csv", "mimeType": "text/csv", "buffer": b"naam;loon\nJan;1\n"})
    page.get_by_role("button", name="Reken uit").click()
    expect(page.get_by_role("alert")).to_be_visible()
    yield "hr-personeelsplan-fout"
    page.locator("#lijst").set_input_files({"name": "lijst.csv", "mimeType": "text/csv", "buffer": LIST.encode()})
    page.get_by_role("button", name="Reken uit").click()
    expect(page.get_by_role("heading", name="Per functie")).to_be_visible(timeout=60_000)
    yield "hr-plan"
    page.goto("/beheer/verantwoording")
    yield "hr-verantwoording"
    page.goto("/beheer/verantwoording/algoritmeregister.json")
    yield "hr-register"
    page.goto("/beheer/verantwoording/gegevensbescherming")
    yield "hr-stuk"
    page.goto("/beheer/vaste-voorbeelden")
    page.locator("summary").first.click()
    yield "hr-vaste-voorbeelden"
    yield from _trial(page, server)
    yield from draft_states(page)


def _trial(page: Page, server: Server) -> Iterator[str]:
    page.goto("/beheer/versies")
    page.locator("#title").fill("Geen zorg meer")
    page.get_by_role("button", name="Begin een concept").click()
    expect(page.get_by_role("heading", name="Geen zorg meer")).to_be_visible()
    number = int(page.url.rpartition("/")[2])
    shut_out(server.var / "publishing.sqlite", number, "function: {sector: [zorg, overheid]}", by=Editor("e-mien", "Mien"))
    page.reload()
    page.get_by_role("button", name="Doe een proef").click()
    expect(page.get_by_role("heading", name="Vaste voorbeelden")).to_be_visible(timeout=180_000)
    expect(page.get_by_role("table", name="Per gebied")).to_be_visible()
    page.evaluate(OPEN_ALL)
    yield "hr-proef"


def _counted(page: Page) -> Locator:
    """What stands on the overview once it was counted, in the background."""
    found = page.get_by_role("heading", name="Soort werk")
    for _ in range(100):
        if found.count():
            break
        page.wait_for_timeout(200)
        page.reload()
    return found
