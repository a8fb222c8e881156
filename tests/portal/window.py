"""The real application in a real browser: listening on loopback, somebody's narrow window, and keys only."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from axe_playwright_python.base import AXE_SCRIPT
from fastapi import FastAPI
from playwright.sync_api import Browser, Locator, Page

from bot.rasa_server.process import free_port

RULES = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@contextmanager
def listening(app: FastAPI, port: int = 0, *, opens: bool = False) -> Iterator[str]:
    """The address at which the portal really listens, on a free port or this one. `opens`: it begins and ends what `app` works with itself."""
    port = port or free_port()
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", lifespan="auto" if opens else "off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@contextmanager
def narrow_window(browser: Browser, address: str, *, script: bool, **options: Any) -> Iterator[Page]:
    """A window of 320 px with the first page; nothing in it may be blocked by our own security policy. `options` as of a browser's context."""
    context = browser.new_context(base_url=address, viewport={"width": 320, "height": 640}, java_script_enabled=script, **options)
    page = context.new_page()
    blocked: list[str] = []
    page.on("console", lambda line: blocked.append(line.text) if "Content Security Policy" in line.text else None)
    page.goto("/")
    yield page
    assert blocked == []
    context.close()


def persona(page: Page, who: str) -> Locator:
    """The button by which a demo persona signs in."""
    return page.locator(f"form:has(input[value={who}]) button")


def is_well_made(page: Page) -> None:
    """Nothing sticks out, also with everything unfolded, and axe is content where it can run; then it is folded as it was."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.dataset.was = each.open; each.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        page.evaluate(AXE_SCRIPT)
        found = page.evaluate("options => axe.run(document, options)", RULES)["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = each.dataset.was === 'true' })")


def to(page: Page, wanted: Locator, key: str = "Enter") -> None:
    """Tab until it has the focus, and press the key, if any."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if wanted.first.evaluate("node => node === document.activeElement"):
            if key:
                page.keyboard.press(key)
            return
    raise AssertionError(f"{wanted} cannot be reached by keyboard")
