"""What people say they can do when they are asked about the computer is told as a skill."""

from __future__ import annotations

import pytest

from bot.talk import Given
from rules.knowledge import Knowledge
from skills_passport.model import AnswerStatus
from tests.bot.conftest import Talker, advice_for


def skills(talker: Talker) -> set[str]:
    return {mention["concept_id"] for mention in talker.value("tasks").get("mentions", ()) if mention["kind"] == "skill"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("excel draaitabellen enzo", {"spreadsheets-gebruiken"}),
        ("macros en een beetje python", {"werk-automatiseren", "programmeren"}),
        ("ik maak macro's en kan goed met Excel", {"werk-automatiseren", "spreadsheets-gebruiken"}),
        ("ik red me wel met SQL", {"databases-bevragen"}),
    ],
)
def test_what_is_named_at_the_question_about_the_computer_is_a_skill(talker: Talker, words: str, told: set[str]) -> None:
    talker.until("digital").say(words)
    assert told <= skills(talker)


@pytest.mark.parametrize(
    "words", ["geen python hoor, gewoon mail", "ik wil python leren", "met excel heb ik moeite", "mijn dochter doet excel voor mij", "excel niet", "gaat wel", "redelijk"]
)
def test_what_is_denied_wished_hard_or_of_others_is_no_skill(talker: Talker, words: str) -> None:
    talker.until("digital").say(words)
    assert not skills(talker)


def test_a_button_tells_of_no_skill(talker: Talker) -> None:
    talker.until("digital").press("Ik red me zelf met Word")
    assert not skills(talker)


def test_it_is_added_to_the_tasks_which_stay_settled_and_is_read_back(talker: Talker) -> None:
    talker.until("tasks").say("ik verwerk facturen")
    talker.press("Verder")
    talker.until("digital")
    known = talker.quotes("tasks")
    assert "*excel*" in talker.say("ik kan goed met excel")
    assert talker.quotes("tasks") == [*known, "excel"]
    given = talker.talk.given["tasks"]
    assert isinstance(given, Given) and given.status is AnswerStatus.ANSWERED
    assert talker.talk.question != "digital"


def test_it_is_nowhere_missing_nor_taught(talker: Talker, knowledge: Knowledge) -> None:
    talker.until("tasks").say("ik houd lijsten bij en ik maak rapporten")
    talker.press("Verder")
    talker.until("digital").say("macros en een beetje python")
    labels = {knowledge.catalogue.skills[skill_id].label for skill_id in ("werk-automatiseren", "programmeren")}
    for card in advice_for(talker, knowledge).suggestions:
        assert labels.isdisjoint(gap.label for gap in card.missing)
        assert labels.isdisjoint(step.skill_label for step in card.steps)
