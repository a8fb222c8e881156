"""Names of other people are left out at the door; what stands beside them is not touched."""

from __future__ import annotations

import pytest

from bot.words.given_names import NAMES, WITH_CAPITAL
from bot.words.other_names import without_names
from rules.knowledge import Knowledge
from rules.language.text import WORD, fold


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("ik notuleer, Fatima Benali van hiernaast doet de post", "ik notuleer, iemand van hiernaast doet de post"),
        ("dat doet henk al jaren", "dat doet iemand al jaren"),
        ("met mijn collega Jan de Vries", "met mijn collega"),
        ("ik ben Ria de Vries en ik werk met Henk", "ik ben Ria de Vries en ik werk met iemand"),
        ("ik ruim op met kees, riet en wim", "ik ruim op met iemand, iemand en iemand"),
        ("de heer De Wit van Vergunningen belt mij", "iemand van Vergunningen belt mij"),
        ("mevrouw van der Laan-Smit helpt", "iemand helpt"),
        ("ik beheer Henks agenda", "ik beheer iemands agenda"),
        ("ik geef het aan Bas", "ik geef het aan iemand"),
        ("mijn chef Mohammed, die doet de roosters", "mijn chef, die doet de roosters"),
        ("Mark doet de kassa", "iemand doet de kassa"),
    ],
)
def test_who_is_named_is_nobody_any_more(said: str, kept: str) -> None:
    assert without_names(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "ik heet Ria", "ik ben Jan van Dijk", "Met vriendelijke groet, Hanneke", "Ria", "ik werk in de Jan van Galenstraat", "kassa bij de Albert Heijn", "ik woon in Anna Paulowna",
        "Wil je dat nog eens zeggen?", "ik doe de markt en bas speel ik in een band", "max 20 uur per week", "ik werk met Excel, Word en TOPdesk", "ik spreek Frans en Duits",
        "mijn mail is jan@breda.nl", "ik roos er niet van", "",
    ],
)
def test_what_names_nobody_else_stays_to_the_letter(said: str) -> None:
    assert without_names(said) == said


def test_a_coach_may_be_named() -> None:
    assert without_names("vraag het aan Carla of Henk", {"carla"}) == "vraag het aan Carla of iemand"


def test_no_word_of_the_field_and_no_place_is_taken_for_a_name(knowledge: Knowledge) -> None:
    catalogue = knowledge.catalogue
    texts = [text for profile in catalogue.functions.values() for text in (profile.title, *profile.aliases, *(task.text for task in profile.tasks))]
    texts += [text for skill in catalogue.skills.values() for text in (skill.label, *skill.synonyms, *skill.says)]
    texts += knowledge.labour_market.regions.values()
    assert len(texts) > 5_000
    assert [text for text in texts if without_names(text) != text] == []
    assert not {fold(word) for text in texts for word in WORD.findall(text)} & NAMES


def test_no_name_stands_in_both_lists() -> None:
    assert not NAMES & WITH_CAPITAL
    assert len(NAMES) > 450
