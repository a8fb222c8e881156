"""Papers made from what runs: they say what is so, and the register's entry is right by its standard."""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pypdf import PdfReader

from portal.hr.governance.impact import KEPT, WHY
from portal.hr.governance.register import CATEGORIES, STATUSES
from publishing.drafts import Drafts
from publishing.model import Editor
from skills_passport.model import Purpose
from skills_passport.rows import COLUMNS

PAPERS = "/beheer/verantwoording"
ANSWERS = "answers.yml"
STANDARD = Path(os.environ.get("WIJZER_SHARED_DATA", Path(__file__).resolve().parents[4] / "shared" / "data")) / "standards" / "algoritmeregister" / "v1_0.json"
FILLED = {"organisatie": "Gemeente Ergens", "contact": "algoritmes@ergens.nl", "status": "In gebruik", "categorie": "Hoog-risico AI-systeem", "begin": "2027-01"}


def wrong_by_the_standard(entry: Mapping[str, Any], fields: Mapping[str, Any]) -> list[str]:
    """What the standard says against an entry: fields that it does not know, that are missing, too long, or hold what is not permitted."""
    wrong = [f"{name}: not in the standard" for name in entry.keys() - fields.keys()]
    wrong += [f"{name}: missing" for name, field in fields.items() if field.get("required") is True and not entry.get(name)]
    for name, value in entry.items():
        field = fields.get(name, {})
        if field.get("type") == "array":
            if not isinstance(value, list):
                wrong.append(f"{name}: no list")
                continue
            for item in value:
                wrong += _item(name, item, field)
        elif not isinstance(value, str):
            wrong.append(f"{name}: no text")
        else:
            wrong += _text(name, value, field)
    return wrong


def _item(name: str, item: Any, field: Mapping[str, Any]) -> list[str]:
    if "items" not in field:
        return _text(name, item, field)
    parts = field["items"]
    return wrong_by_the_standard(item, parts)


def _text(name: str, value: str, field: Mapping[str, Any]) -> list[str]:
    wrong = [f"{name}: longer than {field['max_length']}"] if len(value) > field.get("max_length", len(value)) else []
    if "permitted_values" in field and value not in field["permitted_values"]:
        wrong.append(f"{name}: {value} is not permitted")
    return wrong + [f"{name}: tag {tag}" for tag in re.findall(r"<(\w+)", value) if tag not in field.get("allowed_html_tags", ())]


@pytest.fixture(scope="module")
def standard() -> Mapping[str, Any]:
    if not STANDARD.is_file():
        pytest.skip(f"the standard of the algorithm register is not at {STANDARD}")
    fields: Mapping[str, Any] = json.loads(STANDARD.read_text(encoding="utf-8"))["properties"]
    return fields


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("category", CATEGORIES)
def test_the_entry_is_right_by_the_standard(hans: TestClient, standard: Mapping[str, Any], status: str, category: str) -> None:
    answer = hans.get(f"{PAPERS}/algoritmeregister.json", params={**FILLED, "status": status, "categorie": category})
    assert answer.headers["content-type"] == "application/json" and "attachment" in answer.headers["content-disposition"]
    entry = answer.json()
    assert wrong_by_the_standard(entry, standard) == []
    assert entry["organization"] == "Gemeente Ergens" and entry["status"] == status


def test_the_check_itself_finds_what_is_wrong(standard: Mapping[str, Any]) -> None:
    found = wrong_by_the_standard({"name": "x" * 101, "status": "Af", "extra": "x", "goal": "<script>", "lawful_basis_grouping": [{"title": "t"}], "category": "Werk"}, standard)
    for part in ("name: longer", "status: Af", "extra: not in", "goal: tag script", "link: missing", "category: no list", "organization: missing", "lang: missing"):
        assert any(part in each for each in found), (part, found)


def test_our_choices_are_those_of_the_standard(standard: Mapping[str, Any]) -> None:
    assert list(STATUSES) == standard["status"]["permitted_values"] and list(CATEGORIES) == standard["publication_category"]["permitted_values"]


def test_the_entry_tells_what_runs(hans: TestClient, app: FastAPI) -> None:
    knowledge = app.state.live.now.knowledge
    entry = hans.get(f"{PAPERS}/algoritmeregister.json", params=FILLED).json()
    assert knowledge.versions.rulebook in entry["methods_and_models"] and knowledge.versions.catalogue in entry["methods_and_models"]
    assert f"({len(knowledge.catalogue.functions)})" in entry["source_data"]


@pytest.mark.parametrize(("field", "value"), [("organisatie", ""), ("organisatie", "x" * 101), ("contact", ""), ("contact", "Jan Jansen"), ("contact", "http://ergens.nl"),
                                              ("status", "Af"), ("categorie", "Geen"), ("begin", "januari"), ("begin", "")])
def test_what_only_the_municipality_knows_is_asked_at_its_field(hans: TestClient, field: str, value: str) -> None:
    answer = hans.get(f"{PAPERS}/algoritmeregister.json", params={**FILLED, field: value})
    if field in ("status", "categorie") and not value:
        return
    assert answer.status_code == 422 and "Er ontbreekt nog iets" in answer.text
    assert field in ("status", "categorie") or f'id="{field}-bij"' in answer.text


def test_the_logic_holds_every_rule_that_counts_and_the_points_as_they_are(hans: TestClient, app: FastAPI) -> None:
    page = hans.get(f"{PAPERS}/logica").text
    from datetime import UTC, datetime

    today = datetime.now(UTC).date()
    rules = app.state.live.now.knowledge.rulebook.rules
    assert len(rules) > 50
    assert [rule.id for rule in rules if (f"Code: {rule.id}." in page) != rule.valid_on(today)] == []
    assert app.state.live.now.knowledge.versions.rulebook in page
    assert "[" not in re.sub(r"<[^>]+>", "", page).split("Waar de punten")[0]


def test_every_table_and_every_purpose_of_a_passport_is_in_the_input_for_the_assessment(hans: TestClient) -> None:
    assert KEPT.keys() == COLUMNS.keys(), "say in words what a new table holds"
    assert set(WHY) == set(Purpose)
    page = hans.get(f"{PAPERS}/gegevensbescherming").text
    assert all(title in page for title, _ in KEPT.values())
    assert "24 maanden" in page and "LET OP: er is geen aanmelddienst ingesteld" in page


def test_the_input_follows_the_settings(hans: TestClient, app: FastAPI) -> None:
    app.state.settings = app.state.settings.model_copy(update={"retention_months": 7, "idle_privileged": 12.0})
    page = hans.get(f"{PAPERS}/gegevensbescherming").text
    app.state.settings = app.state.settings.model_copy(update={"retention_months": 24, "idle_privileged": 30.0})
    assert "7 maanden" in page and "na 12 minuten" in page


def test_the_log_holds_every_version_that_is_kept(hans: TestClient, app: FastAPI) -> None:
    folder = app.state.settings.kept_versions
    for part in ("rulebook", "catalogue", "labour_market"):
        (folder / part).mkdir(parents=True, exist_ok=True)
        (folder / part / f"{getattr(app.state.live.now.knowledge.versions, part)}.json.gz").write_bytes(b"x")
    (folder / "rulebook" / "0123456789ab.json.gz").write_bytes(b"x")
    page = hans.get(f"{PAPERS}/wijzigingen").text
    assert page.count("loopt nu") == 3 and "0123456789ab" in page and page.count("eerder") >= 1


def test_the_changes_tell_who_switched_four_eyes_off_and_why(hans: TestClient, drafts: Drafts) -> None:
    page = hans.get(f"{PAPERS}/wijzigingen").text
    assert "Het staat nu aan" in page and "Het is nooit uitgezet." in page
    drafts.set_four_eyes(False, by=Editor("e-mien", "Mien"), why="ik werk hier alleen")
    page = hans.get(f"{PAPERS}/wijzigingen").text
    assert "Het staat nu uit" in page and "Mien" in page and "zette het vierogenprincipe uit: ik werk hier alleen" in page and "nooit uitgezet" not in page
    read = PdfReader(io.BytesIO(hans.get(f"{PAPERS}/wijzigingen.pdf").content))
    assert "ik werk hier alleen" in re.sub(r"\s+", " ", " ".join(sheet.extract_text() for sheet in read.pages))


def test_a_version_that_one_of_its_writers_put_live_is_marked_and_no_other(hans: TestClient, drafts: Drafts) -> None:
    mine, mien = Editor("e-hans", "Hans"), Editor("e-mien", "Mien")

    def live(title: str, by: Editor) -> int:
        begun = drafts.begin(by=mien, title=title)
        drafts.change(begun.number, lambda content: content.with_file(ANSWERS, f"# {title}\n{content[ANSWERS]}"), by=mien, what="schreef iets", expected_revision=begun.revision)
        drafts.submit(begun.number, by=mien)
        return drafts.publish(begun.number, by=by, reason="voor deze proef").number

    first = live("Samen gedaan", mine)
    drafts.set_four_eyes(False, by=mien, why="ik werk hier alleen")
    alone = live("Alleen gedaan", mien)
    back = drafts.roll_back(first, by=mien, note="toch niet").number
    drafts.set_four_eyes(True, by=mien, why="Hans is terug")
    assert drafts.alone() == {alone}
    table = hans.get(f"{PAPERS}/wijzigingen").text.partition("Live gezet, de nieuwste bovenaan")[2].partition("</table>")[0]
    rows = {cells[0]: cells for row in table.split("<tr>")[1:] if (cells := re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row))}
    assert [number for number, cells in rows.items() if "schreef zelf mee" in cells[4]] == [str(alone)]
    assert rows[str(back)][4] == "Mien" and rows[str(first)][4] == "Hans"


@pytest.mark.parametrize(("paper", "holds"), [("logica", "Hoe een advies ontstaat"), ("gegevensbescherming", "Gegevens en bescherming"), ("wijzigingen", "Wat er veranderde")])
def test_every_paper_can_be_printed(hans: TestClient, paper: str, holds: str) -> None:
    answer = hans.get(f"{PAPERS}/{paper}.pdf")
    assert answer.headers["content-type"] == "application/pdf", answer.text
    read = PdfReader(io.BytesIO(answer.content))
    assert holds in read.pages[0].extract_text()


def test_another_paper_is_not_there(hans: TestClient) -> None:
    assert hans.get(f"{PAPERS}/bestaat-niet").status_code == 404
    assert hans.get(f"{PAPERS}/bestaat-niet.pdf").status_code == 404


def test_the_overview_leads_to_all_of_them(hans: TestClient) -> None:
    page = hans.get(PAPERS).text
    for name in ("logica", "gegevensbescherming", "wijzigingen"):
        assert hans.get(re.search(rf'href="({PAPERS}/{name})"', page)[1]).status_code == 200  # type: ignore[index]
