"""Families of rules as a table that Hans of HR fills in, without JavaScript."""

from __future__ import annotations

import re

from fastapi import FastAPI
from fastapi.testclient import TestClient

from publishing.content import Part
from rules.editing.decision_table import families
from rules.files.rulebook_parsing import parse_rulebook
from tests.portal.hr.filled_forms import PageForm, followed
from tests.portal.hr.test_hr_rules import COLLEAGUE, RULES, retitled, rules_in, text_of, version

FIRST = "eigen-werk-danger-zone"


def table(hans: TestClient, draft: int) -> PageForm:
    at = f"{RULES}/{draft}/tabel/{FIRST}"
    return PageForm(hans.get(at).text, at)


def test_every_family_has_a_table(hans: TestClient, app: FastAPI, draft: int) -> None:
    page = hans.get(f"{RULES}/{draft}/tabellen").text
    found = families(parse_rulebook(app.state.drafts.store.content(draft).part(Part.RULEBOOK), ""))
    assert found
    for family in found:
        assert f'href="{RULES}/{draft}/tabel/{family[0].id}"' in page
        assert hans.get(f"{RULES}/{draft}/tabel/{family[-1].id}").status_code == 200


def test_a_table_saved_as_it_is_changes_nothing(hans: TestClient, app: FastAPI, draft: int) -> None:
    before = version(app, draft)
    for family in families(parse_rulebook(app.state.drafts.store.content(draft).part(Part.RULEBOOK), "")):
        at = f"{RULES}/{draft}/tabel/{family[0].id}"
        answer = PageForm(hans.get(at).text, at).press(hans, "bewaar")
        assert answer.status_code == 303, text_of(answer.text)
    assert version(app, draft) == before


def test_a_cell_is_changed_and_the_other_rules_stay(hans: TestClient, app: FastAPI, draft: int) -> None:
    before = rules_in(app, draft)
    assert table(hans, draft).fill(**{"rij-1-title": "Werk dat snel verandert"}).press(hans, "bewaar").status_code == 303
    after = rules_in(app, draft)
    assert after[FIRST].title == "Werk dat snel verandert"
    assert {identity for identity in before if before[identity] != after[identity]} == {FIRST}


def test_a_wrong_cell_is_told_in_its_row_and_all_cells_are_kept(hans: TestClient, app: FastAPI, draft: int) -> None:
    before = version(app, draft)
    answer = followed(hans, table(hans, draft).fill(**{"rij-2-title": "", "rij-1-title": "Iets anders"}).press(hans, "bewaar"))
    assert answer.status_code == 200 and 'href="#rij-2-title"' in answer.text and 'aria-describedby="rij-2-title-fout"' in answer.text
    again = PageForm(answer.text, f"{RULES}/{draft}/tabel/{FIRST}")
    assert again.of("rij-1-title") == ["Iets anders"] and again.of("rij-2-title") == [""]
    assert version(app, draft) == before


def test_rows_come_and_go_and_what_was_typed_stays(hans: TestClient, app: FastAPI, draft: int) -> None:
    form = table(hans, draft).fill(**{"rij-1-title": "Iets anders"})
    rows = sum(1 for name, _ in form.values if name.endswith("-id"))
    more = PageForm(followed(hans, form.press(hans, "rij-erbij")).text, form.action)
    assert more.of(f"rij-{rows + 1}-id") == [""] and more.of("rij-1-title") == ["Iets anders"]
    empty = followed(hans, more.press(hans, "bewaar"))
    assert "tabel rond" in hans.get(f"{RULES}/{draft}").text, "a half-filled table is found back"
    assert f'href="#rij-{rows + 1}-title"' in empty.text
    fewer = PageForm(followed(hans, more.press(hans, f"rij-weg-{rows + 1}")).text, form.action)
    assert not fewer.of(f"rij-{rows + 1}-id")
    gone = fewer.of("rij-2-id")[0]
    least = PageForm(followed(hans, fewer.press(hans, "rij-weg-2")).text, form.action)
    for _ in range(2):
        assert "bewaard=true" in least.press(hans, "bewaar").headers["Location"], "pressed twice"
    assert version(app, draft).revision == 2
    assert gone not in rules_in(app, draft) and rules_in(app, draft)[FIRST].title == "Iets anders"


def test_two_editors_of_a_table_lose_nothing(hans: TestClient, app: FastAPI, draft: int) -> None:
    form = table(hans, draft).fill(**{"rij-1-title": "Iets anders"})
    retitled(app, draft, "kans-verborgen", "Elders hetzelfde doen")
    answer = followed(hans, form.press(hans, "bewaar"))
    assert "Een collega was je net voor" in answer.text and "Truus: gaf 'kans-verborgen' een andere titel" in text_of(answer.text)
    again = PageForm(answer.text, form.action)
    assert again.of("rij-1-title") == ["Iets anders"]
    assert again.press(hans, "bewaar").status_code == 303
    rules = rules_in(app, draft)
    assert rules[FIRST].title == "Iets anders" and rules["kans-verborgen"].title == "Elders hetzelfde doen"


def test_a_table_that_is_none_any_more_is_told_with_what_was_typed(hans: TestClient, app: FastAPI, draft: int) -> None:
    form = table(hans, draft).fill(**{"rij-1-title": "Werk dat snel verandert"})
    rule = rules_in(app, draft)[FIRST]
    path = f"rulebook/{rule.file}"
    app.state.drafts.change(
        draft, lambda content: content.with_file(path, content[path].replace(f"- id: {FIRST}\n", f"- id: {FIRST}\n", 1).replace("quadrant: danger-zone", "quadrant: {not: danger-zone}", 1)),
        by=COLLEAGUE, what="draaide de voorwaarde om", expected_revision=version(app, draft).revision,
    )
    before = version(app, draft)
    told = followed(hans, form.press(hans, "bewaar"))
    assert "niet meer in één tabel" in text_of(told.text) and "Truus: draaide de voorwaarde om" in text_of(told.text) and version(app, draft) == before
    assert "Werk dat snel verandert" in told.text and f'href="{RULES}/{draft}/regel/{FIRST}/wijzig"' in told.text
    assert "tabel rond" in hans.get(f"{RULES}/{draft}").text
    hans.post(re.findall(r'action="([^"]+/weg)"', told.text)[0])
    assert "tabel rond" not in hans.get(f"{RULES}/{draft}").text
    assert hans.post(form.action, data={**form.sent("bewaar"), "regels": ["weg"]}).status_code == 409, "no form of ours"
