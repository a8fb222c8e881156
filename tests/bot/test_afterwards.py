"""After the last question the bot still listens: what is told counts, and the advice is made anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.talk import Heard, Notes
from rules.answer import Advice
from rules.knowledge import Knowledge
from tests.bot.conftest import Talker, advice_for, asked

ANEW = "Daarmee kom ik nu op deze drie."


def test_a_task_told_afterwards_is_read_back_once_and_advised_upon(done: Talker) -> None:
    text = done.say("ik schrijf parkeerbonnen uit, controleer autos op een vergunning")
    assert f"Ik zet erbij: *schrijf parkeerbonnen uit* en *controleer autos op een vergunning*. {ANEW}" in text
    assert done.quotes("tasks")[-2:] == ["schrijf parkeerbonnen uit", "controleer autos op een vergunning"]
    assert done.talk.settled("tasks") and done.outcome.wants_advice and done.talk.question is None


@pytest.mark.parametrize(("intent", "confidence"), [("answer", 0.9), ("ask_advice", 0.5), ("nlu_fallback", 0.2)])
def test_a_wish_told_afterwards_is_kept_as_a_wish(done: Talker, intent: str, confidence: float) -> None:
    text = done.say("ik wil iets met auto's", intent, confidence)
    assert f"Ik zet erbij: *ik wil iets met auto's*. {ANEW}" in text
    assert done.value("wishes")["words"] == ["iets in de zorg", "ik wil iets met auto's"]


def test_a_title_or_a_sector_by_itself_is_a_wish_and_no_task(done: Talker) -> None:
    tasks = done.value("tasks")
    done.say("politieagent")
    done.say("techniek")
    assert done.value("wishes")["words"][-2:] == ["politieagent", "techniek"]
    assert done.value("tasks") == tasks


@pytest.mark.parametrize("intent", ["correction", "answer"])
def test_a_task_is_taken_away_afterwards_and_can_come_back(done: Talker, intent: str) -> None:
    text = done.say("haal vergaderingen weg", intent)
    assert f"*plan vergaderingen* heb ik weggehaald. {ANEW}" in text
    assert done.quotes("tasks") == ["bestel spullen", "hou alles bij in excel"]
    assert ANEW in done.press("Zet terug")
    assert "plan vergaderingen" in done.quotes("tasks")


@pytest.mark.parametrize("intent", ["answer", "deny"])
@pytest.mark.parametrize(("answer", "hard"), [("moet echt", True), ("sla over", False), ("verder", False)])
def test_a_criterion_told_afterwards_is_weighed_and_leads_to_a_new_advice(done: Talker, intent: str, answer: str, hard: bool) -> None:
    assert done.say("geen avonden", intent) == "*geen avonden*: moet dat echt, of is het een wens?"
    assert Notes.from_json(done.talk.notes.to_json()) == done.talk.notes
    text = done.say(answer, {"sla over": "skip", "verder": "done"}.get(answer, "answer"))
    assert ANEW in text and done.talk.question is None and not done.talk.notes.adding
    assert done.value("criteria")["criteria"] == [{"words": "geen avonden", "kind": "no-irregular-hours", "hard": hard}]
    assert done.talk.settled("criteria")


def test_a_wish_and_a_criterion_in_one_breath_both_count(done: Talker) -> None:
    text = done.say("ik wil liever met kinderen werken en geen avonden")
    assert "Ik zet erbij: *ik wil liever met kinderen werken*. *geen avonden*: moet dat echt" in text
    done.press("Is een wens")
    assert done.value("wishes")["words"][-1] == "ik wil liever met kinderen werken"
    assert done.value("criteria")["criteria"][0]["hard"] is False


@pytest.mark.parametrize(
    ("words", "question", "value"),
    [
        ("Utrecht", "region", {"region_id": "midden-utrecht", "words": "Utrecht"}),
        ("ik zoek liever in Utrecht", "region", {"region_id": "midden-utrecht", "words": "Utrecht"}),
        ("toch liever meegroeien", "direction", {"direction": "grow-along"}),
        ("ik wil niet benaderd worden", "contact", {"may_contact": False}),
    ],
)
def test_another_value_counts_afterwards(done: Talker, words: str, question: str, value: object) -> None:
    assert ANEW in done.say(words)
    assert done.value(question) == value


def test_another_function_counts_at_once_when_its_very_name_is_typed(done: Talker) -> None:
    assert ANEW in done.say("ik ben boa")
    assert done.value("function")["function_id"] == "boa"


def test_another_function_is_confirmed_first(done: Talker) -> None:
    assert "Bedoel je" in done.say("ik ben inkomensconsulent")
    assert done.value("function")["function_id"] == "administratief-medewerker"
    assert ANEW in done.say("ja", "affirm")
    assert done.value("function")["function_id"] == "inkomensconsulent"


def test_a_wish_that_is_refused_afterwards_is_taken_away(done: Talker) -> None:
    assert "heb ik weggehaald" in done.say("liever niet in de zorg")
    assert done.value("wishes")["sectors"] == [] and done.value("wishes")["words"] == []


@pytest.mark.parametrize(
    ("words", "intent"),
    [("lekker weer vandaag", "answer"), ("ik vind het mooi zo", "answer"), ("ik snap het niet", "nlu_fallback"), ("dat klopt niet", "deny"),
     ("haal de afwas weg", "correction"), ("prima", "affirm"), ("volgende", "skip")],
)
def test_what_tells_nothing_changes_nothing_and_the_way_on_is_said(done: Talker, words: str, intent: str) -> None:
    given = done.talk.given
    assert done.say(words, intent)
    assert done.talk.given == given and not done.outcome.wants_advice and done.titles


def test_who_skipped_everything_can_still_tell(talker: Talker) -> None:
    talker.say("ja", "affirm")
    while talker.talk.question is not None:
        talker.say("sla over", "skip")
    talker.say("ik schrijf parkeerbonnen uit, controleer autos op een vergunning")
    assert talker.quotes("tasks") and talker.outcome.wants_advice


def test_why_not_is_answered_from_the_last_advice(done: Talker, knowledge: Knowledge) -> None:
    advice, given = advice_for(done, knowledge), done.talk.given

    def ask(words: str) -> str:
        text = asked(done, knowledge, words, "why", 0.9)
        assert done.talk.given == given
        return text

    other = advice.considered[0]
    assert f"{other.title} staat er niet bij" in ask(f"waarom geen {other.title}?")
    assert "staat er juist wel bij" in ask(f"waarom niet {advice.suggestions[0].title}")
    assert "ik laat het zien vanaf 45" in (text := ask("waarom geen politieagent?")) and "'ik wil politieagent worden'" in text
    assert "*astronaut* ken ik niet" in ask("waarom staat astronaut er niet bij?")
    assert "Op elke kaart" in ask("waarom niet?")


def test_what_was_missed_is_advised_when_it_is_wished_for(done: Talker, knowledge: Knowledge) -> None:
    done.say("ik wil verpleegkundige worden")
    assert "Verpleegkundige" in {*(s.title for s in advice_for(done, knowledge).suggestions), *(c.title for c in advice_for(done, knowledge).considered)}


def test_a_trend_can_be_put_right(talker: Talker) -> None:
    talker.until("tasks").say("ik scan post en bel leveranciers")
    talker.say("verder", "done")
    talker.say("scannen meer, bellen minder")
    while talker.talk.question:
        talker.say("sla over", "skip")
    text = talker.say("scannen wordt juist minder he niet meer", "deny", 0.6)
    assert "*scan post* wordt minder" in text and talker.outcome.wants_advice
    assert {each["quote"]: each["trend"] for each in talker.value("trends")["trends"]} == {"scan post": "shrinks", "bel leveranciers": "shrinks"}


@pytest.mark.parametrize("words", ["ik wil minder bellen", "geen avonden meer", "meer verdienen"])
def test_a_wish_for_less_is_no_trend(talker: Talker, words: str) -> None:
    talker.until("tasks").say("ik scan post en bel leveranciers")
    talker.say("verder", "done")
    talker.say("scannen meer, bellen meer")
    while talker.talk.question:
        talker.say("sla over", "skip")
    talker.say(words)
    assert {each["trend"] for each in talker.value("trends")["trends"]} == {"grows"}


def turned(done: Talker, advice: Advice, words: str, intent: str = "answer") -> str:
    """What is said to these words, with the last advice at hand."""
    done._keep(done.interview.turn(done.talk, Heard(words, intent, 0.7), last_advice=lambda: advice))
    return done.text


@pytest.mark.parametrize(
    ("said", "intent"),
    [("{} is niks voor mij", "deny"), ("{} wil ik juist niet meer", "nlu_fallback"), ("{} duurt me te lang haal dat weg", "faq_duration"), ("ik wil geen {} worden", "answer"),
     ("nee {} zie ik niet zitten", "distress"), ("haal {} weg", "correction")],
)
def test_a_suggestion_that_is_refused_goes_and_the_advice_is_made_anew(done: Talker, knowledge: Knowledge, said: str, intent: str) -> None:
    advice = advice_for(done, knowledge)
    refused = advice.suggestions[1]
    text = turned(done, advice, said.format(refused.title.lower()), intent)
    assert f"Goed, *{refused.title}* laat ik weg. {ANEW}" in text and done.outcome.wants_advice
    assert refused.function_id not in {suggestion.function_id for suggestion in advice_for(done, knowledge).suggestions}
    assert done.value("wishes")["words"] == ["iets in de zorg"]
    done.press("Zet terug")
    assert refused.function_id in {suggestion.function_id for suggestion in advice_for(done, knowledge).suggestions}


def test_a_suggestion_is_refused_while_a_criterion_is_weighed_which_waits(done: Talker, knowledge: Knowledge) -> None:
    advice = advice_for(done, knowledge)
    done.say("geen avonden")
    assert turned(done, advice, f"{advice.suggestions[0].title} is niks voor mij").endswith("*geen avonden*: moet dat echt, of is het een wens?")
    assert "Meegroeien" in turned(done, advice, "ik wil toch liever blijven wat ik doe", "faq_coach")
    assert ANEW in done.say("moet echt")
    assert done.value("criteria")["criteria"][0]["hard"] is True and done.value("direction") == {"direction": "grow-along"}


@pytest.mark.parametrize("words", ["dat is niks voor mij", "kantoor is niks voor mij", "ik wil geen gezeur"])
def test_what_names_no_work_takes_no_suggestion_away(done: Talker, knowledge: Knowledge, words: str) -> None:
    advice = advice_for(done, knowledge)
    turned(done, advice, words, "deny")
    assert {s.function_id for s in advice_for(done, knowledge).suggestions} == {s.function_id for s in advice.suggestions}


def test_why_something_is_suggested_and_why_there_are_so_few_is_told(done: Talker, knowledge: Knowledge) -> None:
    advice = advice_for(done, knowledge)
    shown = advice.suggestions[0]
    assert shown.opening.split(". ")[0] in turned(done, advice, f"waarom krijg ik {shown.title.lower()}?", "out_of_scope")
    assert "hooguit drie" in turned(done, advice, "waarom maar 3?", "why")
    few = replace(advice, suggestions=advice.suggestions[:2], note="Ik vond er nu twee.")
    assert "Ik vond er nu twee." in turned(done, few, "waarom maar 2?", "why")
    assert "*taalcoach* ken ik niet" in turned(done, advice, "kan ik ook taalcoach worden?", "faq_coach")
    assert "leeftijdsgrens" in turned(done, advice, "ben ik te oud voor docent, ben 58", "faq_learning")


def test_what_is_half_heard_as_a_yes_is_told_all_the_same(done: Talker) -> None:
    assert "Ik zet erbij" in done.say("ik kook ook graag", "affirm", 0.67)


def test_how_somebody_gets_on_with_the_computer_is_heard_afterwards(done: Talker) -> None:
    assert ANEW in done.say("ik kan niet goed overweg met de computer")
    assert done.value("digital") == {"insight": 1, "create": 1}
