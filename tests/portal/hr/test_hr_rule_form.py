"""A rule written and changed in the form, click by click as docs/HR.md describes it, without JavaScript."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from portal.hr.rulebook.form_fields import form_from
from portal.hr.rulebook.half_written import EACH
from rules.editing.form_writing import form_of
from rules.rulebook import NAMES
from tests.portal.hr.filled_forms import PageForm, followed
from tests.portal.hr.test_hr_rules import COLLEAGUE, RULES, retitled, rules_in, text_of, version
from tests.rules.editing.test_tip_from_a_form import GROUP, TIP

TIP_ID = "van-excel-naar-data-analist"


def step(hans: TestClient, form: PageForm, button: str) -> PageForm:
    """The form after a button that keeps it open."""
    return PageForm(pressed(hans, form, button).text, form.action)


def pressed(hans: TestClient, form: PageForm, button: str) -> Response:
    """The page that a button leads to, which keeps the form open."""
    answer = form.press(hans, button)
    assert answer.status_code == 303 and "?vorm=" in answer.headers["Location"], text_of(answer.text)
    return followed(hans, answer)


def with_tip(hans: TestClient, draft: int) -> PageForm:
    """The form with all of the tip filled in, by the clicks of docs/HR.md."""
    at = f"{RULES}/{draft}/nieuw"
    form = PageForm(hans.get(at).text, at).fill(titel=TIP.title)
    for number, row in enumerate(TIP.when, start=1):
        form = step(hans, form.fill(nieuw_veld=row.field), "als-erbij")
        assert form.focus == f"als-{number}-eis"
        form.fill(**{f"als-{number}-eis": row.demand})
        if row.values:
            form.fill(**{f"als-{number}-waarde": list(row.values)})
    for number, then in enumerate(TIP.then, start=1):
        form = step(hans, form.fill(nieuw_gevolg=then.kind), "dan-erbij").fill(**{f"dan-{number}-{part}": text for part, text in then.parts.items()})
    return form.fill(omdat=TIP.because, bron=TIP.source, modellen=list(TIP.models), groep=GROUP, vanaf=TIP.valid_from, auteur=TIP.author)


def test_the_tip_of_the_works_council_is_made_by_picking(hans: TestClient, app: FastAPI, draft: int) -> None:
    form = with_tip(hans, draft)
    seen = text_of(pressed(hans, form, "bekijk").text)
    assert "de lijst met schalen van de functie van nu iets bevat van: 6 of 7" in seen and "Kan afgaan bij deze functies ernaast: 1 van de" in seen
    answer = form.press(hans, "bewaar")
    assert answer.status_code == 303 and answer.headers["Location"] == f"{RULES}/{draft}/regel/{TIP_ID}?bewaard=true"
    made = rules_in(app, draft)[TIP_ID]
    assert form_of(made).when == TIP.when and made.file == GROUP
    assert [step.what for step in app.state.drafts.store.history(draft)][-1] == f"schreef de regel '{TIP.title}'"
    assert TIP_ID not in rules_in(app, 1)
    assert "Data-analist" in hans.get(answer.headers["Location"]).text


def test_rows_come_and_go_and_all_that_was_typed_stays(hans: TestClient, app: FastAPI, draft: int) -> None:
    before, form = version(app, draft), with_tip(hans, draft)
    typed = [value for value in form.values if not value[0].startswith(("nieuw-", "als-1-", "doe"))]
    shorter = step(hans, form, "als-weg-1")
    later = {f"als-{number}-": f"als-{number - 1}-" for number in range(2, 6)}
    moved = [(next((name.replace(old, new) for old, new in later.items() if name.startswith(old)), name), value) for name, value in typed]
    kept = [value for value in shorter.values if value[1] and not value[0].startswith("nieuw-")]
    assert sorted(kept) == sorted(value for value in moved if value[1])
    assert "als-5-veld" not in {name for name, _ in shorter.values} and shorter.focus == "nieuw-veld"
    fewer = step(hans, shorter, "dan-weg-2")
    assert fewer.of("dan-1-part") == ["tasks"] and fewer.of("dan-2-soort") == ["say"] and not fewer.of("dan-3-soort")
    assert version(app, draft) == before, "nothing is stored by a row"


def test_a_list_of_many_values_takes_more_than_one(hans: TestClient, draft: int) -> None:
    at = f"{RULES}/{draft}/nieuw"
    form = step(hans, PageForm(hans.get(at).text, at).fill(nieuw_veld="function.id"), "als-erbij")
    form = step(hans, form.fill(als_1_waarde="data-analist"), "als-meer-1")
    assert form.of("als-1-waarde") == ["data-analist", ""] and form.focus == "als-1-waarde-2"
    form = step(hans, form.fill(als_1_waarde=["data-analist", "kok"]), "als-meer-1")
    assert form.of("als-1-waarde") == ["data-analist", "kok", ""]


def test_what_the_rule_is_about_changes_the_lists(hans: TestClient, draft: int) -> None:
    at = f"{RULES}/{draft}/nieuw"
    form = PageForm(hans.get(at).text, at)
    assert "function.id" in form.options["nieuw-veld"] and "outlook" not in form.options["nieuw-gevolg"]
    form = step(hans, form.fill(over="own-task", titel="Blijft staan"), "over")
    assert "function.id" not in form.options["nieuw-veld"] and form.options["nieuw-gevolg"] == {"", "outlook"} and form.of("titel") == ["Blijft staan"]


def test_everything_that_is_wrong_is_told_at_its_place_and_nothing_is_stored(hans: TestClient, app: FastAPI, draft: int) -> None:
    before, form = version(app, draft), with_tip(hans, draft)
    form.fill(titel="", als_1_waarde=[], als_3_eis="", dan_1_by="twaalf", bron="ergens gelezen", vanaf="gisteren", omdat="Omdat {match.quote} zo is.", groep="")
    answer = pressed(hans, form, "bewaar")
    page, again = text_of(answer.text), PageForm(answer.text, form.action)
    for field in ("titel", "als-1-waarde", "als-3-eis", "dan-1-by", "bron", "vanaf", "omdat"):
        assert f'href="#{field}"' in answer.text and re.search(rf'id="{field}"[^>]*aria-describedby="[^"]*{field}-fout"', answer.text), field
    assert "De titel is nog leeg" in page and "is nog geen heel getal van -12 tot en met 12" in page and "kan leeg zijn" in page
    assert again.of("dan-1-by") == ["twaalf"] and again.of("bron") == ["ergens gelezen"] and again.of("vanaf") == ["gisteren"] and again.of("omdat") == ["Omdat {match.quote} zo is."]
    assert version(app, draft) == before


def test_a_rule_without_a_group_is_refused_at_the_list_of_groups(hans: TestClient, draft: int) -> None:
    answer = pressed(hans, with_tip(hans, draft).fill(groep=""), "bewaar")
    assert 'href="#groep"' in answer.text and 'aria-describedby="groep-fout"' in answer.text


def test_twenty_failed_saves_leave_one_rule(hans: TestClient, app: FastAPI, draft: int) -> None:
    before, form = rules_in(app, draft), with_tip(hans, draft).fill(bron="ergens gelezen")
    for _ in range(20):
        assert "?vorm=" in form.press(hans, "bewaar").headers["Location"]
    assert rules_in(app, draft) == before
    for _ in range(2):
        saved = form.fill(bron=TIP.source).press(hans, "bewaar")
        assert saved.headers["Location"] == f"{RULES}/{draft}/regel/{TIP_ID}?bewaard=true", "pressed twice, saved once, and no colleague is blamed"
    assert set(rules_in(app, draft)) - set(before) == {TIP_ID} and version(app, draft).revision == 2
    assert "half ingevuld" not in hans.get(f"{RULES}/{draft}").text, "what was saved is not half-written any more"


def test_back_goes_to_the_form_as_it_was_before(hans: TestClient, draft: int) -> None:
    at = f"{RULES}/{draft}/nieuw"
    form = PageForm(hans.get(at).text, at).fill(titel="Eerst", nieuw_veld="own.scales")
    first = form.press(hans, "als-erbij").headers["Location"]
    second = PageForm(hans.get(first).text, at).fill(titel="Daarna", nieuw_veld="own.id").press(hans, "als-erbij").headers["Location"]
    for address, title, rows in ((first, "Eerst", 1), (second, "Daarna", 2)):
        page = hans.get(address)
        assert page.status_code == 200 and PageForm(page.text, at).of("titel") == [title] and not PageForm(page.text, at).of(f"als-{rows + 1}-veld")


def test_a_half_written_rule_is_there_after_signing_in_again_for_who_wrote_it_alone(hans: TestClient, draft: int) -> None:
    at = f"{RULES}/{draft}/nieuw"
    address = PageForm(hans.get(at).text, at).fill(titel="Nog niet af", nieuw_veld="own.scales").press(hans, "als-erbij").headers["Location"]
    hans.cookies.clear()
    assert hans.post("/aanmelden", data={"persona": "mien"}).status_code == 303
    assert "Nog niet af" not in hans.get(address).text + hans.get(f"{RULES}/{draft}").text and "is er niet meer" in hans.get(address).text
    hans.cookies.clear()
    assert hans.post("/aanmelden", data={"persona": "hans"}).status_code == 303
    told = hans.get(f"{RULES}/{draft}").text
    assert "nog iets half ingevuld: <strong>Nog niet af</strong>" in told and f'href="{address}"' in told and "Nog niet af" in hans.get(at).text
    assert PageForm(hans.get(address).text, at).of("als-1-veld") == ["own.scales"]
    away = re.search(rf'action="({RULES}/{draft}/half/[^"]+/weg)"', told)
    assert away and hans.post(away[1]).headers["Location"] == f"{RULES}/{draft}"
    assert "Nog niet af" not in hans.get(f"{RULES}/{draft}").text + hans.get(address).text


def test_stopping_throws_the_half_written_rule_away(hans: TestClient, draft: int) -> None:
    at = f"{RULES}/{draft}/regel/kans-verborgen/wijzig"
    form = step(hans, PageForm(hans.get(at).text, at).fill(titel="Toch maar niet", nieuw_veld="own.scales"), "als-erbij")
    assert "Toch maar niet" in hans.get(f"{RULES}/{draft}").text
    assert form.press(hans, "stop").headers["Location"] == f"{RULES}/{draft}/regel/kans-verborgen"
    assert "Toch maar niet" not in hans.get(f"{RULES}/{draft}").text + hans.get(at).text


def test_the_many_steps_of_one_form_push_no_other_form_out(hans: TestClient, app: FastAPI, draft: int) -> None:
    at, sent = f"{RULES}/{draft}/nieuw", {"revisie": str(version(app, draft).revision), "doe": "als-erbij"}
    hans.post(at, data=sent | {"titel": "Eerst dit", "vorm": "a" * 24})
    for number in range(EACH):
        hans.post(at, data=sent | {"titel": f"Dan dat {number}", "vorm": "b" * 24})
    page = hans.get(f"{RULES}/{draft}").text
    assert "Eerst dit" in page and f"Dan dat {EACH - 1}" in page


def test_two_editors_lose_nothing(hans: TestClient, app: FastAPI, draft: int) -> None:
    form = with_tip(hans, draft)
    retitled(app, draft, "kans-verborgen", "Elders hetzelfde doen")
    answer = pressed(hans, form, "bewaar")
    assert "Een collega was je net voor" in answer.text and "Truus: gaf 'kans-verborgen' een andere titel" in text_of(answer.text)
    assert TIP_ID not in rules_in(app, draft)
    again = PageForm(answer.text, form.action)
    assert again.of("titel") == [TIP.title] and again.of("omdat") == [TIP.because] and again.of("als-1-waarde") == ["6", "7"]
    assert again.press(hans, "bewaar").status_code == 303
    rules = rules_in(app, draft)
    assert TIP_ID in rules and rules["kans-verborgen"].title == "Elders hetzelfde doen"


def test_who_changes_the_rule_that_a_colleague_changed_sees_theirs_beside_the_own(hans: TestClient, app: FastAPI, draft: int) -> None:
    at = f"{RULES}/{draft}/regel/kans-verborgen/wijzig"
    form = PageForm(hans.get(at).text, at).fill(omdat="Er komen {match.task_count} taken terug.")
    retitled(app, draft, "kans-verborgen", "Elders hetzelfde doen")
    answer = pressed(hans, form, "bewaar")
    assert "Zo staat de regel er nu" in answer.text
    assert PageForm(answer.text, at).of("omdat") == ["Er komen {match.task_count} taken terug."]


def test_what_was_typed_stays_when_the_draft_went_into_review_meanwhile(hans: TestClient, app: FastAPI, draft: int) -> None:
    retitled(app, draft, "kans-verborgen", "Elders hetzelfde doen")
    form = with_tip(hans, draft)
    app.state.drafts.submit(draft, by=COLLEAGUE, note="Kijk je mee?")
    answer = pressed(hans, form, "bewaar")
    assert "Truus: Kijk je mee?" in text_of(answer.text) and "geen concept" in answer.text
    again = PageForm(answer.text, form.action)
    assert again.of("titel") == [TIP.title] and again.of("als-1-waarde") == ["6", "7"] and "bewaar" not in again.buttons
    sent = again.sent("bekijk") | {"doe": ["bewaar"]}
    refused = followed(hans, hans.post(form.action, data=sent))
    assert "ter beoordeling" in refused.text and PageForm(refused.text, form.action).of("titel") == [TIP.title]


def test_a_rule_that_a_colleague_took_away_comes_back_as_a_new_one(hans: TestClient, app: FastAPI, draft: int) -> None:
    at = f"{RULES}/{draft}/regel/kans-verborgen"
    form = PageForm(hans.get(f"{at}/wijzig").text, f"{at}/wijzig").fill(titel="Toch behouden")
    assert PageForm(hans.get(at).text, f"{at}/weg").press(hans).status_code == 303
    answer = pressed(hans, form, "bewaar")
    assert "weggehaald" in answer.text
    again = PageForm(answer.text, f"{RULES}/{draft}/nieuw")
    assert again.of("titel") == ["Toch behouden"] and again.of("groep") == ["40-verborgen-kansen.yml"]
    assert again.press(hans, "bewaar").status_code == 303
    assert rules_in(app, draft)["toch-behouden"].file == "40-verborgen-kansen.yml"


def test_a_rule_is_changed_and_the_rest_of_its_file_stays(hans: TestClient, app: FastAPI, draft: int) -> None:
    at, file = f"{RULES}/{draft}/regel/kans-verborgen/wijzig", "rulebook/40-verborgen-kansen.yml"
    before = app.state.drafts.store.content(draft)[file]
    answer = PageForm(hans.get(at).text, at).fill(titel="Elders hetzelfde doen").press(hans, "bewaar")
    assert answer.status_code == 303
    assert app.state.drafts.store.content(draft)[file] == before.replace("title: Ander werk, dezelfde taken", "title: Elders hetzelfde doen")


def test_saving_a_rule_as_it_is_changes_nothing(hans: TestClient, app: FastAPI, draft: int) -> None:
    at, before = f"{RULES}/{draft}/regel/kans-verborgen/wijzig", version(app, draft)
    assert PageForm(hans.get(at).text, at).press(hans, "bewaar").status_code == 303
    assert version(app, draft) == before


def test_the_page_holds_every_rule_whole(hans: TestClient, app: FastAPI, draft: int) -> None:
    """Of every rule, and so of every kind of conclusion: what the page sends back is the rule that it was made of."""
    every = rules_in(app, draft)
    assert {type(conclusion) for rule in every.values() for conclusion in rule.conclusions} == set(NAMES)
    for rule in every.values():
        at = f"{RULES}/{draft}/regel/{rule.id}/wijzig"
        assert form_from(PageForm(hans.get(at).text, at).sent("bewaar"), rule) == form_of(rule), rule.id


def test_what_no_list_holds_is_refused_and_shown_as_text(hans: TestClient, app: FastAPI, draft: int) -> None:
    before, evil = version(app, draft), '"><script>x</script>'
    sent = {"revisie": str(before.revision), "titel": evil, "over": evil, "als-1-veld": evil, "als-2-veld": "own.scales", "als-2-eis": evil, "als-2-waarde": evil,
            "dan-1-soort": evil, "dan-2-soort": "points", "dan-2-part": evil, "modellen": evil, "groep": evil, "vanaf": evil}
    for button in ("bewaar", "bekijk", "als-weg-9", "als-weg-x", "als-meer-99", evil):
        answer = followed(hans, hans.post(f"{RULES}/{draft}/nieuw", data={**sent, "vorm": evil, "doe": button}))
        assert answer.status_code == 200 and "<script>x" not in answer.text, button
    assert version(app, draft) == before


@pytest.mark.parametrize("button", ["als-erbij", "dan-erbij"])
def test_no_more_rows_than_a_rule_can_have(hans: TestClient, app: FastAPI, draft: int, button: str) -> None:
    many = {f"als-{number}-veld": "own.scales" for number in range(1, 31)} | {f"dan-{number}-soort": "say" for number in range(1, 13)}
    sent = {"revisie": str(version(app, draft).revision), **many, "nieuw-veld": "own.id", "nieuw-gevolg": "say", "doe": button}
    page = followed(hans, hans.post(f"{RULES}/{draft}/nieuw", data=sent)).text
    assert "als-30-veld" in page and "als-31-veld" not in page and "dan-12-soort" in page and "dan-13-soort" not in page
