"""What is asked aside and what answers the open question are told apart: long answers are no commands, short commands are seen."""

from __future__ import annotations

import pytest

from bot.interview import Interview
from bot.reading import reading
from bot.talk import Heard, Talk
from bot.words.burdens import without_burdens
from bot.words.distress import disliked, is_distress, may_be_distress
from tests.bot.conftest import Talker


@pytest.mark.parametrize(
    ("words", "intent", "confidence"),
    [
        ("ik help mensen die willen stoppen met hun bedrijf en vraag waarom", "stop", 0.7),
        ("ik leg aan de balie uit waarom een aanvraag is afgewezen", "why", 0.75),
        ("nee maar ik doe ook de post en bel leveranciers", "deny", 0.75),
        ("ik bestel spullen", "out_of_scope", 0.5),
        ("een goed salaris", "faq_pay", 0.7),
        ("niet bang zijn voor mijn baan", "faq_job_loss", 0.7),
    ],
)
def test_an_answer_with_the_words_of_a_command_stays_an_answer(talker: Talker, words: str, intent: str, confidence: float) -> None:
    talker.until("tasks").say(words, intent, confidence)
    assert words in talker.value("tasks")["messages"]


@pytest.mark.parametrize(
    ("words", "job"),
    [("kok in de kantine van het stadhuis", True), ("ik ben hovenier bij jullie", True), ("hoe kook ik een ei", False), ("wat een mooi weer vandaag", False)],
)
def test_a_job_is_never_something_we_know_nothing_of(talker: Talker, words: str, job: bool) -> None:
    said = talker.until("function").say(words, "out_of_scope", 0.99)
    assert ("Daar weet ik niets van" not in said) is job


@pytest.mark.parametrize(
    ("words", "intent", "confidence"),
    [
        ("ik open elke week de kerk en sluit af", "stop", 0.99), ("ik stop elke week de sokken van mijn man", "stop", 0.85),
        ("ik ben coach van de pupillen", "faq_coach", 0.88), ("ik rij de bus van de speelgroep", "stop", 0.9),
        ("ik fluit op zaterdag voetbalwedstrijden", "out_of_scope", 0.85), ("soms leg ik bij de bieb uit hoe digid werkt", "help", 0.6),
    ],
)
def test_what_somebody_does_outside_work_is_told_whatever_word_is_in_it(talker: Talker, words: str, intent: str, confidence: float) -> None:
    talker.until("outside").say(words, intent, confidence)
    assert words in talker.value("outside").get("messages", ())
    assert {mention["meaning"] for mention in talker.value("outside")["mentions"]} == {"outside-work"}


@pytest.mark.parametrize(
    ("words", "intent"),
    [("ik stop ermee voor vandaag", "stop"), ("ik sluit af voor vandaag", "stop"), ("ik wil met een coach praten", "faq_coach"), ("ik wil opnieuw beginnen", "start_over")],
)
def test_a_sentence_about_this_talk_is_no_answer(talker: Talker, words: str, intent: str) -> None:
    talker.until("outside").say(words, intent, 0.9)
    assert not talker.value("outside")


def test_a_task_that_is_half_heard_as_distress_is_a_task_and_clear_distress_never_is(talker: Talker) -> None:
    talker.until("tasks").say("ik help mijn chef met zijn presentaties", "distress", 0.45)
    assert not talker.outcome.off_the_record
    talker.say("ik help mijn chef en ga eraan onderdoor", "distress", 0.9)
    assert talker.outcome.off_the_record


@pytest.mark.parametrize(("words", "intent"), [("stop", "stop"), ("waarom?", "why"), ("terug", "go_back"), ("wat weet je van mij?", "what_do_you_know")])
def test_a_short_command_is_seen_at_an_open_question(talker: Talker, words: str, intent: str) -> None:
    talker.until("tasks").say(words, intent, 0.6)
    assert not talker.value("tasks")


def test_a_question_that_is_not_understood_is_not_kept_as_an_answer(talker: Talker) -> None:
    text = talker.until("tasks").say("hoe zit het eigenlijk met de fietsenstalling?", "nlu_fallback", 0.2)
    assert not talker.value("tasks")
    assert "transfercoach" in text


@pytest.mark.parametrize("intent", ["affirm", "greet", "correction"])
def test_a_town_that_looks_like_a_small_word_is_a_town(talker: Talker, intent: str) -> None:
    talker.until("region").say("Best", intent, 0.6)
    assert talker.value("region").get("words") == "Best"


def test_a_pressed_button_means_what_it_says_whatever_rasa_hears(talker: Talker) -> None:
    heard = reading(Heard("Sla over", "greet", 1.0, "knop:doe:skip"), talker.talk, None)
    assert heard.intent == "skip"


@pytest.mark.parametrize(
    "words",
    ["ik wil dood", "Ik zie het niet meer zitten", "ik word gepest op mijn werk", "ik heb een burn-out", "ik denk aan zelfmoord", "ik kan echt niet meer"],
)
def test_signs_of_distress_are_seen_before_rasa(words: str) -> None:
    assert is_distress(words)


@pytest.mark.parametrize(
    "words",
    ["ik kan niet meer tillen", "mensen met een burn-out help ik aan werk", "ik zie dat werk wel zitten", "ik begeleid jongeren die gepest worden",
     "ik pest nooit iemand", "ik zit er door de week", "dode bomen weghalen", "ik help nabestaanden bij een overlijden"],
)
def test_work_with_people_in_need_is_no_distress_of_ones_own(words: str) -> None:
    assert not is_distress(words)


@pytest.mark.parametrize(
    "typed",
    ["hoe lang moet ik spaghetti koken", "wie wint de wedstrijd vanavond", "kan dat ook op zondag?", "is de bieb vanavond open",
     "kun je een liedje zingen", "mag ik eerder naar huis", "komt het nog goed met ajax"],
)
def test_a_question_we_do_not_know_is_no_answer(typed: str) -> None:
    assert reading(Heard(typed, intent="nlu_fallback"), Talk("function"), None).intent == "unknown_question"


@pytest.mark.parametrize(
    "typed",
    ["wat ik doe is brieven typen", "hoe ik heet", "brieven typen en wat facturen", "wat?", "heb de kassa gedaan", "ben chauffeur op de bus",
     "ga ik niet doen", "kan ik wel leren", "moet echt dichtbij zijn", "kan goed met mensen praten"],
)
def test_telling_is_no_question(typed: str) -> None:
    assert reading(Heard(typed, intent="nlu_fallback"), Talk("tasks"), None).intent == "answer"


@pytest.mark.parametrize(("question", "typed"), [("wishes", "hoe lang moet een ei in de keuken koken"), ("tasks", "waar kan ik parkeervergunningen verstrekt krijgen")])
def test_a_question_out_of_scope_that_holds_words_of_an_answer_is_no_answer(talker: Talker, question: str, typed: str) -> None:
    talker.until(question).say(typed, "out_of_scope", 0.6)
    assert not talker.value(question)


def test_telling_that_is_half_heard_as_out_of_scope_is_an_answer(talker: Talker) -> None:
    talker.until("wishes").say("een ei koken in de keuken van een restaurant", "out_of_scope", 0.6)
    assert talker.value("wishes")


@pytest.mark.parametrize("words", ['/inform{"slot": "x"}', 'intent{"slot": "x"}', "{{ 7*7 }} ${7*7}", "'; DROP TABLE passports; --", "/restart"])
def test_a_command_is_nobodys_work(talker: Talker, words: str) -> None:
    talker.until("tasks").say(words)
    assert talker.talk.question == "tasks" and not talker.value("tasks")


@pytest.mark.parametrize(("words", "counts"), [
    ("koffie zetten voor vergaderingen", "answer"),
    ("de deuren openen en sluiten", "answer"),
    ("ik stop ermee", "stop"),
    ("ik ga morgen weer verder", "stop"),
    ("ik kap ermee voor vandaag, mijn ogen vallen dicht", "stop"),
    ("koffiepauze", "stop"),
])
def test_only_who_says_so_stops_at_an_open_question(talker: Talker, words: str, counts: str) -> None:
    """Rasa knows 'ik ga koffie halen' as a way to stop; with work in it, nobody wants to."""
    talker.until("tasks")
    asking = talker.interview.asking("tasks")
    assert reading(Heard(words, "stop", 0.97), talker.talk, asking).intent == counts


@pytest.mark.parametrize(("words", "intent"), [
    ("Ik verzoek u mijn gegevens te wissen.", "delete_me"), ("ik wil mijn vorige antwoord nog aanpassen", "go_back"), ("Ik wil graag helemaal opnieuw starten.", "start_over"),
    ("ik wil gewoon zien welke banen eruit komen", "ask_advice"), ("Nee, volgens mij heb ik nu alles genoemd wat ik op een dag doe.", "done"), ("nah hoeft voor mij niet", "deny"),
])
def test_what_is_surely_said_of_the_talk_is_nobodys_work_however_much_it_is_told_of_oneself(talker: Talker, words: str, intent: str) -> None:
    talker.until("tasks")
    asking = talker.interview.asking("tasks")
    assert reading(Heard(words, intent, 0.98), talker.talk, asking).intent == intent


@pytest.mark.parametrize(
    "words",
    ["ik zie t niet meer zitten", "ik zie het allemaal niet meer zitten", "ik zie het niet zitten", "mijn leven zie ik niet zitten", "dat ik het niet meer zie zitten",
     "ik zie de toekomst niet meer zitten", "ik kan het niet meer zien zitten", "zie ik niet meer zitten", "ik zie het niet zitten om door te gaan",
     "kantoorwerk zie ik niet zitten en ik zie het ook niet meer zitten"],
)
def test_who_sees_no_point_in_anything_is_in_need(words: str) -> None:
    assert is_distress(words) and not disliked(words)


@pytest.mark.parametrize(
    ("words", "thing"),
    [("kantoorwerk zie ik niet zitten", "kantoorwerk"), ("ik zie een cursus niet zitten hoor", "een cursus"), ("dat zie ik echt niet zitten", "dat"),
     ("de balie zie ik niet meer zitten", "de balie"), ("op kantoor zitten zie ik niet zitten, liever instructeur", ""), ("ik zie het niet zitten om weer te gaan studeren", "")],
)
def test_what_somebody_does_not_fancy_is_no_distress(words: str, thing: str) -> None:
    assert not is_distress(words) and disliked(words) == thing


def test_a_dislike_that_is_heard_as_distress_is_an_answer_unless_it_says_more() -> None:
    assert reading(Heard("dat werk zie ik niet meer zitten", "distress", 0.9), Talk("wishes"), None).intent == "answer"
    assert reading(Heard("mijn werk zie ik niet zitten, ik ga eraan onderdoor", "distress", 0.9), Talk("wishes"), None).intent == "distress"


@pytest.mark.parametrize(
    ("words", "intent"),
    [("heb ik straks geen werk meer?", "stop"), ("straks geen werk meer", "stop"), ("moet ik hier straks weg", "goodbye"), ("raak ik mn baan kwijt", "stop"),
     ("sta ik straks op straat", "goodbye"), ("klopt het dat scanautos ons werk overnemen?", "correction"), ("word ik dan overbodig", "nlu_fallback")],
)
@pytest.mark.parametrize("question", ["function", "tasks", "digital"])
def test_who_fears_for_the_job_is_answered_and_never_sent_off(talker: Talker, words: str, intent: str, question: str) -> None:
    text = talker.until(question).say(words, intent)
    assert talker.interview.script.answer_to("faq_job_loss").answer in text
    assert talker.talk.question == question and not talker.talk.notes.paused


@pytest.mark.parametrize(("words", "intent"), [("ik moet nu weg", "stop"), ("ik ga weer aan mijn werk", "stop"), ("tot morgen", "goodbye")])
def test_who_leaves_for_work_is_let_go(talker: Talker, words: str, intent: str) -> None:
    talker.until("digital").say(words, intent)
    assert talker.talk.notes.paused


@pytest.mark.parametrize("words", ["de scanauto neemt ons werk over", "krijg ik ander werk?", "is dit werk bij de gemeente?"])
def test_other_words_about_work_are_no_worry(talker: Talker, words: str) -> None:
    assert reading(Heard(words, "answer"), Talk("tasks"), None).intent != "faq_job_loss"


@pytest.mark.parametrize(
    "words",
    ["ik ben doof aan een oor", "ik ben doodmoe na een dag werken", "ik lach me dood met de kinderen", "ik schrik me soms dood van die honden", "ik wil niet meer nat worden",
     "ik wil niet meer naar buiten", "ik wil geen kinderen meer zien en ik wil niet meer nat worden", "ik kan niet meer tillen", "ik ben op zoek naar iets buiten", "dode bomen weghalen"],
)
@pytest.mark.parametrize("question", ["tasks", "outside", "criteria"])
def test_distress_without_a_word_of_it_and_half_heard_is_an_answer(talker: Talker, words: str, question: str) -> None:
    text = talker.until(question).say(words, "distress", 0.35)
    assert not talker.outcome.off_the_record and "113" not in text and not talker.talk.notes.paused


@pytest.mark.parametrize(
    "words",
    ["ik durf niet meer naar mijn werk", "het hoeft van mij allemaal niet meer", "ik zie er geen gat meer in", "ik ben kapot", "ik voel me waardeloos", "collegas sluiten me buiten",
     "ik slaap al weken niet van het werk", "ik wil eruit stappen", "ik hou het hier niet meer vol", "mijn man is overleden en ik kan niks meer", "ik lach me dood maar ik ga eraan onderdoor"],
)
def test_distress_with_a_word_of_it_counts_whatever_else_is_said(talker: Talker, words: str) -> None:
    talker.until("tasks").say(words, "distress", 0.9)
    assert may_be_distress(words) and talker.outcome.off_the_record


@pytest.mark.parametrize("words", ["ik lig alleen nog in bed en dan moet ik overgeven", "ze hebben mijn locker vol afval gedaan, weer", "ik benijd de mensen die ik begraaf"])
def test_distress_without_a_word_of_it_counts_when_it_is_surely_heard(talker: Talker, words: str) -> None:
    text = talker.until("tasks").say(words, "distress", 0.6)
    assert not may_be_distress(words) and talker.outcome.off_the_record and "113" in text


@pytest.mark.parametrize(
    ("words", "in_need"),
    [("Vorige week heb ik afscheidsbrieven geschreven.", True), ("ze zijn beter af zonder mij", True), ("de pillen liggen al klaar", True), ("gisteren het touw gekocht", True),
     ("ik snij mezelf weer", True), ("ik wil slapen en niet meer wakker worden", True), ("niemand zou mij missen", True), ("ik stond op het perron en dacht, één stap", True),
     ("wil niet meer bestaan", True), ("ik ben zo moe van het leven", True), ("hij slaat mij", True),
     ("nota suïcidepreventie schrijven", False), ("medicijnen klaarzetten voor bewoners", False), ("we missen niemand bij de teamlunch", False), ("op de brug let ik op de boten", False),
     ("als er iemand belt die er een eind aan wil maken verbind ik door met de crisisdienst", False), ("dode bomen weghalen", False), ("touw en planken opruimen", False)],
)
def test_danger_counts_whatever_rasa_hears(words: str, in_need: bool) -> None:
    assert is_distress(words) is in_need


@pytest.mark.parametrize(
    ("words", "rest"),
    [("ik slaap slecht en pieker", ""), ("mijn vader is vorig jaar dood gegaan, ik zorgde voor hem", "ik zorgde voor hem"), ("ik word hier gek van die chef", ""),
     ("ik neem heel veel mee naar huis, slaap slecht", ""), ("ik heb een burn-out gehad, dus liever niet te druk", "liever niet te druk"), ("ben overspannen geweest", ""),
     ("mijn moeder is ernstig ziek en ik zorg voor haar", "ik zorg voor haar"), ("we hebben een scheiding, ik zit in een scheiding", "we hebben een scheiding")],
)
def test_what_weighs_on_somebody_is_cut_out_and_the_rest_stays(words: str, rest: str) -> None:
    assert not is_distress(words) and without_burdens(words) == (rest, True)


@pytest.mark.parametrize(
    "words",
    ["ik help mensen die slecht slapen", "ik ben gek op kinderen", "ik maal koffie", "slaap slecht door de nachtdiensten", "ik neem de hond mee naar huis", "de vader van een cliënt is overleden",
     "mijn man is overleden en ik kan niks meer", "ik heb een depressie", "ik zit met een burn-out thuis, slaap slecht", "ik maak me zorgen over mijn baan"],
)
def test_other_words_are_left_whole(words: str) -> None:
    assert without_burdens(words) == (words, False)


@pytest.mark.parametrize(
    ("words", "confidence"),
    [("bonnen schrijven wa denk je", 0.83), ("koffie zette, zaal klaarzette", 0.82), ("k zit in een koor", 0.72), ("voetbal kijke", 0.52), ("ik heb een camper", 0.42), ("excel is mijn tweede moedertaal", 0.5)],
)
@pytest.mark.parametrize("question", ["tasks", "outside"])
def test_work_or_life_that_is_doubtfully_out_of_scope_is_an_answer(talker: Talker, words: str, confidence: float, question: str) -> None:
    talker.until(question).say(words, "out_of_scope", confidence)
    assert words in talker.value(question)["messages"]


@pytest.mark.parametrize(
    ("words", "confidence"),
    [("mijn laptop start niet meer op", 0.8), ("outlook loopt steeds vast", 0.7), ("vertel eens een grap", 0.72), ("stuur een mailtje naar piet", 0.84), ("ik heb een lekke band", 0.97)],
)
def test_what_tells_of_neither_stays_out_of_scope(talker: Talker, words: str, confidence: float) -> None:
    talker.until("outside").say(words, "out_of_scope", confidence)
    assert not talker.value("outside")


@pytest.mark.parametrize(("words", "intent"), [("van alles", "start_over"), ("alles wat voorbijkomt", "start_over"), ("maar geen advieswerk", "ask_advice"), ("niet de hele dag adviseren", "ask_advice")])
def test_a_command_without_its_word_is_an_answer(words: str, intent: str) -> None:
    assert reading(Heard(words, intent, 0.95), Talk("tasks"), None).intent == "answer"


@pytest.mark.parametrize(("words", "intent"), [("begin opnieuw", "start_over"), ("ik wil overnieuw", "start_over"), ("geef me advies", "ask_advice")])
def test_a_command_with_its_word_stays_one(words: str, intent: str) -> None:
    assert reading(Heard(words, intent, 0.7), Talk("tasks"), None).intent == intent


@pytest.mark.parametrize(
    "words",
    ["ik vertrouw dit niet", "je begrijpt er niks van", "dat zei ik net al", "dat heb ik al verteld", "heb je me nou gehoord of niet", "je luistert niet", "wat een onzin", "werkt dit ook voor mensen met een beperking"],
)
@pytest.mark.parametrize("question", ["tasks", "outside", "contact"])
def test_what_is_said_of_the_talk_itself_is_no_answer(talker: Talker, words: str, question: str) -> None:
    talker.until(question).say(words, "answer", 0.9)
    assert not talker.value(question) and talker.talk.question == question


@pytest.mark.parametrize("words", ["ik begrijp klanten goed", "ik luister naar mensen aan de telefoon", "ik heb dat archief opgezet", "ik vertrouw op mijn collega's", "je begrijpt de wet en legt die uit"])
def test_work_with_those_words_is_an_answer(words: str) -> None:
    assert reading(Heard(words, "answer", 0.9), Talk("tasks"), None).intent == "answer"


@pytest.mark.parametrize("confidence", [0.3, 0.65, 0.75, 0.99])
@pytest.mark.parametrize("question", ["consent", "function", "region", "tasks", "outside", "criteria"])
def test_any_few_words_heard_as_anything_get_an_answer(talker: Talker, question: str, confidence: float) -> None:
    """No word at all ('?!', a smile), one or two, whatever is heard in them: parts of a sentence that are missing are no reason to fall over."""
    if question != "consent":
        talker.until(question)
    open_talk = talker.talk
    for words in ("?!", "👍", "…", "1", "ik", "k", "hoe", "waar?", "dus eh", "nee joh", "wat dan"):
        for intent in ("answer", "out_of_scope", "nlu_fallback", "why", "repeat", "stop", "correction", "done", "go_back", "help", "distress", "faq_pay", "dont_know"):
            talker.talk = open_talk
            assert talker.say(words, intent, confidence), (words, intent)


@pytest.mark.parametrize("words", ["niet in het weekend", "geen avonden", "dicht bij huis"])
def test_a_condition_in_few_words_is_one_however_it_sounds(talker: Talker, words: str) -> None:
    said = talker.until("criteria").say(words, "out_of_scope", 0.97)
    assert f"*{words}*: moet dat echt" in said


def test_a_lone_question_mark_is_asked_again_in_other_words(talker: Talker) -> None:
    asked = talker.until("function").text
    assert talker.say("?", "dont_know", 0.92) != asked and talker.talk.question == "function"


def test_work_that_names_a_dismissal_is_no_worry_and_a_fear_is_no_work(talker: Talker) -> None:
    words = "met managers praten over formatie, functiewaardering, een reorganisatie of een ontslag, en zorgen dat het netjes en volgens de regels gaat"
    talker.until("tasks").say(words, "faq_job_loss", 0.97)
    assert "managers praten over formatie" in talker.quotes("tasks")
    told = talker.quotes("tasks")
    text = talker.say("ik ben bang dat mijn baan verdwijnt door de computer en dat ik straks niks meer kan", "faq_job_loss", 0.7)
    assert talker.quotes("tasks") == told and "Vaak verdwijnt geen hele baan" in text


@pytest.mark.parametrize(("question", "heard", "counts"), [
    ("tasks", Heard("mn leeftijd is 61 is dat een probleem", "faq_learning", 0.93), "too_old"), ("wishes", Heard("ik ben 58, kan dat nog", "faq_duration", 0.34), "too_old"),
    ("criteria", Heard("ik ben al 63, kan ik nog omscholen", "faq_retraining", 0.99), "too_old"), ("tasks", Heard("ik ben 55 mag ik nog meedoen", "distress", 0.5), "too_old"),
    ("tasks", Heard("kan ik nog iets nieuws leren met 59 jaar", "faq_learning", 0.9), "too_old"), ("tasks", Heard("ik ben 61 heeft het leven nog zin", "distress", 0.6), "distress"),
    ("tasks", Heard("ik werk hier 40 jaar en doe de post", "answer", 0.9), "answer"), ("tasks", Heard("ik ben 58, ziet mijn baas dit", "faq_manager", 0.9), "faq_manager"),
    ("tasks", Heard("wat zijn mijn mogelijkheden", "help", 0.98), "possible_work"), ("direction", Heard("welke opties heb ik", "help", 0.94), "possible_work"),
    ("wishes", Heard("wat kan ik hier allemaal", "help", 1.0), "possible_work"), ("tasks", Heard("wat kan ik hier typen", "help", 1.0), "help"),
    ("tasks", Heard("wat zijn de mogelijkheden in deze chat", "help", 1.0), "help"), ("tasks", Heard("wat zijn mijn mogelijkheden", "ask_advice", 0.9), "ask_advice"),
    ("tasks", Heard("vergelijk ze", "nlu_fallback", 0.3), "nothing_to_compare"), ("criteria", Heard("zet ze naast elkaar", "distress", 0.55), "nothing_to_compare"),
    ("tasks", Heard("ik vergelijk offertes en zet ze naast elkaar", "answer", 0.9), "answer"), ("direction", Heard("wat is het verschil", "repeat", 0.9), "repeat"),
    ("tasks", Heard("mijn oor zit al drie dagen helemaal dicht", "out_of_scope", 0.62), "out_of_scope"), ("tasks", Heard("ik sorteer al dertig jaar hier de post", "out_of_scope", 0.62), "answer"),
])
def test_what_is_asked_of_age_of_possible_work_and_of_cards_that_are_not_there_is_no_answer_and_no_command(
    interview: Interview, question: str, heard: Heard, counts: str,
) -> None:
    assert reading(heard, Talk(question), interview.asking(question)).intent == counts


def test_what_comes_is_told_before_the_advice_and_where_it_stands_after_it(talker: Talker, done: Talker) -> None:
    assert "hierboven" in done.say("wat zijn mijn mogelijkheden", "help")
    fresh = Talker(talker.interview).until("tasks")
    assert "drie stappen" in fresh.say("wat zijn mijn mogelijkheden", "help") and fresh.text.endswith("Wat doe je op een gewone dag?")
    assert "niets te vergelijken" in fresh.say("zet ze naast elkaar", "distress", 0.6) and not fresh.outcome.off_the_record
