"""`wijzer account break-glass` asks its password in a terminal, unseen and twice."""

from __future__ import annotations

import os
import pty
import sys
from pathlib import Path

import pytest

from portal.errors import AccountRefused
from portal.login.break_glass import check_password, read_account
from portal.roles import Role
from tests.portal.command_line import ROOT, wijzer

PASSWORD = "vier willekeurige woorden"


def in_terminal(var: Path, *arguments: str, typed: tuple[str, ...]) -> tuple[int, str]:
    """The command in a terminal of its own; its exit code and all that stood on the screen."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.environ["WIJZER_VAR"] = str(var)
        os.execv(sys.executable, [sys.executable, "-c", "from portal.cli import main; main()", "account", "break-glass", *arguments])
    screen = ""
    sent = 0
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # the terminal is closed
            break
        if not part:
            break
        screen += part.decode()
        if sent < min(len(typed), screen.count("wachtwoord: ") + screen.count("keer: ")):  # asked once more than answered
            os.write(terminal, f"{typed[sent]}\n".encode())
            sent += 1
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), screen


def test_a_password_that_is_typed_twice_makes_the_account(tmp_path: Path) -> None:
    code, screen = in_terminal(tmp_path, "--role", "administrator", "--role", "hr", typed=(PASSWORD, PASSWORD))
    account = read_account(tmp_path / "break-glass.json")
    assert (code, account is not None) == (0, True), screen
    assert account is not None and account.opens_with(PASSWORD) and not account.opens_with(PASSWORD.upper())
    assert account.roles == {Role.ADMINISTRATOR, Role.HR}
    assert PASSWORD not in screen and "HR-adviseur en beheerder" in screen
    assert (tmp_path / "break-glass.json").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["break-glass.json"]


@pytest.mark.parametrize(("typed", "said"), [(("kort",), "te kort"), ((PASSWORD, PASSWORD + "!"), "niet gelijk")])
def test_a_password_that_cannot_be_makes_nothing(tmp_path: Path, typed: tuple[str, ...], said: str) -> None:
    code, screen = in_terminal(tmp_path, typed=typed)
    assert code == 1 and said in screen and "Traceback" not in screen
    assert read_account(tmp_path / "break-glass.json") is None


@pytest.mark.parametrize("password", ["", "dertientekens", "a" * 30, "ababababababababab", "x" * 201])
def test_a_weak_password_is_refused(password: str) -> None:
    with pytest.raises(AccountRefused):
        check_password(password)


def test_a_password_from_a_file_and_an_unknown_role_are_refused(tmp_path: Path) -> None:
    for arguments, said in (((), "in een terminal"), (("--role", "baas"), "baas is geen rol")):
        answer = wijzer("account", "break-glass", *arguments, said=f"{PASSWORD}\n{PASSWORD}\n", var=tmp_path)
        assert answer.returncode == 1 and said in answer.stderr


def test_the_account_can_be_taken_away(tmp_path: Path) -> None:
    (tmp_path / "break-glass.json").write_text("{}")
    assert "is weg" in wijzer("account", "break-glass", "--remove", var=tmp_path).stdout
    assert "Er was geen" in wijzer("account", "break-glass", "--remove", var=tmp_path).stdout
