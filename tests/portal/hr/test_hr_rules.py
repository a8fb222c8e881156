"""Rules of a draft as Hans of HR finds, reads, ends, moves and deletes them, without JavaScript."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from publishing.content import Part
from publishing.model import Editor, Version
from rules.files.rulebook_parsing import parse_rulebook
from rules.rulebook import Rule
from tests.portal.hr.filled_forms import PageForm

RULES = "/beheer/regels"
COLLEAGUE = Editor("acolleague", "Truus")


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("&#39;", "'")


def rules_in(app: FastAPI, number: int) -> dict[str, Rule]:
    files = app.state.drafts.store.content(number).part(Part.RULEBOOK)
    return {rule.id: rule for rule in parse_rulebook(files, "").rules}


def version(app: FastAPI, number: int) -> Version:
    found: Version = app.state.drafts.store.version(number)
    return found


def retitled(app: FastAPI, number: int, identity: str, title: str) -> None:
    """A colleague gives a rule another title, in the same draft."""
    rule = rules_in(app, number)[identity]
    app.state.drafts.change(
        number, lambda content: content.with_file(f"rulebook/{rule.file}", content[f"rulebook/{rule.file}"].replace(f"title: {rule.title}", f"title: {title}")),
        by=COLLEAGUE, what=f"gaf '{identity}' een andere titel", expected_revision=version(app, number).revision,
    )


def test_a_draft_is_begun_and_found_back(hans: TestClient, draft: int) -> None:
    found = hans.get(RULES)
    assert found.status_code == 303 and found.headers["Location"] == f"{RULES}/{draft}"
    page = hans.get(f"{RULES}/{draft}").text
    assert "Regels van december" in page and f'href="/beheer/versies/{draft}"' in page
    assert re.search(r'href="/beheer/regels" aria-current="page"', page)


def test_without_a_draft_the_live_rules_are_read_and_a_draft_is_begun_there(hans: TestClient, app: FastAPI) -> None:
    assert hans.get(RULES).headers["Location"] == f"{RULES}/1"
    answer = PageForm(hans.get(f"{RULES}/1/regel/kans-verborgen").text, "/beheer/versies").fill(title="Andere kansen").press(hans)
    assert answer.headers["Location"] == f"{RULES}/2/regel/kans-verborgen" and version(app, 2).title == "Andere kansen"


@pytest.mark.parametrize(("title", "said"), [("  ", "Geef het concept een naam"), ("x" * 121, "Maak er hoogstens 120 van")])
def test_a_draft_without_a_good_name_is_not_begun_and_the_way_back_is_kept(hans: TestClient, app: FastAPI, title: str, said: str) -> None:
    answer = PageForm(hans.get(f"{RULES}/1").text, "/beheer/versies").fill(title=title).press(hans)
    assert answer.status_code == 422 and said in answer.text
    assert len(app.state.drafts.store.versions()) == 1
    assert PageForm(answer.text, "/beheer/versies").fill(title="Andere kansen").press(hans).headers["Location"] == f"{RULES}/2"


def test_another_draft_is_chosen_on_every_page_in_the_same_way(hans: TestClient, draft: int) -> None:
    for place, at in (("functies", "/beheer/functies?concept={}"), ("regels", "/beheer/regels/{}"), ("cijfers", "/beheer/cijfers?concept={}"), ("begrippen", "/beheer/versies/{}/teksten/begrippen")):
        begun = hans.post("/beheer/versies", data={"title": f"Meer {place}", "naar": place}).headers["Location"]
        page = hans.get(begun).text
        assert 'action="/beheer/versies/open"' in page and f'name="naar" value="{place}"' in page
        assert re.search(rf'<option value="{draft}">{draft}: Regels van december', page)
        chosen = hans.get(f"/beheer/versies/open?concept={draft}&naar={place}")
        assert chosen.status_code == 303 and chosen.headers["Location"] == at.format(draft)
    assert hans.get("/beheer/versies/open?concept=77&naar=regels").status_code == 404
    assert hans.get(f"/beheer/versies/open?concept={draft}&naar=//elders").headers["Location"] == f"/beheer/versies/{draft}"


def test_the_list_has_every_rule_in_its_group_and_finds_by_word(hans: TestClient, app: FastAPI, draft: int) -> None:
    every = rules_in(app, draft)
    page = hans.get(f"{RULES}/{draft}").text
    assert all(f'href="{RULES}/{draft}/regel/{identity}"' in page for identity in every)
    heads = [text_of(head).strip() for head in re.findall(r"<h2[^>]*>(.*?)</h2>", page)]
    assert heads[:3] == ["Eigen werk", "Eigen taken", "Fase"] and len(heads) == len({rule.file for rule in every.values()})
    found = set(re.findall(r"/regel/([a-z0-9-]+)\"", hans.get(f"{RULES}/{draft}", params={"zoek": "KANS spreadsheets onzin"}).text))
    assert not found
    by_title = every["kans-verborgen"].title
    found = set(re.findall(r"/regel/([a-z0-9-]+)\"", hans.get(f"{RULES}/{draft}", params={"zoek": by_title.upper()}).text))
    assert "kans-verborgen" in found and len(found) < len(every)
    one = set(re.findall(r"/regel/([a-z0-9-]+)\"", hans.get(f"{RULES}/{draft}", params={"groep": "17-fase.yml"}).text))
    assert one == {identity for identity, rule in every.items() if rule.file == "17-fase.yml"}


def test_a_rule_is_read_in_sentences_with_its_own_yaml_and_where_it_fires(hans: TestClient, app: FastAPI, draft: int) -> None:
    page = hans.get(f"{RULES}/{draft}/regel/kans-verborgen").text
    read = text_of(page)
    assert "Als " in read and "komen er 2 punten bij voor taken" in read and "Omdat: “Jouw “[" in read
    entry = app.state.drafts.store.content(draft)["rulebook/40-verborgen-kansen.yml"].split("\n\n")[0].partition("\n")[2]
    assert "- id: kans-verborgen" in entry
    shown = re.search(r"<code>(.*?)</code>", page, re.DOTALL)
    assert shown and shown[1].replace("&#34;", '"').strip() == entry.strip()
    reach = text_of(hans.get(f"{RULES}/{draft}/regel/eigen-werk-danger-zone").text)
    assert re.search(r"Kan afgaan voor wie nu dit werk doet: \d+ van de \d+", reach)


def test_a_rule_that_is_not_there_is_not_found(hans: TestClient, draft: int) -> None:
    for path in (f"{RULES}/{draft}/regel/bestaat-niet", f"{RULES}/99", f"{RULES}/99/nieuw", f"{RULES}/{10**30}", f"{RULES}/0", f"{RULES}/{draft}/regel/bestaat-niet/wijzig", f"{RULES}/{draft}/tabel/bestaat-niet"):
        assert hans.get(path).status_code == 404, path


def test_what_is_live_can_be_read_and_not_changed(hans: TestClient, app: FastAPI) -> None:
    page = hans.get(f"{RULES}/1/regel/kans-verborgen").text
    assert "geen concept" in page and "/wijzig" not in page and "/weg" not in page
    revision = str(version(app, 1).revision)
    answer = hans.post(f"{RULES}/1/regel/kans-verborgen/weg", data={"revisie": revision})
    assert answer.status_code == 409 and "concept" in text_of(answer.text)
    assert "kans-verborgen" in rules_in(app, 1)


def test_a_rule_gets_a_last_day_and_loses_it(hans: TestClient, app: FastAPI, draft: int) -> None:
    at = f"{RULES}/{draft}/regel/kans-verborgen"
    answer = PageForm(hans.get(at).text, f"{at}/einde").fill(tot="2099-01-31").press(hans)
    assert answer.status_code == 303 and "Bewaard in het concept" in hans.get(answer.headers["Location"]).text
    assert str(rules_in(app, draft)["kans-verborgen"].valid_until) == "2099-01-31"
    assert PageForm(hans.get(at).text, f"{at}/einde").fill(tot="").press(hans).status_code == 303
    assert rules_in(app, draft)["kans-verborgen"].valid_until is None
    assert app.state.drafts.store.content(draft) == app.state.drafts.store.content(1)


@pytest.mark.parametrize(("typed", "said"), [("morgen", "is geen datum"), ("2001-01-01", "ligt voor de eerste dag")])
def test_a_last_day_that_cannot_be_is_told_at_its_field_and_kept(hans: TestClient, app: FastAPI, draft: int, typed: str, said: str) -> None:
    at, before = f"{RULES}/{draft}/regel/kans-verborgen", version(app, draft)
    answer = PageForm(hans.get(at).text, f"{at}/einde").fill(tot=typed).press(hans)
    assert answer.status_code == 422 and said in text_of(answer.text)
    assert 'aria-describedby="valid_until-fout"' in answer.text and PageForm(answer.text, f"{at}/einde").of("tot") == [typed]
    assert version(app, draft) == before


def test_a_rule_moves_to_another_group_and_before_another_rule(hans: TestClient, app: FastAPI, draft: int) -> None:
    at = f"{RULES}/{draft}/regel/kans-verborgen"
    assert PageForm(hans.get(at).text, f"{at}/plek").fill(groep="80-leren.yml").press(hans).status_code == 303
    assert [rule.id for rule in rules_in(app, draft).values() if rule.file == "80-leren.yml"][-1] == "kans-verborgen"
    first = next(rule.id for rule in rules_in(app, draft).values() if rule.file == "80-leren.yml")
    assert PageForm(hans.get(at).text, f"{at}/plek").fill(voor=first).press(hans).status_code == 303
    assert [rule.id for rule in rules_in(app, draft).values() if rule.file == "80-leren.yml"][:2] == ["kans-verborgen", first]
    wrong = PageForm(hans.get(at).text, f"{at}/plek").fill(groep="30-route.yml", voor=first).press(hans)
    assert wrong.status_code == 422 and "geen andere regel van deze groep" in text_of(wrong.text)


def test_a_rule_is_deleted_from_the_draft_only(hans: TestClient, app: FastAPI, draft: int) -> None:
    at = f"{RULES}/{draft}/regel/kans-verborgen"
    form = PageForm(hans.get(at).text, f"{at}/weg")
    for answer in (form.press(hans), form.press(hans)):  # a double click is no colleague
        assert answer.status_code == 303 and answer.headers["Location"] == f"{RULES}/{draft}"
    assert version(app, draft).revision == 2
    assert "kans-verborgen" not in rules_in(app, draft) and "kans-verborgen" in rules_in(app, 1)
    assert [step.what for step in app.state.drafts.store.history(draft)][-1] == "haalde de regel 'Ander werk, dezelfde taken' weg"


def test_deleting_what_a_colleague_just_changed_shows_the_change_first(hans: TestClient, app: FastAPI, draft: int) -> None:
    at = f"{RULES}/{draft}/regel/kans-verborgen"
    form = PageForm(hans.get(at).text, f"{at}/weg")
    retitled(app, draft, "kans-verborgen", "Elders hetzelfde doen")
    answer = form.press(hans)
    assert answer.status_code == 409 and "Truus: gaf 'kans-verborgen' een andere titel" in text_of(answer.text) and "Elders hetzelfde doen" in answer.text
    assert "kans-verborgen" in rules_in(app, draft)
    assert PageForm(answer.text, f"{at}/weg").press(hans).status_code == 303
    assert "kans-verborgen" not in rules_in(app, draft)


def test_a_form_that_is_not_ours_is_refused(hans: TestClient, draft: int) -> None:
    for sent in ({}, {"revisie": "x"}, {"revisie": "²"}, {"revisie": "9" * 30}):
        assert hans.post(f"{RULES}/{draft}/regel/kans-verborgen/weg", data=sent).status_code == 422
        assert hans.post(f"{RULES}/{draft}/nieuw", data=sent).status_code == 422


def test_what_is_sought_is_shown_as_text(hans: TestClient, draft: int) -> None:
    answer = hans.get(f"{RULES}/{draft}", params={"zoek": '"><script>x</script>', "groep": "../../etc"})
    assert answer.status_code == 200 and "<script>x" not in answer.text and "geen regel met deze woorden" in text_of(answer.text)
