"""The talk within a page of another origin: for who is allowed, as docs/EMBEDDING.md says, and for nobody else."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.rasa_server.process import free_port
from tests.browser.talking import choice, erase, field, lines
from tests.server import ROOT, Server

pytestmark = pytest.mark.browser


@contextmanager
def intranet(port: int, within: str) -> Iterator[None]:
    """A page of somebody else on this machine, with the documented snippet in it."""
    snippet = re.search(r"```html\n(.*?)```", (ROOT / "docs" / "EMBEDDING.md").read_text(encoding="utf-8"), re.DOTALL)
    assert snippet is not None
    address = snippet[1].replace("https://loopbaan.gemeente.nl", within)
    page = f'<!doctype html><html lang="nl"><title>Intranet</title><h1>Nieuws</h1><p><a href="#">Kantine</a></p><div style="height: 60rem"></div>{address}'.encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_an_allowed_page_embeds_the_whole_talk_and_keeps_its_own_focus_and_place(page: Page, running: Server) -> None:
    page.request.post("/aanmelden", form={"persona": "mehmet"})
    erase(page)
    with intranet(running.intranet, running.url):
        page.goto(f"http://127.0.0.1:{running.intranet}/")
        frame = page.frame(url=f"{running.url}/")
        assert frame is not None
        frame.get_by_role("button", name="Begin als Mehmet").click()
        expect(frame.get_by_role("heading", name="Je gesprek met Wijzer")).to_be_visible()
        before = lines(frame).count()
        choice(frame, "Ja, dat is goed").click()
        expect(lines(frame).nth(before + 1)).to_be_attached()
        expect(field(frame)).to_be_focused()
        page.keyboard.type("medewerker burgerzaken")
        page.keyboard.press("Enter")
        expect(frame.get_by_role("log")).to_contain_text("In welke plaats of regio")
        other = page.context.new_page()  # with the session: the talk itself loads within the page
        other.goto(f"http://127.0.0.1:{running.intranet}/")
        other.evaluate(f"document.querySelector('iframe').src = '{running.url}/gesprek'")
        expect(other.frame_locator("iframe").locator("html.met-script")).to_have_count(1)
        expect(other.frame_locator("iframe").get_by_role("heading", name="Je gesprek met Wijzer")).to_be_attached()
        assert other.evaluate("[document.activeElement.tagName, scrollY]") == ["BODY", 0]


def test_on_another_site_it_says_to_open_a_tab_of_its_own(page: Page, running: Server) -> None:
    with intranet(running.intranet, running.url):
        page.goto(f"http://localhost:{running.intranet}/")
        link = page.frame_locator("iframe").get_by_role("link", name="Open Loopbaanwijzer")
        with page.context.expect_page() as opened:
            link.click()
        expect(opened.value.get_by_role("button", name="Begin als Mehmet")).to_be_visible()


def test_a_page_that_is_not_named_gets_nothing(browser: Browser, running: Server) -> None:
    port = free_port()
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    with intranet(port, running.url):
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_load_state("load")
        assert page.frame_locator("iframe").get_by_role("button").count() == 0
        assert page.frame_locator("iframe").get_by_role("link").count() == 0
    assert any("frame-ancestors" in line for line in said), said
    context.close()
