"""No state of the pages is wrong: axe finds nothing by its whole rulebook, nor in other colours by what it can judge of those; at 320 px nothing is cut."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, Response

from tests.access.matrix import Row, rows
from tests.browser.narrow import narrow_faults
from tests.browser.states import states
from tests.server import Server

pytestmark = pytest.mark.browser

EVERYTHING: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
COLOURS: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
ENOUGH_FOR_MORE: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": ["color-contrast-enhanced"]}}
PLAIN = {"color_scheme": "light", "contrast": "no-preference", "forced_colors": "none"}
_NO_PAGE = re.compile(r"^/api/|^/health|^/aanmelden/oidc|/download$|\.\w+$")
AGAIN = {"exclude": [[".regel--kaart ~ .regel--kaart"], ["article.kaart ~ article.kaart"]]}
"""Of three cards that look the same one is enough to judge the colours."""
_CLASSES = "[...new Set([...document.querySelectorAll('body, body *')].flatMap(each => [...each.classList].map(name => `${each.tagName}.${name}`)))]"
"""What gives things their colours. Once each is judged in every way, a state without any new one would only say the same again."""
SEEN_OPEN = {"suggesties", "paspoort", "coach-dossier"}
"""All of it is judged when everything is open."""
WAYS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "light": (PLAIN, EVERYTHING),
    "dark": ({**PLAIN, "color_scheme": "dark"}, COLOURS),
    "more contrast": ({**PLAIN, "contrast": "more"}, ENOUGH_FOR_MORE),
    "dark, more contrast": ({**PLAIN, "color_scheme": "dark", "contrast": "more"}, ENOUGH_FOR_MORE),
    "forced colours": ({**PLAIN, "forced_colors": "active"}, COLOURS),
}


def test_axe_finds_nothing_in_any_state_and_nothing_is_cut_on_a_narrow_screen(page: Page, running: Server) -> None:
    wrong: list[str] = []
    seen: list[str] = []
    coloured: set[str] = set()
    visited = pages_visited(page)
    for state in states(page, running):
        seen.append(state)
        if state in SEEN_OPEN:
            continue
        classes = set(page.evaluate(_CLASSES))
        ways = WAYS if classes - coloured else {"light": WAYS["light"]}
        coloured |= classes
        for way, (media, options) in ways.items():
            page.emulate_media(**media)
            wrong += [f"{state}, {way}: {found}" for found in violations(page, options)]
        page.emulate_media(**PLAIN)
        wrong += [f"{state}, 320 px: {found}" for found in narrow_faults(page)]
    assert wrong == []
    assert len(seen) >= 131 and len(seen) == len(set(seen)), seen
    assert not [row.path for row in rows() if is_page(row) and not any(row_of(row).fullmatch(path) for path in visited)], "no state shows these pages"


def pages_visited(page: Page) -> set[str]:
    """The addresses of the pages that come from now on."""
    found: set[str] = set()

    def note(response: Response) -> None:
        if "text/html" in response.headers.get("content-type", ""):
            found.add(urlsplit(response.url).path)

    page.context.on("response", note)
    return found


def is_page(row: Row) -> bool:
    """Whether somebody sees a page at this address: it holds no file, sends nobody on, and is not for programs."""
    return row.method == "GET" and row.answer != 303 and not _NO_PAGE.search(row.path)


def row_of(row: Row) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(row.path)))


def violations(page: Page, options: dict[str, Any]) -> list[str]:
    """What axe says is wrong on the page as it stands, with where."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    context = {"include": ["html"]} if options is EVERYTHING else {"include": ["html"], **AGAIN}
    found = page.evaluate("([context, options]) => axe.run(context, options)", [context, options])["violations"]
    return [
        f"{each['id']} ({each['impact']}): {node['target']} {node['html'][:160]} {node.get('failureSummary', '')}"
        for each in found for node in each["nodes"]
    ]


def test_axe_would_find_what_is_wrong(page: Page) -> None:
    page.goto("/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button><img src=\"/static/wijzer.svg\">')")
    assert {found.split()[0] for found in violations(page, EVERYTHING)} == {"button-name", "image-alt"}


def test_a_narrow_screen_would_show_what_sticks_out_and_what_is_cut(page: Page) -> None:
    page.goto("/")
    assert narrow_faults(page) == []
    page.evaluate("""() => document.querySelector('main').insertAdjacentHTML('beforeend', `
      <details><p class="proef-breed">breed</p></details><p class="proef-weg">weg</p><p class="proef-hoog">een<br>twee<br>drie</p>`)""")
    page.evaluate("""() => {
      const style = (name, how) => Object.assign(document.querySelector(name).style, how);
      style('.proef-breed', { width: '500px' });
      style('.proef-weg', { width: '1px', overflow: 'hidden', whiteSpace: 'nowrap' });
      style('.proef-hoog', { height: '1em', overflow: 'hidden' });
    }""")
    assert {found.split(":")[0] for found in narrow_faults(page)} == {"scrolls 196 px sideways", "outside the screen", "cut at the side", "cut below"}
