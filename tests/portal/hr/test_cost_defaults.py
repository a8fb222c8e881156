"""The amounts that the calculator begins with: put in a draft by HR, and used once they are live."""

from __future__ import annotations

import html
import re
import threading
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from portal.routes.hr_costs import PATH
from publishing.drafts import Drafts
from publishing.model import Editor
from rules.files.cost_figures import FILE, parse_costs

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
    assert "170000" in said and "kosten" in said
    drafts.submit(draft, by=Editor("e-hans", "Hans"))
    drafts.publish(draft, by=MIEN)
    pause = threading.Event()
    for _ in range(600):
        if app.state.live.now.number == draft:
            break
        pause.wait(0.05)
    page = text_of(hans.get("/beheer/kosten").text).replace("\u00a0", " ")
    assert "€ 356.960" in page and "Schaal 9" in page and "peil 2018-12 tot en met 2026-11" in page and "loonadministratie" in page


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        ({"bron": " "}, ("bron", "waar de bedragen vandaan komen")), ({"bron": "x" * 301}, ("bron", "hoogstens 300")), ({"peil": "november"}, ("peil", "2026-11")), ({"peil": ""}, ("peil", "2026-11")),
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


def test_who_comes_second_is_shown_what_a_colleague_did(hans: TestClient, drafts: Drafts, draft: int) -> None:
    drafts.change(draft, lambda content: content.with_file(PATH, content[PATH].replace("157800", "158000")), by=MIEN, what="veranderde bedragen", expected_revision=1)
    answer = hans.post(f"{PAGE}?concept={draft}", data=OWN)
    assert answer.status_code == 409 and "Een collega was je voor" in text_of(answer.text) and "Mien: veranderde bedragen" in text_of(answer.text)
    assert "158000" in drafts.store.content(draft)[PATH]
    assert hans.post(f"{PAGE}?concept={draft}", data=OWN | {"revisie": "2"}).status_code == 303


def test_what_is_live_is_not_changed(hans: TestClient) -> None:
    answer = hans.post(f"{PAGE}?concept=1", data=OWN)
    assert answer.status_code == 409 and "Kies eerst een concept" in text_of(answer.text)


def test_a_version_with_broken_amounts_is_refused_in_words(drafts: Drafts, draft: int) -> None:
    with pytest.raises(Exception, match=r"costs\.csv"):
        drafts.change(draft, lambda content: content.with_file(PATH, content[PATH].replace("157800", "veel")), by=MIEN, what="iets", expected_revision=1)
