"""`wijzer audit verify` on a file of the real application, after somebody with the file and without the application was at it."""

from __future__ import annotations

from contextlib import closing

import pytest

from skills_passport.audit import AuditEntry, seal_of
from skills_passport.sqlite_engine import connect, sqlite3
from tests.access.people import People
from tests.portal.command_line import Answer, wijzer

UNLOCK = ("DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete")


def verify(people: People, *more: str) -> Answer:
    return wijzer("audit", "verify", *more, var=people.app.state.settings.var)


def at_the_file(people: People, *statements: str) -> None:
    connection = sqlite3.connect(str(people.app.state.settings.database), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_an_untouched_trail_is_whole_and_goes_on(people: People) -> None:
    head = wijzer("audit", "head", var=people.app.state.settings.var).stdout.strip()
    assert people.ask("ria", "GET", "/paspoort").status_code == 200
    answer = verify(people, "--head", head)
    assert answer.returncode == 0 and "is heel" in answer.stdout


@pytest.mark.parametrize(
    ("what", "statement", "told"),
    [
        ("who", "UPDATE audit SET actor = 'employee' WHERE number = 9", "rij 9 is veranderd"),
        ("what", "UPDATE audit SET action = 'show-talk' WHERE number = 5", "rij 5 is veranderd"),
        ("when", "UPDATE audit SET at = '2020-01-01T00:00:00+00:00' WHERE number = 7", "rij 7 is veranderd"),
        ("whose", "UPDATE audit SET subject = 'x' WHERE number = 3", "rij 3 is veranderd"),
        ("version", "UPDATE audit SET version = version + 1 WHERE number = 4", "rij 4 is veranderd"),
        ("seal", "UPDATE audit SET seal = '0' WHERE number = 2", "rij 2 is veranderd"),
        ("removed", "DELETE FROM audit WHERE number = 6", "rij 6 ontbreekt"),
        ("first removed", "DELETE FROM audit WHERE number = 1", "rij 1 ontbreekt"),
        ("moved", "UPDATE audit SET number = number + 1000 WHERE number > 8", "rij 9 ontbreekt"),
        ("inserted behind", "INSERT INTO audit SELECT max(number) + 1, at, actor, action, subject, version, seal FROM audit", "is veranderd"),
        ("inserted before", "INSERT INTO audit SELECT 0, at, actor, action, subject, version, seal FROM audit WHERE number = 1", "rij 1 ontbreekt"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 16 else "",
)
def test_tampering_is_found(people: People, what: str, statement: str, told: str) -> None:
    assert verify(people).returncode == 0
    at_the_file(people, *UNLOCK, statement)
    answer = verify(people)
    assert answer.returncode == 1 and told in answer.stderr, (what, answer.stderr)


def test_a_row_put_in_between_is_found_although_its_own_seal_is_right(people: People) -> None:
    """Who knows how seals are made, but does not make all later ones anew."""
    connection = sqlite3.connect(str(people.app.state.settings.database), isolation_level=None)
    before = connection.execute("SELECT seal FROM audit WHERE number = 5").fetchone()[0]
    _, at, actor, action, subject, version, _ = connection.execute("SELECT * FROM audit WHERE number = 5").fetchone()
    from datetime import datetime

    seal = seal_of(before, AuditEntry(6, datetime.fromisoformat(at), actor, action, subject, version, ""))
    for statement in UNLOCK:
        connection.execute(statement)
    connection.execute("UPDATE audit SET number = -number - 1 WHERE number > 5")
    connection.execute("UPDATE audit SET number = -number WHERE number < 0")
    connection.execute("INSERT INTO audit (number, at, actor, action, subject, version, seal) VALUES (6, ?, ?, ?, ?, ?, ?)", (at, actor, action, subject, version, seal))
    connection.close()
    answer = verify(people)
    assert answer.returncode == 1 and "rij 7 is veranderd" in answer.stderr, answer.stderr


def test_an_end_that_was_cut_off_is_found_with_a_seal_that_was_written_down(people: People) -> None:
    head = wijzer("audit", "head", var=people.app.state.settings.var).stdout.strip()
    at_the_file(people, *UNLOCK, "DELETE FROM audit WHERE number > 20")
    assert verify(people).returncode == 0, "without the seal nobody can tell: docs/PASSPORT.md says so"
    answer = verify(people, "--head", head)
    assert answer.returncode == 1 and "het eind eraf gehaald" in answer.stderr


def test_the_application_cannot_alter_the_trail(people: People) -> None:
    for statement in ("UPDATE audit SET actor = 'bot'", "DELETE FROM audit"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            at_the_file(people, statement)


def test_the_application_cannot_put_a_row_in_the_place_of_another(people: People) -> None:
    """Replacing deletes without a word, unless the connection says that triggers count there too."""
    with closing(connect(people.app.state.settings.database).conn) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute("INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE number = 2")
