"""What a passport remembers, and what it gives the expert system."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.person import Criterion, CriterionKind, DigitalLevel, Direction, Meaning, Person, Trend
from skills_passport.errors import AnswerInvalid
from skills_passport.export import passport_from_export, passport_to_export
from skills_passport.model import REPLIES_KEPT, AnswerStatus, Purpose, SkillsPassport

AT = datetime(2026, 12, 1, tzinfo=UTC)
QUESTIONS = ("a", "b", "c")


def mention(quote: str, meaning: str = "now", kind: str = "task") -> dict[str, object]:
    return {"kind": kind, "quote": quote, "concept_id": None, "label": quote, "meaning": meaning, "confidence": 0.5}


ANSWERS = {
    "function": {"function_id": "administratief-medewerker", "words": "ik zit bij de administratie"},
    "region": {"region_id": "twente", "words": "Enschede"},
    "tasks": {"messages": ["ik bestel spullen"], "mentions": [mention("bestel spullen")]},
    "trends": {"trends": [{"quote": "bestellen", "trend": "grows"}]},
    "outside": {"messages": ["ik fluit"], "mentions": [mention("fluit", "outside-work", "skill")]},
    "wishes": {"words": ["iets met techniek"], "sectors": ["techniek"], "mentions": [mention("techniek", "wanted")]},
    "contact": {"may_contact": True},
    "digital": {"insight": 2, "create": 3},
    "direction": {"direction": "change-occupation"},
    "criteria": {"criteria": [{"words": "op de fiets", "kind": "other", "hard": True}]},
}


def test_all_answers_reach_the_person(passport: SkillsPassport) -> None:
    for question, value in ANSWERS.items():
        passport = passport.with_answer(question, value, words="", at=AT)
    person = passport.person()
    assert person.function_id == "administratief-medewerker"
    assert person.function_words == "ik zit bij de administratie"
    assert person.region_id == "twente"
    assert [(m.quote, m.meaning) for m in person.mentions] == [
        ("bestel spullen", Meaning.NOW),
        ("fluit", Meaning.OUTSIDE_WORK),
        ("techniek", Meaning.WANTED),
    ]
    assert [(t.quote, t.trend) for t in person.task_trends] == [("bestellen", Trend.GROWS)]
    assert (person.wish_words, person.wish_sectors) == (("iets met techniek",), ("techniek",))
    assert person.digital_level == DigitalLevel(2, 3)
    assert person.direction is Direction.CHANGE_OCCUPATION
    assert person.criteria == (Criterion("op de fiets", CriterionKind.OTHER, True),)


def test_refused_sectors_reach_the_person_and_a_passport_from_before_has_none(passport: SkillsPassport) -> None:
    wishes = {"words": [], "sectors": [], "mentions": []}
    assert passport.with_answer("wishes", wishes, words="", at=AT).person().refused_sectors == ()
    now = passport.with_answer("wishes", {**wishes, "refused_sectors": ["zorg"]}, words="", at=AT)
    assert now.person().refused_sectors == ("zorg",)
    assert passport_from_export(passport_to_export(now)).person() == now.person()


def test_nothing_told_is_an_empty_person(passport: SkillsPassport) -> None:
    assert passport.person() == Person()


def test_a_skipped_answer_says_nothing_even_with_a_value(passport: SkillsPassport) -> None:
    skipped = passport.with_answer("region", ANSWERS["region"], words="", at=AT, status=AnswerStatus.SKIPPED)
    assert skipped.person() == Person()
    assert skipped.answers["region"].status is AnswerStatus.SKIPPED


def test_an_unfinished_answer_counts_as_far_as_it_goes(passport: SkillsPassport) -> None:
    unfinished = passport.with_answer("tasks", ANSWERS["tasks"], words="", at=AT, status=AnswerStatus.OPEN)
    assert len(unfinished.person().mentions) == 1


def test_a_correction_counts_and_the_history_stays(passport: SkillsPassport) -> None:
    corrected = passport.with_answer("region", ANSWERS["region"], words="Enschede", at=AT).with_answer(
        "region", {"region_id": "midden-utrecht", "words": "Utrecht"}, words="nee, Utrecht", at=AT
    )
    assert corrected.person().region_id == "midden-utrecht"
    assert [answer.words for answer in corrected.history("region")] == ["Enschede"]


def test_an_unfinished_list_is_kept_once_while_it_grows_and_what_is_taken_away_stays_in_the_history(passport: SkillsPassport) -> None:
    def told(passport: SkillsPassport, *quotes: str) -> SkillsPassport:
        value = {"messages": ["ik doe van alles"], "mentions": [mention(quote) for quote in quotes]}
        return passport.with_answer("tasks", value, words="", at=AT, status=AnswerStatus.OPEN)

    def earlier(passport: SkillsPassport) -> list[list[str]]:
        return [[each["quote"] for each in (answer.value or {})["mentions"]] for answer in passport.history("tasks")]

    grown = told(told(passport, "bellen"), "bellen", "bestellen")
    assert earlier(grown) == []
    assert earlier(told(grown, "bestellen")) == [["bellen", "bestellen"]]
    assert earlier(told(told(grown, "bestellen"), "bestellen", "plannen")) == [["bellen", "bestellen"]]


@given(st.lists(st.sampled_from(QUESTIONS)), st.sampled_from(QUESTIONS))
def test_taking_back_is_the_inverse_of_answering(before: list[str], question: str) -> None:
    passport = SkillsPassport(owner="m1", created_at=AT, updated_at=AT)
    for number, earlier in enumerate(before):
        passport = passport.with_answer(earlier, {"n": number}, words=str(number), at=AT)
    assert passport.with_answer(question, {"n": -1}, words="x", at=AT).without_last_answer(question) == passport


def test_taking_back_leaves_later_answers_to_other_questions(passport: SkillsPassport) -> None:
    told = passport.with_answer("a", {}, words="1", at=AT).with_answer("b", {}, words="2", at=AT)
    assert set(told.without_last_answer("a").answers) == {"b"}
    assert told.without_last_answer("never-asked") == told


def test_forgetting_a_question_forgets_its_history(passport: SkillsPassport) -> None:
    told = passport.with_answer("a", {}, words="1", at=AT).with_answer("a", {}, words="2", at=AT)
    assert told.without_answers("a") == passport


@pytest.mark.parametrize(
    ("question", "value", "field"),
    [
        ("region", {"region_id": "twente"}, "words"),
        ("region", {"region_id": "twente", "words": "x", "town": "y"}, "town"),
        ("digital", {"insight": 5, "create": 0}, "insight"),
        ("digital", {"insight": "2", "create": 0}, "insight"),
        ("contact", {"may_contact": "ja"}, "may_contact"),
        ("coach", {"may_look": 1}, "may_look"),
        ("direction", {"direction": "up"}, "direction"),
        ("tasks", {"messages": [], "mentions": [{"kind": "task"}]}, "mentions.0.quote"),
        ("criteria", {"criteria": [{"words": "x", "kind": "unheard-of", "hard": True}]}, "criteria.0.kind"),
        ("own-question", {"when": AT}, ""),
        ("own-question", {"share": float("nan")}, ""),
    ],
)
def test_a_wrong_value_is_refused_with_its_field_and_never_repeated(
    passport: SkillsPassport, question: str, value: dict[str, object], field: str
) -> None:
    with pytest.raises(AnswerInvalid) as refusal:
        passport.with_answer(question, value, words="geheim", at=AT)
    assert refusal.value.field == field
    assert "geheim" not in str(refusal.value)
    assert "unheard-of" not in str(refusal.value)


def test_a_message_sent_twice_finds_its_reply(passport: SkillsPassport) -> None:
    seen = passport.with_message("m-1", at=AT)
    assert seen.exchange("m-1") is not None
    assert seen.exchange("m-1").reply is None  # type: ignore[union-attr]
    answered = seen.with_reply("m-1", {"messages": ["hoi"]}, at=AT)
    assert answered.exchange("m-1").reply == {"messages": ["hoi"]}  # type: ignore[union-attr]
    assert answered.exchange("m-2") is None
    assert len(answered.exchanges) == 1


def test_only_the_last_replies_are_kept(passport: SkillsPassport) -> None:
    for number in range(REPLIES_KEPT + 5):
        passport = passport.with_reply(f"m-{number}", {"n": number}, at=AT)
    assert [e.message_id for e in passport.exchanges] == [f"m-{n}" for n in range(5, REPLIES_KEPT + 5)]


def test_the_last_word_on_consent_counts_per_purpose(passport: SkillsPassport) -> None:
    agreed = passport.with_consent(Purpose.TALK, given=True, at=AT, text_version="1")
    assert agreed.agrees_to(Purpose.TALK)
    assert not agreed.agrees_to(Purpose.CONTACT)
    withdrawn = agreed.with_consent(Purpose.TALK, given=False, at=AT, text_version="1")
    assert not withdrawn.agrees_to(Purpose.TALK)
    assert len(withdrawn.consents) == 2
