"""A session ends by logout, by idleness, by age, with what it was signed in with, and with the passport."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from itsdangerous import URLSafeTimedSerializer

from portal.login import Login, Role, sign_in, watch
from portal.login.break_glass import write_account
from portal.login.cookies import SECURE, SESSION
from portal.login.provider import Provider
from portal.login.sealing import opened
from portal.recipients import recipients
from skills_passport.sign_ins import SignIn, SignIns, Watched
from skills_passport.sqlite_engine import sqlite3
from tests.login.conftest import FOR, Browser, session_of
from tests.login.real_provider import RealProvider
from tests.portal.conftest import HERE, SECRET, own_form

PASSWORD = "vier willekeurige woorden"


class Clock:
    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(visitor: TestClient, app: FastAPI) -> Iterator[Clock]:
    """Moves the time of all sessions."""
    clock = Clock()
    sign_ins = SignIns(app.state.settings.database, clock=clock)
    before = app.state.login
    app.state.login = Login(app.state.settings, sign_ins, before._personas, None, clock)
    yield clock
    app.state.login = before
    sign_ins.close()


def begin(client: TestClient, persona: str) -> str:
    """Sign in as a persona; the cookie."""
    assert client.post("/aanmelden", data={"persona": persona}).status_code == 303
    return client.cookies[SESSION]


def may(client: TestClient, role: Role) -> bool:
    return client.get(FOR.format(role=role)).status_code == 200


@pytest.mark.parametrize(("persona", "role"), [("ria", Role.EMPLOYEE), ("carla", Role.COACH), ("hans", Role.HR), ("bea", Role.ADMINISTRATOR)])
def test_a_persona_opens_the_pages_of_its_own_role_only(visitor: TestClient, persona: str, role: Role) -> None:
    begin(visitor, persona)
    assert [may(visitor, each) for each in Role] == [each is role for each in Role]
    refused = visitor.get(FOR.format(role=next(each for each in Role if each is not role)))
    assert refused.status_code == 403 and "Deze pagina is voor een" in refused.text
    assert (visitor.get("/gesprek").status_code, visitor.get("/api/passport").status_code) == ((200, 200) if role is Role.EMPLOYEE else (403, 403))


def test_a_coach_who_signs_in_is_in_the_list_of_coaches_and_not_by_the_id_of_the_own_passport(visitor: TestClient, app: FastAPI, login: Login) -> None:
    begin(visitor, "hans")
    assert app.state.store.coaches() == ()
    begin(visitor, "carla")
    session = session_of(visitor, login)
    (coach,) = app.state.store.coaches()
    assert session is not None and (coach.id, coach.name) == (session.coach, "Carla")
    assert session.coach and session.owner not in session.coach


def test_nobody_opens_the_page_of_a_role(visitor: TestClient) -> None:
    assert {visitor.get(FOR.format(role=role)).status_code for role in Role} == {303}


@pytest.mark.parametrize(("persona", "role", "minutes"), [("ria", Role.EMPLOYEE, 480), ("carla", Role.COACH, 30), ("bea", Role.ADMINISTRATOR, 30)])
def test_a_session_that_is_not_used_ends_and_one_that_is_used_goes_on(
    visitor: TestClient, clock: Clock, persona: str, role: Role, minutes: int
) -> None:
    begin(visitor, persona)
    for _ in range(2):
        clock.now += timedelta(minutes=minutes - 1)
        if clock.now - datetime.now(UTC) < timedelta(hours=12):
            assert may(visitor, role)
    clock.now += timedelta(minutes=minutes + 1)
    assert not may(visitor, role)


def test_a_session_ends_by_its_age_however_it_is_used(visitor: TestClient, clock: Clock) -> None:
    begin(visitor, "ria")
    for _ in range(11):
        clock.now += timedelta(hours=1)
        assert may(visitor, Role.EMPLOYEE)
    clock.now += timedelta(minutes=61)
    assert not may(visitor, Role.EMPLOYEE)


def test_a_clock_that_is_put_back_makes_no_session_hold_longer(visitor: TestClient, clock: Clock) -> None:
    """Used or begun while the clock was an hour ahead: for that hour nobody could tell how long it is not used."""
    begin(visitor, "carla")
    clock.now += timedelta(seconds=-30)
    assert may(visitor, Role.COACH), "clocks of two machines differ a little"
    clock.now += timedelta(minutes=20)
    assert may(visitor, Role.COACH)
    clock.now += timedelta(minutes=25)
    assert may(visitor, Role.COACH)
    clock.now -= timedelta(minutes=25)
    assert not may(visitor, Role.COACH)
    begin(visitor, "carla")
    assert may(visitor, Role.COACH)


def test_the_provider_is_asked_when_it_was_to_be_asked_by_a_clock_that_was_ahead() -> None:
    watching = watch.Watch(300, None, "secret")  # type: ignore[arg-type]
    now = time.time()
    assert [watching._due(Watched(now + ahead, True, "")) for ahead in (-1, 200, 86_400)] == [True, False, True]


def test_while_the_store_is_silent_about_one_person_everybody_else_is_answered(visitor: TestClient, login: Login, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(visitor, "ria")
    asked, answers, find = threading.Event(), threading.Event(), login.sign_ins.find

    def silent(number: str) -> SignIn | None:
        asked.set()
        assert answers.wait(10), "nobody was answered meanwhile"
        return find(number)

    monkeypatch.setattr(login.sign_ins, "find", silent)
    with ThreadPoolExecutor(1) as pool:
        waits = pool.submit(visitor.get, "/paspoort")
        assert asked.wait(10)
        try:
            assert visitor.get("/health/live").status_code == 200 and not waits.done()
        finally:
            answers.set()
    assert waits.result().status_code == 200


def test_a_session_is_forgotten_when_it_is_too_old(visitor: TestClient, clock: Clock, app: FastAPI, owner: str) -> None:
    begin(visitor, "ria")
    clock.now += timedelta(hours=13)
    begin(visitor, "joyce")
    assert app.state.login.sign_ins.of(owner) == ()


def test_signing_in_gives_a_new_number_and_ends_the_session_before(visitor: TestClient) -> None:
    first = begin(visitor, "ria")
    second = begin(visitor, "ria")
    assert first != second
    visitor.cookies.clear()
    visitor.cookies.set(SESSION, first)
    assert not may(visitor, Role.EMPLOYEE)


def test_signing_off_everywhere_ends_all_sessions_of_that_person_only(visitor: TestClient, app: FastAPI) -> None:
    cookies = []
    for persona in ("ria", "ria", "joyce"):
        visitor.cookies.clear()
        cookies.append(begin(visitor, persona))
    visitor.cookies.clear()
    visitor.cookies.set(SESSION, cookies[0])
    assert visitor.get("/afmelden").text.count("Begonnen op") == 2
    visitor.post("/afmelden", data={"overal": "true"})
    for cookie, holds in zip(cookies, (False, False, True), strict=True):
        visitor.cookies.clear()
        visitor.cookies.set(SESSION, cookie)
        assert may(visitor, Role.EMPLOYEE) is holds


def test_erasing_a_passport_ends_all_sessions_of_its_owner(visitor: TestClient, store: object, owner: str, app: FastAPI) -> None:
    other = begin(visitor, "ria")
    visitor.cookies.clear()
    begin(visitor, "ria")
    assert visitor.post("/paspoort/wissen", data=own_form(visitor)).status_code == 303
    visitor.cookies.clear()
    visitor.cookies.set(SESSION, other)
    assert not may(visitor, Role.EMPLOYEE)
    assert app.state.login.sign_ins.of(owner) == ()


def test_an_erasure_from_the_command_line_ends_them_too(visitor: TestClient, app: FastAPI, owner: str) -> None:
    begin(visitor, "ria")
    app.state.store.erase(owner, actor="operator")
    assert not may(visitor, Role.EMPLOYEE)


def test_the_file_holds_no_number_that_opens_a_session_and_no_name(visitor: TestClient, app: FastAPI) -> None:
    begin(visitor, "carla")
    connection = sqlite3.connect(str(app.state.settings.database))
    (row,) = connection.execute("SELECT * FROM sign_ins").fetchall()
    connection.close()
    number = app.state.login._cookie._signer.loads(visitor.cookies[SESSION])["number"]
    assert len(number) >= 43
    assert number not in str(row) and "Carla" not in str(row)


def test_a_session_outlives_a_restart(app: FastAPI) -> None:
    with TestClient(app, base_url="http://127.0.0.1", client=HERE, follow_redirects=False) as client:
        cookie = begin(client, "ria")
    with TestClient(app, base_url="http://127.0.0.1", client=HERE, follow_redirects=False) as client:
        client.cookies.set(SESSION, cookie)
        assert may(client, Role.EMPLOYEE)


@pytest.mark.parametrize("change", [
    lambda text: text.replace("roles: [coach]", "roles: [hr]"), lambda text: text.replace("id: carla", "id: clara"), lambda text: "- kapot: [",
])
def test_a_persona_that_changed_in_its_file_is_signed_off(visitor: TestClient, tmp_path: Path, app: FastAPI, change: Callable[[str], str]) -> None:
    personas = app.state.login._personas
    file = tmp_path / "personas.yml"
    file.write_text(personas.path.read_text(encoding="utf-8"), encoding="utf-8")
    app.state.login._personas = type(personas)(file)
    begin(visitor, "carla")
    assert may(visitor, Role.COACH)
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    assert visitor.get(FOR.format(role=Role.COACH)).status_code == 303


def test_over_tls_the_cookie_is_for_this_host_only(app: FastAPI, visitor: TestClient) -> None:
    secure = TestClient(app, base_url="https://127.0.0.1", client=HERE, follow_redirects=False)
    begun = secure.post("/aanmelden", data={"persona": "ria"}).headers["Set-Cookie"]
    assert begun.startswith(f"{SECURE}{SESSION}=")
    assert {"Secure", "HttpOnly", "SameSite=lax", "Path=/"} <= {part.strip() for part in begun.split(";")}
    assert "domain" not in begun.lower()
    assert may(secure, Role.EMPLOYEE)
    planted = secure.cookies[SECURE + SESSION]
    secure.cookies.clear()
    secure.cookies.set(SESSION, planted)
    assert not may(secure, Role.EMPLOYEE), "a cookie without the prefix may come from another host"


# -- the emergency account


@pytest.fixture
def account(visitor: TestClient, app: FastAPI) -> Path:
    path: Path = app.state.settings.break_glass
    write_account(path, PASSWORD, frozenset({Role.ADMINISTRATOR}))
    return path


def actions(app: FastAPI) -> list[str]:
    connection = sqlite3.connect(str(app.state.settings.database))
    found = connection.execute("SELECT action FROM audit WHERE actor = 'break-glass' ORDER BY number").fetchall()
    connection.close()
    assert app.state.store.verify_audit().whole
    return [action for (action,) in found]


def test_the_emergency_account_opens_with_its_password_only_and_every_try_is_written_down(visitor: TestClient, account: Path, app: FastAPI) -> None:
    assert "Noodtoegang" in visitor.get("/").text
    assert visitor.get("/aanmelden/noodtoegang").status_code == 200
    wrong = visitor.post("/aanmelden/noodtoegang", data={"password": PASSWORD + "!"})
    assert wrong.status_code == 403 and "klopt niet" in wrong.text and PASSWORD not in wrong.text
    assert visitor.get("/afmelden").status_code == 303
    assert visitor.post("/aanmelden/noodtoegang", data={"password": PASSWORD}).status_code == 303
    assert [may(visitor, role) for role in Role] == [role is Role.ADMINISTRATOR for role in Role]
    assert actions(app) == ["break-glass-refused", "break-glass-used"]


def test_without_an_emergency_account_there_is_no_form(visitor: TestClient) -> None:
    assert "Noodtoegang" not in visitor.get("/").text
    assert visitor.get("/aanmelden/noodtoegang").status_code == 404
    assert visitor.post("/aanmelden/noodtoegang", data={"password": PASSWORD}).status_code == 404


def test_nobody_can_share_with_the_emergency_account_and_what_it_does_as_a_coach_has_its_name(visitor: TestClient, account: Path, app: FastAPI, login: Login) -> None:
    write_account(account, PASSWORD, frozenset({Role.COACH}))
    visitor.post("/aanmelden/noodtoegang", data={"password": PASSWORD})
    session = session_of(visitor, login)
    assert session is not None and may(visitor, Role.COACH)
    begin(visitor, "carla")
    begin(visitor, "ria")
    assert {coach.name for coach in app.state.store.coaches()} == {"Carla", "Noodaccount"}
    assert [coach["name"] for coach in visitor.get("/api/coaches").json()] == ["Carla"]
    assert [coach.name for coach in recipients(app.state.store, session, login.settings)] == ["Carla"]


@pytest.mark.parametrize("content", ["", "{}", '{"password_hash": "x", "roles": ["baas"]}', '{"password_hash": 1, "roles": 2}', "[1]"])
def test_an_account_file_that_is_broken_opens_nothing(visitor: TestClient, account: Path, content: str) -> None:
    account.write_text(content, encoding="utf-8")
    assert visitor.post("/aanmelden/noodtoegang", data={"password": PASSWORD}).status_code == 404


def test_a_new_password_or_no_account_ends_its_sessions(visitor: TestClient, account: Path) -> None:
    for change in (lambda: write_account(account, PASSWORD, frozenset({Role.ADMINISTRATOR})), account.unlink):
        visitor.post("/aanmelden/noodtoegang", data={"password": PASSWORD})
        assert may(visitor, Role.ADMINISTRATOR)
        change()
        assert not may(visitor, Role.ADMINISTRATOR)


def test_the_password_is_kept_as_an_argon2id_hash_for_the_owner_of_the_file_only(account: Path) -> None:
    text = account.read_text(encoding="utf-8")
    assert "$argon2id$" in text and PASSWORD not in text
    assert account.stat().st_mode & 0o777 == 0o600


def test_guessing_the_password_is_stopped(visitor: TestClient, account: Path, app: FastAPI) -> None:
    answers = [visitor.post("/aanmelden/noodtoegang", data={"password": f"geraden wachtwoord {n}"}) for n in range(7)]
    assert [answer.status_code for answer in answers] == [403] * 5 + [429] * 2
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert "te snel" in answers[-1].text
    assert visitor.post("/aanmelden/noodtoegang", data={"password": PASSWORD}).status_code == 429, "also the right one has to wait"
    assert len(actions(app)) == 5


# -- roles that the provider takes back


@pytest.fixture
def asked_each_time(browser: Browser, app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of who signs in from here on."""
    monkeypatch.setattr(app.state.login.watch, "every", 0.0)
    monkeypatch.setattr(sign_in, "UNASKED", 1e9)
    monkeypatch.setattr(watch, "RETRY", 0.0)


@pytest.mark.usefixtures("asked_each_time")
@pytest.mark.parametrize("browser", ["userinfo", "id_token"], indirect=True)
def test_a_coach_who_is_coach_no_more_is_signed_off(browser: Browser) -> None:
    browser.sign_in("carla")
    assert browser.may(Role.COACH) == browser.may(Role.COACH) == 200
    browser.provider.give_roles("carla", ["iets-anders"])
    assert browser.may(Role.COACH) == 303
    browser.sign_in("carla")
    assert (browser.may(Role.EMPLOYEE), browser.may(Role.COACH)) == (200, 403)


@pytest.mark.usefixtures("asked_each_time")
@pytest.mark.parametrize("browser", ["userinfo", "id_token"], indirect=True)
def test_while_the_provider_cannot_be_asked_the_role_opens_nothing(browser: Browser) -> None:
    browser.sign_in("carla")
    browser.provider.is_down = True
    refused = browser.portal.get(FOR.format(role=Role.COACH))
    assert refused.status_code == 503 and "niet nagaan of je nog transfercoach bent" in refused.text and refused.headers["Retry-After"]
    assert browser.may(Role.EMPLOYEE) == 200, "their own passport stays theirs"
    browser.provider.is_down = False
    assert browser.may(Role.COACH) == 200


@pytest.mark.usefixtures("asked_each_time")
def test_an_employee_goes_on_while_the_provider_cannot_be_asked(browser: Browser) -> None:
    browser.sign_in("els")
    browser.provider.is_down = True
    assert browser.may(Role.EMPLOYEE) == browser.may(Role.EMPLOYEE) == 200


@pytest.mark.usefixtures("asked_each_time")
@pytest.mark.parametrize("browser", ["userinfo", "id_token"], indirect=True)
@pytest.mark.parametrize("can_refresh", [True, False], ids=["refresh token", "access token only"])
def test_an_employee_whose_account_is_blocked_is_signed_off(browser: Browser, provider: RealProvider, can_refresh: bool) -> None:
    def without_refresh_token(path: str, content: bytes) -> bytes:
        return json.dumps({name: value for name, value in json.loads(content).items() if name != "refresh_token"}).encode() if path == "/token" else content

    provider.tamper = None if can_refresh else without_refresh_token
    browser.sign_in("els")
    assert browser.may(Role.EMPLOYEE) == browser.may(Role.EMPLOYEE) == 200
    provider.block("els")
    assert browser.may(Role.EMPLOYEE) == 303
    assert browser.sign_in("els").status_code == 403
    provider.block("els", blocked=False)
    assert browser.may(Role.EMPLOYEE) == 303, "what ended stays ended"


def test_the_provider_is_not_asked_at_every_click(browser: Browser) -> None:
    browser.sign_in("carla")
    browser.provider.is_down = True
    assert {browser.may(Role.COACH) for _ in range(5)} == {200}


def unwatched(app: FastAPI) -> None:
    """As sessions stand that an earlier release began."""
    connection = sqlite3.connect(str(app.state.settings.database))
    with connection:
        assert connection.execute("DELETE FROM watched_sign_ins").rowcount
    connection.close()


def test_a_session_of_a_coach_that_nobody_can_ask_about_ends_and_one_of_an_employee_does_not(app: FastAPI, browser: Browser) -> None:
    for person, after in (("carla", 303), ("els", 200)):
        browser.portal.cookies.clear()
        browser.sign_in(person)
        unwatched(app)
        assert browser.may(Role.EMPLOYEE) == after


@pytest.fixture
def other_process(app: FastAPI, browser: Browser) -> Iterator[Login]:
    """Another portal over the same store and secret, with a memory of its own."""
    login = app.state.login
    sign_ins = SignIns(app.state.settings.database)
    other = Login(login.settings, sign_ins, login._personas, Provider(login.settings))
    other.watch.every = login.watch.every
    yield other
    sign_ins.close()


@pytest.mark.usefixtures("asked_each_time")
def test_another_process_knows_the_session_of_a_coach_and_asks_for_its_roles_as_well(app: FastAPI, browser: Browser, other_process: Login) -> None:
    browser.sign_in("carla")
    first, app.state.login = app.state.login, other_process
    assert browser.may(Role.COACH) == 200
    browser.provider.give_roles("carla", ["iets-anders"])
    assert browser.may(Role.COACH) == 303
    app.state.login = first
    assert browser.may(Role.EMPLOYEE) == 303, "ended there is ended here"


@pytest.mark.usefixtures("asked_each_time")
@pytest.mark.parametrize("browser", ["id_token"], indirect=True)
def test_of_two_processes_one_asks_and_the_other_uses_what_it_got(
    app: FastAPI, browser: Browser, other_process: Login
) -> None:
    """With ID tokens every question renews the refresh token, and an old one ends the session at the provider."""
    browser.sign_in("carla")
    for login in (other_process, app.state.login) * 2:
        app.state.login = login
        assert browser.may(Role.COACH) == 200
    watched = app.state.login.sign_ins.watched(_number(browser))
    assert app.state.login.sign_ins.claim_asking(_number(browser), watched, time.time() + 60)
    assert not other_process.sign_ins.claim_asking(_number(browser), watched, time.time() + 60)


def test_the_store_cannot_read_what_asks_the_provider(app: FastAPI, browser: Browser) -> None:
    browser.sign_in("carla")
    connection = sqlite3.connect(str(app.state.settings.database))
    (kept,) = connection.execute("SELECT tokens FROM watched_sign_ins").fetchone()
    connection.close()
    number = _number(browser)
    tokens = opened(kept, number, SECRET)
    assert tokens is not None and tokens.access and tokens.access not in kept
    assert opened(kept, number + "x", SECRET) is opened(kept, number, SECRET + "x") is None


def _number(browser: Browser) -> str:
    signer = URLSafeTimedSerializer(SECRET, salt=SESSION)
    return str(signer.loads(browser.portal.cookies[SESSION])["number"])


def test_another_provider_makes_nothing_of_the_sessions_of_this_one(app: FastAPI, browser: Browser) -> None:
    browser.sign_in("els")
    login = app.state.login
    login.provider.settings = login.provider.settings.model_copy(update={"oidc_client_id": "another"})
    assert browser.may(Role.EMPLOYEE) == 303


def test_many_requests_at_once_ask_the_provider_once(app: FastAPI, browser: Browser, provider: RealProvider) -> None:
    browser.sign_in("carla")
    asked: list[str] = []

    def counting(path: str, content: bytes) -> bytes:
        asked.append(path)
        time.sleep(0.2)  # so that the others come while one asks
        return content

    provider.tamper = counting
    number, sign_ins = _number(browser), app.state.login.sign_ins
    sign_ins.asked(number, replace(sign_ins.watched(number), ask_at=0.0))
    with ThreadPoolExecutor(5) as pool:
        assert list(pool.map(lambda _: browser.may(Role.COACH), range(5))) == [200] * 5
    assert asked == ["/token", "/me"]


def test_an_employee_of_whom_nobody_can_ask_signs_in_anew_after_a_while(app: FastAPI, browser: Browser) -> None:
    """Who is blocked meanwhile does not keep the session for hours."""
    login, clock = app.state.login, Clock()
    browser.sign_in("els")
    login._clock = clock
    unwatched(app)
    clock.now += timedelta(minutes=14)
    assert browser.may(Role.EMPLOYEE) == 200
    clock.now += timedelta(minutes=2)
    assert browser.may(Role.EMPLOYEE) == 303


def test_who_was_asked_about_holds_longer_where_nobody_can_ask(app: FastAPI, browser: Browser) -> None:
    login = app.state.login
    browser.sign_in("els")
    number = _number(browser)
    begun = login.sign_ins.find(number)
    login.sign_ins.asked(number, replace(login.watch.find(number), ask_at=0.0))
    assert browser.may(Role.EMPLOYEE) == 200
    asked = login.sign_ins.find(number)
    assert begun.confirmed == begun.started < asked.confirmed
