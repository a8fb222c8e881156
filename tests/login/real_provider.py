"""A real OpenID provider on loopback, and a front before it that can tamper with what it sends."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from bot.rasa_server.process import free_port

HERE = Path(__file__).parent / "provider"
CLIENT_ID = "loopbaanwijzer"
CLIENT_SECRET = "only-in-these-tests-0123456789abcdef"
BACK = "http://127.0.0.1/aanmelden/oidc/terug"
KEY = RSAKey.generate_key(2048, {"kid": "the-real-key", "use": "sig", "alg": "RS256"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "the-real-key", "use": "sig", "alg": "RS256"})
Tamper = Callable[[str, bytes], bytes]


class RealProvider:
    """node-oidc-provider behind the front; `issuer` is the front's address, the only one anybody knows."""

    def __init__(self) -> None:
        self.tamper: Tamper | None = None
        self.is_down = False
        self.portal_hears: Callable[[bytes], int] = lambda form: 404
        """What the portal answers to a form that the provider itself sends it."""
        self._inside = free_port()
        self.portal = free_port()
        """Where a portal may run that a real browser comes to."""
        self._front = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self, f"http://127.0.0.1:{self._inside}"))
        self.issuer = f"http://127.0.0.1:{self._front.server_port}"
        node = shutil.which("node")
        assert node and (HERE / "node_modules").is_dir(), "Needs node and the provider: apt install nodejs npm, then make test (or npm ci in tests/login/provider)."
        bases = ("http://127.0.0.1", f"http://127.0.0.1:{self.portal}")
        addresses = (",".join(base + path for base in bases) for path in ("/aanmelden/oidc/terug", "/?afgemeld=true"))
        self._process = subprocess.Popen(
            [node, str(HERE / "provider.js"), str(self._inside), self.issuer, *addresses], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**os.environ, "KEYS": json.dumps(KeySet([KEY]).as_dict(private=True))}, text=True,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline().strip() == "ready"
        threading.Thread(target=self._front.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._front.shutdown()
        self._front.server_close()
        self._process.kill()
        self._process.communicate()

    def give_roles(self, person: str, roles: list[str]) -> None:
        self._put(person, roles)

    def block(self, person: str, blocked: bool = True) -> None:
        self._put(f"{person}/blocked", blocked)

    def sign_off(self, person: str, *, names_session: bool = True) -> None:
        """End where somebody signed in last, as an administrator there can; raises when the portal does not take that."""
        self._put(f"{person}/signed-off", names_session)

    def _put(self, place: str, content: object) -> None:
        httpx.put(f"http://127.0.0.1:{self._inside}/people/{place}", json=content, trust_env=False).raise_for_status()

    def walk(self, address: str, person: str) -> httpx.URL:
        """What a browser does at the provider, until it is sent back to us; the address with the answer."""
        with httpx.Client(trust_env=False, cookies={"login_as": person}, timeout=20) as browser:
            while not address.startswith(BACK):
                answer = browser.get(address)
                assert answer.is_redirect, answer.text
                address = str(answer.next_request.url) if answer.next_request else ""
            return httpx.URL(address)


def _handler(provider: RealProvider, inside: str) -> type[BaseHTTPRequestHandler]:
    class Front(BaseHTTPRequestHandler):
        def _pass_on(self) -> None:
            if provider.is_down:
                self.send_error(502)
                return
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.path == "/to-the-portal":
                self.send_response(provider.portal_hears(body))
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            with httpx.Client(trust_env=False, timeout=20) as client:
                answer = client.request(self.command, inside + self.path, content=body, headers=list(self.headers.items()))
            content = answer.content
            if provider.tamper is not None:
                content = provider.tamper(self.path.partition("?")[0], content)
            self.send_response(answer.status_code)
            for name, value in answer.headers.multi_items():
                if name not in {"content-length", "transfer-encoding", "connection", "content-encoding"}:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = _pass_on

        def log_message(self, format: str, *args: Any) -> None:
            return

    return Front


def with_token(change: Callable[[dict[str, Any]], str]) -> Tamper:
    """Another ID token in the answer of the token endpoint: made of the claims of the real one."""

    def tamper(path: str, content: bytes) -> bytes:
        answer = json.loads(content) if path == "/token" else {}
        if "id_token" not in answer:
            return content
        claims = dict(jwt.decode(answer["id_token"], KEY).claims)
        return json.dumps({**answer, "id_token": change(claims)}).encode()

    return tamper


def signed(claims: Mapping[str, Any], key: RSAKey = KEY, kind: str = "JWT") -> str:
    """As the provider itself would sign it, or somebody else."""
    return jwt.encode({"alg": "RS256", "kid": "the-real-key", "typ": kind}, dict(claims), key)


def signed_with_secret(claims: Mapping[str, Any]) -> str:
    return jwt.encode({"alg": "HS256"}, dict(claims), OctKey.import_key(CLIENT_SECRET))
