"""What HR's pages call things: no names of settings, files or objects of the program."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.portal.hr.filled_forms import followed
from tests.portal.hr.test_hr_figures import ABOUT, USUAL, yes
from tests.portal.hr.test_hr_rules import text_of

PLACES = ("/beheer/versies/{}", "/beheer/versies/{}/teksten/gesprek", "/beheer/versies/{}/teksten/begrippen", "/beheer/versies/{}/stap/terugzetten", "/beheer/regels/{}", "/beheer/functies?concept={}")
OURS = re.compile(r"\w+=<|Version\(|\b\w+\.(?:csv|yml)\b|\b(?:not understood|first yes|no more|heard wanted|phrases|labour_market|tightness)\b")


@pytest.mark.parametrize("place", PLACES)
def test_no_page_names_what_only_programmers_know(hans: TestClient, draft: int, place: str) -> None:
    page = text_of(hans.get(place.format(draft)).text)
    assert not OURS.findall(page)
    assert re.search(r"Loopbaanwijzer \d+\.\d+\.\d+\S* is een computerprogramma", page)


def test_changed_figures_and_words_are_told_in_dutch(hans: TestClient, app: FastAPI, draft: int) -> None:
    sent = followed(hans, hans.post(f"/beheer/cijfers?concept={draft}", data=ABOUT, files={"file": ("spanning.csv", USUAL)}))
    assert yes(hans, draft, sent).status_code == 303
    drafts = app.state.drafts
    drafts.change(
        draft, lambda content: content.with_file("glossary.yml", content["glossary.yml"].replace("Een suggestie is", "Een suggestie, dat is")), by=drafts.store.version(draft).author,
        what="legde iets anders uit", expected_revision=drafts.store.version(draft).revision,
    )
    page = text_of(hans.get(f"/beheer/versies/{draft}").text)
    assert "Arbeidsmarkt en loon: hoe krap het is" in page and "wat het betekent: " in page and not OURS.findall(page)
