"""Every state that the pages can be in, reached in one walk through the real product: for axe, and for the pictures in docs/."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, Route, expect

from portal.problems import TEXTS
from skills_passport.casework import coach as coaching
from skills_passport.casework.follow_ups import FollowUpKind
from skills_passport.casework.verdicts import Outcome, Reason
from skills_passport.guidance import advice_in
from skills_passport.sqlite_store import SqliteStore
from tests.browser.coach_states import OPEN_ALL, coach_states
from tests.browser.hr_states import colleagues, hr_states
from tests.browser.problem_states import problem_states, rendered, signing_states
from tests.browser.talking import choice, erase, field, hold, lines, press
from tests.dialogue.talks import walk
from tests.server import Server

WHO = "joyce"
TASKS = "Ik plan afspraken, bestel spullen, bel leveranciers en hou lijsten bij in Excel."
_SEND_A_STEP = """() => {
  const form = Object.assign(document.createElement("form"), {method: "post", action: "/paspoort/plan"});
  for (const [name, value] of [["kind", "70"], ["text", "Een dag meelopen bij inkoop"]]) {
    form.append(Object.assign(document.createElement("input"), {name, value}));
  }
  document.body.append(form);
  form.submit();
}"""
"""The form of the plan as it was open when the session ended."""
_SEND_WITHOUT_SCRIPT = "document.querySelector('form.schrijf').submit()"  # no event: as a browser without JavaScript


def states(page: Page, server: Server) -> Iterator[str]:
    """Moves the page on, and yields the name of each state when it stands still. Begins with an empty passport."""
    yield from signing_states(page, server)
    yield from _before_the_talk(page)
    yield from _telling(page)
    yield from _while_it_is_busy(page)
    yield from _stopping(page)
    yield from _ended(page)
    for _ in walk(server.employee(WHO)):  # the questions that look like those before, up to the advice
        pass
    yield from _advice(page)
    yield from _passport(page, server)


def _before_the_talk(page: Page) -> Iterator[str]:
    _sign_in(page)
    erase(page)
    page.goto("/")
    yield "welkom"
    page.get_by_role("button", name=f"Begin als {WHO.title()}").click()
    expect(choice(page, "Ja, dat is goed")).to_be_visible()
    yield "toestemming"
    page.goto("/paspoort")
    yield "paspoort-zonder-toestemming"
    page.goto("/gesprek")


def _telling(page: Page) -> Iterator[str]:
    press(page, "Ja, dat is goed")
    yield "open-vraag"
    _say(page, "iets met administratie")
    yield "knoppen"
    press(page, "Administratief medewerker")
    _say(page, "Breda")
    _say(page, TASKS)
    expect(page.locator("#keuzes .chip--weg").first).to_be_visible()
    yield "gehoord"
    press(page, "Haal weg: bel leveranciers")
    yield "weggehaald"
    press(page, "Zet terug")
    press(page, "Terug")
    yield "terug"
    press(page, "Nee, laat zo")
    for nonsense in ("blurp", "hatsiekidee"):
        _say(page, nonsense)
    expect(page.get_by_role("log")).to_contain_text("We begrijpen elkaar nog niet goed")
    yield "niet-begrepen"


def _while_it_is_busy(page: Page) -> Iterator[str]:
    page.context.set_offline(True)
    field(page).fill("ik maak ook notulen")
    field(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Niet verstuurd")
    yield "niet-verstuurd"
    page.context.set_offline(False)
    held = hold(page)
    field(page).press("Enter")
    field(page).fill("en ik regel de post")
    field(page).press("Enter")
    expect(page.get_by_text("Wijzer denkt na")).to_be_visible()
    yield "denkt-na"
    held[0].continue_()
    expect(page.locator("#onderweg > *")).to_have_count(0)
    expect(field(page)).to_have_value("")
    page.unroute("**/gesprek")


def _stopping(page: Page) -> Iterator[str]:
    _say(page, "ik wil niet meer leven")
    expect(page.get_by_role("log")).to_contain_text("0800-0113")
    yield "hulp"
    _say(page, "stop")
    yield "gestopt"
    _say(page, "hallo, daar ben ik weer")
    yield "welkom-terug"


def _ended(page: Page) -> Iterator[str]:
    given_back = rendered("/gesprek", "send_again.html", text=TEXTS[503], message="ik werk bij burgerzaken", message_id="m-12345678")

    def give_back(route: Route) -> None:
        route.fulfill(status=503, content_type="text/html", body=given_back)

    page.route("**/gesprek", give_back, times=1)
    page.evaluate(_SEND_WITHOUT_SCRIPT)
    expect(page.get_by_role("button", name="Stuur opnieuw")).to_be_visible()
    yield "teruggegeven"
    page.goto("/gesprek")
    page.context.clear_cookies()
    field(page).fill("ik werk bij burgerzaken")
    field(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("niet meer aangemeld")
    yield "niet-meer-aangemeld"
    page.evaluate(_SEND_WITHOUT_SCRIPT)
    expect(page.get_by_role("heading", name="Je bent niet meer aangemeld")).to_be_visible()
    yield "niet-meer-aangemeld-zonder-script"
    page.evaluate(_SEND_A_STEP)
    expect(page.get_by_role("button", name="Stuur opnieuw")).to_be_visible()
    yield "formulier-opnieuw"
    page.goto("/?gewist=true")
    yield "gewist"


def _advice(page: Page) -> Iterator[str]:
    _sign_in(page)
    page.goto("/gesprek")
    expect(page.get_by_role("article")).to_have_count(3)
    yield "suggesties"
    page.evaluate(OPEN_ALL)
    yield "suggesties-open"
    page.goto("/gesprek")
    press(page, "Zet ze naast elkaar")
    expect(page.get_by_role("table", name="Naast elkaar")).to_be_visible()
    yield "naast-elkaar"
    press(page, "Mijn taken, rood en groen")
    expect(page.get_by_role("group", name="Je taken: ")).to_be_visible()
    yield "taken"
    _say(page, "wat als ik excel leer")
    yield "wat-als"
    _say(page, "geen van deze past")
    expect(choice(page, "Te lang leren")).to_be_visible()
    yield "geen-van-deze"
    page.goto("/gesprek")
    _say(page, "de eerste")
    expect(page.get_by_role("group", name="Jouw plan: ")).to_be_visible()
    yield "plan"
    _say(page, "do you speak english")
    expect(page.locator("[lang=en]").last).to_be_attached()
    yield "andere-taal"


def _passport(page: Page, server: Server) -> Iterator[str]:
    page.goto("/paspoort")
    yield "paspoort"
    page.evaluate(OPEN_ALL)
    yield "paspoort-open"
    page.get_by_role("button", name="Bewaar richting").click()
    expect(page.get_by_role("button", name="Ongedaan maken")).to_be_visible()
    yield "paspoort-aangepast"
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_text("Ongedaan gemaakt.")).to_be_visible()
    yield from _with_a_coach(page, server)
    yield from _put_back(page)
    page.goto("/paspoort")
    page.evaluate(OPEN_ALL)
    page.get_by_label("Hoe heet je werk?").fill("iets met administratie")
    page.get_by_role("button", name="Bewaar functie").click()
    expect(page.get_by_role("heading", name="Welke past het best bij jouw werk?")).to_be_visible()
    yield "functie-kiezen"
    page.goto("/paspoort/downloads")
    yield "paspoort-ophalen"
    page.goto("/paspoort/wissen")
    yield "wissen"
    page.goto("/bestaat-niet")
    yield "niet-gevonden"


def _with_a_coach(page: Page, server: Server) -> Iterator[str]:
    assert page.context.browser is not None
    other = page.context.browser.new_context(base_url=server.url)
    other.request.post("/aanmelden", form={"persona": "carla"})  # from then on she is in the list
    other.close()
    page.goto("/paspoort")
    page.get_by_label("Met wie deel je?").select_option(label="Carla")
    page.get_by_label("Hoe ben je te bereiken?").fill("toestel 12")
    page.get_by_role("button", name="Deel mijn paspoort").click()
    expect(page.get_by_role("group", name="Gedeeld met Carla")).to_be_visible()
    yield "paspoort-gedeeld"
    with closing(SqliteStore(server.var / "passports.sqlite")) as store:
        coach = next(known.id for known in store.coaches() if known.name == "Carla")
        case = next(queued.case for queued in store.cases_for(coach) if queued.mine)
        _as_a_coach(store, case, coach)
        page.reload()
        page.evaluate(OPEN_ALL)
        expect(page.get_by_text("Je coach schreef je.")).to_be_visible()
        page.evaluate("document.querySelector('#coach').scrollIntoView()")  # what was unfolded above it pushed it away
        yield "paspoort-coach"
        page.get_by_label("Wat ga je doen?").fill("Ik kijk een dagdeel mee bij inkoop")
        coaching.propose_step(
            store, case, coach, kind=70, text="Doe zelf een kleine bestelling", at=datetime.now(UTC), expected_version=coaching.open_case(store, case, coach).version,
        )
    page.locator("form", has=page.get_by_label("Wat ga je doen?")).get_by_role("button", name="Zet in mijn plan").click()
    expect(page.get_by_role("heading", name="Je plan is intussen veranderd")).to_be_visible()
    yield "plan-veranderd"
    page.get_by_role("button", name="Bewaar het toch").click()
    yield from coach_states(page, server, case, WHO)
    colleagues(server, case)
    yield from problem_states(page, server, WHO)
    yield from hr_states(page, server)
    _sign_in(page)
    page.goto("/paspoort")
    page.get_by_role("button", name="Stop met delen").click()
    page.evaluate(OPEN_ALL)
    expect(page.get_by_text("Het delen is gestopt.")).to_be_visible()
    yield "paspoort-niet-meer-gedeeld"


def _as_a_coach(store: SqliteStore, case: str, coach: str) -> None:
    """What a coach does before the next conversation."""
    at = datetime.now(UTC)
    now = coaching.open_case(store, case, coach)
    advice = now.passport.advices[-1]
    now = coaching.judge(
        store, case, coach, advice_id=advice.id, function_id=advice_in(advice).suggestions[0].function_id, outcome=Outcome.ACCEPT, reason=Reason.FITS,
        words="Dit doe je eigenlijk al.", at=at, expected_version=now.version,
    )
    now = coaching.propose_step(
        store, case, coach, kind=20, text="Loop een dagdeel mee met Piet van inkoop", due=at.date() + timedelta(days=30), at=at, expected_version=now.version,
    )
    coaching.plan_follow_up(
        store, case, coach, kind=FollowUpKind.CONVERSATION, day=at.date() + timedelta(days=7), text="Kamer 2.14", at=at, expected_version=now.version,
    )
    coaching.write_to_employee(store, case, coach, "Dag! Ik las je paspoort.\nZullen we elkaar spreken?", at=at)


def _put_back(page: Page) -> Iterator[str]:
    export = page.request.get("/paspoort/download").body()
    page.goto("/paspoort/terugzetten")
    yield "terugzetten"
    for content, heading in ((b"geen paspoort", "Je paspoort terugzetten"), (export, "Zo wordt je paspoort")):
        page.get_by_label("Het bestand").set_input_files({"name": "paspoort.json", "mimeType": "application/json", "buffer": content})
        page.get_by_role("button", name="Bekijk wat er verandert").click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        yield "terugzetten-geweigerd" if content != export else "terugzetten-bekijken"


def _sign_in(page: Page) -> None:
    page.request.post("/aanmelden", form={"persona": WHO})


def _say(page: Page, text: str) -> None:
    before = lines(page).count()
    field(page).fill(text)
    field(page).press("Enter")
    expect(lines(page).nth(before + 1)).to_be_attached()
