"""The PDF: tagged for who listens, whole in its text, fetching nothing, and within limits."""

from __future__ import annotations

import base64
import io
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import psutil
import pypdfium2
import pytest
from pypdf import PdfReader

from portal.documents.chapters import EVERYTHING, FOR_OTHERS, Chapter
from portal.documents.dossier import Dossier
from portal.documents.errors import PrinterAbsent, PrinterBusy, TooMuchToPrint
from portal.documents.paper.passport_paper import passport_html, passport_pdf
from portal.documents.paper.printer import AT_ONCE, MEGABYTES, MOST_WAITING, Printed, Printer
from portal.documents.paper.printing import UNKNOWN_SIGN
from tests.server import ROOT

NAME = "Ria Kanarie"
Element = Any  # pikepdf.Dictionary


@pytest.fixture(scope="module")
def whole(rich: Dossier) -> bytes:
    printed = passport_pdf(rich, EVERYTHING, NAME, Printer(), "0.1.0")
    assert printed.unknown == ()
    return printed.pdf


@pytest.fixture
def opened(whole: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        yield pdf


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def elements(node: Element) -> Iterator[Element]:
    """All of the tree of tags, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def tagged(pdf: pikepdf.Pdf, *tags: str) -> list[Element]:
    return [element for element in elements(pdf.Root.StructTreeRoot) if str(element.S)[1:] in tags]


def test_it_says_that_it_is_tagged_dutch_and_what_it_is(opened: pikepdf.Pdf) -> None:
    assert bool(opened.Root.MarkInfo.Marked)
    assert str(opened.Root.Lang) == "nl"
    assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
    with opened.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == f"Skillspaspoort van {NAME}"


def test_every_mark_on_a_page_is_in_the_tree_or_beside_the_text(opened: pikepdf.Pdf) -> None:
    for page in opened.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
            if str(operator) in {"Tj", "TJ", "Do"}:
                assert depth > 0, f"{operator} {operands} without a tag"
        assert depth == 0
        assert "/StructParents" in page and page.Tabs == "/S"


def test_headings_go_down_one_at_a_time(opened: pikepdf.Pdf) -> None:
    levels = [int(str(heading.S)[2]) for heading in tagged(opened, "H1", "H2", "H3", "H4")]
    assert levels[0] == 1 and levels.count(1) == 1 and len(levels) > 8
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_figures_are_told_in_words(opened: pikepdf.Pdf) -> None:
    figures = tagged(opened, "Figure")
    assert len(figures) == 3
    assert all("De tabel" in str(figure.Alt) for figure in figures)


def test_table_cells_lead_to_their_heads(opened: pikepdf.Pdf) -> None:
    tables = tagged(opened, "Table")
    assert len(tables) >= 6
    heads = {bytes(head.ID) for head in tagged(opened, "TH")}
    cells = tagged(opened, "TD")
    assert len(cells) > 50
    assert all(len(cell.A.Headers) == 2 and all(bytes(head) in heads for head in cell.A.Headers) for cell in cells), "its row and its column"


def test_every_font_is_in_the_file_with_its_letters(opened: pikepdf.Pdf) -> None:
    fonts = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/DescendantFonts" in item]
    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        described = font.DescendantFonts[0].FontDescriptor
        assert any(kind in described for kind in ("/FontFile", "/FontFile2", "/FontFile3"))


def test_bookmarks_lead_to_the_chapters(whole: bytes) -> None:
    outline = PdfReader(io.BytesIO(whole)).outline
    titles = [item.title for level in outline for item in (level if isinstance(level, list) else [level]) if not isinstance(item, list)]
    assert titles[0] == f"Skillspaspoort van {NAME}"
    assert {"Wat ik doe en deed", "Mijn plan", "Het advies van Wijzer"} <= set(titles)


def test_the_own_plan_stands_before_what_the_advice_proposes_and_verdicts_with_the_advice(together: Dossier) -> None:
    page = passport_html(together, EVERYTHING, "", "0.1.0", squares=False)
    plan = page.split("<h2>Mijn plan</h2>", 1)[1].split("</section>", 1)[0]
    told = [">Mijn stappen<", "Meekijken bij de balie", "Cursus inkoop", "Carla de Wit, eerst van mij", "01-03-2027", "Gedaan of vervallen", "Vervallen"]
    assert together.plan
    told += ["Wat het advies voorstelt", together.plan.steps[0].step.text]
    assert [text for text in told if text not in plan] == []
    assert [plan.index(text) for text in told] == sorted(plan.index(text) for text in told)
    assert "Carla de Wit: niet passend." in page and "“Nu nog niet. Later wel”" in page and "<h3>Kok</h3><p><strong>Je coach: toegevoegd door de coach." in page
    assert "niet passend" not in passport_html(together, FOR_OTHERS, "", "0.1.0", squares=False), "what coaches think is not for a new employer"


def test_everything_that_was_chosen_can_be_read(whole: bytes, rich: Dossier) -> None:
    text = re.sub(r"[\u00ad\u2010-]\s?|\s", "", text_of(whole))
    wanted = [done.words for done in rich.done] + [skill.label for skill in rich.skills] + [words for words, _ in rich.criteria]
    wanted += [gap.label for gap in (rich.target.missing if rich.target else ())] + [planned.step.text for planned in (rich.plan.steps if rich.plan else ())]
    wanted += ["Administratief medewerker", "West-Brabant", "Zorg en welzijn", "Zelf gezegd", "Carla Coach", "20-11-2026", "Certificaat boekhouden"]
    wanted += [each.title for each in rich.advices[0].advice.suggestions]
    missing = [words for words in wanted if re.sub(r"[-\s]", "", words).lower() not in text.lower()]
    assert missing == []


def test_what_was_left_out_is_not_in_it(rich: Dossier) -> None:
    text = text_of(passport_pdf(rich, FOR_OTHERS, "", Printer(), "0.1.0").pdf)
    assert "geen avonden" not in text and "van 100: goed" not in text and "Het advies" not in text and "In de horeca" not in text
    assert "bestel spullen" in text and "Mijn skillspaspoort" in text
    only = text_of(passport_pdf(rich, {Chapter.CRITERIA}, "", Printer(), "0.1.0").pdf)
    assert "geen avonden" in only and "bestel spullen" not in only


def test_pages_can_be_drawn(whole: bytes) -> None:
    document = pypdfium2.PdfDocument(whole)
    assert 3 <= len(document) <= 12
    dark = [sum(1 for shade in page.render(scale=0.3).to_pil().convert("L").tobytes() if shade < 200) for page in document]
    assert all(shades > 50 for shades in dark), "no empty page"


def test_an_empty_passport_prints_and_says_so(empty: Dossier) -> None:
    text = text_of(passport_pdf(empty, EVERYTHING, "", Printer(), "0.1.0").pdf)
    assert "Hierover is nog niets verteld." in text and "Er is nog geen plan." in text


def test_signs_without_a_font_are_named_and_squared(odd: Dossier) -> None:
    printed: Printed = passport_pdf(odd, EVERYTHING, "أمل \U0001f600", Printer(), "0.1.0")
    print("no font has:", [f"U+{ord(sign):04X}" for sign in printed.unknown])
    assert "\U00020000" in printed.unknown, "no common font has this one"
    assert not any("a" <= sign <= "z" or "\u0621" <= sign <= "\u064a" for sign in printed.unknown), "Dutch and Arabic letters print"
    document = pypdfium2.PdfDocument(printed.pdf)  # pypdf reads no sign beyond the first plane
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    assert UNKNOWN_SIGN in text and "worden afgedrukt" in text and not any(sign in text for sign in "\x00\x07\u202e")
    assert "=HYPERLINK" in text and "a & b < c > d" in text


def test_own_words_are_no_markup(rich: Dossier) -> None:
    html = passport_html(rich, EVERYTHING, '<img src="x" onerror=1>', "0.1.0", squares=False)
    assert "onerror" not in html or "<img src=&#34;x&#34;" in html


class Counting(BaseHTTPRequestHandler):
    """A web server that notes who comes."""

    seen: list[str] = []  # noqa: RUF012  (shared on purpose)

    def do_GET(self) -> None:
        self.seen.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


def test_nothing_is_fetched(tmp_path: Path) -> None:
    server = HTTPServer(("127.0.0.1", 0), Counting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    secret = tmp_path / "secret.css"
    secret.write_text("body::before { content: 'CANARY' }")
    html = (
        f'<html lang="nl"><head><title>x</title><link rel="stylesheet" href="{address}/a.css"><link rel="stylesheet" href="file://{secret}">'
        f'<link rel="attachment" href="file://{secret}"><style>@import url({address}/b.css);@font-face{{font-family:q;src:url({address}/f)}}'
        f'p{{background:url({address}/c.png);font-family:q}}</style></head><body><p>tekst<img alt="x" src="{address}/d.png">'
        f'<img alt="y" src="data:image/svg+xml;base64,{_svg_with(address)}"><object data="{address}/e"></object></p></body></html>'
    )
    printed = Printer().print(html)
    server.shutdown()
    assert Counting.seen == []
    assert "tekst" in text_of(printed.pdf) and "CANARY" not in text_of(printed.pdf)
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        assert len(pdf.attachments) == 0


def _svg_with(address: str) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{address}/g.png" width="9" height="9"/></svg>'
    return base64.b64encode(svg.encode()).decode()


def test_time_and_memory_are_bounded(huge: Dossier) -> None:
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in range(200_000))
    endless = f'<html lang="nl"><title>x</title><table>{rows}</table></html>'
    began = time.monotonic()
    with pytest.raises(TooMuchToPrint):
        Printer(seconds=4).print(endless)
    assert time.monotonic() - began < 15
    with pytest.raises(TooMuchToPrint):
        Printer(megabytes=320).print(endless)


def test_want_of_memory_empties_no_cache_of_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fontconfig cannot read for want of memory it takes for empty, and writes that down for every program of the machine."""
    fonts, cache = tmp_path / "fonts", tmp_path / "cache" / "fontconfig"
    fonts.mkdir()
    shutil.copy("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", fonts)
    for number in range(40):  # a cache that is large enough to need memory
        (fonts / f"{number}.ttf").hardlink_to(fonts / "DejaVuSans.ttf")
    config = f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig><dir>{fonts}</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>'
    (tmp_path / "fonts.conf").write_text(config, encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(TooMuchToPrint):
        Printer(megabytes=20).print("<html lang='nl'><title>x</title><p>Dag</p></html>")
    kept = {file.name: file.stat().st_size for file in cache.iterdir() if "cache-" in file.name}
    assert len(kept) == 1 and min(kept.values()) > 1000, "an empty one has some hundred bytes"
    assert Printer().print("<html lang='nl'><title>x</title><p>Dag</p></html>").unknown == ()


def asked_at_once(printer: Printer, times: int) -> tuple[list[threading.Thread], list[str]]:
    """Threads that each ask for a PDF that takes too long, and what they are told as it comes in."""
    told: list[str] = []
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in range(200_000))

    def ask() -> None:
        try:
            printer.print(f'<html lang="nl"><table>{rows}</table></html>')
        except (PrinterBusy, TooMuchToPrint) as refused:
            told.append(type(refused).__name__)

    threads = [threading.Thread(target=ask) for _ in range(times)]
    for thread in threads:
        thread.start()
    return threads, told


def test_who_waits_too_long_is_told() -> None:
    threads, told = asked_at_once(Printer(seconds=3, patience=0.05), 2)
    for thread in threads:
        thread.join()
    assert told == ["PrinterBusy", "TooMuchToPrint"]


def test_no_more_wait_than_there_is_room_for() -> None:
    """Each who waits keeps a thread that others need."""
    threads, told = asked_at_once(Printer(seconds=3, patience=30), AT_ONCE + MOST_WAITING + 2)
    began = time.monotonic()
    while len(told) < 2 and time.monotonic() - began < 20:
        time.sleep(0.01)
    assert told[:2] == ["PrinterBusy", "PrinterBusy"], "at once, and before the first was done"
    for thread in threads:
        thread.join()
    assert told.count("PrinterBusy") == 2 and len(told) == len(threads)


def test_without_pango_it_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(PrinterAbsent, match=r"Pango.*apt install libpango-1\.0-0"):
        Printer().print("<html></html>")


def test_a_huge_passport_prints_in_part_within_its_limits(huge: Dossier, rich: Dossier) -> None:
    for name, dossier in (("normal", rich), ("huge", huge)):
        seconds, megabytes, pdf = measured(passport_html(dossier, EVERYTHING, NAME, "0.1.0", squares=False))
        print(f"{name}: {seconds:.1f} s, {megabytes:.0f} MB, {len(pdf)} bytes")
        assert megabytes < MEGABYTES / 2
        if dossier is huge:
            assert "En nog 1850." in text_of(pdf)


def measured(html: str) -> tuple[float, float, bytes]:
    """Seconds, megabytes of memory at most, and the PDF, as the printer makes it."""
    command = [sys.executable, "-m", "portal.documents.paper.printing", "60", str(MEGABYTES)]
    began = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
    most = [0.0]

    def watch() -> None:
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            try:
                most[0] = max(most[0], watched.memory_info().rss / 1e6)
            except psutil.Error:
                return
            time.sleep(0.02)

    watching = threading.Thread(target=watch)
    watching.start()
    out, _ = process.communicate(html.encode())
    watching.join()
    assert process.returncode == 0
    return time.monotonic() - began, most[0], out.partition(b"\n")[2]
