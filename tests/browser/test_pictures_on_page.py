"""The pictures and the page of downloads in a real browser: they fit, they can be listened to, and they need no script."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.server import Employee

pytestmark = [pytest.mark.browser, pytest.mark.rasa]
LOOKS: list[dict[str, Any]] = [
    {"viewport": {"width": 1280, "height": 800}},
    {"viewport": {"width": 320, "height": 800}, "color_scheme": "dark"},
    {"viewport": {"width": 320, "height": 800}, "forced_colors": "active"},
    {"viewport": {"width": 1280, "height": 800}, "contrast": "more"},
]


def opened(browser: Browser, employee: Employee, **look: Any) -> Page:
    context = browser.new_context(base_url=employee.server.url, reduced_motion="reduce", **look)
    context.add_cookies([
        {"name": cookie.name, "value": str(cookie.value), "url": employee.server.url} for cookie in employee.client.cookies.jar
    ])
    return context.new_page()


@pytest.mark.parametrize("look", LOOKS, ids=["wide", "narrow and dark", "own colours", "high contrast"])
def test_pictures_and_downloads_fit_and_axe_finds_nothing(browser: Browser, advised: Employee, look: dict[str, Any]) -> None:
    page = opened(browser, advised, **look)
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text) if "Content Security Policy" in line.text else None)
    for path in ("/paspoort", "/paspoort/downloads"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= look["viewport"]["width"], path
        assert Axe().run(page).response["violations"] == [], path
    page.goto("/paspoort")
    pictures = page.locator("#in-beeld").get_by_role("img")
    expect(pictures).to_have_count(3)
    for number in range(3):
        assert pictures.nth(number).locator("text").evaluate_all("texts => Math.min(...texts.map(t => t.getBoundingClientRect().height))") >= 13
    expect(page.get_by_role("img", name=re.compile("Wat er met je taken gebeurt"))).to_be_visible()
    expect(page.get_by_role("table", name="Wat er met je taken gebeurt")).to_be_visible()
    assert refused == []
    page.context.close()


def test_a_pdf_is_downloaded_by_keyboard_without_script(browser: Browser, advised: Employee) -> None:
    page = opened(browser, advised, java_script_enabled=False, accept_downloads=True)
    page.goto("/paspoort")
    page.get_by_role("link", name="Neem mee als pdf, Excel of Europass").press("Enter")
    page.get_by_label("Mijn voorwaarden").press("Space")
    page.get_by_label("Je naam erop").fill("Ria")
    with page.expect_download() as download:
        page.get_by_label("Je naam erop").press("Enter")
    assert download.value.suggested_filename.endswith(".pdf")
    assert download.value.path().read_bytes().startswith(b"%PDF-1.7")
    page.context.close()
