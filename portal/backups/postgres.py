"""A PostgreSQL database as backups see it: pg_dump of one moment, and pg_restore into an empty database, all or nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Identifier

from portal.backups.errors import BackupFailed, RestoreRefused
from skills_passport.audit import AuditEntry, check_chain
from skills_passport.errors import StoreUnavailable
from skills_passport.sqlite_copy import Counted

_ENVIRONMENT = {
    "host": "PGHOST", "hostaddr": "PGHOSTADDR", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE", "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT", "options": "PGOPTIONS",
}
_TABLES = "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2"
_SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname NOT IN ('information_schema', 'public')"
_AUDIT = "SELECT number, at, actor, action, subject, version, seal FROM {} ORDER BY number"


@dataclass(frozen=True, slots=True)
class PostgresDatabase:
    """The whole database at this address (postgresql://…, which may hold a password and is never shown). Of the tables in `without` no rows are copied."""

    url: str = field(repr=False)
    without: Sequence[str] = ()
    file: str = "store.pgdump"

    def exists(self) -> bool:
        """Whether there is any table in it. Raises StoreUnavailable."""
        with self._connected() as connection:
            return connection.execute(_TABLES).fetchone() is not None

    def copy(self, folder: Path) -> Counted:
        """As `Database.copy`: counted and dumped in the snapshot of one read-only transaction, beside writers."""
        with self._connected() as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            found = connection.execute("SELECT pg_export_snapshot()").fetchone()
            assert found is not None
            skipped = [f"--exclude-table-data=*.{table}" for table in self.without]
            wrong = self._run("pg_dump", "--format=custom", "--compress=0", "--no-owner", "--no-privileges", f"--snapshot={found[0]}", *skipped, f"--file={folder / self.file}")
            if wrong:
                raise BackupFailed(f"pg_dump is niet gelukt: {wrong}. Er is geen reservekopie gemaakt; eerdere zijn er nog.")
            return self._counted(connection, self.without)

    def put_back(self, folder: Path) -> Counted:
        """As `Database.put_back`, in one transaction. Raises RestoreRefused when the database is not empty, or not all of it could be put back."""
        if self.exists():
            raise RestoreRefused("De database waarin teruggezet wordt, is niet leeg. Er is niets teruggezet en niets overschreven. Geef een lege database.")
        database = conninfo_to_dict(self.url).get("dbname") or "postgres"
        wrong = self._run("pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", f"--dbname={database}", str(folder / self.file))
        if wrong:
            raise RestoreRefused(f"pg_restore is niet gelukt: {wrong}. Er is niets teruggezet.")
        (folder / self.file).unlink()  # all that is kept of people stands in the database now, and nowhere else
        with self._connected() as connection:
            return self._counted(connection, ())

    def take_away(self) -> None:
        """Empties the database, which was empty before `put_back`. Raises StoreUnavailable."""
        with self._connected() as connection:
            for (schema,) in connection.execute(_SCHEMAS).fetchall():
                connection.execute(SQL("DROP SCHEMA {} CASCADE").format(Identifier(schema)))
            for schema, table in connection.execute(_TABLES).fetchall():
                connection.execute(SQL("DROP TABLE {} CASCADE").format(Identifier(schema, table)))

    def _counted(self, connection: psycopg.Connection, without: Sequence[str]) -> Counted:
        rows, audit = {}, None
        for schema, table in connection.execute(_TABLES).fetchall():
            name = Identifier(schema, table)
            found = connection.execute(SQL("SELECT count(*) FROM {}").format(name)).fetchone()
            rows[table if schema == "public" else f"{schema}.{table}"] = 0 if found is None or table in without else int(found[0])
            if table == "audit":
                with connection.cursor(name="audit") as cursor:
                    cursor.execute(SQL(_AUDIT).format(name))
                    audit = check_chain(AuditEntry(number, datetime.fromisoformat(at), *rest) for number, at, *rest in cursor)
        return Counted(rows, audit)

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection]:
        try:
            with psycopg.connect(self.url, connect_timeout=10) as connection:
                yield connection
        except psycopg.Error as error:  # its message may name the address
            raise StoreUnavailable(f"De PostgreSQL-database is niet te gebruiken ({type(error).__name__}). Controleer of hij draait en of het adres klopt.") from error

    def _run(self, program: str, *arguments: str) -> str:
        """What went wrong, in the program's own first line; "" when nothing did. The address goes by the environment: others can read arguments."""
        parts = {_ENVIRONMENT[name]: str(value) for name, value in conninfo_to_dict(self.url).items() if name in _ENVIRONMENT}
        try:
            ran = subprocess.run([_program(program), *arguments], env={**os.environ, **parts}, capture_output=True, text=True, check=False)
        except OSError:
            return f"{program} is er niet (Debian: apt install postgresql-client)"
        said = ran.stderr.strip().splitlines()
        return "" if ran.returncode == 0 else said[0] if said else f"code {ran.returncode}"


def _program(name: str) -> str:
    """The newest one that Debian installed, else the one on the path: pg_dump must not be older than the server."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    return str(found[-1]) if found else shutil.which(name) or name
