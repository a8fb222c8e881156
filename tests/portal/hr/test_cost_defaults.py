"""The amounts that the calculator begins with: put in a draft by HR, and used once they are live."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from portal.routes.hr_costs import PATH
from publishing.drafts import Drafts
from publishing.model import Editor
from rules.files.cost_figures import FILE, parse_costs
from tests.portal.conftest import wait_until_live
from tests.portal.hr.colleagues import RULES, with_rule
from tests.portal.hr.filled_forms import PageForm

PAGE = "/beheer/kosten/standaard"
MIEN = Editor("e-mien", "Mien")
OWN: dict[str, Any] = {
    "schaal": ["7", "8", "9"], "loon": ["170.000", "172600", "190000"], "ww": ["179460", "202509", "210000"], "begeleiding": ["7500", "7500", "8000"],
    "kosten": ["0", "15000", "22500", "50000", "70000", "70000", "95000"], "bron": "loonadministratie", "peil": "2026-11", "revisie": "1",
}


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


@pytest.fixture
def draft(hans: TestClient) -> int:
    answer = hans.post("/beheer/versies", data={"title": "Eigen bedragen", "naar": "kosten"})
    assert answer.headers["Location"].startswith(f"{PAGE}?concept=")
    return int(answer.headers["Location"].rpartition("=")[2])


def test_own_amounts_are_live_after_a_review_with_their_own_source_and_month(hans: TestClient, drafts: Drafts, draft: int, app: FastAPI) -> None:
    before = drafts.store.content(draft)[PATH].splitlines()
    answer = hans.post(f"{PAGE}?concept={draft}", data=OWN)
    assert answer.status_code == 303 and "Bewaard in concept" in hans.get(answer.headers["Location"]).text
    text = drafts.store.content(draft)[PATH]
    figures = parse_costs(FILE, text)
    assert [(each.scale, each.salary) for each in figures.scales] == [(7, 170_000), (8, 172_600), (9, 190_000)] and figures.arrangements[-1].cost == 95_000
    assert (figures.as_of, figures.until) == ("2018-12", "2026-11") and "loonadministratie" in figures.sources
    assert len(set(before) - set(text.splitlines())) == 2 and len(set(text.splitlines()) - set(before)) == 5, "what did not change stays as it was"
    assert "€ 344.760" in text_of(hans.get("/beheer/kosten").text).replace("\u00a0", " "), "a draft changes nothing"
    said = text_of(hans.get(f"/beheer/versies/{draft}").text)
    assert "Twee jaar loonkosten, schaal 7" in said and "bedrag: 157800 → 170000" in said and "laatste maand: 2018-12 → 2026-11" in said
    drafts.submit(draft, by=Editor("e-hans", "Hans"))
    drafts.publish(draft, by=MIEN)
    wait_until_live(app, draft)
    page = text_of(hans.get("/beheer/kosten").text).replace("\u00a0", " ")
    assert "€ 356.960" in page and "Schaal 9" in page and "peil 2018-12 tot en met 2026-11" in page and "loonadministratie" in page
    example = re.search(r'href="(/beheer/kosten[^"]*)">Eén persoon', hans.get("/beheer/kosten").text)
    assert example is not None
    report = text_of(hans.get(html.unescape(example[1])).text).replace("\u00a0", " ")
    assert all(amount in report.partition("Pas de getallen aan")[0] for amount in ("€ 344.760", "€ 382.609", "€ 299.403", "€ 337.252")), "the report's own amounts are of the report"


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        ({"bron": " "}, ("bron", "waar de bedragen vandaan komen")), ({"bron": "x" * 301}, ("bron", "hoogstens 300")), ({"peil": "november"}, ("peil", "2026-11")), ({"peil": ""}, ("peil", "2026-11")),
        ({"peil": "2099-01"}, ("peil", "toekomst")), ({"peil": "202\u0663-11"}, ("peil", "2026-11")), ({"bron": "=1+1"}, ("bron", "begint vreemd")), ({"bron": "\u202e\u0000"}, ("bron", "waar de bedragen vandaan komen")),
        ({"schaal": ["", ""], "loon": ["", ""], "ww": ["", ""], "begeleiding": ["", ""]}, ("rijen", "bij minstens één schaal de bedragen")),
        ({"loon": ["veel", "172600", "190000"]}, ("loon-0", "heel getal")), ({"schaal": ["7", "7", "9"]}, ("rijen", "twee keer")), ({"kosten": ["-1"]}, ("kosten-0", "heel getal")),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_saved(hans: TestClient, drafts: Drafts, draft: int, wrong: dict[str, Any], at: tuple[str, str]) -> None:
    field, said = at
    answer = hans.post(f"{PAGE}?concept={draft}", data=OWN | wrong)
    assert answer.status_code == 422 and f'href="#{field}"' in answer.text and f'id="{field}"' in answer.text and said in text_of(answer.text)
    assert drafts.store.version(draft).revision == 1
    assert "170.000" in answer.text or wrong.get("loon"), "what was typed stands there still"


def test_the_amounts_of_the_calculator_come_along(hans: TestClient, draft: int) -> None:
    query = "mensen=3&mensen=0&schaal=7&schaal=8&loon=161616&loon=172600&ww=179460&ww=202509&begeleiding=7500&begeleiding=7500"
    link = re.search(r'href="(/beheer/kosten/standaard[^"]*)"', hans.get(f"/beheer/kosten?{query}").text)
    assert link is not None
    page = hans.get(html.unescape(link[1])).text
    assert 'value="161616"' in page and "Bewaar in dit concept" in page


def test_the_amounts_come_along_to_the_draft_that_hr_begins_or_chooses(hans: TestClient, drafts: Drafts) -> None:
    typed = {"schaal": ["7", "8", "9"], "loon": ["161616", "172600", "1"], "ww": ["179460", "202509", "2"], "begeleiding": ["7500", "7500", "3"], "kosten": ["0", "15151"]}
    page = hans.get(PAGE, params=typed).text
    begun = PageForm(page, "/beheer/versies").fill(title="Eigen bedragen").press(hans)
    number = begun.headers["Location"].rpartition("=")[2]
    assert "In de velden staan de bedragen uit je berekening" in hans.get(begun.headers["Location"]).text
    saving = PageForm(hans.get(begun.headers["Location"]).text, f"{PAGE}?concept={number}")
    assert saving.of("loon")[0] == "161616" and saving.of("kosten")[1] == "15151" and saving.of("schaal")[2] == "9"
    assert saving.fill(bron="loonadministratie", peil="2026-11").press(hans).status_code == 303
    assert [each.scale for each in parse_costs(FILE, drafts.store.content(int(number))[PATH]).scales] == [7, 8, 9]
    other = drafts.begin(by=MIEN, title="Ander concept").number
    page = hans.get(f"{PAGE}?concept={number}", params={**typed, "concept": number}).text
    there = hans.get("/beheer/versies/open", params=PageForm(page, "/beheer/versies/open").fill(concept=str(other)).sent(""))
    assert there.headers["Location"].endswith(f"concept={other}") and 'value="161616"' in hans.get(there.headers["Location"]).text
    bare = hans.get(f"{PAGE}?concept={other}").text
    assert 'value="161616"' not in bare and "uit je berekening" not in bare


def test_a_scale_that_the_calculation_leaves_out_stays_until_its_row_is_emptied(hans: TestClient, drafts: Drafts, draft: int) -> None:
    only = {"schaal": ["8"], "loon": ["172600"], "ww": ["202509"], "begeleiding": ["7600"], "concept": str(draft)}
    form = PageForm(hans.get(PAGE, params=only).text, f"{PAGE}?concept={draft}")
    assert form.of("schaal")[:2] == ["8", "7"] and form.of("loon")[:2] == ["172600", "157800"]
    assert form.fill(bron="loonadministratie", peil="2026-11").press(hans).status_code == 303
    assert [(each.scale, each.guidance) for each in parse_costs(FILE, drafts.store.content(draft)[PATH]).scales] == [(7, 7500), (8, 7600)]
    emptied = {**OWN, "schaal": ["", "8"], "loon": ["", "172600"], "ww": ["", "202509"], "begeleiding": ["", "7600"], "revisie": "2"}
    assert hans.post(f"{PAGE}?concept={draft}", data=emptied).status_code == 303
    assert [each.scale for each in parse_costs(FILE, drafts.store.content(draft)[PATH]).scales] == [8]
    assert "Twee jaar loonkosten, schaal 7" in text_of(hans.get(f"/beheer/versies/{draft}").text)


def test_amounts_that_are_as_they_were_are_not_called_saved(hans: TestClient, drafts: Drafts, draft: int) -> None:
    form = PageForm(hans.get(f"{PAGE}?concept={draft}").text, f"{PAGE}?concept={draft}").fill(bron="loonadministratie", peil="2026-11")
    answer = form.press(hans)
    assert answer.status_code == 422 and "Geen enkel bedrag is anders" in text_of(answer.text)
    assert drafts.store.version(draft).revision == 1


def test_a_colleague_who_changed_something_else_in_the_draft_is_no_clash(hans: TestClient, drafts: Drafts, draft: int) -> None:
    drafts.change(draft, with_rule("function: {id: kok}"), by=MIEN, what="schreef een regel", expected_revision=1)
    assert hans.post(f"{PAGE}?concept={draft}", data=OWN).status_code == 303
    assert "proef-valt-af" in drafts.store.content(draft)[RULES]


def test_who_comes_second_is_shown_what_a_colleague_did(hans: TestClient, drafts: Drafts, draft: int) -> None:
    drafts.change(draft, lambda content: content.with_file(PATH, content[PATH].replace("157800", "158000")), by=MIEN, what="veranderde bedragen", expected_revision=1)
    answer = hans.post(f"{PAGE}?concept={draft}", data=OWN)
    assert answer.status_code == 409 and "Een collega was je voor" in text_of(answer.text) and "Mien: veranderde bedragen" in text_of(answer.text)
    assert "Arbeidsmarkt en loon: kosten: Twee jaar loonkosten, schaal 7 (veranderd) bedrag: 157800 → 158000" in text_of(answer.text)
    assert "158000" in drafts.store.content(draft)[PATH]
    assert hans.post(f"{PAGE}?concept={draft}", data=OWN | {"revisie": "2"}).status_code == 303


def test_what_is_live_is_not_changed(hans: TestClient) -> None:
    answer = hans.post(f"{PAGE}?concept=1", data=OWN)
    assert answer.status_code == 409 and "Kies eerst een concept" in text_of(answer.text)


def test_a_version_with_broken_amounts_is_refused_in_words(drafts: Drafts, draft: int) -> None:
    with pytest.raises(Exception, match=r"costs\.csv"):
        drafts.change(draft, lambda content: content.with_file(PATH, content[PATH].replace("157800", "veel")), by=MIEN, what="iets", expected_revision=1)
