"""Where the store is, is said in a setting; what is wrong with it is said without repeating a password."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from portal.settings import Settings, what_is_wrong


@pytest.mark.parametrize("address", ["mysql://wijzer:canary-secret@db/x", "postgresql://wijzer:canary-secret@db:x/x", "postgresql://wijzer:canary-secret@db", "canary-secret"])
@pytest.mark.parametrize("name", ["WIJZER_STORE", "WIJZER_TRACKER_URL"])
def test_an_address_of_a_database_that_cannot_be_is_said_without_its_password(address: str, name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings(**{name.removeprefix("WIJZER_").lower(): address})
    told = what_is_wrong(refused.value)
    assert told.startswith(f"{name}: ") and "postgresql://GEBRUIKER" in told
    assert "canary-secret" not in told + str(refused.value)


def test_nothing_shows_the_password_of_a_database() -> None:
    settings = Settings(store="postgresql://wijzer:canary-secret@db/x", tracker_url="postgresql://wijzer:canary-secret@db/x")
    shown = [repr(settings), str(settings), settings.model_dump_json(), repr(settings.passports_place), f"{settings.tracker}"]
    assert not [each for each in shown if "canary-secret" in each]
    assert shown[-1] == "PostgreSQL-database x op db"
