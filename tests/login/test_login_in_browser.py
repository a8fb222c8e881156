"""Signing in and off in a real browser: by keyboard, without JavaScript, on a narrow screen, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, Route, expect

from portal.login.break_glass import write_account
from portal.roles import Role
from tests.browser.conftest import browser
from tests.login.real_provider import CLIENT_ID, CLIENT_SECRET, RealProvider
from tests.portal.window import RULES, listening

pytestmark = pytest.mark.browser
__all__ = ["browser"]
PASSWORD = "vier willekeurige woorden"


@pytest.fixture
def address(app: FastAPI, provider: RealProvider) -> Iterator[str]:
    """The portal, really listening, with the provider and an emergency account."""
    app.state.settings = app.state.settings.model_copy(update={
        "demo": True, "oidc_issuer": provider.issuer, "oidc_client_id": CLIENT_ID, "oidc_client_secret": CLIENT_SECRET, "oidc_roles": "loopbaan-coach=coach",
    })
    write_account(app.state.settings.break_glass, PASSWORD, frozenset({Role.ADMINISTRATOR}))
    with listening(app, provider.portal, opens=True) as here:
        yield here


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def window(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Carla's window, 320 px wide."""
    context = browser.new_context(base_url=address, viewport={"width": 320, "height": 640}, java_script_enabled=request.param)
    context.add_cookies([{"name": "login_as", "value": "carla", "url": address}])
    page = context.new_page()
    blocked: list[str] = []
    page.on("console", lambda line: blocked.append(line.text) if "Content Security Policy" in line.text else None)
    yield page
    assert blocked == []
    context.close()


def is_well_made(page: Page) -> bool:
    """Nothing sticks out, and axe is content where it can run."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if not page.evaluate("matchMedia('(scripting: enabled)').matches"):
        return True
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(document, options)", RULES)["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    return True


def to(page: Page, name: str, role: str = "link") -> None:
    """Tab until it has the focus, and press Enter."""
    wanted = page.get_by_role(role, name=name)  # type: ignore[arg-type]
    for _ in range(40):
        page.keyboard.press("Tab")
        if wanted.first.evaluate("node => node === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{name} cannot be reached by keyboard")


def test_carla_signs_in_at_her_organisation_and_off_again(window: Page, provider: RealProvider) -> None:
    window.goto("/")
    assert is_well_made(window)
    to(window, "Meld je aan met je werkaccount")
    window.wait_for_url("**/gesprek#einde")
    assert {cookie["name"] for cookie in window.context.cookies() if cookie["name"].startswith("wijzer")} == {"wijzer-sessie"}
    to(window, "Aangemeld als Carla Coach")
    expect(window.get_by_role("heading", name="Waar je aangemeld bent")).to_be_visible()
    expect(window.get_by_text("aangemeld als medewerker en transfercoach")).to_be_visible()
    assert is_well_made(window)
    if window.evaluate("matchMedia('(scripting: enabled)').matches"):
        window.route("**/afmelden", stay, times=1)
        to(window, "Meld overal af", "button")
        expect(window.get_by_role("heading", name="Je bent hier afgemeld")).to_be_visible()
        assert is_well_made(window)
        to(window, "Meld ook af bij je organisatie")
    else:
        to(window, "Meld overal af", "button")  # and the page leads on by itself
    window.wait_for_url(f"{provider.issuer}/session/end**")
    window.goto("/gesprek")
    expect(window.get_by_role("link", name="Meld je aan met je werkaccount")).to_be_visible()


def stay(route: Route) -> None:
    """The page that leads on at once, without what leads on."""
    answer = route.fetch()
    assert answer.headers["refresh"].startswith("0; url=")
    route.fulfill(response=answer, headers={name: value for name, value in answer.headers.items() if name != "refresh"})


def test_a_provider_that_is_down_is_told(window: Page, provider: RealProvider) -> None:
    provider.is_down = True
    window.goto("/")
    to(window, "Meld je aan met je werkaccount")
    expect(window.get_by_role("heading", name="Aanmelden is niet gelukt")).to_be_visible()
    expect(window.get_by_text("antwoordt nu niet goed")).to_be_visible()
    assert is_well_made(window)
    to(window, "Naar de startpagina")
    expect(window.get_by_role("link", name="Meld je aan met je werkaccount")).to_be_visible()


def test_the_emergency_form_tells_what_was_wrong(window: Page) -> None:
    window.goto("/")
    to(window, "Noodtoegang voor de beheerder")
    window.wait_for_url("**/noodtoegang")
    for password in ("iets anders dan het is", PASSWORD):
        assert is_well_made(window)
        window.get_by_label("Wachtwoord").fill(password)
        window.get_by_label("Wachtwoord").press("Enter")
        if password != PASSWORD:
            expect(window.get_by_role("alert")).to_contain_text("klopt niet")
    expect(window.get_by_text("Je bent aangemeld als beheerder")).to_be_visible()
    assert is_well_made(window)
