"""The states of the pages on which HR changes something: in a draft of its own, which is laid away at the end, so that nothing goes live."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page, expect

UNUSUAL = "Waar;Wat voor werk;Hoe krap\nTwente;ICT beroepen;Krap\n"


def draft_states(page: Page) -> Iterator[str]:
    """Moves the page on as HR, and yields the name of each state when it stands still."""
    page.goto("/beheer/versies")
    page.get_by_role("button", name="Begin een concept").click()
    expect(page.get_by_role("alert")).to_contain_text("Geef het concept een naam")
    yield "hr-versies-fout"
    page.get_by_role("textbox", name="Waar gaat het over?").fill("Voorbeelden")
    page.get_by_role("button", name="Begin een concept").click()
    expect(page.get_by_role("heading", name="Voorbeelden")).to_be_visible()
    yield "hr-concept"
    number = int(page.url.rpartition("/")[2])
    page.goto("/beheer/versies")
    yield "hr-versies"
    page.goto(f"/beheer/versies/vergelijk?van=1&naar={number}")
    yield "hr-vergelijk"
    page.goto("/beheer/versies/1/stap/terugzetten")
    yield "hr-terugzetten"
    yield from _rules(page, number)
    yield from _catalogue(page, number)
    yield from _texts(page, number)
    yield from _figures(page, number)
    yield from _costs(page, number)
    yield from _review(page, number)


def _rules(page: Page, number: int) -> Iterator[str]:
    at = f"/beheer/regels/{number}"
    yield from _opened(page, {
        "hr-regels-lezen": "/beheer/regels/1", "hr-regels": at, "hr-regels-niets": f"{at}?zoek=xyzzy", "hr-regel": f"{at}/regel/kans-verborgen",
        "hr-regel-wijzig": f"{at}/regel/kans-verborgen/wijzig", "hr-regels-tabellen": f"{at}/tabellen", "hr-regel-nieuw": f"{at}/nieuw",
    })
    page.locator("#nieuw-veld").select_option(value="own.scales")
    page.get_by_role("button", name="Zet deze rij erbij").click()
    page.get_by_role("button", name="Bewaar de regel").click()
    expect(page.get_by_role("alert")).to_contain_text("Er is nog niets bewaard")
    yield "hr-regel-fout"
    page.goto(f"{at}/regel/kans-verborgen")
    page.get_by_text("Laat de regel aflopen").click()
    page.locator("#valid_until").fill("ooit")
    page.get_by_role("button", name="Bewaar de laatste dag").click()
    expect(page.get_by_role("alert")).to_contain_text("Er is niets veranderd")
    yield "hr-regel-dag-fout"
    page.goto(f"{at}/tabellen")
    page.locator(f"#inhoud a[href^='{at}/tabel/']").first.click()
    expect(page.get_by_role("button", name="Bewaar de tabel")).to_be_visible()
    yield "hr-regels-tabel"
    page.get_by_role("button", name="Zet een rij erbij").click()
    page.get_by_role("button", name="Bewaar de tabel").click()
    expect(page.get_by_role("alert")).to_contain_text("Er is nog niets bewaard")
    yield "hr-regels-tabel-fout"


def _catalogue(page: Page, number: int) -> Iterator[str]:
    draft = f"?concept={number}"
    yield from _opened(page, {
        "hr-functies": f"/beheer/functies{draft}", "hr-functies-lezen": "/beheer/functies?concept=1", "hr-functie-nieuw": f"/beheer/nieuw/functies{draft}",
        "hr-vaardigheid": f"/beheer/vaardigheden/spreadsheets-gebruiken{draft}", "hr-leerroute": f"/beheer/leerroutes/leer-werkweg-data-analyse{draft}",
        "hr-vaardigheden": f"/beheer/vaardigheden{draft}", "hr-vaardigheid-nieuw": f"/beheer/nieuw/vaardigheden{draft}",
        "hr-leerroutes": f"/beheer/leerroutes{draft}", "hr-leerroute-nieuw": f"/beheer/nieuw/leerroutes{draft}",
        "hr-eisen": f"/beheer/eisen{draft}", "hr-eis": f"/beheer/eisen/big-verpleegkundige{draft}", "hr-eis-nieuw": f"/beheer/nieuw/eisen{draft}", "hr-functie": f"/beheer/functies/kok{draft}",
    })
    page.locator("[id='functies-0-title']").fill("")
    page.get_by_role("button", name="Bewaar in dit concept").first.click()
    expect(page.get_by_role("alert")).to_contain_text("Er is nog niets bewaard")
    yield "hr-functie-fout"
    page.goto(f"/beheer/catalogus{draft}")
    yield "hr-catalogus"
    page.locator("input[type=file]").set_input_files({"name": "lijst.xlsx", "mimeType": "application/octet-stream", "buffer": b"geen werkmap"})
    page.locator(f"form[action='/beheer/catalogus{draft}'] button").click()
    expect(page.get_by_role("alert")).to_contain_text("Er is niets veranderd")
    yield "hr-catalogus-fout"


def _texts(page: Page, number: int) -> Iterator[str]:
    at = f"/beheer/versies/{number}/teksten"
    yield from _opened(page, {
        "hr-antwoorden": f"{at}/antwoorden", "hr-gesprek": f"{at}/gesprek", "hr-begrippen-niets": f"{at}/begrippen?zoek=xyzzy",
        "hr-begrippen-lezen": "/beheer/versies/1/teksten/begrippen", "hr-teksten": f"/beheer/teksten?concept={number}", "hr-begrip": f"{at}/begrippen/een?key=suggestie",
    })
    page.get_by_role("textbox", name="Wat het betekent").fill("")
    page.get_by_role("button", name="Bewaar").first.click()
    expect(page.get_by_role("alert")).to_contain_text("Wat het betekent")
    yield "hr-begrip-fout"


def _figures(page: Page, number: int) -> Iterator[str]:
    page.goto(f"/beheer/cijfers?concept={number}")
    yield "hr-cijfers"
    page.locator("#bestand").set_input_files({"name": "spanning.csv", "mimeType": "text/csv", "buffer": UNUSUAL.encode()})
    for place, text in (("bron", "UWV Spanningsindicator"), ("adres", "https://www.uwv.nl/tabel"), ("tijd", "2026Q2"), ("maand", "2026-06")):
        page.locator(f"#{place}").fill(text)
    page.get_by_role("button", name="Laat zien wat er verandert").click()
    expect(page.get_by_role("alert")).to_contain_text("Er is niets veranderd")
    yield "hr-cijfers-fout"
    for heading, column in (("Waar", "regio"), ("Wat voor werk", "beroepsklasse of sector"), ("Hoe krap", "typering")):
        page.get_by_label(heading, exact=True).select_option(label=column)
    page.get_by_role("button", name="Laat zien wat er verandert").click()
    expect(page.get_by_role("heading", name="Dit verandert er")).to_be_visible()
    yield "hr-cijfers-verschillen"
    page.get_by_role("button", name="Ja, neem deze cijfers over").click()
    expect(page.locator("#inhoud [role=status]")).to_contain_text("Overgenomen")
    yield "hr-cijfers-bewaard"


def _costs(page: Page, number: int) -> Iterator[str]:
    page.goto(f"/beheer/kosten/standaard?concept={number}")
    yield "hr-standaardbedragen"
    page.get_by_label("Bron").fill("loonadministratie")
    page.get_by_role("button", name="Bewaar in dit concept").click()
    expect(page.get_by_role("alert")).to_contain_text("Vul de maand in")
    yield "hr-standaardbedragen-fout"
    page.get_by_label("Peil").fill("2026-11")
    page.locator("#loon-0").fill("170000")
    page.get_by_role("button", name="Bewaar in dit concept").click()
    expect(page.locator("#inhoud [role=status]")).to_contain_text("Bewaard in concept")
    yield "hr-standaardbedragen-bewaard"


def _review(page: Page, number: int) -> Iterator[str]:
    page.goto(f"/beheer/versies/{number}")
    page.get_by_role("button", name="Vraag om een beoordeling").click()
    expect(page.locator("#inhoud [role=status]")).to_contain_text("wacht nu op de beoordeling")
    yield "hr-versie-eigen-beoordeling"
    page.request.post("/aanmelden", form={"persona": "mien"})
    page.goto(f"/beheer/versies/{number}")
    expect(page.get_by_role("button", name="Zet nu live")).to_be_visible()
    yield "hr-versie-beoordelen"
    page.locator("summary", has_text="Stuur terug").click()
    page.get_by_role("button", name="Stuur terug").click()
    expect(page.get_by_role("alert")).to_contain_text("Schrijf op wat er beter kan")
    yield "hr-versie-fout"
    page.locator("summary", has_text="Leg weg").click()
    page.get_by_role("button", name="Leg deze versie weg").click()
    expect(page.get_by_role("heading", name="Hoe verder?")).to_have_count(0)
    yield "hr-versie-weggelegd"


def _opened(page: Page, pages: dict[str, str]) -> Iterator[str]:
    for state, address in pages.items():
        page.goto(address)
        yield state
