"""The passport page: everything can be read, corrected, taken along and erased."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from markupsafe import escape

from rules.files.knowledge_files import product_version
from skills_passport.errors import StoreUnavailable
from skills_passport.export import passport_from_export, passport_to_export
from skills_passport.guidance import advice_in
from skills_passport.model import Button, SkillsPassport, Speaker, TalkLine
from skills_passport.sqlite_store import SqliteStore
from tests.portal.conftest import AT, CORRECT, mention, own_form


def correct(client: TestClient, passport: SkillsPassport, **sent: object) -> int:
    return client.post(CORRECT, data={"version": passport.version, **sent}).status_code


def test_an_empty_passport_says_how_to_begin(ria: TestClient) -> None:
    page = ria.get("/paspoort")
    assert page.status_code == 200
    assert "Begin het gesprek" in page.text


def test_a_place_we_do_not_know_is_no_region(ria: TestClient, keep: Callable[..., SkillsPassport]) -> None:
    keep(lambda passport: passport.with_answer("region", {"region_id": None, "words": "Atlantis"}, words="Atlantis", at=AT))
    region = ria.get("/paspoort").text.split("<dt>Regio</dt>", 1)[1].split("</div>", 1)[0]
    assert region.startswith("<dd>Heel Nederland")
    assert "<q>Atlantis</q>; die plaats ken ik niet" in region


def test_taking_away_says_what_stays(ria: TestClient, told: SkillsPassport) -> None:
    page = ria.get("/paspoort").text
    assert "helemaal weg" not in page
    assert "Haal weg uit je paspoort" in page
    assert "In het gesprek en in de geschiedenis blijft het staan, tot je" in page


def test_a_problem_with_the_passport_leads_back_to_it(ria: TestClient, told: SkillsPassport) -> None:
    page = ria.post(CORRECT, data={"version": told.version, "field": "salaris"}).text
    assert 'href="/paspoort">Terug naar je paspoort</a>' in page
    assert 'href="/gesprek">Terug naar je gesprek</a>' in ria.get("/bestaat-niet").text


def test_everything_that_was_told_stands_there(ria: TestClient, told: SkillsPassport) -> None:
    page = ria.get("/paspoort").text
    for text in (
        "Administratief medewerker", "adm mdw", "West-Brabant", "bestel spullen", "Bestellen en voorraad bijhouden",
        "Zorg en welzijn", "iets met techniek", "geen avonden", "Moet echt", "Iets anders gaan doen", "23 november 2026",
        told.owner,
    ):
        assert text in page


def test_own_words_can_be_corrected_and_no_task_of_a_profile_is_laid_in_their_mouth(ria: TestClient, told: SkillsPassport) -> None:
    tasks = ria.get("/paspoort").text.split('id="taken"', 1)[1].split("Wat er met taken gebeurt", 1)[0]
    assert "bestel spullen" in tasks and "spullen bestellen" not in tasks
    assert re.search(r"<span>bestellen en voorraad bijhouden <span class=\"merkje\">vaardigheid</span></span>.*?Klopt niet", tasks, re.DOTALL)


def test_tasks_are_red_and_green_in_words_too(ria: TestClient, told: SkillsPassport) -> None:
    page = ria.get("/paspoort").text
    for outlook, words in (("verdwijnt", "Wordt minder"), ("verandert", "Verandert"), ("blijft", "Blijft"), ("verschijnt", "Komt erbij")):
        group = page.split(f"taken__groep--{outlook}", 1)[1]
        assert words in group.split("</h3>", 1)[0]


def test_skills_say_how_they_are_known(ria: TestClient, told: SkillsPassport) -> None:
    skills = ria.get("/paspoort").text.split('id="vaardigheden"', 1)[1].split('id="wensen"', 1)[0]
    assert re.search(r"Bestellen en voorraad bijhouden</span>\s*<span class=\"skill__stand\">Uit jouw woorden.*?bestel spullen", skills)
    assert "Hoort bij je functie" in skills


def test_a_function_typed_as_it_is_called_is_stored(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    assert correct(ria, told, field="function", values="Inkoopmedewerker") == 303
    assert passport().answers["function"].value == {"function_id": "inkoopmedewerker", "words": "Inkoopmedewerker"}
    assert len(passport().history("function")) == 1


def test_a_function_that_may_be_several_is_asked(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    page = ria.post(CORRECT, data={"version": told.version, "field": "function", "values": "iets met inkoop en financiën"})
    assert page.status_code == 200
    assert "Welke past het best" in page.text
    assert f"Loopbaanwijzer {product_version()} is" in page.text
    assert passport().version == told.version, "nothing is guessed"
    chosen = re.findall(r'name="value" value="([^"]+)"', page.text)
    assert "none" in chosen
    assert correct(ria, told, field="function", values="iets met inkoop", value=chosen[0]) == 303
    assert passport().answers["function"].value == {"function_id": chosen[0], "words": "iets met inkoop"}


def test_a_function_may_be_one_we_do_not_know(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    assert correct(ria, told, field="function", values="torenwachter", value="none") == 303
    assert passport().person().function_id is None
    assert "torenwachter" in ria.get("/paspoort").text


def test_a_citizen_number_does_not_get_in_by_a_form(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    assert correct(ria, told, field="function", values="klerk 111222333", value="none") == 303
    assert "111222333" not in str(passport())


def test_words_can_be_taken_away_and_meant_otherwise(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    item = {"question": "tasks", "items": "mentions"}
    assert correct(ria, told, field="meaning", value="unwanted", places=["0", "1"], **item) == 303
    assert {m.quote for m in passport().person().mentions if m.meaning == "unwanted"} == {"bestel spullen"}
    assert correct(ria, passport(), field="remove", places=["2", "3"], **item) == 303
    assert [m.quote for m in passport().person().mentions] == ["bestel spullen", "bestel spullen"]
    assert correct(ria, passport(), field="remove", question="tasks", items="messages", places=["0"]) == 303
    assert passport().answers["tasks"].value["messages"] == []  # type: ignore[index]


@pytest.mark.parametrize(
    ("sent", "holds"),
    [
        ({"field": "region", "value": "twente"}, lambda p: p.region_id == "twente"),
        ({"field": "region", "value": ""}, lambda p: p.region_id is None),
        ({"field": "trend", "question": "trends", "items": "trends", "places": "0", "value": "shrinks"}, lambda p: p.task_trends[0].trend == "shrinks"),
        ({"field": "hard", "question": "criteria", "items": "criteria", "places": "0", "value": "soft"}, lambda p: not p.criteria[0].hard),
        ({"field": "remove", "question": "criteria", "items": "criteria", "places": "0"}, lambda p: p.criteria == ()),
        ({"field": "remove", "question": "wishes", "items": "words", "places": "0"}, lambda p: p.wish_words == ()),
        ({"field": "sectors", "values": ["ict", "bouw"]}, lambda p: set(p.wish_sectors) == {"ict", "bouw"}),
        ({"field": "sectors", "values": ["bouw"]}, lambda p: p.refused_sectors == ("horeca",)),
        ({"field": "sectors", "values": ["horeca"]}, lambda p: p.refused_sectors == ()),
        ({"field": "remove", "question": "wishes", "items": "refused_sectors", "places": "0"}, lambda p: p.refused_sectors == ()),
        ({"field": "sectors"}, lambda p: p.wish_sectors == ()),
        ({"field": "direction", "value": "add-role"}, lambda p: p.direction == "add-role"),
        ({"field": "digital", "values": ["4", "1"]}, lambda p: (p.digital_level.insight, p.digital_level.create) == (4, 1)),
    ],
)
def test_every_answer_can_be_corrected(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport], sent, holds) -> None:  # type: ignore[no-untyped-def]
    assert correct(ria, told, **sent) == 303
    assert holds(passport().person())


@pytest.mark.parametrize(
    "sent",
    [
        {"field": "salaris", "value": "9000"}, {"field": ""}, {"field": "region", "value": "atlantis"},
        {"field": "region", "value": "nederland"}, {"field": "function", "value": "burgemeester-van-atlantis"},
        {"field": "remove", "question": "tasks", "items": "mentions", "places": "99"},
        {"field": "remove", "question": "tasks", "items": "mentions", "places": "-1"},
        {"field": "remove", "question": "tasks", "items": "mentions"},
        {"field": "remove", "question": "consent", "items": "agreed", "places": "0"},
        {"field": "remove", "question": "function", "items": "words", "places": "0"},
        {"field": "meaning", "question": "tasks", "items": "mentions", "places": "0", "value": "gelogen"},
        {"field": "meaning", "question": "tasks", "items": "messages", "places": "0", "value": "now"},
        {"field": "trend", "question": "trends", "items": "trends", "places": "0", "value": ""},
        {"field": "hard", "question": "criteria", "items": "criteria", "places": "0", "value": "ja"},
        {"field": "sectors", "values": ["zorg", "ruimtevaart"]}, {"field": "direction", "value": "omhoog"},
        {"field": "digital", "values": ["5", "1"]}, {"field": "digital", "values": ["1"]}, {"field": "digital", "values": ["²", "1"]},
        {"field": "trend", "places": "twee"}, {"version": "-1", "field": "region"}, {"version": "", "field": "region"},
    ],
)
def test_a_correction_that_cannot_be_changes_nothing(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport], sent: dict[str, object]) -> None:
    assert ria.post(CORRECT, data={"version": told.version, **sent}).status_code == 422
    assert passport().answers_given == told.answers_given


def test_a_suggestion_is_chosen_and_taken_back_on_the_page(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    ria.post("/paspoort/advies", data={"version": told.version})
    shown = re.search(r'name="value" value="([\w-]+)"><button class="knop knop--klein" type="submit">Hier wil ik mee verder', ria.get("/paspoort").text)
    assert shown
    assert correct(ria, passport(), field="choice", value="burgemeester-van-atlantis") == 422
    assert correct(ria, passport(), field="choice", value=shown[1]) == 303
    chosen = passport().answers["choice"].value
    assert chosen is not None and chosen["function_id"] == shown[1]
    assert f"Jouw keuze: {chosen['words']}" in ria.get("/paspoort").text
    assert passport_from_export(passport_to_export(passport())).answers["choice"].value == chosen
    assert correct(ria, passport(), field="choice", value="none") == 303
    assert "Jouw keuze" not in ria.get("/paspoort").text


def test_a_page_that_is_out_of_date_changes_nothing(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    assert correct(ria, told, field="region", value="twente") == 303
    answer = ria.post(CORRECT, data={"version": told.version, "field": "region", "value": "drenthe"})
    assert answer.status_code == 409
    assert "intussen veranderd" in answer.text
    assert passport().person().region_id == "twente"


def test_an_advice_stands_there_whole_and_says_when_it_is_old(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    assert ria.post("/paspoort/advies").status_code == 303
    page = ria.get("/paspoort").text
    cards = re.findall(r'<article class="kaart".*?</article>', page, re.DOTALL)
    assert 1 <= len(cards) <= 3
    for card in cards:
        for part in ("van 100", "Taken", "Vaardigheden", "Interesses", "Eisen en haalbaarheid", "Je eerste drie stappen",
                     "Wat je nog kunt leren", "Werk in jouw regio", "Wanneer is het goed voor jou?",
                     "geen avonden", "Waarom?", "Bron:"):
            assert part in card
        assert "Dit zei je zelf" in card or "Dit volgt uit je functie" in card
        assert [share for share in re.findall(r'stap__getal">(\d+)<', card)] == ["70", "20", "10"]
    assert "Je antwoorden zijn veranderd" not in page
    correct(ria, passport(), field="region", value="twente")
    assert "Je antwoorden zijn veranderd" in ria.get("/paspoort").text
    ria.post("/paspoort/advies")
    assert len(passport().advices) == 2
    assert "Eerder advies van" in ria.get("/paspoort").text


def test_the_download_is_the_passport(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    answer = ria.get("/paspoort/download")
    assert re.fullmatch(r'attachment; filename="skillspaspoort-[\d-]+\.json"', answer.headers["Content-Disposition"])
    assert passport_from_export(answer.text) == passport()


def test_there_is_nothing_to_download_before_the_talk(ria: TestClient) -> None:
    answer = ria.get("/paspoort/download")
    assert answer.status_code == 404
    assert "nog geen paspoort" in answer.text


def test_the_api_gives_the_passport_and_an_empty_one_before_the_talk(ria: TestClient, told: SkillsPassport) -> None:
    document = ria.get("/api/passport").json()
    assert document["passport"]["owner"] == told.owner
    assert document["accesses"]
    ria.post("/aanmelden", data={"persona": "joyce"})
    assert ria.get("/api/passport").json()["passport"]["answers_given"] == []


def test_looking_is_written_down_and_shown(ria: TestClient, told: SkillsPassport) -> None:
    ria.get("/paspoort")
    page = ria.get("/paspoort").text.split('id="gekeken"', 1)[1]
    assert "paspoort bekeken" in page
    assert "antwoord bewaard" in page


def test_others_who_looked_stand_first_and_what_you_did_yourself_is_folded_away(
    ria: TestClient, told: SkillsPassport, store: SqliteStore, owner: str
) -> None:
    store.load(owner, actor="coach:4f2a", action="show-passport")
    for _ in range(5):
        ria.get("/paspoort")
    looked = ria.get("/paspoort").text.split('id="gekeken"', 1)[1].split("</section>", 1)[0]
    others, own = looked.split("Wat je zelf deed", 1)
    assert "Een coach:</span> paspoort bekeken" in others
    assert "Jij" not in others
    assert "Jij:</span> paspoort bekeken (6 keer)" in own
    assert "wie er keek" not in own, "that the page shows who looked is no visit of its own"


def test_erasing_is_asked_first_and_then_leaves_nothing(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    assert "Ja, verwijder alles" in ria.get("/paspoort/wissen").text
    assert not passport().is_new
    answer = ria.post("/paspoort/wissen", data=own_form(ria))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/?gewist=true")
    assert "Alles is gewist" in ria.get(answer.headers["Location"]).text
    assert passport().is_new
    assert ria.get("/paspoort").status_code == 303, "the session ended too"


def test_where_the_name_of_who_edited_cannot_go_nothing_goes_and_it_can_be_done_again(
    ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport], app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The session ends with the passport: what is left after it could not be asked for any more."""
    def away() -> None:
        raise StoreUnavailable("weg")

    with monkeypatch.context() as patch:
        patch.setattr(app.state.drafts.store, "editors", away)
        answer = ria.post("/paspoort/wissen")
    assert answer.status_code == 503 and "er is nog niets gewist" in answer.text
    assert not passport().is_new
    assert ria.post("/paspoort/wissen").headers["Location"] == "/?gewist=true"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '" onfocus=alert(1) x="', "{{ 7 * 7 }}", "\u202edrom"])
def test_own_words_are_shown_as_text_wherever_they_stand(
    ria: TestClient, keep: Callable[..., SkillsPassport], text: str
) -> None:
    keep(lambda passport: passport
         .with_answer("function", {"function_id": None, "words": text}, words=text, at=AT)
         .with_answer("region", {"region_id": None, "words": text}, words=text, at=AT)
         .with_answer("tasks", {"messages": [text], "mentions": [
             {"kind": "task", "quote": text, "concept_id": None, "label": text, "meaning": "now", "confidence": 0.5}]}, words=text, at=AT)
         .with_answer("trends", {"trends": [{"quote": text, "trend": "grows"}]}, words=text, at=AT)
         .with_answer("wishes", {"words": [text], "sectors": ["onbekend"], "mentions": []}, words=text, at=AT)
         .with_answer("criteria", {"criteria": [{"words": text, "kind": "other", "hard": True}]}, words=text, at=AT)
         .with_lines(TalkLine(Speaker.EMPLOYEE, text, AT), TalkLine(Speaker.BOT, text, AT, (Button(text, text),))))
    ria.post("/paspoort/advies")
    for path in ("/paspoort", "/gesprek"):
        page = ria.get(path)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert '" onfocus' not in page.text
        assert ">49<" not in page.text


def test_only_skills_that_the_words_really_show_are_said_to_be_heard(ria: TestClient, keep: Callable[..., SkillsPassport]) -> None:
    heard = [
        mention("bestel spullen", "bestellen en voorraad bijhouden", "bestellen-en-voorraad-bijhouden", "skill"),
        mention("bestel spullen", "programmeren", "programmeren", "skill"),
    ]
    keep(lambda passport: passport.with_answer("tasks", {"messages": [], "mentions": heard}, words="", at=AT))
    page = ria.get("/paspoort").text
    assert "Ik hoor: bestellen en voorraad bijhouden</span>" in page
    assert 'programmeren <span class="merkje">' in page  # what was heard wrongly can be taken away


@pytest.mark.parametrize("question", ["function", "tasks", "wishes", "criteria", "trends"])
def test_long_words_are_repeated_in_short(ria: TestClient, keep: Callable[..., SkillsPassport], question: str) -> None:
    long = "ik doe heel veel verschillende dingen " * 130
    values = {
        "function": {"function_id": None, "words": long},
        "tasks": {"messages": [], "mentions": [mention(long, long, None)]},
        "wishes": {"words": [long], "sectors": [], "mentions": []},
        "criteria": {"criteria": [{"words": long, "kind": "other", "hard": False}]},
        "trends": {"trends": [{"quote": long, "trend": "grows"}]},
    }
    keep(lambda passport: passport.with_answer(question, values[question], words="", at=AT))
    page = ria.get("/paspoort").text
    assert "ik doe heel veel verschillende dingen" in page and "…" in page
    assert long[:150] not in page


def test_what_was_typed_stands_there_in_full(ria: TestClient, keep: Callable[..., SkillsPassport]) -> None:
    long = ("ik doe heel veel verschillende dingen " * 20).strip()
    keep(lambda passport: passport.with_answer("tasks", {"messages": [long], "mentions": []}, words="", at=AT))
    assert f"<q>{long}</q>" in ria.get("/paspoort").text


def test_choosing_a_function_repeats_what_was_typed_in_short(ria: TestClient, told: SkillsPassport) -> None:
    long = "ik doe heel veel verschillende dingen op kantoor " * 100
    page = ria.post(CORRECT, data={"version": told.version, "field": "function", "values": long}).text
    said = re.search(r"Je schreef: <q>(.*?)</q>", page)
    assert said is not None and said[1].endswith("…") and len(said[1]) < 100


def test_where_somebody_will_not_work_stands_on_the_page(ria: TestClient, told: SkillsPassport) -> None:
    assert "Niet in de horeca" in ria.get("/paspoort").text


def test_the_plan_of_the_choice_stands_on_the_page(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    ria.post("/paspoort/advies")
    assert "Jouw plan:" not in ria.get("/paspoort").text
    chosen = advice_in(passport().advices[-1]).suggestions[1]
    ria.post("/paspoort/corrigeren", data={"version": passport().version, "field": "choice", "value": chosen.function_id})
    page = ria.get("/paspoort").text
    plan = page[page.index("Jouw plan: "):page.index("Gemaakt met regelboek")]
    assert escape(chosen.title) in plan and "Deze week:" in plan
    places = [plan.index(str(escape(step.text))) for step in chosen.steps]
    assert places == sorted(places)
