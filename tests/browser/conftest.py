"""A real browser: Debian's chromium, wherever it stands on the PATH."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.server import Server

PATIENCE = 20_000  # milliseconds to wait for what must appear: other tests share the machine, and only a failure waits so long
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def chromium(playwright: Playwright) -> Browser:
    """Debian's chromium, started."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        raise RuntimeError("No chromium on the PATH. On Debian: apt-get install chromium")
    expect.set_options(timeout=PATIENCE)
    return playwright.chromium.launch(executable_path=found, args=QUIET)


@pytest.fixture(scope="module")  # its event loop runs as long as it is open: no asynchronous test may come meanwhile
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, running: Server) -> Iterator[Page]:
    """A fresh window of 1280 × 800 at the running product; what the page's own script does wrong fails the test."""
    context = browser.new_context(base_url=running.url, viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if "Content Security Policy" in line.text else None)
    yield page
    context.close()
    assert problems == []
