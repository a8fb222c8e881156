"""Words that stand nowhere else, put in every place that can hold text; after an erasure no file of the whole product holds one.

Played through the application and the real Rasa as they are started, with a folder of their own for temporary files.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest

from portal.settings import Settings, with_secrets
from skills_passport.casework import coach as coaching
from skills_passport.casework.follow_ups import FollowUpKind
from skills_passport.casework.verdicts import Outcome, Reason, Signal
from skills_passport.guidance import advice_in
from skills_passport.pseudonym import coach_id, owner_id
from skills_passport.sqlite_store import SqliteStore
from tests.dialogue.talks import go_on, open_question
from tests.portal.command_line import wijzer
from tests.server import Employee, Server

pytestmark = pytest.mark.rasa
KEPT = ("function", "tasks", "outside", "wishes", "criteria", "beside", "name", "reach", "message", "coach-message", "verdict", "step", "agreed")
"""Places whose words stand in the passport, so before the erasure in a file."""
PASSING = ("search", "pdf-name", "europass-name", "query", "address", "form", "broken-json", "message-id", "htmx", "cookie", "agent", "unknown-case", "import", "coach-search", "what-if")
"""Places whose words are used once and may be kept nowhere."""


def canary(place: str, bird: str = "pimpelmees") -> str:
    """A word of letters only, so that nothing on its way takes it apart."""
    return f"{bird}{place.replace('-', '')}qx"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The product, with everything that it writes under one folder."""
    root = tmp_path_factory.mktemp("house")
    temporary = root / "tmp"
    temporary.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(temporary))
        server = Server(root / "var")
        server.start()
        yield server
        server.stop()


def test_no_file_holds_a_word_after_everything_was_erased(house: Server) -> None:
    ria = house.employee("ria")
    _talk(ria)
    case = _share(ria, house)
    _coach_works(house, case)
    _pass_by(ria, case)
    code = owner_id("demo:ria", with_secrets(Settings(var=house.var)).secret_key)
    before = _files_with(house, [*map(canary, (*KEPT, *PASSING)), code])
    missing = [place for place in KEPT if not before[canary(place)]]
    assert not missing, "these places hold nothing, so that their erasure proves nothing"
    assert before[code]
    assert not {place: before[canary(place)] for place in PASSING if before[canary(place)]}

    ria.erase()
    _nothing_left(house, code)
    house.stop()
    _nothing_left(house, code)
    house.start()
    assert "pimpelmees" not in json.dumps(house.employee("ria").passport())


def test_no_file_holds_the_name_after_a_share_was_ended(house: Server) -> None:
    joyce = house.employee("joyce")
    joyce.say("hallo")
    joyce.say("ja dat is goed")
    names = [canary(place, "zwartkop") for place in ("name", "reach", "second-name")]
    case = joyce.client.post("/api/shares", json={"name": names[0], "reach": names[1]}).json()["case"]
    # Sharing again with the same recipient takes the first name's place, which is then gone as well.
    assert joyce.client.post("/api/shares", json={"name": names[2], "reach": names[1]}).json()["case"] == case
    found = _files_with(house, names)
    assert not found[names[0]] and found[names[1]] and found[names[2]]
    assert joyce.client.delete(f"/api/shares/{case}").status_code == 204
    assert not any(_files_with(house, names).values())
    joyce.erase()


def _talk(ria: Employee) -> None:
    """A whole talk with a word of ours in everything that is typed, beside it a what-if, a question and a choice."""
    ria.start_anew()
    ria.say("hallo")
    said = {
        "consent": "ja dat is goed", "function": f"administratief medewerker {canary('function')}", "region": "breda",
        "tasks": f"ik bestel {canary('tasks')} spullen en bel leveranciers en hou alles bij in excel",
        "outside": f"ik ben penningmeester van {canary('outside')} en ik maak foto's", "wishes": f"iets met {canary('wishes')} lijkt me prima",
        "contact": "ja dat mag", "digital": "ik red me prima met excel", "direction": "iets anders", "criteria": f"geen avonddiensten en {canary('criteria')} moet",
    }
    list(go_on(ria, said))
    assert open_question(ria) is None
    ria.say(f"wat als ik {canary('beside')} leer?")
    ria.say("wat als ik excel leer?")
    ria.say(f"waarom geen {canary('beside')}?")


def _share(ria: Employee, house: Server) -> str:
    """With Carla, under a name; and one message to her."""
    house.employee("carla")
    coach = next(each["id"] for each in ria.client.get("/api/coaches").json() if each["name"] == "Carla")
    shared = ria.client.post("/api/shares", json={"coach": coach, "name": canary("name"), "reach": canary("reach")})
    assert shared.status_code == 201, shared.text
    case = str(shared.json()["case"])
    assert ria.client.post(f"/api/shares/{case}/messages", json={"text": canary("message")}).status_code == 201
    return case


def _coach_works(house: Server, case: str) -> None:
    """What Carla writes, in the file that the running application has open."""
    at, carla = datetime.now(UTC), coach_id(owner_id("demo:carla", with_secrets(Settings(var=house.var)).secret_key), with_secrets(Settings(var=house.var)).secret_key)
    with closing(SqliteStore(house.var / "passports.sqlite")) as store:
        now = coaching.open_case(store, case, carla)
        advice = now.passport.advices[-1]
        now = coaching.judge(
            store, case, carla, advice_id=advice.id, function_id=advice_in(advice).suggestions[0].function_id, outcome=Outcome.REJECT,
            reason=Reason.OTHER, signal=Signal.MISSING_RULE, words=canary("verdict"), at=at, expected_version=now.version,
        )
        now = coaching.propose_step(store, case, carla, kind=20, text=canary("step"), at=at, expected_version=now.version)
        now = coaching.plan_follow_up(
            store, case, carla, kind=FollowUpKind.CONVERSATION, day=date(2027, 1, 4), text=canary("agreed"), at=at, expected_version=now.version,
        )
        coaching.write_to_employee(store, case, carla, canary("coach-message"), at=at)


def _pass_by(ria: Employee, case: str) -> None:
    """Everything that is typed and used once: searches, downloads, what is refused, what is broken; and an export put back."""
    client, version = ria.client, ria.passport()["passport"]["version"]
    tries = [
        client.post("/paspoort/corrigeren", data={"version": version, "field": "function", "values": canary("search")}),
        client.post("/paspoort/downloads/paspoort.pdf", data={"naam": canary("pdf-name"), "deel": ["taken", "plan"]}),
        client.post("/paspoort/downloads/europass.jsonld", data={"naam": canary("europass-name")}),
        client.get("/paspoort/downloads/paspoort.xlsx"), client.get("/paspoort/download"),
        client.get("/paspoort", params={"gelukt": canary("query")}), client.get(f"/{canary('address')}"),
        client.post("/paspoort/corrigeren", data={"version": version, "field": canary("form"), "value": canary("form")}),
        client.post("/paspoort/corrigeren", data={"version": 0, "field": "region", "value": canary("form")}),
        client.post("/api/chat", content=f'{{"message": "{canary("broken-json")}', headers={"Content-Type": "application/json"}),
        client.post("/api/chat", json={"message": "", "message_id": canary("message-id")}),
        client.post("/api/chat", json={"message": [canary("form")]}),
        client.post("/gesprek", data={"message": "", "seen": canary("htmx")}, headers={"HX-Request": "true"}),
        client.get("/paspoort", headers={"User-Agent": canary("agent"), "Cookie": f"wijzer-sessie={canary('cookie')}"}),
        client.post(f"/api/shares/{canary('unknown-case')}/messages", json={"text": canary("unknown-case")}),
        client.post(f"/api/shares/{'0' * 32}/messages", json={"text": canary("unknown-case")}),
    ]
    assert [answer.status_code for answer in tries[:5]] == [200] * 5
    assert not [answer.status_code for answer in tries if answer.status_code >= 500]
    carla = ria.server.employee("carla").client
    looked = (
        carla.get(f"/begeleiding/{case}/functies", params={"zoek": canary("coach-search")}), carla.post(f"/begeleiding/{case}/wat-als", data={"wat": f"{canary('what-if')} leren"}),
    )
    assert [answer.status_code for answer in looked] == [200, 422]  # what cannot be supposed is shown back, with what can
    assert all(canary(place) in answer.text for answer, place in zip(looked, ("coach-search", "what-if"), strict=True))
    exported = client.get("/paspoort/download").text
    var = ria.server.var
    assert wijzer("passport", "import", "-", said=exported, var=var).returncode == 0
    refused = exported.replace('"format"', f'"{canary("import")}"')
    assert wijzer("passport", "import", "-", said=refused, var=var).returncode == 1
    assert client.get("/api/shares").json()[0]["case"] == case
    with httpx.Client(base_url=ria.server.url, trust_env=False) as stranger:
        stranger.post("/aanmelden", data={"persona": canary("form")})


def _files_with(house: Server, words: list[str]) -> dict[str, list[str]]:
    """Per word the files in which it stands, however it is written."""
    found: dict[str, list[str]] = {word: [] for word in words}
    for file in _files(house):
        try:
            content = file.read_bytes().lower()
        except FileNotFoundError:
            continue
        for word in words:
            if any(form in content for form in (word.encode(), word.encode("utf-16-le"))):
                found[word].append(file.name)
    return found


def _files(house: Server) -> Iterator[Path]:
    return (file for file in itertools.chain(house.var.rglob("*"), (house.var.parent / "tmp").rglob("*")) if file.is_file())


def _nothing_left(house: Server, code: str) -> None:
    assert len(list(_files(house))) >= 4
    left = {file.name for file in _files(house) if b"pimpelmees" in file.read_bytes().lower()}
    assert not left
    assert not _files_with(house, [code])[code]
