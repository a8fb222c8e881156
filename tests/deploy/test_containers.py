"""The container files, as far as they can be checked without an image: rootless, read-only, pinned, and about what is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.rasa_server.lock_store import lock_store
from portal.settings import Settings
from skills_passport.sql import PostgresPlace, what_is_wrong_with
from tests.server import ROOT

HERE = ROOT / "deploy" / "containers"
COMPOSE = yaml.safe_load((HERE / "compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
FILES = sorted(HERE.glob("*.Containerfile"))
OF_RASA = {"ACTION_URL", "ACTION_TOKEN", "TRACKER_URL", *(name.removeprefix("WIJZER_") for name in lock_store("") if name.startswith("WIJZER_"))}
IMAGE = re.compile(r"[a-z0-9]+(:[\w.-]+)?(-[a-z]+)?")


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_has_no_rights_and_writes_nowhere_but_where_it_must(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True and service["cap_drop"] == ["ALL"] and service["security_opt"] == ["no-new-privileges:true"]
    assert int(service["user"].split(":")[0]) > 0 and "privileged" not in service and service["mem_limit"] and service["pids_limit"]
    assert bool(service.get("ports")) == (name == "proxy"), "nobody outside reaches anything but the proxy"


def test_rasa_is_reached_by_its_own_portal_only() -> None:
    for number in ("1", "2"):
        assert SERVICES[f"rasa-{number}"]["network_mode"] == f"service:portal-{number}"
        assert not SERVICES[f"rasa-{number}"].get("networks")
    assert COMPOSE["networks"]["data"]["internal"] and COMPOSE["networks"]["watching"]["internal"]
    assert SERVICES["database"]["networks"] == SERVICES["redis"]["networks"] == ["data"]


def test_every_file_and_setting_that_is_named_is_there() -> None:
    example = (HERE / "settings.env.example").read_text(encoding="utf-8")
    given = dict(re.findall(r"^(\w+)=(.*)$", example, re.MULTILINE))
    assert PostgresPlace(given["WIJZER_STORE"]).is_private and not what_is_wrong_with(given["WIJZER_STORE"])
    assert not {value for name, value in given.items() if re.search("TOKEN|SECRET|PASSWORD|KEY", name)} - {""}, "no secret stands here"
    for name, service in SERVICES.items():
        for setting in {*service.get("environment", {}), *given}:
            if setting.startswith("WIJZER_"):
                assert setting.removeprefix("WIJZER_").lower() in Settings.model_fields or setting.removeprefix("WIJZER_") in OF_RASA, setting
        if "build" in service:
            assert (HERE / service["build"]["context"]).resolve() == ROOT and (ROOT / service["build"]["dockerfile"]).is_file(), name
    endpoints = (ROOT / "endpoints.yml").read_text(encoding="utf-8")
    assert all(f"WIJZER_{name}" in endpoints for name in OF_RASA)
    assert set(re.findall(r"\$\$?{?([A-Z_]{3,})", (HERE / "compose.yml").read_text(encoding="utf-8"))) <= given.keys()


def test_the_key_of_passports_is_with_the_portals_only() -> None:
    assert {name for name, service in SERVICES.items() if service.get("env_file")} == {"portal-1", "portal-2"}
    for name in ("rasa-1", "database", "redis"):
        assert not [setting for setting in SERVICES[name]["environment"] if "SECRET" in setting], name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_image_is_made_of_the_lock_and_runs_as_nobody(path: Path) -> None:
    lines = _instructions(path)
    stages = {words[-1] for instruction, words in lines if instruction == "FROM" and "AS" in words}
    assert [words[0] for instruction, words in lines if instruction == "USER"] == ["10001:10001"]
    assert lines.index(("USER", ["10001:10001"])) < next(place for place, (instruction, _) in enumerate(lines) if instruction == "CMD")
    installs = [words for instruction, words in lines if instruction == "RUN" for words in _commands(words) if "install" in words and "pip" in words]
    assert installs and all("--require-hashes" in words or words[-1] == "." for words in installs)
    for instruction, words in lines:
        if instruction == "FROM":
            assert IMAGE.fullmatch(words[0]), f"{words[0]}: a plain name, and no latest"
            assert not words[0].endswith(":latest") and ":" in words[0]
        if instruction == "COPY" and not words[0].startswith("--from="):
            for source in words[:-1]:
                assert (ROOT / source).exists(), source
                assert any(line == f"!{source.split('/')[0]}" for line in (ROOT / ".containerignore").read_text(encoding="utf-8").splitlines()), source
        if instruction == "COPY" and words[0].startswith("--from="):
            assert words[0].removeprefix("--from=") in stages


def test_images_have_plain_names_with_a_version() -> None:
    for name, service in SERVICES.items():
        assert "/" not in service["image"] and ":" in service["image"], name
        assert not service["image"].endswith(":latest")


def test_the_proxy_does_what_the_one_does_that_is_tested() -> None:
    """Line by line, but for names, ports, and where health is asked."""
    shipped = _directives((ROOT / "deploy" / "nginx" / "loopbaanwijzer.conf").read_text(encoding="utf-8"))
    here = _directives((HERE / "proxy.conf").read_text(encoding="utf-8"))
    for old, new in (
        ("127.0.0.1:8001", "portal-1:8000"), ("127.0.0.1:8002", "portal-2:8000"), ("listen 80;", "listen 8080;"), ("listen 443 ", "listen 8443 "),
        ("server_name loopbaan.gemeente.nl; ", ""), ("/var/log/nginx/loopbaanwijzer.log crit", "stderr crit"),
        ("location /health { allow 127.0.0.1; allow ::1; deny all; proxy_pass http://portals; }", "location /health { return 404; }"),
    ):
        assert old in shipped, old
        shipped = shipped.replace(old, new)
    assert here == shipped


def _directives(text: str) -> str:
    return " ".join(" ".join(line.split("#")[0] for line in text.splitlines()).split())


def _instructions(path: Path) -> list[tuple[str, list[str]]]:
    """(instruction, its words) of a container file."""
    whole = re.sub(r"\\\n", " ", "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")))
    found = []
    for line in filter(None, map(str.strip, whole.splitlines())):
        instruction, rest = line.split(maxsplit=1)
        found.append((instruction, rest.split() if instruction != "RUN" else [rest]))
    return found


def _commands(words: list[str]) -> list[list[str]]:
    return [shlex.split(command) for command in words[0].split("&&")]
