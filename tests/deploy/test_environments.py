"""The environments mend themselves, and what is missing is said in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from deploy import environments


def fake_package(venv: Path, name: str, file: str) -> Path:
    site = venv / "lib" / "python3.11" / "site-packages"
    record = site / f"{name}-1.0.dist-info"
    record.mkdir(parents=True)
    (site / file).write_text("", encoding="utf-8")
    (record / "RECORD").write_text(f"{file},,\n{name}-1.0.dist-info/RECORD,,\n", encoding="utf-8")
    return site / file


def test_a_package_with_a_missing_file_is_named(tmp_path: Path) -> None:
    whole = fake_package(tmp_path, "whole", "whole.py")
    broken = fake_package(tmp_path, "some_name", "some_name.py")
    assert environments.damaged(str(tmp_path)) == []
    broken.unlink()
    assert environments.damaged(str(tmp_path)) == ["some_name"]
    assert whole.exists()


def test_a_package_that_is_gone_is_named_only_if_it_was_there(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text("some-name==1.0 \\\n    --hash=sha256:00\nother==2.0 ; sys_platform == 'win32'\n", encoding="utf-8")
    stamp = environments.fingerprint(str(lock)) + "\nsome-name\n"
    assert environments.missing(str(tmp_path), str(lock), stamp) == ["some-name"]
    fake_package(tmp_path, "some_name", "some_name.py")
    assert environments.missing(str(tmp_path), str(lock), stamp) == []


def test_a_half_installed_environment_counts_as_not_there(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text("some-name==1.0\n", encoding="utf-8")
    assert environments.to_mend(str(tmp_path), str(lock)) is None


def test_tools_that_are_there_already_stay_and_none_are_added_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environments, "ROOT", str(tmp_path))
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    locks = {name: tmp_path / "requirements" / f"{name}.txt" for name in environments.LOCKS}
    for name, lock in locks.items():
        lock.parent.mkdir(exist_ok=True)
        lock.write_text(f"{name}==1.0\n", encoding="utf-8")
    built = environments.fingerprint(str(locks["mutation"])) + "\nmutation\n"
    assert environments.lock_for("dev", built) == str(locks["mutation"])
    assert environments.lock_for("mutation", environments.fingerprint(str(locks["dev"]))) == str(locks["mutation"])
    assert environments.lock_for("dev", "") == str(locks["dev"])


def test_an_interpreter_that_only_looks_like_one_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As pyenv's shim does: it stands on the PATH and fails."""
    shim = tmp_path / "python3.10"
    shim.write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "none"))
    assert environments.find("3.10") is None


def test_pyenvs_versions_folder_is_looked_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = tmp_path / "versions" / "3.10.13" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\necho 3 10\n", encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setenv("PATH", "/usr/bin/none")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    assert environments.find("3.10") == str(python)


def test_no_python_310_anywhere_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environments.subprocess, "call", lambda *_, **__: 1)
    with pytest.raises(environments.CannotBuild, match=r"Python 3\.10"):
        environments.fetch_python("uv")


def test_without_npm_the_provider_of_the_tests_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "tests" / "login" / "provider"
    folder.mkdir(parents=True)
    lock = folder / "package-lock.json"
    lock.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(environments, "ROOT", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(environments.CannotBuild, match="apt install nodejs npm"):
        environments.build_provider()
    (folder / "node_modules").mkdir()
    (folder / "node_modules" / "built-from.txt").write_text(environments.fingerprint(str(lock)), encoding="utf-8")
    environments.build_provider()


def test_the_lock_of_the_provider_names_no_registry() -> None:
    lock = Path(environments.ROOT) / "tests" / "login" / "provider" / "package-lock.json"
    assert '"integrity"' in lock.read_text(encoding="utf-8") and '"resolved"' not in lock.read_text(encoding="utf-8")


def test_a_new_folder_of_ours_is_installed_though_no_lock_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or the command would not find it."""
    lock, project = tmp_path / "app.txt", tmp_path / "pyproject.toml"
    lock.write_text("some-name==1\n", encoding="utf-8")
    monkeypatch.setattr(environments, "ROOT", str(tmp_path))
    project.write_text('include = ["rules*"]\n', encoding="utf-8")
    before = environments.fingerprint(str(lock))
    project.write_text('include = ["rules*"]\nline-length = 120\n', encoding="utf-8")
    assert environments.fingerprint(str(lock)) == before
    project.write_text('include = ["rules*", "publishing*"]\n', encoding="utf-8")
    assert environments.fingerprint(str(lock)) != before
