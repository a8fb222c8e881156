"""Hans changes functions and skills in a draft."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from portal.hr.catalogue.saving import with_catalogue
from publishing.drafts import Drafts
from publishing.model import Editor
from publishing.reading import catalogue_of
from rules.catalogue import Catalogue
from rules.editing.entry_form import FUNCTION, catalogue_with, form_of, without

COLLEAGUE = Editor("collega", "Ilse")
Sent = dict[str, list[str]]


class _Form(HTMLParser):
    """What a browser would send of the form whose address holds `to`."""

    def __init__(self, to: str) -> None:
        super().__init__()
        self._to, self._in, self._area, self._select = to, False, "", ""
        self.sent: Sent = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        name, value = held.get("name") or "", held.get("value") or ""
        if tag == "form":
            self._in = held.get("method") == "post" and (held.get("action") or "").partition("?")[0] == self._to
        elif not self._in:
            return
        elif tag == "input" and name and (held.get("type") != "checkbox" or "checked" in held):
            self.sent.setdefault(name, []).append(value)
        elif tag == "textarea":
            self._area = name
            self.sent[name] = [""]
        elif tag == "select":
            self._select = name
            self.sent[name] = [""]
        elif tag == "option" and self._select and "selected" in held:
            self.sent[self._select] = [value]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._in = False
        elif tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area][0] += data.removeprefix("\n") if not self.sent[self._area][0] else data


def form_in(page: str, to: str) -> Sent:
    parser = _Form(to)
    parser.feed(page)
    assert parser.sent, f"no form to {to}"
    return parser.sent


def text_of(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


@pytest.fixture
def draft(hans: TestClient) -> int:
    answer = hans.post("/beheer/versies", data={"title": "Andere functies", "naar": "functies"})
    assert answer.status_code == 303
    return int(answer.headers["Location"].removeprefix("/beheer/functies?concept="))


@pytest.fixture
def held(drafts: Drafts, draft: int) -> Callable[[], Catalogue]:
    return lambda: catalogue_of(drafts.store.content(draft))


def test_without_a_draft_everything_is_read_only(hans: TestClient, drafts: Drafts) -> None:
    page = hans.get("/beheer/functies/kok").text
    assert "Begin een concept" in page and "Bewaar in dit concept" not in page
    answer = hans.post("/beheer/functies/kok", data=form_in(page, "/beheer/functies/kok"))
    assert answer.status_code == 409 and "Kies eerst een concept" in answer.text
    assert len(drafts.store.versions()) == 1


def test_looking_for_a_function_by_another_name_or_a_task(hans: TestClient) -> None:
    assert "/beheer/functies/servicemedewerker-balie" in hans.get("/beheer/functies?zoek=baliemedewerkster").text
    found = hans.get("/beheer/functies?zoek=paspoorten+rijbewijzen+meegeven").text
    assert "/beheer/functies/servicemedewerker-balie" in found
    assert "0 gevonden" in hans.get("/beheer/functies?zoek=ruimtevaarder-zonder-taken").text


def test_the_form_sent_back_untouched_changes_nothing(hans: TestClient, drafts: Drafts, draft: int) -> None:
    for address in ("functies/kok", "functies/servicemedewerker-balie", "vaardigheden/nauwkeurig-werken", "leerroutes/bbl-verpleegkundige", "eisen/vog-vaak-gevraagd"):
        page = hans.get(f"/beheer/{address}?concept={draft}").text
        answer = hans.post(f"/beheer/{address}?concept={draft}", data=form_in(page, f"/beheer/{address}"))
        assert answer.status_code == 303, text_of(answer.text)[:600]
    assert drafts.store.version(draft).revision == 1


def test_a_changed_name_stands_in_the_draft_and_not_in_what_is_live(hans: TestClient, drafts: Drafts, draft: int, held: Callable[[], Catalogue]) -> None:
    sent = form_in(hans.get(f"/beheer/functies/kok?concept={draft}").text, "/beheer/functies/kok")
    sent["functies-0-title"] = ["Kok in de zorg"]
    answer = hans.post(f"/beheer/functies/kok?concept={draft}", data=sent)
    assert answer.status_code == 303
    assert "Bewaard in concept" in hans.get(answer.headers["Location"]).text
    assert held().functions["kok"].title == "Kok in de zorg"
    live = drafts.store.published()
    assert live and catalogue_of(drafts.store.content(live.number)).functions["kok"].title != "Kok in de zorg"
    step = drafts.store.history(draft)[-1]
    assert step.what == "veranderde functie Kok in de zorg" and step.by.name


def test_mistakes_stand_at_their_field_and_what_was_typed_is_kept(hans: TestClient, drafts: Drafts, draft: int) -> None:
    sent = form_in(hans.get(f"/beheer/functies/kok?concept={draft}").text, "/beheer/functies/kok")
    sent |= {"functies-0-axes.contact": ["heel <veel>"], "taken-1-text": [""], "functies-0-title": ["Kok & co"]}
    answer = hans.post(f"/beheer/functies/kok?concept={draft}", data=sent)
    assert answer.status_code == 422
    for field in ("functies-0-axes.contact", "taken-1-text"):
        assert f'href="#{field}"' in answer.text and re.search(rf'id="{re.escape(field)}"[^>]*aria-invalid="true"', answer.text), field
    again = form_in(answer.text, "/beheer/functies/kok")
    assert again["functies-0-axes.contact"] == ["heel <veel>"] and again["functies-0-title"] == ["Kok & co"]
    assert drafts.store.version(draft).revision == 1


def test_steps_that_are_not_there_are_told_where_they_belong(hans: TestClient, draft: int) -> None:
    address = f"/beheer/vaardigheden/nauwkeurig-werken?concept={draft}"
    sent = form_in(hans.get(address).text, "/beheer/vaardigheden/nauwkeurig-werken")
    for wanted, told in (("", "ontbreekt"), ("one", "heeft er 1")):
        few = {name: [value if value and wanted else "" for value in values] for name, values in sent.items() if name.startswith("leerstappen-0")}
        page = hans.post(address, data={name: values for name, values in sent.items() if not name.startswith("leerstappen")} | few).text
        assert 'href="#leerstappen"' in page and 'href="#vaardigheden"' not in page and told in page.split('id="leerstappen"')[1].split("</span>")[0]


def test_twenty_failed_saves_leave_one_function(hans: TestClient, drafts: Drafts, draft: int, held: Callable[[], Catalogue]) -> None:
    before = held()
    sent = form_in(hans.get(f"/beheer/functies/kok?concept={draft}").text, "/beheer/functies/kok")
    for _ in range(20):
        assert hans.post(f"/beheer/functies/kok?concept={draft}", data=sent | {"functies-0-scale.from": ["99"]}).status_code == 422
    assert held() == before and drafts.store.version(draft).revision == 1


def test_a_row_that_is_ticked_away_goes_and_a_filled_spare_row_comes(hans: TestClient, draft: int, held: Callable[[], Catalogue]) -> None:
    address = f"/beheer/vaardigheden/nauwkeurig-werken?concept={draft}"
    before = held().skills["nauwkeurig-werken"].learning
    sent = form_in(hans.get(address).text, "/beheer/vaardigheden/nauwkeurig-werken")
    spare = len(before)
    sent |= {
        "leerstappen-1-weg": ["ja"], f"leerstappen-{spare}-share": ["10"], f"leerstappen-{spare}-text": ["Een dag meelopen bij de drukker"],
        f"leerstappen-{spare}-time": ["1 dag"],
    }
    assert hans.post(address, data=sent).status_code == 303
    after = held().skills["nauwkeurig-werken"].learning
    assert len(after) == len(before) and before[1] not in after and after[-1].text == "Een dag meelopen bij de drukker"


def test_a_new_function_that_is_like_another_is_asked_about_first(hans: TestClient, draft: int, held: Callable[[], Catalogue]) -> None:
    sent = form_in(hans.get(f"/beheer/functies/servicemedewerker-balie?concept={draft}").text, "/beheer/functies/servicemedewerker-balie")
    sent["functies-0-title"] = ["Servicemedewerker publieksbalies"]
    first = hans.post(f"/beheer/nieuw/functies?concept={draft}", data=sent)
    assert first.status_code == 422 and "lijkt op iets dat er al is" in first.text and "servicemedewerker-balie" in first.text
    again = form_in(first.text, "/beheer/nieuw/functies")
    assert again["gezien"] == ["ja"]
    for _ in range(2):
        assert hans.post(f"/beheer/nieuw/functies?concept={draft}", data=again).status_code == 303
    assert [each for each in held().functions if "publieksbalies" in each] == ["servicemedewerker-publieksbalies"], "pressed twice, made once"


def test_who_uses_a_skill_is_shown_and_what_is_used_cannot_go(hans: TestClient, draft: int, held: Callable[[], Catalogue]) -> None:
    page = hans.get(f"/beheer/vaardigheden/nauwkeurig-werken?concept={draft}").text
    users = [function.title for function in held().functions.values() if any(each.skill_id == "nauwkeurig-werken" for each in function.skills)]
    assert users and all(title in text_of(page) for title in users)
    answer = hans.post(f"/beheer/vaardigheden/nauwkeurig-werken/weg?concept={draft}", data={"revisie": "1"})
    assert answer.status_code == 422 and "nauwkeurig-werken" in held().skills


def test_a_colleague_in_another_function_is_no_clash(hans: TestClient, drafts: Drafts, draft: int, held: Callable[[], Catalogue]) -> None:
    sent = form_in(hans.get(f"/beheer/functies/kok?concept={draft}").text, "/beheer/functies/kok")
    renamed(drafts, draft, "hovenier", "Hovenier van Ilse")
    assert hans.post(f"/beheer/functies/kok?concept={draft}", data=sent | {"functies-0-title": ["Kok van Hans"]}).status_code == 303
    assert held().functions["kok"].title == "Kok van Hans" and held().functions["hovenier"].title == "Hovenier van Ilse"


def test_a_colleague_in_the_same_function_is_shown_first(hans: TestClient, drafts: Drafts, draft: int, held: Callable[[], Catalogue]) -> None:
    sent = form_in(hans.get(f"/beheer/functies/kok?concept={draft}").text, "/beheer/functies/kok")
    renamed(drafts, draft, "kok", "Kok van Ilse")
    answer = hans.post(f"/beheer/functies/kok?concept={draft}", data=sent | {"functies-0-what": ["Je kookt."]})
    assert answer.status_code == 409
    assert "Ilse: veranderde kok" in text_of(answer.text) and "→ Kok van Ilse" in text_of(answer.text)
    assert held().functions["kok"].title == "Kok van Ilse", "nothing is overwritten yet"
    again = form_in(answer.text, "/beheer/functies/kok")
    assert again["functies-0-what"] == ["Je kookt."]
    assert hans.post(f"/beheer/functies/kok?concept={draft}", data=again | {"functies-0-title": ["Kok van Ilse"]}).status_code == 303
    assert held().functions["kok"].title == "Kok van Ilse" and held().functions["kok"].what == "Je kookt."


def renamed(drafts: Drafts, draft: int, function: str, title: str) -> None:
    """What a colleague does meanwhile."""
    version = drafts.store.version(draft)
    catalogue = catalogue_of(drafts.store.content(draft))
    form = form_of(FUNCTION, catalogue, function)
    own = {**form, "Functies": [{**form["Functies"][0], "naam": title}]}
    drafts.change(
        draft, lambda content: with_catalogue(content, catalogue_with(FUNCTION, catalogue_of(content), own, instead=function)), by=COLLEAGUE,
        what=f"veranderde {function}", expected_revision=version.revision,
    )


def test_what_a_colleague_took_out_is_told_and_can_be_put_back(hans: TestClient, drafts: Drafts, draft: int, held: Callable[[], Catalogue]) -> None:
    sent = form_in(hans.get(f"/beheer/functies/kok?concept={draft}").text, "/beheer/functies/kok")
    before = held().functions["kok"]
    drafts.change(
        draft, lambda content: with_catalogue(content, without(FUNCTION, catalogue_of(content), "kok")), by=COLLEAGUE, what="haalde weg", expected_revision=1,
    )
    answer = hans.post(f"/beheer/functies/kok?concept={draft}", data=sent)
    assert answer.status_code == 409 and "Ilse: haalde weg" in text_of(answer.text) and "kok" not in held().functions
    assert hans.post(f"/beheer/functies/kok?concept={draft}", data=form_in(answer.text, "/beheer/functies/kok")).status_code == 303
    assert held().functions["kok"] == before
