"""Two real portals over one store and one Rasa, behind nginx with TLS: whoever answers, it is one service. And nobody's words in any log."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.rasa_server.process import RasaProcess, free_port
from portal.login.break_glass import write_account
from portal.roles import Role
from portal.serving import train_if_needed
from portal.settings import Settings, with_secrets
from tests.deploy.nginx_in_front import Nginx
from tests.dialogue.talks import ANSWERS, go_on, open_question
from tests.forms import mark_in
from tests.server import Employee, Server

pytestmark = pytest.mark.rasa
PASSWORD = "vier willekeurige woorden"
SECURITY = (
    "content-security-policy", "x-content-type-options", "referrer-policy", "cross-origin-opener-policy", "permissions-policy", "strict-transport-security",
)


@dataclass
class House:
    """Everything that runs; `metrics`: the port of each portal's metrics."""

    nginx: Nginx
    portals: tuple[Server, Server]
    metrics: tuple[int, int]
    rasa: RasaProcess

    def counted(self, name: str, **labels: str) -> tuple[float, float]:
        """The sum of a metric at each portal."""
        found = [self._sum(port, name, labels) for port in self.metrics]
        return found[0], found[1]

    def _sum(self, port: int, name: str, labels: dict[str, str]) -> float:
        text = httpx.get(f"http://127.0.0.1:{port}/metrics", trust_env=False).text
        samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
        return sum(sample.value for sample in samples if sample.name == name and labels.items() <= sample.labels.items())

    def logs(self) -> str:
        files = [*self.nginx.logs, *(portal.log for portal in self.portals), self.rasa.log_file]
        return "\n".join(file.read_text(encoding="utf-8") for file in files)


class Colleague(Employee):
    """Somebody with a browser who comes through nginx, signed in with the emergency account (a demo persona never comes through a proxy)."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.client = httpx.Client(base_url=house.nginx.url, timeout=60.0, trust_env=False, verify=house.nginx.trust, headers={"Origin": house.nginx.url})
        self.heard, self.progress = [], {}
        self.sign_in()

    def sign_in(self) -> None:
        answer = self.client.post("/aanmelden/noodtoegang", data={"password": PASSWORD})
        assert answer.status_code == httpx.codes.SEE_OTHER, answer.text


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with ExitStack() as ends:
        folder = Path(ends.enter_context(tempfile.TemporaryDirectory()))
        os.chmod(folder, 0o711)  # nginx runs as somebody else
        (folder / "nginx").mkdir()
        var = folder / "var"
        settings = with_secrets(Settings(var=var))
        write_account(settings.break_glass, PASSWORD, frozenset({Role.EMPLOYEE}))
        ports, metrics = (free_port(), free_port()), (free_port(), free_port())
        nginx = Nginx(folder / "nginx", ports)
        train_if_needed(settings.rasa_place, print)
        rasa = RasaProcess(settings.rasa_place, f"http://127.0.0.1:{ports[0]}/rasa/actions", settings.action_token, var)
        rasa.start()
        ends.callback(rasa.stop)
        portals = [
            Server(var, rasa_url=rasa.url, port=port, demo=False, environment={
                "WIJZER_TLS_IN_FRONT": "1", "WIJZER_PUBLIC_URL": nginx.url, "WIJZER_METRICS_PORT": str(seen),
                "WIJZER_LOG_FORMAT": "json", "WIJZER_LOG_LEVEL": "debug",
            }) for port, seen in zip(ports, metrics, strict=True)
        ]
        for portal in portals:
            ends.callback(portal.stop)
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(Server.start, portals))  # they wait for Rasa
        nginx.start()
        ends.callback(nginx.stop)
        yield House(nginx, (portals[0], portals[1]), metrics, rasa)


@pytest.fixture(scope="module")
def colleague(house: House) -> Colleague:
    """One for all tests: the password may be tried five times a minute."""
    return Colleague(house)


def canary(place: str) -> str:
    return f"kwispelzwaluw{place}qx"


def _spoken(colleague: Colleague) -> Counter[str]:
    """How often each line of the employee stands in the talk."""
    return Counter(line["text"] for line in colleague.passport()["passport"]["talk"] if line["who"] == "employee")


def test_a_talk_goes_to_both_portals_and_nobody_notices(house: House, colleague: Colleague) -> None:
    """From the first greeting to the advice; then to and fro, a passport changed, everything erased. No log has a word of it."""
    said = dict(ANSWERS) | {"tasks": f"ik bestel {canary('task')} spullen en bel leveranciers", "outside": f"ik zit bij {canary('outside')}"}
    colleague.start_anew()
    colleague.say("hallo")
    turns = 1 + len(list(go_on(colleague, said)))
    assert open_question(colleague) is None and colleague.passport()["passport"]["advices"]
    first, second = house.counted("wijzer_turns_total", engine="rasa")
    assert first + second >= turns - 1 and min(first, second) >= turns // 3, "the messages went to both"
    assert _spoken(colleague).total() >= len(ANSWERS) - 1

    client, version = colleague.client, colleague.passport()["passport"]["version"]
    tried = [
        client.post("/paspoort/corrigeren", data={"version": version, "field": "region", "value": "twente"}),
        client.post("/paspoort/corrigeren", data={"version": 0, "field": canary("field"), "value": canary("value")}),
        client.get("/paspoort", params={"gelukt": canary("query")}), client.get(f"/{canary('address')}"), client.get("/", headers={"User-Agent": canary("agent")}),
        client.post("/api/chat", content=f'{{"message": "{canary("broken")}', headers={"Content-Type": "application/json"}),
        httpx.get(f"{house.nginx.url}/paspoort", headers={"Cookie": f"__Host-wijzer-sessie={canary('cookie')}"}, verify=house.nginx.trust, trust_env=False),
        httpx.post(f"{house.nginx.url}/aanmelden/noodtoegang", data={"password": canary("password") * 2}, verify=house.nginx.trust, trust_env=False),
    ]
    assert [answer.status_code for answer in tried] == [303, 409, 200, 404, 200, 422, 303, 403]
    assert "twente" in json.dumps(colleague.passport()["passport"])

    assert client.post("/paspoort/wissen", data=mark_in(client.get("/paspoort/wissen").text)).headers["Location"] == "/?gewist=true"
    assert [client.get("/api/passport").status_code for _ in range(4)] == [401] * 4, "the session ended at both"
    colleague.sign_in()
    logged = house.logs()
    assert "kwispelzwaluw" not in logged.lower() and PASSWORD not in logged
    assert not [answer for answer in dict(ANSWERS).values() if answer in logged]


def test_one_message_sent_to_both_at_once_counts_once(colleague: Colleague) -> None:
    colleague.say("hallo")
    colleague.say("ja dat is goed")
    before = _spoken(colleague)

    def once(_: int) -> str:
        answer = colleague.client.post("/api/chat", json={"message": "administratief medewerker", "message_id": "nummer-12345678"})
        assert answer.status_code == 200, answer.text
        return answer.text

    with ThreadPoolExecutor(4) as pool:
        answers = set(pool.map(once, range(4)))
    assert len(answers) == 1
    assert (_spoken(colleague) - before)["administratief medewerker"] == 1


def test_headers_and_cookies_are_as_they_must_be(house: House, colleague: Colleague) -> None:
    for path in ("/", "/gesprek", "/static/portal.css", "/nergens", "/api/passport"):
        headers = colleague.client.get(path).headers
        assert not [name for name in SECURITY if len(headers.get_list(name)) != 1], path
        assert headers.get("server") == "nginx", "it tells no version"
    set_cookie = colleague.client.post("/aanmelden/noodtoegang", data={"password": PASSWORD}).headers["set-cookie"]
    assert set_cookie.startswith("__Host-wijzer-sessie=")
    assert {"secure", "httponly", "path=/", "samesite=lax"} <= {part.strip().lower() for part in set_cookie.split(";")}
    foreign = colleague.client.post("/paspoort/wissen", headers={"Origin": "https://elders.example"})
    assert foreign.status_code == 403
    plain = httpx.get(f"http://127.0.0.1:{house.nginx.plain_port}/paspoort?x=1", trust_env=False)
    assert (plain.status_code, plain.headers["location"]) == (301, "https://127.0.0.1/paspoort?x=1")


def test_what_is_not_for_browsers_is_not_there_for_them(house: House) -> None:
    with httpx.Client(base_url=house.nginx.url, verify=house.nginx.trust, trust_env=False) as client:
        assert client.post("/rasa/actions", json={}).status_code == client.get("/metrics").status_code == 404
        assert client.get("/health/ready").json()["store"] == "ok", "the test is on this machine"
        assert client.get("/health/live").json() == {"portal": "ok"}


def test_every_line_of_the_log_is_json_with_a_time_a_level_and_a_route_that_names_nobody(house: House, colleague: Colleague) -> None:
    colleague.page()
    for portal in house.portals:
        lines = [json.loads(line) for line in portal.log.read_text(encoding="utf-8").splitlines() if line.startswith("{")]
        assert lines and all({"at", "level", "event", "logger"} <= line.keys() for line in lines)
        requests = [line for line in lines if line["event"] == "request"]
        assert requests and all(re.fullmatch(r"/[a-z{}/._]*|none", line["route"]) and line["status"] and line["ms"] >= 0 for line in requests)
        assert {line["level"] for line in lines} >= {"debug", "info"}


def test_without_one_portal_the_other_goes_on(house: House, colleague: Colleague) -> None:
    """The second portal, which Rasa does not call, is killed in the middle of a talk."""
    colleague.say("hallo")
    house.portals[1].kill()
    try:
        assert all(colleague.say(f"hallo {number}") for number in range(6))
        assert colleague.client.get("/paspoort").status_code == 200
    finally:
        house.portals[1].start()
