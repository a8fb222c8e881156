"""nginx as Debian has it, without privileges and on loopback, with the configuration that is shipped: only ports and paths are others."""

from __future__ import annotations

import os
import pwd
import shutil
import ssl
import subprocess
import time
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.rasa_server.process import free_port
from tests.server import ROOT

SHIPPED = ROOT / "deploy" / "nginx" / "loopbaanwijzer.conf"
PLAIN_USER = "nobody"


class Nginx:
    """Started by `start`, in a folder of its own that everybody may read."""

    def __init__(self, folder: Path, portals: tuple[int, int]) -> None:
        self.folder, self.portals = folder, portals
        self.port, self.plain_port = free_port(), free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    @property
    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.folder / "tls.crt"))

    @property
    def logs(self) -> tuple[Path, ...]:
        return tuple(self.folder.glob("*.log"))

    def start(self) -> None:
        """Raises AssertionError with what nginx says when it does not start."""
        binary = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
        assert binary, "Needs nginx: apt install nginx-light."
        self._certificate()
        (self.folder / "nginx.conf").write_text(self._whole(), encoding="utf-8")
        account = pwd.getpwnam(PLAIN_USER)
        who: dict[str, int] = {}
        if os.getuid() == 0:
            for path in (self.folder, *self.folder.iterdir()):
                os.chown(path, account.pw_uid, account.pw_gid)
            who = {"user": account.pw_uid, "group": account.pw_gid}
        command = [binary, "-e", str(self.folder / "start.log"), "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, extra_groups=[] if who else None, **who)  # type: ignore[call-overload]
        began = time.monotonic()
        with httpx.Client(verify=self.trust, trust_env=False) as client:
            while time.monotonic() - began < 20:
                if self._process.poll() is not None:
                    assert self._process.stderr is not None
                    raise AssertionError(self._process.stderr.read().decode())
                try:
                    client.get(f"{self.url}/rasa/actions")
                    return
                except httpx.HTTPError:
                    time.sleep(0.1)
        raise AssertionError("nginx does not answer")

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.communicate(timeout=20)

    def _whole(self) -> str:
        text = SHIPPED.read_text(encoding="utf-8")
        for shipped, here in (
            ("127.0.0.1:8001", f"127.0.0.1:{self.portals[0]}"), ("127.0.0.1:8002", f"127.0.0.1:{self.portals[1]}"),
            ("listen 80;", f"listen 127.0.0.1:{self.plain_port};"), ("listen 443 ssl http2;", f"listen 127.0.0.1:{self.port} ssl http2;"),
            ("server_name loopbaan.gemeente.nl;", "server_name 127.0.0.1;"), ("/etc/ssl/loopbaanwijzer.crt", str(self.folder / "tls.crt")),
            ("/etc/ssl/private/loopbaanwijzer.key", str(self.folder / "tls.key")), ("/var/log/nginx/loopbaanwijzer.log", str(self.folder / "loopbaanwijzer.log")),
        ):
            assert shipped in text, f"{SHIPPED.name} has no {shipped!r} any more"
            text = text.replace(shipped, here)
        temporary = "\n".join(f"{kind}_temp_path {self.folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        return f"daemon off;\nworker_processes 2;\npid {self.folder}/nginx.pid;\nerror_log {self.folder}/start.log crit;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}\n{text}\n}}\n"

    def _certificate(self) -> None:
        key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
        now = datetime.now(UTC)
        made = (
            x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, hashes.SHA256())
        )
        (self.folder / "tls.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))
        (self.folder / "tls.key").write_bytes(
            key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        )
