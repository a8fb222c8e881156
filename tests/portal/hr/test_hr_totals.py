"""The dashboard: who is counted, what is shown, and that one passport cannot be told from two pages."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from portal.hr.totals.contribution import contribution
from portal.hr.totals.published import Published
from skills_passport.casework.shares import Share
from skills_passport.casework.verdicts import Outcome, Reason, Signal, Verdict
from skills_passport.guidance import advise_and_store
from skills_passport.model import Purpose, SkillsPassport
from skills_passport.sqlite_store import SqliteStore
from tests.portal.conftest import AT, own_form
from tests.portal.hr.colleagues import NOW, owner_of, someone, wants


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def next_day(self) -> None:
        self.now += timedelta(days=1, hours=1)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def published(store: SqliteStore, app: FastAPI, tmp_path: Path, clock: Clock) -> Published:
    return Published(tmp_path / "shown.json", store, lambda: app.state.live.now.knowledge, clock)


def test_only_who_allows_it_is_counted_and_the_trail_says_so(store: SqliteStore, published: Published) -> None:
    for number in range(12):
        someone(store, number)
    for number in range(12, 20):
        someone(store, number, counted=False)
    assert set(store.counted()) == {owner_of(number) for number in range(12)}
    totals = published.count()
    assert totals is not None and totals.people == 10
    actions = [(entry.actor, entry.action) for entry in store.accesses(owner_of(0), actor="employee")]
    assert ("hr", "count-totals") in actions
    assert ("hr", "count-totals") not in [(entry.actor, entry.action) for entry in store.accesses(owner_of(15), actor="employee")]


def test_who_takes_back_either_consent_is_counted_no_more(store: SqliteStore) -> None:
    for number in range(3):
        someone(store, number)
    store.change(owner_of(0), lambda p: p.with_consent(Purpose.TOTALS, given=False, at=AT, text_version="1"), actor="employee", action="test")
    store.change(owner_of(1), lambda p: p.with_consent(Purpose.TALK, given=False, at=AT, text_version="1"), actor="employee", action="test")
    assert store.counted() == (owner_of(2),)
    assert not store.load(owner_of(1), actor="employee", action="test").agrees_to(Purpose.TOTALS), "it would count again with the next yes to the talk"
    store.erase(owner_of(2), actor="employee")
    assert store.counted() == ()


def test_before_and_after_one_passport_the_page_is_the_same(store: SqliteStore, published: Published, clock: Clock) -> None:
    """The attack: HR knows that one colleague tells something today, and looks the day before and the day after."""
    for number in range(29):
        someone(store, number, wants("zorg"))
    first = published.count()
    assert first is not None and first.shown("sector", "zorg") == 30
    for joined in range(29, 38):
        clock.next_day()
        someone(store, joined, wants("techniek"))
        assert published.count() is first, f"{joined - 28} more are too few to tell"
    clock.next_day()
    someone(store, 38, wants("techniek"))
    second = published.count()
    assert second is not first and second is not None
    assert (second.people, second.shown("sector", "techniek"), second.shown("sector", "zorg")) == (40, 10, 30)


def test_what_hr_publishes_moves_nobody_to_where_they_can_be_told(store: SqliteStore, app: FastAPI, tmp_path: Path, clock: Clock) -> None:
    """The other attack: the area of functions is HR's own, so two pages of other versions would be a difference of groups that HR chose."""
    held = app.state.live.now.knowledge
    published = Published(tmp_path / "shown.json", store, lambda: held, clock)
    for number in range(40):
        someone(store, number)
    first = published.count()
    assert first is not None and first.shown("area", "bedrijfsvoering") == 40
    function = held.catalogue.functions["administratief-medewerker"]
    held = replace(held, catalogue=replace(held.catalogue, functions={**held.catalogue.functions, function.id: replace(function, area="financien")}))
    clock.next_day()
    assert published.count() is first, "nobody told anything"
    for number in range(10):
        store.change(owner_of(number), wants("ict"), actor="bot", action="answer")
    clock.next_day()
    second = published.count()
    assert second is not first and second is not None and second.shown("area", "financien") == 40


def test_what_hr_publishes_moves_people_in_tens_only(store: SqliteStore, app: FastAPI, tmp_path: Path, clock: Clock) -> None:
    """The finest of these attacks: a version moves nine whom HR chose, and ten others tell something that has nothing to do with it."""
    held = app.state.live.now.knowledge
    published = Published(tmp_path / "shown.json", store, lambda: held, clock)
    small = next(each for each in held.catalogue.functions.values() if each.area == "bedrijfsvoering" and each.id != "administratief-medewerker")

    def of_small(passport: SkillsPassport) -> SkillsPassport:
        return passport.with_answer("function", {"function_id": small.id, "words": small.title}, words="", at=AT)

    for number in range(42):
        someone(store, number, of_small if number < 9 else lambda p: p)
    first = published.count()
    assert first is not None and first.shown("area", "bedrijfsvoering") == 40
    held = replace(held, catalogue=replace(held.catalogue, functions={**held.catalogue.functions, small.id: replace(small, area="financien")}))
    for number in range(20, 30):
        store.change(owner_of(number), wants("ict"), actor="bot", action="answer")
    clock.next_day()
    second = published.count()
    assert second is not None and second is not first and second.shown("area", "bedrijfsvoering") == 40, "33 would tell of nine"
    for number in range(30, 42):
        store.change(owner_of(number), of_small if number == 30 else wants("ict"), actor="bot", action="answer")
    clock.next_day()
    third = published.count()
    assert third is not None and (third.shown("area", "bedrijfsvoering"), third.shown("area", "financien")) == (30, 10), "ten may be told of"


def test_nine_who_left_or_changed_their_mind_cannot_be_told_either(store: SqliteStore, published: Published, clock: Clock) -> None:
    for number in range(40):
        someone(store, number, wants("zorg"))
    first = published.count()
    for number in range(4):
        store.erase(owner_of(number), actor="employee")
    for number in range(4, 9):
        store.change(owner_of(number), wants("ict"), actor="bot", action="answer")
    clock.next_day()
    assert published.count() is first
    store.change(owner_of(9), wants("ict"), actor="bot", action="answer")
    clock.next_day()
    assert published.count() is not first


def test_after_a_start_the_same_stands_and_only_rounded_totals_are_on_the_disk(store: SqliteStore, published: Published, app: FastAPI, tmp_path: Path, clock: Clock) -> None:
    for number in range(25):
        someone(store, number, wants("zorg"))
    first = published.count()
    kept = (tmp_path / "shown.json").read_text(encoding="utf-8")
    assert not [number for number in range(25) if owner_of(number) in kept]
    assert all(count % 5 == 0 and count >= 10 for cells in json.loads(kept)["cells"].values() for count in cells.values())
    someone(store, 25, wants("techniek"))
    again = Published(tmp_path / "shown.json", store, lambda: app.state.live.now.knowledge, clock)
    assert again.now == first
    assert again.count() == first, "a start tells nobody what one person changed"
    for number in range(26, 36):
        someone(store, number, wants("techniek"))
    clock.next_day()
    after = again.count()
    assert after is not None and after.shown("sector", "techniek") == 10


def test_two_processes_show_the_same_and_tell_nothing_by_their_difference(
    store: SqliteStore, published: Published, app: FastAPI, tmp_path: Path, clock: Clock
) -> None:
    other = Published(tmp_path / "shown.json", store, lambda: app.state.live.now.knowledge, clock)
    for number in range(25):
        someone(store, number, wants("zorg"))
    first = published.count()
    assert first is not None and other.look() == first
    other.wait()
    for number in range(25, 34):
        someone(store, number, wants("techniek"))
    clock.next_day()
    assert other.count() == published.count() == first
    someone(store, 34, wants("techniek"))
    clock.next_day()
    second = other.count()
    assert second is not None and second.shown("sector", "techniek") == 10
    assert published.look() == second
    published.wait()


def test_a_broken_file_of_totals_is_counted_anew(store: SqliteStore, app: FastAPI, tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    found = Published(tmp_path / "broken.json", store, lambda: app.state.live.now.knowledge, clock)
    assert found.now is None and found.count() is None, "nobody is counted yet"


def test_a_look_counts_at_most_once_a_day(store: SqliteStore, published: Published, clock: Clock) -> None:
    someone(store, 0)

    def times() -> int:
        return sum(entry.action == "count-totals" for entry in store.accesses(owner_of(0), actor="employee"))

    for _ in range(3):
        published.look()
        published.wait()
    assert times() == 1
    clock.next_day()
    published.look()
    published.wait()
    assert times() == 2


def test_what_one_passport_adds(store: SqliteStore, app: FastAPI) -> None:
    someone(store, 0)
    advise_and_store(store, owner_of(0), app.state.live.now.knowledge, NOW.date(), "bot")
    passport = store.load(owner_of(0), actor="employee", action="test")
    advice = passport.advices[-1]
    function = json.loads(advice.advice)["suggestions"][0]
    verdict = Verdict(case="c", coach="x", at=AT, advice_id=advice.id, versions=advice.versions, function_id=function["function_id"], outcome=Outcome.REJECT, reason=Reason.NOT_TRUE, signal=Signal.WRONG_SKILL, words="geheim")
    share = Share(case="c", coach=None, since=NOW - timedelta(days=20), seen_at=NOW - timedelta(days=10))
    passport = passport.with_share(share)
    passport = replace(passport, casework=passport.casework.with_more(verdicts=verdict))
    cells = contribution(passport, app.state.live.now.knowledge, NOW)
    assert {("area", "bedrijfsvoering"), ("quadrant", "danger-zone"), ("area-verdwijnt", "bedrijfsvoering"), ("trend", "grows"), ("sector", "zorg"), ("talk", "advies"),
            ("waited", "two-weeks"), ("signal", "wrong-skill"), ("reject-function", function["function_id"]), ("judged-function", function["function_id"])} <= cells
    assert {("reject-rule", rule["rule_id"]) for rule in function["fired"]} <= cells
    assert {("gap", gap["skill_id"]) for gap in function["missing"]} <= cells
    assert "geheim" not in str(cells) and "leveranciers te woord" not in str(cells)


# -- the page


def counted_page(hans: TestClient, app: FastAPI) -> str:
    app.state.totals.count()
    return hans.get("/beheer").text


def test_with_few_people_the_page_tells_only_what_the_profiles_tell(hans: TestClient, app: FastAPI, store: SqliteStore) -> None:
    for number in range(9):
        someone(store, number)
    page = counted_page(hans, app)
    assert "Er tellen nog te weinig mensen mee" in page and "Taken in de functieprofielen" in page and "Soort werk" not in page


def test_the_page_has_a_picture_and_a_table_of_every_subject(hans: TestClient, app: FastAPI, store: SqliteStore) -> None:
    for number in range(30):
        someone(store, number, wants("zorg", "techniek") if number < 20 else wants("ict"))
        advise_and_store(store, owner_of(number), app.state.live.now.knowledge, NOW.date(), "bot")
    page = counted_page(hans, app)
    titles = ["Taken in de functieprofielen", "Mensen per gebied", "Soort werk", "Waar mensen ook wel willen werken", "Wat mensen nog te leren hebben", "Fase",
              "Hoe ver mensen komen in het gesprek", "Oordelen van coaches per regel", "Oordelen van coaches per functie", "Hoe lang mensen wachten op een coach"]
    assert [title for title in titles if f"{title}</h2>" not in page] == []
    assert page.count("<svg class=\"beeld\"") + page.count("class=\"beeld\"") >= len(titles)
    rows = list(csv.reader(io.StringIO(hans.get("/beheer/overzicht.csv").content.decode("utf-8-sig")), delimiter=";"))
    by_name = {row[0]: row for row in rows if row}
    assert by_name["Zorg en welzijn"][1] == "ongeveer 20"
    assert by_name["Computers en data"][1] == "ongeveer 10"
    assert by_name["Horeca"][1] == "minder dan 10"
    assert by_name["Kreeg een advies"][1] == "ongeveer 30"
    assert "tien" in rows[0][0]


def test_no_address_of_the_dashboard_takes_a_choice(hans: TestClient, app: FastAPI, store: SqliteStore) -> None:
    """Filters that overlap are the other way to difference: there are none, whatever is asked."""
    for number in range(30):
        someone(store, number, wants("zorg"))
    plain = counted_page(hans, app)
    fresh = re.compile(r"/static/\S+")
    for query in ("gebied=bedrijfsvoering", "regio=west-brabant", "sector=zorg&min=1", "dag=2026-01-01"):
        assert fresh.sub("", hans.get(f"/beheer?{query}").text) == fresh.sub("", plain)


def test_no_word_and_no_number_of_a_person_is_on_the_page(hans: TestClient, app: FastAPI, store: SqliteStore) -> None:
    for number in range(30):
        someone(store, number, lambda p: p.with_answer("wishes", {"words": ["iets met zeldzaamwoord"], "sectors": [], "mentions": []}, words="zeldzaamwoord", at=AT))
    page = counted_page(hans, app) + hans.get("/beheer/overzicht.csv").text
    assert "zeldzaamwoord" not in page and not [number for number in range(30) if owner_of(number) in page]


# -- the consent on the passport page


def test_the_consent_is_asked_beside_the_others_given_taken_back_and_told(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport], store: SqliteStore) -> None:
    page = ria.get("/paspoort").text
    assert "Meetellen in totalen voor HR" in page and "alleen aantallen van tien mensen of meer" in page
    assert not passport().agrees_to(Purpose.TOTALS), "nobody is counted who did not say so"
    for given in (True, False):
        answer = ria.post("/paspoort/toestemming", data=own_form(ria, given=str(given).lower(), purpose="meetellen"))
        assert answer.status_code == 303
        assert passport().agrees_to(Purpose.TOTALS) is given
        assert ("genoteerd" if given else "ingetrokken") in ria.get(answer.headers["Location"].split("#")[0]).text
    export = json.loads(ria.get("/paspoort/download").text)
    assert [each["given"] for each in export["passport"]["consents"] if each["purpose"] == "meetellen"] == [True, False]
    assert "consent-given:meetellen" in [each["action"] for each in export["accesses"]]
