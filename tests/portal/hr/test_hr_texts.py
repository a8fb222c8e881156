"""Answers, words and talk texts of a draft, as Hans of HR changes them in forms, on the real data."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from publishing.content import Content, Part
from publishing.drafts import Drafts
from publishing.model import Editor, Version

MIEN = Editor("e-mien", "Mien")
MEANING = "Een suggestie is een idee voor werk dat bij je past."
TERM = {"key": "suggestie", "term": "suggestie", "also": "suggesties\r\nkaart\r\nkaarten", "meaning": MEANING, "source": "ontwerp van Loopbaanwijzer"}
PARKING = {
    "question": "Waar kan ik mijn fiets stallen?", "asked_as": "fiets neerzetten\r\nwaar laat ik me fiets\r\nis er een rek\r\nfietsenhok waar\r\nstalling gemeentehuis",
    "answer": "Je fiets kan in de kelder.", "source": "huisregels",
}


@pytest.fixture
def draft(drafts: Drafts) -> Version:
    return drafts.begin(by=MIEN, title="Teksten")


def texts(version: Version) -> str:
    return f"/beheer/versies/{version.number}/teksten"


def save(client: TestClient, version: Version, kind: str, sent: dict[str, str], **more: str) -> Any:
    return client.post(f"{texts(version)}/{kind}/een", data={"revision": str(version.revision), **sent, **more})


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


@pytest.mark.parametrize(("kind", "sought", "found"), [
    ("antwoorden", "mens COMPUTER", "Praat ik met een mens of met een computer?"), ("begrippen", "skillspaspoort", "skillspaspoort"),
    ("gesprek", "consent.ask", "de vraag"),
])
def test_each_kind_is_listed_and_searched(hans: TestClient, draft: Version, kind: str, sought: str, found: str) -> None:
    everything = hans.get(f"{texts(draft)}/{kind}").text
    some = hans.get(f"{texts(draft)}/{kind}", params={"zoek": sought}).text
    assert found in some and some.count("?key=") < everything.count("?key=")
    assert f'value="{sought}"' in some
    assert "Niets gevonden" in hans.get(f"{texts(draft)}/{kind}", params={"zoek": "qqqq zzzz"}).text


def test_a_word_is_changed_and_nothing_else(hans: TestClient, drafts: Drafts, draft: Version) -> None:
    form = hans.get(f"{texts(draft)}/begrippen/een?key=suggestie").text
    assert "suggesties\nkaart\nkaarten" in form and "Hangt samen met" in form
    assert save(hans, draft, "begrippen", TERM).status_code == 303
    before, after = drafts.store.content(1), drafts.store.content(draft.number)
    assert [path for path in after if after[path] != before[path]] == [Part.GLOSSARY]
    assert MEANING in after[Part.GLOSSARY]
    step = drafts.store.history(draft.number)[-1]
    assert (step.by.name, step.what) == ("Hans", "veranderde in begrippen: suggestie")
    assert "suggestie (veranderd)" in text_of(hans.get(f"/beheer/versies/{draft.number}").text)


def test_what_is_wrong_is_told_at_each_field_and_what_was_typed_stays(hans: TestClient, drafts: Drafts, draft: Version) -> None:
    long = "Een suggestie is iets. Het is een idee. Het is niet verplicht."
    answer = save(hans, draft, "begrippen", TERM, meaning=long, source="")
    assert answer.status_code == 422
    assert 'href="#meaning"' in answer.text and 'href="#source"' in answer.text and long in answer.text
    assert answer.text.count('aria-invalid="true"') == 2
    assert len(drafts.store.history(draft.number)) == 1, "nothing was stored"


def test_a_new_question_gets_a_name_of_its_own(hans: TestClient, drafts: Drafts, draft: Version) -> None:
    few = save(hans, draft, "antwoorden", {**PARKING, "asked_as": "fiets"})
    assert few.status_code == 422 and 'href="#asked_as"' in few.text
    assert save(hans, draft, "antwoorden", PARKING).status_code == 303
    assert "- id: waar-kan-ik-mijn-fiets-stallen" in drafts.store.content(draft.number)[Part.ANSWERS]
    now = drafts.store.version(draft.number)
    for _ in range(2):
        gone = hans.post(f"{texts(draft)}/antwoorden/weg", data={"revision": str(now.revision), "key": "waar-kan-ik-mijn-fiets-stallen"})
        assert gone.status_code == 303
    assert drafts.store.version(draft.number).revision == now.revision + 1, "pressed twice, done once"
    assert "fiets-stallen" not in drafts.store.content(draft.number)[Part.ANSWERS]


def test_what_is_like_something_that_is_there_is_told_and_can_be_saved_all_the_same(hans: TestClient, drafts: Drafts, draft: Version) -> None:
    twin = {**PARKING, "question": "Praat ik met een mens of een computer?"}
    answer = save(hans, draft, "antwoorden", twin)
    assert answer.status_code == 200 and "Dit lijkt op iets wat er al is" in answer.text
    assert "Praat ik met een mens of met een computer?" in answer.text and 'name="anyway"' in answer.text
    assert len(drafts.store.history(draft.number)) == 1
    assert save(hans, draft, "antwoorden", twin, anyway="ja").status_code == 303


def test_a_text_of_the_talk_that_reads_as_another_is_told_and_can_be_saved_all_the_same(hans: TestClient, drafts: Drafts, draft: Version) -> None:
    twin = {"key": "phrases.thanks", "text": "Zal ik een transfercoach laten meekijken"}
    answer = save(hans, draft, "gesprek", twin)
    assert answer.status_code == 200 and "Dit lijkt op iets wat er al is" in answer.text and 'name="anyway"' in answer.text
    assert "Los van een vraag: “Zal ik een transfercoach laten meekijken?”" in text_of(answer.text)
    assert len(drafts.store.history(draft.number)) == 1
    assert save(hans, draft, "gesprek", twin, anyway="ja").status_code == 303


@pytest.mark.parametrize("sent", [
    {"key": "outside.phrases.check", "text": "Klopt dat? Je kunt er ook nog iets bij zetten."}, {"key": "tasks.names", "text": "taken\ntaak\nwerkzaamheden"},
])
def test_what_read_as_another_before_and_a_list_are_not_asked_about(hans: TestClient, draft: Version, sent: dict[str, str]) -> None:
    assert save(hans, draft, "gesprek", sent).status_code == 303


def test_a_question_that_the_talk_was_trained_on_stays(hans: TestClient, drafts: Drafts, draft: Version) -> None:
    assert "/antwoorden/weg" not in hans.get(f"{texts(draft)}/antwoorden/een?key=is-dit-een-mens").text
    answer = hans.post(f"{texts(draft)}/antwoorden/weg", data={"revision": str(draft.revision), "key": "is-dit-een-mens"})
    assert answer.status_code == 422 and "hoort bij de training" in answer.text


def test_a_text_of_the_talk_is_changed_with_its_words_checked(hans: TestClient, drafts: Drafts, draft: Version) -> None:
    page = hans.get(f"{texts(draft)}/gesprek/een?key=phrases.plan").text
    assert "{title}" in page
    wrong = save(hans, draft, "gesprek", {"key": "phrases.plan", "text": "Ik zet {tittel} in je plan."})
    assert wrong.status_code == 422 and 'href="#text"' in wrong.text and "Ik zet {tittel} in je plan." in wrong.text
    assert save(hans, draft, "gesprek", {"key": "phrases.plan", "text": "Ik zet {title} voor je in je plan."}).status_code == 303
    assert "Ik zet {title} voor je in je plan." in drafts.store.content(draft.number)[Part.INTERVIEW]


def test_the_second_of_two_sees_what_the_first_wrote_beside_their_own_words(hans: TestClient, drafts: Drafts, draft: Version) -> None:
    hers = "Een suggestie is een voorstel van Wijzer."

    def edit(content: Content) -> Content:
        old = re.search(r"meaning: (Een suggestie is .*)\n", content[Part.GLOSSARY])
        assert old
        return content.with_file(Part.GLOSSARY, content[Part.GLOSSARY].replace(old.group(1), hers))

    drafts.change(draft.number, edit, by=MIEN, what="legde suggestie anders uit", expected_revision=draft.revision)
    answer = save(hans, draft, "begrippen", TERM)
    assert answer.status_code == 409
    assert "Mien veranderde iets: legde suggestie anders uit" in text_of(answer.text)
    assert f"Je collega schreef: {hers}" in text_of(answer.text) and MEANING in answer.text
    assert hers in drafts.store.content(draft.number)[Part.GLOSSARY], "nothing was overwritten"
    assert save(hans, drafts.store.version(draft.number), "begrippen", TERM).status_code == 303
    assert MEANING in drafts.store.content(draft.number)[Part.GLOSSARY]


def test_a_revision_that_no_version_can_have_is_no_form_of_ours(hans: TestClient, draft: Version) -> None:
    assert save(hans, draft, "begrippen", TERM, revision="9" * 30).status_code == 422


def test_two_who_change_other_things_lose_nothing(hans: TestClient, drafts: Drafts, draft: Version) -> None:
    hidden = save(hans, draft, "antwoorden", PARKING)
    assert hidden.status_code == 303
    late = save(hans, draft, "begrippen", TERM)
    assert late.status_code == 409 and "Je collega schreef" not in late.text
    revision = re.search(r'name="revision" value="(\d+)"', late.text)
    assert revision
    assert save(hans, draft, "begrippen", TERM, revision=revision.group(1)).status_code == 303
    now = drafts.store.content(draft.number)
    assert MEANING in now[Part.GLOSSARY] and "fiets-stallen" in now[Part.ANSWERS]


def test_twenty_failed_saves_leave_nothing_behind(hans: TestClient, drafts: Drafts, draft: Version) -> None:
    for _ in range(20):
        assert save(hans, draft, "antwoorden", {**PARKING, "answer": ""}).status_code == 422
    assert drafts.store.version(draft.number) == draft
    assert save(hans, draft, "antwoorden", PARKING).status_code == 303
    assert drafts.store.content(draft.number)[Part.ANSWERS].count("fiets-stallen") == 1


def test_what_is_live_is_read_and_not_changed(hans: TestClient, drafts: Drafts) -> None:
    live = drafts.store.version(1)
    page = hans.get(f"{texts(live)}/begrippen/een?key=suggestie").text
    assert " readonly" in page and ">Bewaar<" not in page
    answer = save(hans, live, "begrippen", TERM)
    assert answer.status_code == 409 and MEANING not in drafts.store.content(1)[Part.GLOSSARY]


@pytest.mark.parametrize("address", ["onzin", "onzin/een", "begrippen/een?key=bestaat-niet", "gesprek/een", "gesprek/een?key=phrases.onzin"])
def test_what_is_not_there_is_not_found(hans: TestClient, draft: Version, address: str) -> None:
    assert hans.get(f"{texts(draft)}/{address}").status_code == 404


@pytest.mark.parametrize("typed", ["</textarea><script>x</script>", "\x00\u202e", "{" * 50, "a" * 5000, "- id: x\n  answer: y", "!!python/object:os.system", "😀"])
def test_odd_words_are_text_and_never_a_page_or_a_broken_file(hans: TestClient, drafts: Drafts, draft: Version, typed: str) -> None:
    for sent in (("begrippen", {**TERM, "meaning": typed}), ("antwoorden", {**PARKING, "question": typed}), ("gesprek", {"key": "phrases.plan", "text": typed})):
        answer = save(hans, drafts.store.version(draft.number), *sent)
        assert answer.status_code in (200, 303, 422) and "<script>x" not in answer.text
    assert drafts.store.content(draft.number).files.keys() == drafts.store.content(1).files.keys()
