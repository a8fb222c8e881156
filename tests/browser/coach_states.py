"""The states of the coach's pages, for one case in the running product: for axe, and for the pictures in docs/."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from skills_passport.casework import coach as coaching
from skills_passport.casework.queue import Coach
from skills_passport.sqlite_store import SqliteStore
from tests.server import Server

COACH = "carla"
OPEN_ALL = "document.querySelectorAll('details').forEach(each => { each.open = true })"


def coach_states(page: Page, server: Server, case: str, employee: str) -> Iterator[str]:
    """Moves the page on as the coach of this case of this employee, and yields the name of each state when it stands still."""
    page.request.post("/aanmelden", form={"persona": COACH})
    page.goto("/begeleiding")
    expect(page.get_by_role("heading", name="Dossiers")).to_be_visible()
    yield "coach-dossiers"
    page.goto(f"/begeleiding/{case}")
    yield "coach-dossier"
    page.evaluate(OPEN_ALL)
    yield "coach-dossier-open"
    yield from _judging(page, case)
    yield from _planning(page, case)
    yield from _talking(page, case)
    page.goto("/begeleiding/herinneringen")
    yield "coach-herinneringen"
    yield from _closing(page, case)
    yield from _too_late(page, server, employee)
    page.goto("/begeleiding/bestaat-niet")
    yield "coach-niet-gevonden"


def _judging(page: Page, case: str) -> Iterator[str]:
    verdict = page.locator("form[action$='/oordeel']").first
    verdict.get_by_label("Akkoord").check()
    verdict.get_by_label("Reden").select_option("too-far")
    verdict.get_by_role("button", name="Bewaar oordeel").click()
    expect(page.get_by_role("alert")).to_contain_text("past niet bij je oordeel")
    yield "coach-oordeel-fout"
    page.get_by_role("link", name="Naar wat je invulde").click()
    expect(verdict.get_by_label("Akkoord")).to_be_in_viewport()
    page.goto(f"/begeleiding/{case}/functies?zoek=inkoop")
    expect(page.get_by_role("heading", name="Gevonden")).to_be_visible()
    yield "coach-functies"
    page.locator("main a[href*='functie=']").first.click()
    expect(page.get_by_role("heading", name="Wat de Wijzer ervan vindt")).to_be_visible()
    yield "coach-functie-erbij"
    page.goto(f"/begeleiding/{case}/functies?functie=kok")
    with page.expect_navigation():
        page.evaluate("document.querySelector('form.oordeel').submit()")  # as a browser does that checks nothing
    expect(page.get_by_role("alert")).to_contain_text("De reden ontbreekt nog")
    yield "coach-functie-fout"


def _planning(page: Page, case: str) -> Iterator[str]:
    """Two windows on the same plan: the second is shown what the first did, and keeps its words."""
    page.goto(f"/begeleiding/{case}")
    other = page.context.new_page()
    other.goto(f"/begeleiding/{case}")
    for window, words in ((other, "Lees mee met een bestek"), (page, "Volg een korte cursus inkoop")):
        window.locator("summary", has_text="Stel een stap voor").click()
        window.get_by_role("radio", name="In een cursus").check()
        window.locator("#stap-tekst").fill(words)
        window.get_by_role("button", name="Stel voor", exact=True).click()
    other.close()
    expect(page.get_by_role("alert")).to_contain_text("veranderde het plan")
    yield "coach-plan-veranderd"
    page.locator("#stap-tekst").fill(" ")
    page.get_by_role("button", name="Stel voor", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("De stap is nog leeg")
    yield "coach-stap-fout"


def _talking(page: Page, case: str) -> Iterator[str]:
    page.goto(f"/begeleiding/{case}/voorbereiding")
    yield "coach-voorbereiding"
    page.goto(f"/begeleiding/{case}/wat-als")
    yield "coach-wat-als"
    page.locator("#wat-als-tekst").fill("blurp")
    page.get_by_role("button", name="Reken na").click()
    expect(page.get_by_role("alert")).to_contain_text("Dit kan ik niet narekenen")
    yield "coach-wat-als-fout"
    page.get_by_role("form", name="Voorbeelden bij dit paspoort").get_by_role("button").first.click()
    expect(page.locator("#uitkomst")).to_be_visible()
    yield "coach-wat-als-uitkomst"
    page.goto(f"/begeleiding/{case}/berichten")
    yield "coach-berichten"
    page.locator("#bericht-tekst").fill(" ")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("alert")).to_contain_text("Het bericht is nog leeg")
    yield "coach-bericht-fout"
    page.goto(f"/begeleiding/{case}/afspraken")
    yield "coach-afspraken"
    page.locator("summary", has_text="Plan een afspraak").click()
    page.locator("#afspraak-dag").fill("2020-02-03")
    page.get_by_role("button", name="Plan", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("De dag is al voorbij")
    yield "coach-afspraak-fout"


def _closing(page: Page, case: str) -> Iterator[str]:
    page.goto(f"/begeleiding/{case}")
    page.get_by_role("button", name="Sluit dit dossier af").click()
    expect(page.get_by_role("status")).to_contain_text("Het dossier is afgesloten")
    yield "coach-dossier-afgesloten"
    page.goto("/begeleiding?fase=closed")
    yield "coach-dossiers-afgesloten"
    page.goto(f"/begeleiding/{case}")
    page.get_by_role("button", name="Open dit dossier weer").click()
    expect(page.get_by_role("status")).to_contain_text("Het dossier is weer open")


def _too_late(page: Page, server: Server, employee: str) -> Iterator[str]:
    """Two coaches take the same case of the team; the other one is not among the demo's colleagues, and works through the store."""
    assert page.context.browser is not None
    sharing = page.context.browser.new_context(base_url=server.url)
    sharing.request.post("/aanmelden", form={"persona": employee})
    case = sharing.request.post("/api/shares", data={"name": employee.title()}).json()["case"]
    page.goto("/begeleiding")
    with closing(SqliteStore(server.var / "passports.sqlite")) as store:
        other = Coach(f"c{'0' * 32}", "Dennis", datetime.now(UTC))
        store.note_coach(other)
        coaching.take_case(store, case, other.id)
        page.locator(f"form[action='/begeleiding/{case}/oppakken'] button").click()
        expect(page.get_by_role("alert")).to_contain_text("Een collega pakte dit dossier net op")
        yield "coach-te-laat"
        store.remove_coach(other.id, actor="administrator")
    sharing.request.delete(f"/api/shares/{case}")
    sharing.close()
