"""Versions as Hans of HR works with them: begin, review, publish, plan, catch up, compare and go back, on the real data."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from portal.versions.opening import drafts_of
from publishing.content import Content, Part
from publishing.drafts import Drafts
from publishing.model import Broken, Editor, State, Version
from tests.portal.hr.filled_forms import PageForm

VERSIONS = "/beheer/versies"
MIEN = Editor("e-mien", "Mien")
MEANING = "Een suggestie is een idee voor werk dat bij je past, met uitleg op een kaart."
OTHER = "Een suggestie is een voorstel voor werk dat bij je past, met uitleg op een kaart."


@pytest.fixture
def of_mien(drafts: Drafts) -> Version:
    """A draft of Mien, in review."""
    begun = drafts.begin(by=MIEN, title="Andere uitleg")
    changed = drafts.change(begun.number, reworded, by=MIEN, what="legde een woord anders uit", expected_revision=begun.revision)
    return drafts.submit(changed.number, by=MIEN, note="graag kijken")


def reworded(content: Content) -> Content:
    assert MEANING in content[Part.GLOSSARY]
    return content.with_file(Part.GLOSSARY, content[Part.GLOSSARY].replace(MEANING, OTHER))


def asked_otherwise(content: Content) -> Content:
    """Another place than `reworded`."""
    return content.with_file(Part.ANSWERS, content[Part.ANSWERS].replace("question: Praat ik met een mens of met een computer?", "question: Praat ik met een computer of met een mens?"))


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def take(client: TestClient, version: Version, act: str, **typed: str) -> Any:
    return client.post(f"{VERSIONS}/{version.number}/stap/{act}", data={"revision": str(version.revision), **typed})


def test_the_list_tells_of_every_version_and_begins_a_draft(hans: TestClient, drafts: Drafts, of_mien: Version) -> None:
    page = text_of(hans.get(VERSIONS).text)
    for said in ("Andere uitleg", "wacht op beoordeling", "Mien", "graag kijken", "nog niemand", "live", "Het staat nu aan"):
        assert said in page
    answer = hans.post(VERSIONS, data={"title": "  Cijfers   van 2027 "})
    assert answer.status_code == 303
    begun = drafts.store.versions()[0]
    assert answer.headers["Location"] == f"{VERSIONS}/{begun.number}"
    assert (begun.title, begun.state, begun.author.name) == ("Cijfers van 2027", State.DRAFT, "Hans")
    assert "Hierin is nog niets veranderd" in hans.get(answer.headers["Location"]).text


@pytest.mark.parametrize(("title", "said"), [("", "Geef het concept een naam"), ("a" * 121, "Maak er hoogstens 120 van")])
def test_a_name_that_cannot_be_is_told_at_its_field_and_kept(hans: TestClient, drafts: Drafts, title: str, said: str) -> None:
    answer = hans.post(VERSIONS, data={"title": title})
    assert answer.status_code == 422 and said in answer.text
    assert 'href="#title"' in answer.text and f'value="{title}"' in answer.text and 'aria-invalid="true"' in answer.text
    assert len(drafts.store.versions()) == 1


def test_a_colleague_reads_in_words_what_changes_and_puts_it_live(hans: TestClient, drafts: Drafts, of_mien: Version) -> None:
    page = text_of(hans.get(f"{VERSIONS}/{of_mien.number}").text)
    assert "Begrippen" in page and "suggestie (veranderd)" in page and OTHER.rstrip(".") in page
    assert "Mien veranderde iets: legde een woord anders uit" in page
    answer = take(hans, of_mien, "publiceren")
    assert answer.headers["Location"] == f"{VERSIONS}/{of_mien.number}?gedaan=publiceren"
    assert drafts.store.version(of_mien.number).state is State.PUBLISHED
    assert "Deze versie is nu live." in hans.get(answer.headers["Location"]).text
    drafts.roll_back(1, by=MIEN, note="")
    assert "Deze versie is nu live." not in hans.get(answer.headers["Location"]).text, "the address is opened again later"


def test_going_back_is_asked_once_and_then_done(hans: TestClient, drafts: Drafts, of_mien: Version) -> None:
    take(hans, of_mien, "publiceren")
    assert f'href="{VERSIONS}/1/stap/terugzetten"' in hans.get(VERSIONS).text
    sure = hans.get(f"{VERSIONS}/1/stap/terugzetten")
    assert "suggestie (veranderd)" in text_of(sure.text), "what changes stands there beforehand"
    assert drafts.store.version(of_mien.number).state is State.PUBLISHED, "asking does nothing"
    answer = hans.post(f"{VERSIONS}/1/stap/terugzetten", data={"note": "te vroeg"})
    assert answer.status_code == 303
    live = drafts.store.published()
    assert live is not None and live.snapshot == drafts.store.version(1).snapshot and live.note == "te vroeg"
    again = hans.post(f"{VERSIONS}/1/stap/terugzetten", data={"note": "nog eens"})
    assert again.status_code == 409 and "is nu al live" in again.text and ">nog eens<" in again.text.replace("\n", "")


def test_going_back_takes_one_click_on_the_page_of_the_older_version(hans: TestClient, drafts: Drafts, of_mien: Version) -> None:
    take(hans, of_mien, "publiceren")
    page = hans.get(f"{VERSIONS}/1")
    form = PageForm(page.text, f"{VERSIONS}/1/stap/terugzetten")
    answers = [hans.post(form.action, data=dict(form.values)) for _ in range(2)]
    assert {answer.headers["Location"] for answer in answers} == {f"{VERSIONS}/{of_mien.number + 1}?gedaan=terugzetten"}, "pressed twice, done once"
    assert "is nu weer live" in hans.get(answers[0].headers["Location"]).text
    live = drafts.store.published()
    assert live is not None and live.snapshot == drafts.store.version(1).snapshot


def test_who_wrote_it_does_not_put_it_live_until_that_is_switched_off_with_a_reason(hans: TestClient, drafts: Drafts) -> None:
    hans.post(VERSIONS, data={"title": "Van mij"})
    begun = drafts.store.versions()[0]
    changed = drafts.change(begun.number, reworded, by=begun.author, what="woord", expected_revision=begun.revision)
    assert take(hans, changed, "indienen", note="klaar").status_code == 303
    assert take(hans, changed, "indienen", note="klaar").headers["Location"].endswith("gedaan=indienen"), "pressed twice"
    other = take(hans, changed, "indienen", note="toch niet")
    assert other.status_code == 409 and "zelf, in een ander venster" in other.text
    mine = drafts.store.version(begun.number)
    page = hans.get(f"{VERSIONS}/{mine.number}").text
    assert "Je schreef zelf mee" in page and "/stap/publiceren" not in page
    refused = take(hans, mine, "publiceren")
    assert refused.status_code == 409 and "Je schreef zelf mee" in text_of(refused.text)
    assert hans.post(f"{VERSIONS}/vierogen", data={"stand": "uit", "why": " "}).status_code == 422
    assert drafts.store.four_eyes()
    assert hans.post(f"{VERSIONS}/vierogen", data={"stand": "uit", "why": "Ik werk hier alleen"}).status_code == 303
    told = text_of(hans.get(VERSIONS).text)
    assert "Het vierogenprincipe staat uit." in told and "Hans zette het vierogenprincipe uit: Ik werk hier alleen" in told
    assert take(hans, mine, "publiceren").status_code == 303
    assert drafts.store.version(mine.number).state is State.PUBLISHED


def test_sending_back_needs_a_word_to_the_colleague(hans: TestClient, drafts: Drafts, of_mien: Version) -> None:
    answer = take(hans, of_mien, "terugsturen", note="  ")
    assert answer.status_code == 422 and 'href="#back-note"' in answer.text and 'id="back-note"' in answer.text
    assert take(hans, of_mien, "terugsturen", note="Leg ook uit wat een kaart is").status_code == 303
    now = drafts.store.version(of_mien.number)
    assert (now.state, now.note) == (State.DRAFT, "Leg ook uit wat een kaart is")
    assert "Hans stuurde het terug: Leg ook uit wat een kaart is" in text_of(hans.get(f"{VERSIONS}/{now.number}").text)


def test_who_is_second_is_told_what_the_first_did_and_keeps_what_was_typed(hans: TestClient, drafts: Drafts, of_mien: Version) -> None:
    drafts.withdraw(of_mien.number, by=MIEN)
    answer = take(hans, of_mien, "terugsturen", note="dit had ik al getypt")
    assert answer.status_code == 409
    assert "Mien nam het terug" in text_of(answer.text)
    assert drafts.store.version(of_mien.number).note == "graag kijken"


def test_a_start_is_planned_in_the_future_and_called_off(hans: TestClient, drafts: Drafts, of_mien: Version) -> None:
    assert take(hans, of_mien, "plannen", starts="2099-01-04T09:00", revision="9" * 30).status_code == 422
    for typed in ("2020-01-01T09:00", "0001-01-01T00:00", "morgen", ""):
        answer = take(hans, of_mien, "plannen", starts=typed)
        assert answer.status_code == 422 and f'value="{typed}"' in answer.text and 'href="#starts"' in answer.text
    assert take(hans, of_mien, "plannen", starts="2099-01-04T09:00").status_code == 303
    planned = drafts.store.version(of_mien.number)
    assert planned.starts_at == datetime(2099, 1, 4, 8, tzinfo=UTC), "the time of the Netherlands, wherever the server stands"
    assert "4 januari 2099, 09:00" in text_of(hans.get(f"{VERSIONS}/{planned.number}").text)
    assert take(hans, planned, "afzeggen").status_code == 303
    assert drafts.store.version(of_mien.number).starts_at is None


def test_without_a_trial_it_is_said_before_the_press_and_kept_in_the_log(hans: TestClient, drafts: Drafts, of_mien: Version) -> None:
    at, live = f"{VERSIONS}/{of_mien.number}", drafts.store.published()
    assert live is not None
    page = hans.get(at).text
    assert "Er is nog geen proef gedaan met deze versie zoals ze nu is" in page and f'action="{at}/proef"' in page
    drafts.store.note_trial(live.snapshot, live.snapshot)
    assert "nog geen proef" in hans.get(at).text, "another content was tried"
    assert take(hans, of_mien, "publiceren").status_code == 303
    assert "Proef vooraf niet gedaan" in text_of(hans.get(at).text)
    begun = drafts.begin(by=MIEN, title="Met proef")
    changed = drafts.change(begun.number, asked_otherwise, by=MIEN, what="vroeg iets anders", expected_revision=begun.revision)
    drafts.store.note_trial(of_mien.snapshot, changed.snapshot)
    tried = drafts.submit(changed.number, by=MIEN)
    assert "nog geen proef" not in hans.get(f"{VERSIONS}/{tried.number}").text
    assert take(hans, tried, "publiceren").status_code == 303
    assert drafts.tried().keys() == {tried.number}
    log = text_of(hans.get("/beheer/verantwoording/wijzigingen").text)
    assert "Proef vooraf" in log and re.search(r"Met proef [^A-Z]* Mien Hans [^A-Z]* \d{4}-\d\d-\d\d \d\d:\d\d –", log) and re.search(r"Mien Hans graag kijken niet gedaan", log)


def test_a_planned_start_that_would_not_come_is_told_before_the_press(hans: TestClient, drafts: Drafts, of_mien: Version) -> None:
    begun = drafts.begin(by=MIEN, title="Ook iets")
    changed = drafts.change(begun.number, asked_otherwise, by=MIEN, what="vroeg iets anders", expected_revision=begun.revision)
    other = drafts.submit(changed.number, by=MIEN)
    assert "volgens plan" not in hans.get(f"{VERSIONS}/{other.number}").text
    for _ in range(2):
        assert take(hans, of_mien, "plannen", starts="2099-01-04T09:00").status_code == 303, "pressed twice, planned once"
    page = text_of(hans.get(f"{VERSIONS}/{other.number}").text)
    assert f"versie {of_mien.number} (Andere uitleg) gaat volgens plan live op 4 januari 2099, 09:00. Zet je deze versie nu live, dan gaat die start niet door" in page
    assert "houdt de start van de ander tegen" in page
    take(hans, other, "plannen", starts="2099-02-01T09:00")
    assert f"Versie {of_mien.number} (Andere uitleg) start eerder" in text_of(hans.get(f"{VERSIONS}/{other.number}").text)
    assert "start eerder" not in hans.get(f"{VERSIONS}/{of_mien.number}").text
    take(hans, drafts.store.version(other.number), "publiceren")
    assert "volgens plan" not in hans.get(f"{VERSIONS}/1/stap/terugzetten").text, "that start does not come anyhow"
    assert "De geplande start op 4 januari 2099, 09:00 gaat zo niet door" in text_of(hans.get(f"{VERSIONS}/{of_mien.number}").text)


def test_only_who_asked_for_a_review_takes_it_back(hans: TestClient, drafts: Drafts, of_mien: Version) -> None:
    page = hans.get(f"{VERSIONS}/{of_mien.number}").text
    assert "stap/terugnemen" not in page and "stap/terugsturen" in page
    refused = take(hans, of_mien, "terugnemen")
    assert refused.status_code == 409 and "Stuur haar terug" in refused.text and drafts.store.version(of_mien.number) == of_mien


def test_a_broken_scenario_is_named_and_asks_why(
    hans: TestClient, app: FastAPI, drafts: Drafts, of_mien: Version, with_state: Callable[[str, Any], None],
) -> None:
    broken = (Broken("Ria wil niet in de zorg", "stelt nu zorg voor"),)
    with_state("drafts", drafts_of(app.state.settings, drafts.store, app.state.live.rehearse, lambda content: broken))
    answer = take(hans, of_mien, "publiceren")
    assert answer.status_code == 422 and "Ria wil niet in de zorg: stelt nu zorg voor" in text_of(answer.text)
    assert 'href="#reason"' in answer.text and 'id="reason"' in answer.text
    assert take(hans, of_mien, "publiceren", reason="De zorg telt hier mee").status_code == 303
    assert "De zorg telt hier mee" in text_of(hans.get(VERSIONS).text)


def test_what_went_live_meanwhile_is_taken_over_first(hans: TestClient, drafts: Drafts, of_mien: Version) -> None:
    begun = drafts.begin(by=MIEN, title="Ook iets")
    changed = drafts.change(begun.number, asked_otherwise, by=MIEN, what="vroeg iets anders", expected_revision=begun.revision)
    other = drafts.submit(changed.number, by=MIEN)
    take(hans, of_mien, "publiceren")
    refused = take(hans, other, "publiceren")
    assert refused.status_code == 409 and "Neem die wijzigingen eerst over" in text_of(refused.text)
    assert take(hans, other, "bijwerken").status_code == 303
    after = drafts.store.version(other.number)
    assert after.base == of_mien.number and OTHER in drafts.store.content(after.number)[Part.GLOSSARY]


def test_any_two_versions_are_compared_in_words(hans: TestClient, of_mien: Version) -> None:
    answer = hans.get(f"{VERSIONS}/vergelijk?van={of_mien.number}&naar=1")
    assert answer.status_code == 200 and "suggestie (veranderd)" in text_of(answer.text)
    assert "Deze twee zijn gelijk" in hans.get(f"{VERSIONS}/vergelijk?van=1&naar=1").text
    assert hans.get(f"{VERSIONS}/vergelijk").status_code == 200
    assert hans.get(f"{VERSIONS}/vergelijk?van=1&naar=999").status_code == 404


def test_a_draft_is_put_away_and_can_still_be_read(hans: TestClient, drafts: Drafts, of_mien: Version) -> None:
    assert take(hans, of_mien, "archiveren", note="niet meer nodig").status_code == 303
    assert drafts.store.version(of_mien.number).state is State.ARCHIVED
    page = hans.get(f"{VERSIONS}/{of_mien.number}").text
    assert "niet meer nodig" in page and "/stap/" not in page, "it was never live, so there is no going back to it"


@pytest.mark.parametrize("address", [f"{VERSIONS}/999", f"{VERSIONS}/999/stap/terugzetten", f"{VERSIONS}/1/stap/onzin"])
def test_what_is_not_there_is_not_found(hans: TestClient, address: str) -> None:
    assert hans.get(address).status_code == 404
    if "/stap/" in address:
        assert hans.post(address).status_code == 404


def test_a_number_that_no_engine_holds_is_refused(hans: TestClient) -> None:
    huge = "9" * 40
    assert hans.get(f"{VERSIONS}/{huge}").status_code == 422
    assert hans.get(f"{VERSIONS}/vergelijk?van={huge}&naar=1").status_code == 422
    assert hans.get(f"{VERSIONS}/{huge}/teksten/begrippen").status_code == 422


def test_what_colleagues_typed_is_shown_as_text(hans: TestClient, drafts: Drafts) -> None:
    begun = drafts.begin(by=Editor("e-x", "<b>Mien</b>"), title="<script>x</script>")
    for address in (VERSIONS, f"{VERSIONS}/{begun.number}", f"{VERSIONS}/vergelijk"):
        page = hans.get(address).text
        assert "<script>x" not in page and "<b>Mien" not in page and "&lt;script&gt;x" in page


def test_what_is_put_live_here_is_served_within_five_seconds(hans: TestClient, app: FastAPI, of_mien: Version) -> None:
    take(hans, of_mien, "publiceren")
    until = time.monotonic() + 5
    while app.state.live.version.number != of_mien.number and time.monotonic() < until:
        time.sleep(0.05)
    assert OTHER.rstrip(".") in next(term.meaning for term in app.state.live.now.interview.script.glossary if term.term == "suggestie")
