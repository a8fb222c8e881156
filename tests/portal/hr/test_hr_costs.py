"""The calculator of the business case, as Hans of HR uses it."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

COSTS = "/beheer/kosten"


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\u00a0", " ")


def test_hr_begins_in_its_own_part_with_a_way_to_each_page(visitor: TestClient) -> None:
    answer = visitor.post("/aanmelden", data={"persona": "hans"})
    assert answer.headers["Location"] == "/beheer"
    page = visitor.get(COSTS).text
    assert re.search(r'<a class="menu__link" href="/beheer" aria-current="page">Beheer</a>', page)
    assert re.search(r'href="/beheer/kosten" aria-current="page"', page)


def test_the_first_view_holds_the_examples_of_the_report(hans: TestClient) -> None:
    page = text_of(hans.get(COSTS).text)
    assert "€ 344.760" in page and "€ 382.609" in page and "€ 299.403" in page and "€ 337.252" in page
    assert "peil 2018-12" in page and "tabel 5.1" in page


def test_the_example_of_burgerzaken(hans: TestClient) -> None:
    page = hans.get(f"{COSTS}?mensen=600&mensen=0").text
    assert "€ 179.641.714" in text_of(page) and "€ 179,6 miljoen" in text_of(page)
    assert 'class="beeld"' in page and "<title" in page, "a picture with a name"


def test_own_figures_and_another_scale_take_the_place_of_the_defaults(hans: TestClient) -> None:
    own = {"mensen": ["10", "5"], "schaal": ["7", "9"], "loon": ["160.000", "€ 180.000"], "ww": ["180000", "210000"], "begeleiding": ["0", "8.000,-"],
           "kosten": ["0", "20000", "0", "0", "0", "0", "0"], "deel": ["1", "1", "0", "0", "0", "0", "0"], "lukt": "80"}
    page = text_of(hans.get(f"{COSTS}?{urlencode(own, doseq=True)}").text)
    waiting = 10 * 340_000 + 5 * 398_000
    assert f"{waiting:,}".replace(",", ".") in page
    assert f"{waiting - 150_000 - waiting // 5:,}".replace(",", ".") in page
    assert "minstens 3 van de 100" in page and "Schaal 9" in page


def test_the_csv_holds_the_same_as_the_page(hans: TestClient) -> None:
    answer = hans.get(f"{COSTS}.csv?mensen=600&mensen=0")
    assert answer.headers["content-type"].startswith("text/csv") and "attachment" in answer.headers["content-disposition"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert ["Samen", "600", "€ 206.856.000", "€ 27.214.286", "€ 0", "€ 179.641.714", "€ 299.403"] in rows
    assert any("peil 2018-12" in cell for row in rows for cell in row)


@pytest.mark.parametrize(("sent", "field", "said"), [
    ({"mensen": ["veel", "0"]}, "mensen-0", "Vul een heel getal in"), ({"mensen": ["0", "0"]}, "rijen", "minstens één schaal"),
    ({"mensen": ["1", "200001"]}, "mensen-1", "van 0 tot en met 200.000"), ({"lukt": "101"}, "lukt", "van 0 tot en met 100"),
    ({"deel": ["0"] * 7}, "mix", "minstens één arrangement"), ({"kosten": ["12,50"]}, "kosten-0", "zonder centen"),
    ({"mensen": ["1", "1"], "schaal": ["7", "7"], "loon": ["1", "1"], "ww": ["1", "1"], "begeleiding": ["1", "1"]}, "rijen", "staat er twee keer"),
    ({"mensen": ["1"], "schaal": ["19"], "loon": ["1"], "ww": ["1"], "begeleiding": ["1"]}, "schaal-0", "van 1 tot en met 18"),
])
def test_what_cannot_be_reckoned_is_told_at_the_field_and_kept(hans: TestClient, sent: dict[str, list[str] | str], field: str, said: str) -> None:
    answer = hans.get(f"{COSTS}?{urlencode(sent, doseq=True)}")
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text and f'id="{field}"' in answer.text and said in text_of(answer.text)
    assert "De uitkomst" not in answer.text
    for value in (v for values in sent.values() for v in ([values] if isinstance(values, str) else values)):
        assert f'value="{value}"' in answer.text
    assert hans.get(f"{COSTS}.csv?{urlencode(sent, doseq=True)}").status_code == 422


def test_odd_input_is_shown_as_text_and_never_as_a_page(hans: TestClient) -> None:
    answer = hans.get(COSTS, params={"mensen": ['"><script>x</script>', "1"], "lukt": "😀" * 50})
    assert answer.status_code == 422 and "<script>x" not in answer.text
