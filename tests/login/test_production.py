"""Where real employees may come, nothing starts before it is safe, and what is missing is said."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError
from starlette.responses import Response

from bot.rasa_server.process import free_port
from portal.errors import NotReadyForProduction
from portal.login.break_glass import write_account
from portal.production import check_production
from portal.roles import Role
from portal.security import Guard
from portal.settings import Settings, what_is_wrong, with_secrets
from tests.portal.command_line import wijzer_process

SAFE: dict[str, Any] = {
    "environment": "production", "tls_in_front": True, "public_url": "https://loopbaan.gemeente.nl",
    "oidc_issuer": "https://login.gemeente.nl", "oidc_client_id": "loopbaanwijzer", "oidc_client_secret": "given by the provider",
    "secret_key": "kX7-fw2Lq0_TzR9vBn3cYd8sHj5mPg1e", "action_token": "Qm4_ab8Wd1-Zp6LsXr2nVt9cKe3yGh7u",
}


@pytest.mark.parametrize("store", ["", "postgresql:///wijzer", "postgresql://wijzer@localhost/wijzer", "postgresql://wijzer@db.gemeente.nl/wijzer?sslmode=verify-full"])
def test_what_is_safe_starts(tmp_path: Path, store: str) -> None:
    check_production(Settings(**SAFE, var=tmp_path, store=store))


@pytest.mark.parametrize(("change", "said"), [
    ({"secret_key": "kort"}, "WIJZER_SECRET_KEY is te kort of te raden"), ({"action_token": "changeme" * 6}, "WIJZER_ACTION_TOKEN is te kort of te raden"),
    ({"demo": True}, "Demopersonen staan aan"), ({"tls_in_front": False}, "WIJZER_TLS_IN_FRONT=1"), ({"public_url": ""}, "WIJZER_PUBLIC_URL"),
    ({"oidc_issuer": "", "oidc_client_id": "", "oidc_client_secret": ""}, "Niemand kan zich aanmelden"), ({"oidc_issuer": "http://127.0.0.1:9"}, "https://"),
    ({"store": "postgresql://wijzer:x@db.gemeente.nl/wijzer?sslmode=require"}, "WIJZER_STORE noemt"), ({"tracker_url": "postgresql://db.gemeente.nl/wijzer"}, "WIJZER_TRACKER_URL noemt"),
])
def test_each_thing_that_is_missing_is_said_in_a_sentence(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    with pytest.raises(NotReadyForProduction) as refused:
        check_production(Settings(**{**SAFE, **change}, var=tmp_path))
    assert said in str(refused.value)
    assert len(str(refused.value).splitlines()) == 2


def test_an_address_outside_this_machine_is_production_by_itself(tmp_path: Path) -> None:
    here = {**SAFE, "environment": "", "tls_in_front": False, "public_url": "http://127.0.0.1:8000", "oidc_issuer": "http://127.0.0.1:9"}
    check_production(Settings(**here, var=tmp_path))
    with pytest.raises(NotReadyForProduction, match=r"10\.1\.2\.3"):
        check_production(Settings(**here | {"host": "10.1.2.3"}, var=tmp_path))
    for outside in ({"tls_in_front": True}, {"public_url": SAFE["public_url"]}, {"oidc_issuer": SAFE["oidc_issuer"]}):
        with pytest.raises(NotReadyForProduction, match="Demopersonen"):  # with the proxy on this machine
            check_production(Settings(**here | outside | {"demo": True}, var=tmp_path))


def test_secrets_that_the_product_makes_itself_and_an_emergency_account_are_enough(tmp_path: Path) -> None:
    write_account(tmp_path / "break-glass.json", "vier willekeurige woorden", frozenset({Role.ADMINISTRATOR}))
    check_production(with_secrets(Settings(environment="production", tls_in_front=True, var=tmp_path)))


def test_the_command_says_all_that_is_missing_and_starts_nothing(tmp_path: Path) -> None:
    answer = wijzer_process("serve", f"--port={free_port()}", "--rasa", "http://127.0.0.1:9", var=tmp_path, WIJZER_ENVIRONMENT="production", WIJZER_SECRET_KEY="x" * 20)
    assert answer.returncode == 1
    assert len(re.findall("^- ", answer.stderr, re.MULTILINE)) == 3 and "Traceback" not in answer.stderr
    assert "x" * 20 not in answer.stderr


def test_browsers_are_told_to_come_over_tls_only_where_that_is_so() -> None:
    for tls in (True, False):
        guarded = TestClient(Guard(Response("hoi"), refuse=lambda scope, status, text: Response(status_code=status), tls=tls))
        assert (guarded.get("/").headers.get("Strict-Transport-Security") == "max-age=31536000") is tls
        # Behind a proxy that does not tell how it was reached, our own pages are https ones all the same.
        assert guarded.post("/", headers={"Origin": "https://testserver"}).status_code == (200 if tls else 403)
        assert guarded.post("/", headers={"Origin": "http://testserver"}).status_code == (403 if tls else 200)


@pytest.mark.parametrize(("settings", "said"), [
    ({"oidc_issuer": "https://login.gemeente.nl"}, "half ingesteld. Geef ook WIJZER_OIDC_CLIENT_ID en WIJZER_OIDC_CLIENT_SECRET"),
    ({"oidc_issuer": "http://login.gemeente.nl"}, "begint met https://"), ({"oidc_roles": "loopbaan-coach=baas"}, "waarde=rol"),
    ({"oidc_roles": "coach"}, "waarde=rol"), ({"public_url": "https://gemeente.nl/loopbaan"}, "zonder pad"),
    ({"oidc_issuer": "https://a.nl", "oidc_client_id": "a", "oidc_client_secret": "b", "oidc_scope": "profile"}, "openid"),
])
def test_settings_that_cannot_be_are_told_in_dutch(settings: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        Settings(**settings)
    assert said in what_is_wrong(wrong.value)
