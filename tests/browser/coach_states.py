"""The states of the coach's pages, for one case in the running product: for axe, and for the pictures in docs/."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page, expect

COACH = "carla"
OPEN_ALL = "document.querySelectorAll('details').forEach(each => { each.open = true })"


def coach_states(page: Page, case: str) -> Iterator[str]:
    """Moves the page on as the coach of this case, and yields the name of each state when it stands still."""
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
    page.goto(f"/begeleiding/{case}/voorbereiding")
    yield "coach-voorbereiding"
    page.goto(f"/begeleiding/{case}/wat-als")
    yield "coach-wat-als"
    page.goto(f"/begeleiding/{case}/berichten")
    yield "coach-berichten"
    page.goto(f"/begeleiding/{case}/afspraken")
    yield "coach-afspraken"
    page.goto("/begeleiding/herinneringen")
    yield "coach-herinneringen"
    page.goto("/begeleiding/bestaat-niet")
    yield "coach-niet-gevonden"


def _judging(page: Page, case: str) -> Iterator[str]:
    page.goto(f"/begeleiding/{case}/functies?zoek=inkoop")
    expect(page.get_by_role("heading", name="Gevonden")).to_be_visible()
    yield "coach-functies"
    page.locator("main a[href*='functie=']").first.click()
    expect(page.get_by_role("heading", name="Wat de Wijzer ervan vindt")).to_be_visible()
    yield "coach-functie-erbij"


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
