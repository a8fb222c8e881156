"""What Rasa remembers, kept in a database that several Rasa servers share, and forgotten there."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from bot.errors import CannotForget
from bot.rasa_server.process import RasaProcess
from bot.rasa_server.tracker import forget_talk
from portal.settings import Settings
from skills_passport.sql import PostgresPlace
from tests.cluster.conftest import Look
from tests.cluster.postgres_server import PostgresServer

pytestmark = [pytest.mark.cluster]


@pytest.mark.rasa
def test_rasa_remembers_in_the_database_and_forgets(database: PostgresPlace, tmp_path: Path, look: Look) -> None:
    rasa = RasaProcess(Settings().rasa_place, "http://127.0.0.1:1/", "none", tmp_path, tracker=database)
    rasa.start()
    try:
        rasa.wait_until_ready()
        ((sender, events),) = look("SELECT sender_id, count(*) FROM public.events GROUP BY sender_id")
        assert events > 0
        forget_talk(database, sender)
        assert look("SELECT count(*) FROM public.events") == [(0,)]
        assert not (tmp_path / "tracker.sqlite").exists()
    finally:
        rasa.stop()
    secret = database.url.split(":")[2].split("@")[0]
    assert secret not in rasa.log_file.read_text(encoding="utf-8")


def test_one_talk_is_forgotten_and_others_stay(database: PostgresPlace, look: Look) -> None:
    forget_talk(database, "mria")  # before Rasa made its table
    look("CREATE TABLE public.events (id SERIAL PRIMARY KEY, sender_id VARCHAR(255) NOT NULL, data TEXT)")
    look("INSERT INTO public.events (sender_id, data) SELECT who, 'kanarie van ' || who FROM generate_series(1, 50), unnest(ARRAY['mria', 'mjoyce']) AS who")
    forget_talk(database, "mria")
    forget_talk(database, "mria")
    assert look("SELECT sender_id, count(*) FROM public.events GROUP BY sender_id") == [("mjoyce", 50)]


def test_a_database_that_is_away_is_said_without_its_address(postgres: PostgresServer) -> None:
    with pytest.raises(CannotForget, match="OperationalError") as found:
        forget_talk(PostgresPlace(postgres.url(port=1)), "mria")
    assert postgres.password not in str(found.value) and not isinstance(found.value.__cause__, psycopg.Error)
