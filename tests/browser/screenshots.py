"""`make screenshots`: a picture of every state of the pages, for docs/screenshots, from one talk with the real product."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import chromium
from tests.browser.states import states
from tests.server import ROOT, Server, product

FOLDER = ROOT / "docs" / "screenshots"
WIDE = {"width": 992, "height": 680}
NARROW = {"width": 320, "height": 640}
LIGHT: dict[str, Any] = {"color_scheme": "light", "contrast": "no-preference", "forced_colors": "none"}
LOOKS: dict[str, tuple[dict[str, int], dict[str, Any]]] = {
    "": (WIDE, LIGHT),
    "smal": (NARROW, LIGHT),
    "donker": (WIDE, {**LIGHT, "color_scheme": "dark"}),
    "contrast": (WIDE, {**LIGHT, "contrast": "more"}),
    "eigen-kleuren": (WIDE, {**LIGHT, "forced_colors": "active"}),
}
FOUR_K = {"width": 3840, "height": 2160}
ALSO: dict[str, tuple[str, ...]] = {
    "toestemming": ("smal", "donker"),
    "gehoord": ("smal", "donker", "contrast", "eigen-kleuren"),
    "suggesties": ("smal", "donker"),
    "paspoort": ("smal", "donker"),
    "coach-dossiers": ("smal",),
    "coach-dossier": ("smal", "donker"),
}
"""Looks besides the wide one. Every state has that; those that look alike at another width have no more."""

_TO_THE_NEWEST = """opened => {
  const newest = opened ? document.querySelector('.vouw[open]') : [...document.querySelectorAll('.regel--jij')].at(-1);
  newest?.scrollIntoView({ block: 'start' });
}"""
TALLER = {"gehoord": 790}
"""Pixels, where more than usual belongs together."""
IN_4K = {"gehoord", "suggesties"}


def take(page: Page, state: str, folder: Path) -> None:
    """A picture of what is in sight, in each look that this state has."""
    for look in ("", *ALSO.get(state, ())):
        size, media = LOOKS[look]
        height = TALLER.get(state, size["height"])
        page.set_viewport_size({"width": size["width"], "height": height})
        page.emulate_media(**media)
        _picture(page, folder / f"{state}{'-' if look else ''}{look}.png")
    if state in IN_4K:
        _take_in_4k(page, folder / f"{state}-4k.png")
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.emulate_media(**LIGHT)


def _take_in_4k(page: Page, path: Path) -> None:
    """The page that has this address now on a screen of 3840 × 2160, at half its size."""
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(
        viewport=FOUR_K, device_scale_factor=0.5, storage_state=page.context.storage_state(), reduced_motion="reduce"  # type: ignore[arg-type]
    )
    wide = context.new_page()
    wide.goto(page.url)
    _picture(wide, path)
    context.close()


def _picture(page: Page, path: Path) -> None:
    page.mouse.move(1, 1)  # no button looks as if the mouse were on it
    page.evaluate(_TO_THE_NEWEST, path.stem.endswith("-open"))
    page.screenshot(path=path, animations="disabled", caret="hide")


@contextmanager
def window(server: Server) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        context = browser.new_context(base_url=server.url, viewport=WIDE, reduced_motion="reduce", locale="nl-NL")  # type: ignore[arg-type]
        yield context.new_page()
        browser.close()


def main() -> int:
    """Makes them all anew; the old ones stay when something goes wrong."""
    with tempfile.TemporaryDirectory() as place, product() as server:
        made = Path(place)
        with window(server) as page:
            for state in states(page, server):
                take(page, state, made)
        shutil.rmtree(FOLDER, ignore_errors=True)
        shutil.copytree(made, FOLDER)
    files = sorted(FOLDER.glob("*.png"))
    print(f"{len(files)} pictures in {FOLDER.relative_to(ROOT)}, {sum(file.stat().st_size for file in files) / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
