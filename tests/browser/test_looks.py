"""What can be looked at of an advice, on a narrow and a wide screen, with and without script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.server import Employee

pytestmark = [pytest.mark.browser, pytest.mark.rasa]


@pytest.fixture
def looked(advised: Employee) -> Employee:
    """Ria, who saw the cards side by side and her tasks, and chose."""
    for words in ("zet ze naast elkaar", "wat gebeurt er met mijn taken", "de eerste"):
        advised.say(words)
        assert advised.cards(), words
    return advised


def test_a_comparison_stays_a_table_and_nothing_scrolls_sideways(browser: Browser, looked: Employee) -> None:
    server = looked.server
    cookies = [{"name": cookie.name, "value": str(cookie.value), "url": server.url} for cookie in looked.client.cookies.jar]
    for width, stacked in ((320, True), (1280, False)):
        context = browser.new_context(base_url=server.url, viewport={"width": width, "height": 800}, reduced_motion="reduce")
        context.add_cookies(cookies)  # type: ignore[arg-type]
        page = context.new_page()
        for path in ("/gesprek", "/paspoort"):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.goto("/gesprek")
        table = page.get_by_role("table", name="Naast elkaar")
        expect(table.get_by_role("rowheader", name="Hoe goed het past")).to_be_visible()
        assert table.get_by_role("columnheader").count() >= 3, "what is compared, and each of the cards"
        first = table.locator(".naast__bij").first
        expect(first).to_be_visible() if stacked else expect(first).to_be_hidden()
        expect(page.get_by_role("group", name="Jouw plan: ")).to_be_visible()
        expect(page.get_by_role("group", name="Je taken: ")).to_contain_text("Wordt minder")
        context.close()


def test_without_script_it_can_be_asked_and_read(browser: Browser, looked: Employee) -> None:
    server = looked.server
    context = browser.new_context(base_url=server.url, java_script_enabled=False)
    context.add_cookies([{"name": cookie.name, "value": str(cookie.value), "url": server.url} for cookie in looked.client.cookies.jar])  # type: ignore[list-item]
    page = context.new_page()
    page.goto("/gesprek")
    page.get_by_label("Jouw antwoord").fill("welke verdient het meest?")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("table", name="Naast elkaar")).to_have_count(2)
    expect(page.locator(".regel--kaart .ballon__tekst").last).to_have_text(re.compile("^Loon vergeleken met nu:"))
    context.close()
