"""Two portals as on two machines, two Rasa workers and a Redis: one service, whoever answers, also while Redis or a Rasa is away.

The portals share passports, versions and Rasa's tracker; each has its own folder for all else, so only Redis keeps their turns apart.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import httpx
import pytest

from bot.redis_link import PAUSE
from tests.cluster.several.house import House, house_of
from tests.dialogue.talks import open_question, walk
from tests.forms import mark_in
from tests.server import Employee, Server

pytestmark = [pytest.mark.cluster, pytest.mark.rasa]
ROUNDS = 12


class InTurn(httpx.BaseTransport):
    """As a load balancer without sticky sessions: the next request goes to the other portal."""

    def __init__(self, house: House) -> None:
        self._inner = httpx.HTTPTransport()
        self._portals = house.portals
        self._count = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        portal = self._portals[self._count % 2]
        self._count += 1
        request.url = request.url.copy_with(port=portal.port)
        request.headers["Host"] = f"127.0.0.1:{portal.port}"
        request.headers["Origin"] = portal.url
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()


class Colleague(Employee):
    """Somebody whose requests reach both portals in turn."""

    def __init__(self, house: House, persona: str) -> None:
        self.house, self.server, self.persona = house, house.portals[0], persona
        self.client = httpx.Client(base_url=house.portals[0].url, timeout=60.0, transport=InTurn(house))
        self.heard, self.progress = [], {}
        self.sign_in()

    def lines(self) -> list[str]:
        return [line["text"] for line in self.passport()["passport"]["talk"] if line["who"] == "employee"]


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with house_of(2) as opened:
        yield opened


def test_a_talk_that_goes_to_and_fro_comes_to_its_advice(house: House) -> None:
    ria = Colleague(house, "ria")
    list(walk(ria))
    assert open_question(ria) is None and ria.cards() and len(ria.passport()["passport"]["advices"]) == 1


def test_two_messages_at_once_stay_in_order_and_count_once(house: House) -> None:
    """The second is sent to the other portal as soon as the first has its place in the queue."""
    ria = Colleague(house, "ria")
    ria.start_anew()
    list(walk(ria, until="tasks"))
    overlapped = 0

    def send(portal: Server, text: str) -> None:
        answer = httpx.post(
            f"{portal.url}/api/chat", json={"message": text, "message_id": f"nummer-{text.replace(' ', '-')}"}, timeout=60.0, trust_env=False,
            headers={"Origin": portal.url}, cookies=dict(ria.client.cookies),
        )
        assert answer.status_code == 200, answer.text

    told: list[str] = []
    with ThreadPoolExecutor(2) as pool, house.redis.client as redis:
        for number in range(ROUNDS):
            one, other = house.portals if number % 2 else house.portals[::-1]
            pair = f"eerste bericht {number}", f"tweede bericht {number}"
            first: Future[None] = pool.submit(send, one, pair[0])
            while not first.done() and not redis.keys("wijzer:turn:*:alive"):
                pass
            overlapped += not first.done()
            second = pool.submit(send, other, pair[1])
            first.result()
            second.result()
            told += pair
    lines = ria.lines()
    assert [line for line in lines if line in told] == told
    assert overlapped > ROUNDS // 2, "most of them were at once"


def test_two_employees_at_once_never_mix(house: House) -> None:
    people = {name: Colleague(house, name) for name in ("ria", "joyce")}

    def talk(name: str) -> None:
        who = people[name]
        who.start_anew()
        for _ in walk(who, until="tasks"):
            pass
        for number in range(6):
            who.say(f"ik doe kanarie{name}{number} werk")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(talk, people))
    for name, other in (("ria", "joyce"), ("joyce", "ria")):
        everything = people[name].client.get("/api/passport").text + people[name].page()
        assert all(f"kanarie{name}{number}" in everything for number in range(6)) and f"kanarie{other}" not in everything


def dialogues(house: House) -> set[str]:
    return {httpx.get(f"{portal.url}/health", trust_env=False, timeout=60.0).json()["dialogue"] for portal in house.portals}


def test_without_one_rasa_the_other_takes_every_message(house: House) -> None:
    began = time.monotonic()
    while dialogues(house) != {"rasa"} and time.monotonic() - began < 120:  # after a test that took Redis away, Rasa is looked at ever less often, a minute at most
        time.sleep(0.5)
    ria = Colleague(house, "ria")
    ria.start_anew()
    list(walk(ria, until="tasks"))
    gone = house.rasas[1]
    gone.stop()
    try:
        said = [ria.say(f"ik bestel spullen deel {number}") for number in range(4)]
        assert all(said) and dialogues(house) == {"rasa"}, [portal.log.read_text(encoding="utf-8")[-3000:] for portal in house.portals]
        assert Counter(line for line in ria.lines() if "deel" in line) == Counter(f"ik bestel spullen deel {number}" for number in range(4))
    finally:
        gone._stopping.clear()
        gone.start()
        gone.wait_until_ready()


def test_the_password_is_counted_at_both_together_and_redis_away_opens_nothing(house: House) -> None:
    """Redis is killed in the middle of a talk, and started again: in between all is answered in Dutch, and afterwards nothing is lost or there twice."""
    def tried(number: int) -> int:
        portal = house.portals[number % 2]
        return httpx.post(f"{portal.url}/aanmelden/noodtoegang", data={"password": "niet dit"}, headers={"Origin": portal.url}, trust_env=False, timeout=60).status_code

    assert [tried(number) for number in range(7)] == [403] * 5 + [429] * 2
    ria = Colleague(house, "ria")
    ria.start_anew()
    list(walk(ria, until="tasks"))
    told = [f"ik regel zaak {number}" for number in range(6)]
    assert ria.say(told[0])
    house.redis.kill()
    try:
        assert [tried(number) for number in range(2)] == [429] * 2
        assert all(ria.say(text) for text in told[1:3])
        joyce = Colleague(house, "joyce").client
        erased = joyce.post("/paspoort/wissen", data=mark_in(joyce.get("/paspoort/wissen").text))
        assert erased.status_code == 503 and "Probeer het" in erased.text
    finally:
        house.redis.start()
    for text in told[3:]:
        assert ria.say(text)
    assert [line for line in ria.lines() if line in told] == told
    time.sleep(PAUSE)  # then both look again, whichever test comes next
    with house.redis.client as redis:
        assert not [key for key in redis.keys("*") if "lock:m" in key], "Rasa let go of its locks"
