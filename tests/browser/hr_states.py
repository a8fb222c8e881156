"""The states of HR's pages, for axe and for the pictures in docs/."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.browser.hr_draft_states import draft_states

HR = "hans"
LIST = "functie;schaal;fte;aantal;regio\nMedewerker burgerzaken;7;18,5;22;Breda\nAdministratief medewerker;6;4,2;5;Breda\nMedewerker klantcontactcentrum;6;7;9;Breda\n"


def hr_states(page: Page) -> Iterator[str]:
    """Moves the page on as HR, and yields the name of each state when it stands still."""
    page.request.post("/aanmelden", form={"persona": HR})
    page.goto("/beheer")
    expect(page.get_by_role("heading", name="Overzicht")).to_be_visible()
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
    page.goto("/beheer/versies")
    page.locator("#title").fill("Proef op de som")
    page.get_by_role("button", name="Begin een concept").click()
    page.get_by_role("button", name="Doe een proef").click()
    expect(page.get_by_role("heading", name="Vaste voorbeelden")).to_be_visible(timeout=180_000)
    yield "hr-proef"
    yield from draft_states(page)
