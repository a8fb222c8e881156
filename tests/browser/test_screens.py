"""The pages on every screen: from 320 px to 4K, zoomed in, dark, with more contrast; shown at once and kept by the browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.talking import field
from tests.dialogue.talks import walk
from tests.server import Server

pytestmark = pytest.mark.browser

WIDTHS = (320, 480, 768, 1280, 1920, 2560, 3840)
PATHS = ("/gesprek", "/paspoort", "/paspoort/wissen", "/")
LONGEST_LINE = 95  # characters; most lines have fewer than 80
_OVER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
_LONGEST = """() => {
  const canvas = document.createElement('canvas').getContext('2d');
  let worst = [0, ''];
  for (const block of document.querySelectorAll('main :is(p, li, dd, summary, q, .delen__uitleg)')) {
    if (!block.checkVisibility() || block.closest('.alleen-voor-lezer') || block.querySelector('p, li, ul, form, details')) continue;
    const style = getComputedStyle(block);
    if (style.display === 'grid') continue;
    canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const box = block.getBoundingClientRect();
    const lines = Math.max(1, Math.round(box.height / parseFloat(style.lineHeight)));
    const text = block.innerText.replaceAll(/\\s+/g, ' ');
    const fits = Math.min(text.length, Math.floor(box.width / (canvas.measureText(text).width / Math.max(1, text.length))));
    if (fits > worst[0]) worst = [fits, text.slice(0, 80)];
  }
  return worst;
}"""
_BRIGHTNESS = """() => {
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number);
  return (red + green + blue) / 3;
}"""
_OPEN_ALL = "document.querySelectorAll('details').forEach(each => { each.open = true })"


@pytest.fixture(scope="module")
def advised(browser: Browser, running: Server) -> Iterator[Page]:
    """A window of somebody who talked up to the advice."""
    employee = running.employee("mehmet")
    employee.start_anew()
    for _ in walk(employee):
        pass
    context = browser.new_context(base_url=running.url, reduced_motion="reduce")
    page = context.new_page()
    page.request.post("/aanmelden", form={"persona": "mehmet"})
    yield page
    context.close()


def test_nothing_is_wider_than_the_screen_nor_a_line_too_long(advised: Page) -> None:
    wrong = []
    for path in PATHS:
        advised.goto(path)
        advised.evaluate(_OPEN_ALL)
        for width in WIDTHS:
            advised.set_viewport_size({"width": width, "height": max(480, width * 9 // 16)})
            over, (longest, text) = advised.evaluate(_OVER), advised.evaluate(_LONGEST)
            if over > 0 or longest > LONGEST_LINE:
                wrong.append((path, width, over, longest, text))
    assert wrong == []


def test_on_4k_the_talk_is_no_strip_in_the_middle(advised: Page) -> None:
    advised.set_viewport_size({"width": 3840, "height": 2160})
    advised.goto("/gesprek")
    box = advised.locator(".gesprek").bounding_box()
    assert box is not None and box["width"] > 3840 / 2
    assert advised.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 24
    advised.set_viewport_size({"width": 1920, "height": 1080})
    assert advised.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 16


def test_zoomed_in_to_400_percent_nothing_hangs_over_the_text(advised: Page) -> None:
    advised.set_viewport_size({"width": 320, "height": 256})  # 1280 × 1024 at 400%
    advised.goto("/gesprek")
    assert advised.evaluate(_OVER) == 0
    assert advised.locator(".invoer").evaluate("element => getComputedStyle(element).position") == "static"
    field(advised).scroll_into_view_if_needed()
    expect(field(advised)).to_be_in_viewport()
    expect(advised.get_by_role("button", name="Verstuur")).to_be_in_viewport()


def test_dark_and_more_contrast_are_as_people_set_them(advised: Page) -> None:
    advised.set_viewport_size({"width": 1280, "height": 800})
    advised.goto("/gesprek")
    brightness = {}
    for scheme in ("light", "dark"):
        for contrast in ("no-preference", "more"):
            advised.emulate_media(color_scheme=scheme, contrast=contrast)
            brightness[scheme, contrast] = advised.evaluate(_BRIGHTNESS)
    advised.emulate_media(color_scheme="light", contrast="no-preference")
    assert brightness["dark", "no-preference"] < 40 and brightness["light", "no-preference"] > 220
    assert (brightness["dark", "more"], brightness["light", "more"]) == (0, 255)


def test_with_forced_colours_edges_show_what_colours_would(advised: Page) -> None:
    advised.emulate_media(forced_colors="active")
    advised.goto("/gesprek")
    for what in (".ballon", ".kaart", ".knop--keuze", ".chip", "#bericht"):
        assert advised.locator(what).first.evaluate("element => parseFloat(getComputedStyle(element).borderTopWidth)") >= 1, what
    advised.emulate_media(forced_colors="none")


_PAINTED = """() => new Promise(resolve => {
  new PerformanceObserver(list => list.getEntriesByName('first-contentful-paint').length && resolve(true)).observe({ type: 'paint', buffered: true });
  setTimeout(() => resolve(false), 10000);
})"""
"""Whether something was painted. Playwright's own way to wait evaluates a text, which our content-security policy forbids."""


def test_the_page_shows_before_any_script_has_come(advised: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    advised.route("**/*.js?*", hold)
    try:
        advised.goto("/gesprek", wait_until="commit")
        expect(advised.get_by_role("log")).to_be_visible()
        expect(advised.get_by_role("button", name="Verstuur")).to_be_visible()
        assert advised.evaluate(_PAINTED)
        assert held, "the scripts are still on their way"
    finally:
        advised.unroute_all(behavior="ignoreErrors")


def test_styles_and_scripts_come_once_and_packed(advised: Page) -> None:
    advised.goto("/paspoort/wissen")
    advised.goto("/gesprek")
    came = advised.evaluate(
        "performance.getEntriesByType('resource').filter(each => each.name.includes('.css')).map(each => [each.transferSize, each.decodedBodySize])"
    )
    assert len(came) == 3 and all(moved == 0 and size > 0 for moved, size in came), came
    style = advised.locator("link[rel=stylesheet]").nth(1).get_attribute("href")
    answer = advised.request.get(style or "")
    assert answer.headers["content-encoding"] == "gzip" and "immutable" in answer.headers["cache-control"]
