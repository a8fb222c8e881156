"""Carla, the transfer coach of the scripts: signs in at the running portal, and works in the store that it serves."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from skills_passport.casework import coach
from skills_passport.casework.verdicts import Outcome, Reason
from skills_passport.guidance import advice_in
from skills_passport.sqlite_store import SqliteStore
from tests.server import Employee, Server

_VERDICTS: Mapping[str, tuple[Outcome, Reason]] = {
    "vindt passen": (Outcome.ACCEPT, Reason.FITS), "vindt niet passen": (Outcome.REJECT, Reason.TOO_FAR),
}


class Carla:
    """A coach with the passport of somebody who shares it."""

    def __init__(self, server: Server) -> None:
        Employee(server, "carla").client.close()  # so that she is known by name, as after a real sign-in
        self._file = server.var / "passports.sqlite"

    def does(self, words: str, export: Mapping[str, Any]) -> None:
        """What a line of a script says that she does."""
        case = next((share["case"] for share in export["passport"]["casework"]["shares"] if share["ended"] is None), "")
        assert case, "the script shares with nobody"
        at = datetime.now(UTC)
        with closing(SqliteStore(self._file)) as store:
            carla = next(each.id for each in store.coaches() if each.name == "Carla")
            now = coach.open_case(store, case, carla)
            deed = next(deed for deed in ("schrijft", "stelt voor", *_VERDICTS) if words.startswith(f"{deed} "))
            said = words.removeprefix(deed).strip()
            if deed == "schrijft":
                coach.write_to_employee(store, case, carla, said, at=at)
            elif deed == "stelt voor":
                coach.propose_step(store, case, carla, kind=70, text=said, at=at, expected_version=now.version)
            else:
                advice = now.passport.advices[-1]
                judged = next(each.function_id for each in advice_in(advice).suggestions if each.title.casefold() == said.casefold())
                outcome, reason = _VERDICTS[deed]
                coach.judge(store, case, carla, advice_id=advice.id, function_id=judged, outcome=outcome, reason=reason, at=at, expected_version=now.version)
