"""'Wanneer is het goed?' as tired people type it: what is a condition, how hard it is, and what is none."""

from __future__ import annotations

import pytest

from tests.bot.conftest import Talker, conditions

# -- no condition


@pytest.mark.parametrize("intent", ["answer", "dont_know", "nlu_fallback"])
@pytest.mark.parametrize(
    "words", ["iets anders", "wens", "hangt ervan af", "maakt niet uit", "geen idee eigenlijk", "zeg jij het maar", "ligt eraan", "mwah", "niks speciaals", "beide"]
)
def test_an_answer_that_names_no_condition_is_never_kept_as_one(talker: Talker, words: str, intent: str) -> None:
    talker.until("criteria").say(words, intent)
    assert not talker.value("criteria") and talker.talk.notes.stage != "hardness"


@pytest.mark.parametrize("words", ["iets anders", "wens", "ligt eraan", "moet egt"])
def test_who_names_none_is_asked_once_more_with_examples_to_press(talker: Talker, words: str) -> None:
    talker.until("criteria").say(words)
    assert talker.talk.question == "criteria" and "thuis kunnen werken" in talker.titles and "Verder" in talker.titles
    talker.press("thuis kunnen werken")
    talker.press("Moet echt")
    assert talker.value("criteria")["criteria"] == [{"words": "thuis kunnen werken", "kind": "work-from-home", "hard": True}]


@pytest.mark.parametrize("words", ["iets anders", "zeg jij het maar", "want ik heb kleine kinderen", "allebei"])
def test_what_is_no_answer_to_must_or_wish_is_asked_again_and_kept_as_nothing(talker: Talker, words: str) -> None:
    talker.until("criteria").say("geen avonden")
    talker.say(words)
    assert talker.titles == ["Moet echt", "Is een wens"] or conditions(talker) == [("geen avonden", False)]
    assert words not in dict(conditions(talker)) and words not in talker.talk.notes.memory.get("pending", ())


@pytest.mark.parametrize(("words", "intent", "confidence"), [("geen gedoe", "deny", 0.55), ("zware verhalen", "out_of_scope", 0.44), ("leuke collegas", "answer", 0.7), ("zekerheid", "affirm", 0.44)])
def test_a_condition_in_a_few_words_is_kept_whatever_it_sounds_like(talker: Talker, words: str, intent: str, confidence: float) -> None:
    talker.until("criteria").say(words, intent, confidence)
    assert f"*{words}*: moet dat echt" in talker.text


# -- how hard


# -- several at once


KINDS = {"niet meer dan 20 min rijden": "other", "zelfde salaris": "keep-pay"}


def test_each_of_several_conditions_is_judged_by_itself(talker: Talker) -> None:
    talker.until("direction").say("niet meer dan 20 min rijden en zelfde salaris")
    assert {each["words"]: each["kind"] for each in talker.value("criteria")["criteria"]} == KINDS
    talker.until("criteria").press("Moet echt")
    assert conditions(talker) == [(words, True) for words in KINDS] and "*niet meer dan 20 min rijden* (bespreek" in talker.text


@pytest.mark.parametrize("words", ["maximaal 15km", "hooguit een half uur reizen", "niet verder dan 20 kilometer", "20 minuten fietsen is genoeg"])
def test_how_far_away_it_is_cannot_be_looked_up(talker: Talker, words: str) -> None:
    talker.until("criteria").say(words)
    talker.press("Moet echt")
    assert [each["kind"] for each in talker.value("criteria")["criteria"]] == ["other"]


@pytest.mark.parametrize(("words", "hard"), [("ja dat moet, en salaris en niet meer dan 15 km", True), ("dat is een wens, maar salaris en niet meer dan 15 km", False)])
@pytest.mark.parametrize("intent", ["answer", "affirm"])
def test_how_hard_one_is_may_come_with_more_of_them(talker: Talker, words: str, hard: bool, intent: str) -> None:
    talker.until("criteria").say("geen avonden")
    text = talker.say(words, intent)
    assert "*salaris*: moet dat echt" in text and conditions(talker) == [("geen avonden", hard)]
    talker.press("Moet echt")
    talker.press("Is een wens")
    assert conditions(talker) == [("geen avonden", hard), ("salaris", True), ("niet meer dan 15 km", False)]
    assert [each["kind"] for each in talker.value("criteria")["criteria"]] == ["no-irregular-hours", "keep-pay", "other"]


def test_more_of_them_may_come_where_the_told_ones_are_weighed(talker: Talker, early: Talker) -> None:
    early.until("criteria").say("ja dat moet, en salaris", "affirm")
    assert conditions(early) == [("ik wil geen avonddiensten meer", True)] and early.talk.notes.memory["pending"] == ["salaris"]


def test_what_is_told_with_it_may_be_weighed_in_the_same_breath(talker: Talker) -> None:
    talker.until("criteria").say("geen avonden")
    talker.say("wens, en niet minder verdienen dat moet wel echt")
    assert conditions(talker) == [("geen avonden", False), ("niet minder verdienen", True)] and talker.talk.notes.stage == ""


def test_conditions_that_only_a_coach_can_check_are_each_asked_about(talker: Talker) -> None:
    talker.until("criteria").say("niet meer dan 4 dagen en dicht bij huis")
    assert talker.talk.notes.memory["pending"] == ["niet meer dan 4 dagen", "dicht bij huis"]


def test_a_reason_for_it_is_no_other_condition(talker: Talker) -> None:
    talker.until("criteria").say("geen avonden")
    talker.say("ja dat moet, want ik heb kleine kinderen", "affirm")
    assert conditions(talker) == [("geen avonden", True)] and talker.talk.notes.stage == ""


# -- the commonest ways to say them


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("ik wil er niet op achteruit", "keep-pay"), ("ik wil er financieel niet op achteruitgaan", "keep-pay"), ("geen loonverlies", "keep-pay"), ("geen salaris inleveren", "keep-pay"),
        ("niet minder dan schaal 7", "keep-pay"), ("schaal 8 minimaal", "keep-pay"), ("minimaal schaal 8", "keep-pay"), ("niet onder schaal 9", "keep-pay"),
        ("ik kan s avonds niet", "no-irregular-hours"), ("avonden kunnen echt niet", "no-irregular-hours"), ("avonden gaan niet", "no-irregular-hours"), ("geen late diensten", "no-irregular-hours"),
        ("onregelmatig werken gaat niet meer", "no-irregular-hours"), ("avonddiensten lukken niet", "no-irregular-hours"),
        ("ik kan in het weekend niet", "no-weekends"), ("zaterdagen gaan niet", "no-weekends"), ("nachten gaan niet meer", "no-nights"), ("ik kan s nachts niet werken", "no-nights"),
        ("geen tilwerk", "no-heavy-work"), ("niet lang staan", "no-heavy-work"), ("niet de hele dag staan", "no-heavy-work"), ("tillen gaat niet meer", "no-heavy-work"), ("geen staand werk", "no-heavy-work"),
        ("niks nieuws hoeven leren", "no-long-schooling"), ("ik wil niet meer met boeken leren", "no-long-schooling"), ("niet meer studeren", "no-long-schooling"), ("geen examens", "no-long-schooling"),
    ],
)
@pytest.mark.parametrize("intent", ["answer", "deny", "dont_know"])
def test_a_condition_is_known_in_the_words_that_people_use(talker: Talker, words: str, kind: str, intent: str) -> None:
    talker.until("criteria").say(words, intent)
    if talker.talk.notes.stage == "hardness":
        talker.press("Moet echt")
    assert talker.value("criteria")["criteria"] == [{"words": words, "kind": kind, "hard": True}] and "niet opzoeken" not in talker.text


@pytest.mark.parametrize("words", ["avonden mogen best", "weekend kan ook wel", "ik vind staan niet erg, zwaar werk mag best", "leren mag wel, een opleiding kan best"])
def test_what_may_be_is_still_none(talker: Talker, words: str) -> None:
    talker.until("criteria").say(words)
    assert not conditions(talker)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("onregelmatig werken gaat niet meer vanwege mijn suiker, en ik wil niet meer met boeken leren", ["no-irregular-hours", "no-long-schooling"]),
        ("minder stress en niet de hele dag staan", ["other", "no-heavy-work"]),
        ("dat ik niet meer hoef te reizen en niks nieuws hoef te leren", ["other", "no-long-schooling"]),
        ("geen tilwerk. En avonden kunnen niet", ["no-irregular-hours", "no-heavy-work"]),
    ],
)
def test_conditions_in_one_sentence_are_each_one(talker: Talker, words: str, kinds: list[str]) -> None:
    talker.until("criteria").say(words)
    while talker.talk.notes.stage == "hardness":
        talker.press("Moet echt")
    assert [each["kind"] for each in talker.value("criteria")["criteria"]] == kinds


# -- what cannot be, told where something else is asked


CANNOT = [
    ("Thuis heb ik 2 kinderen dus avonddiensten kunnen echt niet", "avonddiensten kunnen echt niet", "no-irregular-hours"),
    ("Ik heb suikerziekte dus onregelmatig werken gaat niet meer", "onregelmatig werken gaat niet meer", "no-irregular-hours"),
    ("avonden kan ik echt niet werken", "avonden kan ik echt niet werken", "no-irregular-hours"), ("ik kan in het weekend niet", "ik kan in het weekend niet", "no-weekends"),
    ("zwaar tillen lukt niet meer", "zwaar tillen lukt niet meer", "no-heavy-work"),
]


@pytest.mark.parametrize(("words", "kept", "kind"), CANNOT)
@pytest.mark.parametrize("intent", ["answer", "deny"])
def test_what_cannot_be_is_kept_from_the_first_message_on(talker: Talker, words: str, kept: str, kind: str, intent: str) -> None:
    talker.say(words, intent)
    talker.say("ja", "affirm")
    assert talker.value("criteria")["criteria"] == [{"words": kept, "kind": kind, "hard": True}]
    talker.until("criteria")
    assert "Moet echt" not in talker.titles


@pytest.mark.parametrize(("words", "kept", "kind"), CANNOT)
@pytest.mark.parametrize("question", ["tasks", "wishes"])
def test_what_cannot_be_is_kept_wherever_it_is_told(talker: Talker, question: str, words: str, kept: str, kind: str) -> None:
    talker.until(question).say(words)
    assert talker.value("criteria")["criteria"] == [{"words": kept, "kind": kind, "hard": True}] and kept in talker.text


@pytest.mark.parametrize(
    ("words", "intent", "confidence"), [("avonden kan ik niet", "answer", 0.9), ("avonden kan ik echt niet werken", "deny", 0.6), ("avonden kan ik niet", "nlu_fallback", 0.3), ("avonden gaan niet", "out_of_scope", 0.5)]
)
def test_what_cannot_be_is_kept_after_the_advice_which_is_made_anew(done_with_pay: Talker, words: str, intent: str, confidence: float) -> None:
    text = done_with_pay.say(words, intent, confidence)
    assert conditions(done_with_pay) == [("niet minder verdienen", True), (words, True)] and done_with_pay.outcome.wants_advice and words in text


def test_a_wish_told_before_becomes_a_must_when_it_cannot_be(early: Talker) -> None:
    early.say("en avonden kan ik echt niet")
    assert [hard for _, hard in conditions(early)] == [True]


@pytest.mark.parametrize("words", ["s avonds kan je ons niet bellen", "ik kan niet goed met de computer", "ze kunnen in het weekend niet bij de balie terecht", "thuis werken kan bij ons niet"])
def test_what_others_cannot_or_somebody_is_not_good_at_is_no_condition(talker: Talker, words: str) -> None:
    talker.until("tasks").say(words)
    assert not talker.value("criteria")


# -- the same thing twice


@pytest.mark.parametrize(
    "said",
    [
        ["niet minder verdienen", "moet echt", "minimaal hetzelfde salaris graag"], ["minimaal hetzelfde salaris graag", "wens", "niet minder verdienen", "moet echt"],
        ["niet minder verdienen en ook geen loonverlies", "moet echt"],
    ],
)
def test_the_same_kind_twice_is_one_and_the_harder_one_counts(talker: Talker, said: list[str]) -> None:
    talker.until("criteria")
    for words in said:
        talker.say(words)
    only = talker.value("criteria")["criteria"]
    assert [(each["kind"], each["hard"]) for each in only] == [("keep-pay", True)] and "niet minder verdienen" in only[0]["words"]
    assert talker.talk.notes.stage == ""


def test_a_must_is_not_asked_about_again_as_a_wish(talker: Talker) -> None:
    talker.until("criteria").say("ik kan niet zwaar tillen")
    talker.say("geen zwaar werk")
    assert conditions(talker) == [("ik kan niet zwaar tillen, geen zwaar werk", True)] and "Moet echt" not in talker.titles


def test_what_only_a_coach_can_check_may_be_told_more_than_once(talker: Talker) -> None:
    talker.until("criteria").say("leuke collegas")
    talker.say("wens")
    talker.say("dicht bij huis")
    talker.say("wens")
    assert conditions(talker) == [("leuke collegas", False), ("dicht bij huis", False)]


# -- what is told of somebody's health


AILMENTS = ["ik ben 57 en me knieen zijn op", "ik heb last van mijn rug", "m'n schouder is versleten en nek ook", "ik heb artrose", "mijn knieën willen niet meer"]


@pytest.mark.parametrize("question", ["function", "tasks", "trends", "outside", "wishes", "direction"])
@pytest.mark.parametrize("words", AILMENTS)
def test_an_ailment_becomes_a_condition_wherever_it_is_told(talker: Talker, question: str, words: str) -> None:
    if question == "trends":
        talker.until("tasks").say("ik bestel spullen")
    talker.until(question).say(words)
    assert talker.value("criteria")["criteria"] == [{"words": "geen zwaar werk", "kind": "no-heavy-work", "hard": False}]
    assert not any(part in str(talker.talk.given).casefold() for part in ("knie", "rug", "schouder", "artrose", "nek"))
    assert not talker.quotes("outside") and talker.quotes("tasks") in ([], ["bestel spullen"])


@pytest.mark.parametrize("words", ["last van rug", "slechte knieen", *AILMENTS])
def test_of_an_ailment_only_the_condition_is_kept(talker: Talker, words: str) -> None:
    talker.until("criteria").say(words)
    talker.say("moet echt want ik heb last van mijn rug")
    assert ("geen zwaar werk", True) in conditions(talker)
    assert not any(part in str(talker.talk.given).casefold() for part in ("knie", "rug", "schouder", "artrose"))


@pytest.mark.parametrize("words", ["ik help mensen met een slechte rug", "ik begeleid bewoners met slechte knieen", "ik zit met mijn rug naar de balie"])
def test_the_health_of_others_is_no_condition(talker: Talker, words: str) -> None:
    talker.until("outside").say(words)
    assert not talker.value("criteria") and words in talker.value("outside")["messages"]


# -- limits within wishes


@pytest.mark.parametrize(
    ("typed", "wishes", "limit", "kind"),
    [
        ("iets in de zorg maar niet fysiek", ["iets in de zorg"], "niet fysiek", "no-heavy-work"),
        ("iets in de zorg niet fysiek", ["iets in de zorg"], "niet fysiek", "no-heavy-work"),
        ("zorg maar dan niet te zwaar", ["zorg"], "niet te zwaar", "no-heavy-work"),
        ("liever geen nachtdiensten", [], "liever geen nachtdiensten", "no-nights"),
        ("horeca maar niet s avonds", ["horeca"], "niet s avonds", "no-irregular-hours"),
        ("iets met computers zonder studie", ["iets met computers"], "zonder studie", "no-long-schooling"),
        ("zorg en niet te ver weg", ["zorg"], "niet te ver weg", "other"),
        ("maakt niet uit als het maar dicht bij huis is", [], "maakt niet uit als het maar dicht bij huis is", "other"),
    ],
)
def test_a_limit_within_a_wish_is_a_condition_and_no_refused_task(talker: Talker, typed: str, wishes: list[str], limit: str, kind: str) -> None:
    text = talker.until("wishes").say(typed)
    assert talker.value("wishes").get("words", []) == wishes
    assert all(mention["meaning"] == "wanted" for mention in talker.value("wishes").get("mentions", ()))
    assert talker.value("criteria")["criteria"] == [{"words": limit, "kind": kind, "hard": False}]
    assert f"Ik heb ook onthouden: *{limit}*" in text and "laat ik dan weg" not in text and talker.talk.question == "wishes"


@pytest.mark.parametrize("words", ["iets zonder boze mensen", "iets zonder stress"])
def test_what_work_must_be_without_is_never_wished_for(talker: Talker, words: str) -> None:
    talker.until("wishes").say(words)
    assert all(mention["meaning"] == "unwanted" for mention in talker.value("wishes").get("mentions", ()))


@pytest.mark.parametrize(
    ("typed", "intent", "fact"),
    [
        ("techniek lijkt me leuk maar ik heb geen diploma", "answer", "ik heb geen diploma"),
        ("iets technisch alleen heb ik geen papieren", "faq_diploma", "heb ik geen papieren"),
        ("techniek maar nooit een opleiding gedaan", "answer", "nooit een opleiding gedaan"),
    ],
)
def test_a_missing_diploma_is_kept_for_the_coach_and_never_weighed(talker: Talker, typed: str, intent: str, fact: str) -> None:
    text = talker.until("wishes").say(typed, intent, 0.85)
    assert f"Voor het gesprek met je coach onthoud ik: *{fact}*." in text
    assert talker.value("wishes")["sectors"] == ["techniek"]
    assert all(mention["meaning"] == "wanted" for mention in talker.value("wishes")["mentions"])
    talker.until("criteria")
    assert conditions(talker) == [(fact, False)] and "Moet echt" not in talker.titles
    assert [criterion["kind"] for criterion in talker.value("criteria")["criteria"]] == ["fact"]
    assert f"voor je coach: *{fact}*" in talker.say("wat weet je van mij", "what_do_you_know")


def test_who_asks_about_a_diploma_gets_the_answer(talker: Talker) -> None:
    text = talker.until("wishes").say("kan ik zonder diploma de zorg in", "faq_diploma", 0.9)
    assert "Vaak telt wat je al kunt" in text and not talker.value("wishes")
