"""The states in which something cannot be, or not here: who may not, who is too fast, a failure of ours; and the pages around signing in and off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from fastapi import FastAPI
from playwright.sync_api import Page, Route, expect
from starlette.requests import Request

from portal.login.break_glass import write_account
from portal.pages import Pages
from portal.roles import Role
from rules.files.knowledge_files import product_version
from skills_passport.sqlite_engine import sqlite3
from tests.server import Server

HR = "hans"
WRONG = "iets anders dan het is"
IN_A_FRAME = {"sec-fetch-dest": "iframe", "sec-fetch-site": "cross-site"}


def signing_states(page: Page, server: Server) -> Iterator[str]:
    """Before anybody signed in, and after; yields the name of each state when it stands still."""
    page.route(f"{server.url}/", lambda route: route.fulfill(response=route.fetch(headers={**route.request.headers, **IN_A_FRAME})), times=1)
    page.goto("/")  # the answer that a frame within another site gets, shown whole
    expect(page.get_by_role("link", name="Open Loopbaanwijzer")).to_be_visible()
    yield "eigen-tabblad"
    signed_off = rendered("/afmelden", "signed_off.html", place="https://aanmelden.gemeente.example/afmelden")

    def sign_off(route: Route) -> None:
        """Of an organisation's own login, which the running product has none of; tests/login sees it with a real one."""
        route.fulfill(content_type="text/html", body=signed_off)

    page.route("**/afmelden", sign_off, times=1)
    page.goto("/afmelden")
    expect(page.get_by_role("link", name="Meld ook af bij je organisatie")).to_be_visible()
    yield "afgemeld-bij-organisatie"
    yield from _too_often(page, server)


def _too_often(page: Page, server: Server) -> Iterator[str]:
    """The emergency account, while there is one: a wrong password, until its own limit says to wait."""
    account = server.var / "break-glass.json"
    write_account(account, "vier willekeurige woorden", frozenset({Role.ADMINISTRATOR}))
    page.goto("/aanmelden/noodtoegang")
    yield "noodtoegang"
    _try_a_password(page)
    expect(page.get_by_role("alert")).to_contain_text("klopt niet")
    yield "noodtoegang-fout"
    for _ in range(4):
        page.request.post("/aanmelden/noodtoegang", form={"password": WRONG})
    _try_a_password(page)
    expect(page.get_by_role("heading", name="Even wachten")).to_be_visible()
    yield "te-snel"
    account.unlink()


def _try_a_password(page: Page) -> None:
    page.get_by_label("Wachtwoord").fill(WRONG)
    with page.expect_navigation():
        page.get_by_role("button", name="Meld aan").click()


def problem_states(page: Page, server: Server, employee: str) -> Iterator[str]:
    """A page that is not for who asks, and one of this employee when our own store fails."""
    page.request.post("/aanmelden", form={"persona": HR})
    page.goto("/paspoort")
    expect(page.get_by_role("heading", name="Dit mag niet")).to_be_visible()
    yield "mag-niet"
    page.request.post("/aanmelden", form={"persona": employee})
    with _without_answers(server):
        page.goto("/paspoort")
        expect(page.get_by_role("heading", name="Even niet bereikbaar")).to_be_visible()
    yield "storing"


@contextmanager
def _without_answers(server: Server) -> Iterator[None]:
    """A table of the store is not there for a moment: everything that needs it fails as it does with a broken file."""
    with closing(sqlite3.connect(str(server.var / "passports.sqlite"))) as store:
        store.execute("ALTER TABLE answers RENAME TO answers_away")
        try:
            yield
        finally:
            store.execute("ALTER TABLE answers_away RENAME TO answers")


def rendered(path: str, template: str, **context: object) -> str:
    """A page that the running product can make and does not, for want of what it is about."""
    request = Request({"type": "http", "app": FastAPI(), "path": path, "headers": [], "query_string": b"", "server": ("127.0.0.1", 80), "scheme": "http"})
    return Pages(product_version()).text(request, template, **context)
