"""Pictures: the tables say the same, nothing overlaps or falls off, and no look stands in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from portal.documents.dossier import Dossier
from portal.documents.pictures.drawing import WIDTH, Picture
from portal.documents.pictures.gallery import pictures_of
from portal.documents.pictures.lines import width_of, wrapped
from portal.documents.pictures.tasks import MOST_DRAWN
from tests.portal.documents.conftest import LONG

SVG = "{http://www.w3.org/2000/svg}"
Box = Mapping[str, Any]


def drawn_words(picture: Picture) -> str:
    """All that is written, without spaces and the hyphens of broken words."""
    texts = ElementTree.fromstring(picture.svg()).iter(f"{SVG}text")
    return re.sub(r"[\s-]", "", "".join(text.text or "" for text in texts))


def test_there_are_three(rich: Dossier) -> None:
    assert list(pictures_of(rich)) == ["taken", "vaardigheden", "weg"]


def test_nothing_told_draws_nothing(empty: Dossier) -> None:
    assert pictures_of(empty) == {}


def test_a_picture_has_a_name_and_a_description_and_no_look_of_its_own(rich: Dossier) -> None:
    for picture in pictures_of(rich).values():
        root = ElementTree.fromstring(picture.svg())
        assert root.get("role") == "img"
        named = [next(part for part in root if part.get("id") == each) for each in root.get("aria-labelledby", "").split()]
        assert [part.tag for part in named] == [f"{SVG}title", f"{SVG}desc"] and all(part.text for part in named)
        assert not any(part.get("style") or part.get("fill") or part.tag == f"{SVG}style" for part in root.iter())


def test_the_tables_say_what_the_pictures_say(rich: Dossier) -> None:
    for picture in pictures_of(rich).values():
        words = drawn_words(picture)
        for table in picture.tables:
            assert table.rows and all(len(row) == len(table.head) for row in table.rows)
            for row in table.rows:
                for cell in row if "leert" in table.title else row[:1]:
                    assert re.sub(r"[\s-]", "", cell) in words, (picture.name, cell)


def test_colour_is_not_the_only_sign(rich: Dossier) -> None:
    """Each outlook has another shape in its mark, and its words above the group."""
    root = ElementTree.fromstring(pictures_of(rich)["taken"].svg())
    shapes = {part.get("points", "").count(" ") for part in root.iter(f"{SVG}polyline")}
    assert shapes == {1, 2, 4}, "a line, a tick, a wave"
    assert all(title in drawn_words(pictures_of(rich)["taken"]) for title in ("Wordtminder:", "Verandert,", "Blijftofkomterbij:"))


def test_many_tasks_are_drawn_in_part_and_tabled_whole(huge: Dossier) -> None:
    picture = pictures_of(huge)["taken"]
    assert len(picture.tables[0].rows) == len(huge.outlook) > 2000
    assert len(list(ElementTree.fromstring(picture.svg()).iter(f"{SVG}circle"))) <= 3 * MOST_DRAWN
    assert "zie de tabel" in picture.svg()


def test_own_words_are_text_in_a_picture(odd: Dossier) -> None:
    text = pictures_of(odd)["taken"].svg()
    ElementTree.fromstring(text)
    assert "a &amp; b &lt; c &gt; d &#34;e&#34;" in text


def test_lines_fit_and_lose_no_letter() -> None:
    for text in (LONG * 3, "kort", f"een {LONG} en twee", "x", "\U0001f600" * 40, ""):
        lines = wrapped(text, 120, 15)
        assert all(width_of(line, 15) <= 120 for line in lines)
        assert "".join(lines).replace("-", "").replace(" ", "") == text.replace(" ", "")


@pytest.mark.browser
@pytest.mark.parametrize("font", ["Liberation Sans", pytest.param("DejaVu Sans", marks=pytest.mark.slow)])
def test_no_text_overlaps_or_falls_off_at_320_pixels(browser: Browser, rich: Dossier, huge: Dossier, odd: Dossier, font: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    longest = replace(rich, function=LONG, plan=replace(rich.plan, title=LONG * 2)) if rich.plan else rich
    for dossier in (rich, huge, odd, longest):
        for picture in pictures_of(dossier).values():
            page.set_content(
                f"<style>body{{margin:16px;font-family:'{font}'}}svg{{width:100%}}.beeld__vet{{font-weight:700}}</style>{picture.svg()}"
            )
            boxes: list[Box] = page.evaluate(
                "[...document.querySelectorAll('text')].map(t => {const b = t.getBBox(); return {t: t.textContent, x: b.x, y: b.y, r: b.x + b.width, b: b.y + b.height}})"
            )
            high = float(re.search(r'viewBox="0 0 280 ([\d.]+)"', picture.svg())[1])  # type: ignore[index]
            assert [box for box in boxes if box["x"] < 0 or box["r"] > WIDTH or box["b"] > high] == [], (picture.name, high)
            assert [pair for pair in combinations(boxes, 2) if overlap(*pair)] == [], picture.name
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
            sizes = page.evaluate("[...document.querySelectorAll('text')].map(t => t.getBoundingClientRect().height)")
            assert min(sizes) >= 13, "pixels: readable without zooming in"
    page.close()


def overlap(one: Box, other: Box) -> bool:
    """Whether letters would touch: boxes of lines may share a pixel or four of their leading."""
    return min(one["r"], other["r"]) - max(one["x"], other["x"]) > 0.5 and min(one["b"], other["b"]) - max(one["y"], other["y"]) > 4


def test_the_way_goes_down_in_order(rich: Dossier) -> None:
    root = ElementTree.fromstring(pictures_of(rich)["weg"].svg())
    stops = [(float(part.get("cy", "")), float(part.get("r", ""))) for part in root.iter(f"{SVG}circle")]
    assert len(stops) == 4 and all(above < below for (above, _), (below, _) in pairwise(stops))
    assert [radius for _, radius in stops[1:]] == sorted((radius for _, radius in stops[1:]), reverse=True), "70, 20, 10"
