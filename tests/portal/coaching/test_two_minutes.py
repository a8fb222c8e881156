"""A case can be read in two minutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fastapi.testclient import TestClient

from skills_passport.casework import coach as coaching
from skills_passport.casework import employee
from skills_passport.casework.follow_ups import FollowUpKind
from skills_passport.casework.verdicts import Outcome, Reason
from skills_passport.guidance import advice_in
from skills_passport.model import SkillsPassport
from skills_passport.sqlite_store import SqliteStore
from tests.portal.coaching.conftest import coach_of
from tests.portal.coaching.visible_words import visible_words

WORDS_A_MINUTE = 238
"""Silent reading of non-fiction by adults, the mean of 190 studies: Brysbaert (2019), Journal of Memory and Language 109, 104047."""


def test_a_full_case_is_read_in_two_minutes(carla: TestClient, case: str, advised: SkillsPassport, store: SqliteStore, owner: str) -> None:
    """Ria told everything; Carla judged each suggestion in words, agreed on three steps, wrote, and planned a talk."""
    carla_id, at, advice = coach_of("carla"), datetime.now(UTC), advised.advices[-1]
    coaching.take_case(store, case, carla_id)
    for suggestion in advice_in(advice).suggestions:
        version = coaching.open_case(store, case, carla_id).passport.casework.version
        coaching.judge(
            store, case, carla_id, advice_id=advice.id, function_id=suggestion.function_id, outcome=Outcome.ADJUST, reason=Reason.OTHER,
            words="Eerst een dag meelopen, dan weten we of dit echt past.", at=at, expected_version=version,
        )
    for suggestion in advice_in(advice).suggestions:
        version = coaching.open_case(store, case, carla_id).passport.casework.version
        coaching.propose_step(store, case, carla_id, kind=70, text=suggestion.steps[0].text, at=at, expected_version=version)
    coaching.write_to_employee(store, case, carla_id, "Zullen we deze week bellen over je advies? Ik heb een paar vragen.", at=at)
    employee.answer_coach(store, owner, case, "Ja, dat is goed. Donderdag na twee uur kan ik.", at=at)
    version = coaching.open_case(store, case, carla_id).passport.casework.version
    coaching.plan_follow_up(
        store, case, carla_id, kind=FollowUpKind.CONVERSATION, day=(at + timedelta(days=3)).date(), text="Bellen over het advies", at=at, expected_version=version
    )
    page = carla.get(f"/begeleiding/{case}").text
    words = visible_words(page)
    for told in (suggestion.title for suggestion in advice_in(advice).suggestions):
        assert told in page
    assert "avonden" in words and 200 < len(words) <= 2 * WORDS_A_MINUTE, len(words)
