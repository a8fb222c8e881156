"""What each kind of question makes of what people type."""

from __future__ import annotations

import pytest

from tests.bot.conftest import Talker


def test_a_function_is_confirmed_with_buttons_and_may_be_missing(talker: Talker) -> None:
    talker.until("function").say("administratie medewerker")
    assert talker.titles[-1] == "Staat er niet bij"
    assert talker.value("function") == {"function_id": "administratief-medewerker", "words": "administratie medewerker"}
    assert not talker.talk.settled("function")
    talker.press("Staat er niet bij")
    assert talker.value("function") == {"function_id": None, "words": "administratie medewerker"}
    assert talker.talk.settled("function")


def test_another_name_at_the_confirmation_is_matched_anew(talker: Talker) -> None:
    talker.until("function").say("secretaresse")
    talker.say("nee, ik ben inkomensconsulent", "correction")
    assert talker.talk.question == "function"
    assert "consulent inkomen" in " ".join(talker.titles).casefold()


def test_a_function_nobody_knows_is_asked_once_more_and_then_kept_in_own_words(talker: Talker) -> None:
    talker.until("function").say("zwrkpf")
    assert talker.talk.question == "function"
    talker.say("qqxjv")
    assert talker.value("function") == {"function_id": None, "words": "zwrkpf; qqxjv"}
    assert talker.talk.question == "region"


def test_a_function_is_found_in_a_sentence_that_goes_on_about_the_work(talker: Talker) -> None:
    text = talker.until("function").say("ik ben administratie medewerker in Arnhem, ik plan vergaderingen en bestel bloemen voor de burgemeester")
    assert "Bedoel je administratief medewerker?" in text
    assert talker.value("region")["region_id"] == "midden-gelderland"


def test_yes_to_a_choice_of_several_is_asked_back(talker: Talker) -> None:
    talker.until("function").say("consulent")
    assert len(talker.titles) > 2
    text = talker.say("ja", "affirm")
    assert "welke je bedoelt" in text
    assert talker.talk.question == "function" and not talker.talk.settled("function")


def test_what_is_told_in_one_breath_is_read_back_once(talker: Talker) -> None:
    talker.until("function").say(
        "ik ben administratie medewerker, in het weekend fluit ik wedstrijden, ik wil niet meer 's avonds werken en ik zou graag iets met kinderen doen"
    )
    assert talker.value("criteria")["criteria"] == [
        {"words": "ik wil niet meer 's avonds werken", "kind": "no-irregular-hours", "hard": False}
    ]
    read_back = talker.text
    talker.press("Ja, administratief")
    read_back += talker.text + talker.until("outside").text + talker.until("wishes").text
    assert read_back.count("fluit ik wedstrijden") == 1
    assert read_back.count("kinderen") == 1
    assert "niet meer 's avonds werken" in talker.until("criteria").text
    talker.press("Moet echt")
    assert talker.value("criteria")["criteria"][0]["hard"] is True
    assert talker.talk.question == "criteria"


def test_what_the_present_work_is_like_is_no_condition(talker: Talker) -> None:
    talker.until("function").say("ik ben baliemedewerker en werk niet in het weekend")
    assert not talker.value("criteria")


@pytest.mark.parametrize("question", ["contact", "digital", "direction"])
def test_going_on_passes_a_question_with_buttons_over(talker: Talker, question: str) -> None:
    talker.until(question).say("verder", "done")
    assert talker.talk.settled(question) and not talker.value(question)


def test_a_number_that_was_left_out_is_never_read_back_as_work(talker: Talker) -> None:
    talker.until("tasks").say("mijn bsn is [nummer weggelaten] en ik bestel spullen")
    assert talker.quotes("tasks") == ["bestel spullen"]


@pytest.mark.parametrize(("typed", "intent"), [("ja", "affirm"), ("de eerste", "answer"), ("Administratief medewerker", "answer")])
def test_the_offered_function_can_be_chosen_in_words(talker: Talker, typed: str, intent: str) -> None:
    talker.until("function").say("ik ben administratie medewerker")
    talker.say(typed, intent)
    assert talker.value("function")["function_id"] == "administratief-medewerker"
    assert talker.talk.settled("function")


def test_a_town_names_its_region_and_an_unknown_one_is_given_up_kindly(talker: Talker) -> None:
    talker.until("region")
    talker.say("Xqwvburg")
    assert talker.talk.question == "region"
    text = talker.say("Zzkjdorp")
    assert "heel Nederland" in text
    assert talker.value("region") == {"region_id": None, "words": "Zzkjdorp"}


def test_a_misspelt_town_is_asked_back(talker: Talker) -> None:
    talker.until("region").say("utrect")
    assert "Bedoel je Utrecht?" in talker.text
    talker.press("Ja")
    assert talker.value("region") == {"region_id": "midden-utrecht", "words": "utrect"}


@pytest.mark.parametrize(
    ("words", "kind"),
    [("het moet met mensen zijn", "much-public-contact"), ("buiten is fijn", "outdoors"), ("ik wil niks zwaars meer", "no-heavy-work"), ("ik werk graag buiten", "outdoors")],
)
def test_short_conditions_can_be_checked(talker: Talker, words: str, kind: str) -> None:
    talker.until("criteria").say(words)
    talker.press("Is een wens")
    assert talker.value("criteria")["criteria"][0]["kind"] == kind


@pytest.mark.parametrize("words", ["ik wil minder uren", "het mag niet te druk zijn", "ik wil dichtbij huis blijven"])
def test_a_condition_only_a_coach_can_check_is_kept_too(talker: Talker, words: str) -> None:
    talker.until("tasks").say(f"ik bel leveranciers en {words}")
    assert [criterion["kind"] for criterion in talker.value("criteria")["criteria"]] == ["other"]
    talker.say("verder", "done")
    assert talker.quotes("tasks") == ["bel leveranciers"]


@pytest.mark.parametrize("words", ["leiden", "ik zoek iets in de buurt van tiel", "omgeving leiden graag", "liefst dicht bij utrecht"])
def test_an_answer_to_where_tells_of_no_work_and_no_condition(talker: Talker, words: str) -> None:
    talker.until("region").say(words)
    assert talker.talk.settled("region") and not talker.value("tasks") and not talker.value("criteria") and "onthouden" not in talker.text


def test_what_is_told_beside_the_place_is_kept(talker: Talker) -> None:
    talker.until("region").say("leiden, en ik wil geen avonden")
    assert talker.value("region")["region_id"] == "holland-rijnland"
    assert [each["words"] for each in talker.value("criteria")["criteria"]] == ["ik wil geen avonden"] and not talker.value("tasks")


def test_several_wishes_are_kept_and_what_is_refused_is_no_wish(talker: Talker) -> None:
    talker.until("wishes").say("iets met techniek, maar geen zorg")
    talker.press("Onderwijs")
    talker.say("verder", "done")
    assert talker.value("wishes")["sectors"] == ["techniek", "onderwijs"]
    assert talker.value("wishes")["words"] == ["iets met techniek"]
    assert talker.value("wishes")["refused_sectors"] == ["zorg"]
    assert not any("zorg" in mention["quote"] for mention in talker.value("wishes")["mentions"])


@pytest.mark.parametrize(("typed", "intent"), [("niet met kinderen", "answer"), ("geen politie", "deny"), ("nee, geen kantoorwerk meer", "deny")])
def test_a_refusal_alone_is_no_wish_and_does_not_end_the_question(talker: Talker, typed: str, intent: str) -> None:
    text = talker.until("wishes").say(typed, intent)
    assert talker.talk.question == "wishes" and "laat ik dan weg" in text
    assert talker.value("wishes")["words"] == [] and talker.value("wishes")["sectors"] == []
    assert {mention["meaning"] for mention in talker.value("wishes")["mentions"]} == {"unwanted"}


def test_sectors_that_are_short_of_people_come_first(talker: Talker) -> None:
    talker.until("region").say("Breda")
    talker.until("wishes")
    short = talker.interview.ears.short_sectors("west-brabant")
    options = {option.title: option.value["sector"] for option in talker.interview.script.question("wishes").options}
    offered = [options[title] for title in talker.titles if title in options]
    assert short
    assert offered == [sector for sector in short if sector in options.values()][: len(offered)]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("ik zou wel iets anders willen", {"direction": "change-occupation"}),
        ("gewoon meegroeien", {"direction": "grow-along"}),
        ("een rol erbij lijkt me leuk", {"direction": "add-role"}),
        ("de laatste", {"direction": "change-occupation"}),
    ],
)
def test_a_choice_can_be_made_in_words(talker: Talker, typed: str, value: dict[str, str]) -> None:
    talker.until("direction").say(typed)
    assert talker.value("direction") == value


@pytest.mark.parametrize(
    ("typed", "intent"),
    [("nee liever niet", "deny"), ("nee dat mag niet", "deny"), ("mag niet", "answer"), ("liever geen contact", "answer"), ("dat mag nooit", "affirm")],
)
def test_no_to_being_contacted_is_no_and_read_back(talker: Talker, typed: str, intent: str) -> None:
    text = talker.until("contact").say(typed, intent)
    assert talker.value("contact") == {"may_contact": False}
    assert "*Nee, liever niet*" in text


@pytest.mark.parametrize(("typed", "intent"), [("ja dat mag", "affirm"), ("mag wel hoor", "answer"), ("ja hoor, waarom niet", "affirm")])
def test_yes_to_being_contacted_is_yes(talker: Talker, typed: str, intent: str) -> None:
    talker.until("contact").say(typed, intent)
    assert talker.value("contact") == {"may_contact": True}


@pytest.mark.parametrize(
    ("question", "typed", "wrong"),
    [
        ("direction", "ik weet niet of ik nog iets nieuws wil", "change-occupation"), ("direction", "niet weg", "change-occupation"),
        ("direction", "ik wil eigenlijk niks anders", "change-occupation"), ("direction", "ik ben te oud voor iets anders", "change-occupation"),
        ("digital", "ik ben niet snel met computers", 3), ("digital", "excel kan ik niet", 2),
    ],
)
def test_what_is_denied_is_not_chosen(talker: Talker, question: str, typed: str, wrong: object) -> None:
    talker.until(question).say(typed)
    assert wrong not in talker.value(question).values()


def test_what_was_chosen_is_read_back(talker: Talker) -> None:
    assert "*Iets anders gaan doen*" in talker.until("direction").say("ik zou wel iets anders willen")


def test_what_can_be_checked_does_not_vouch_for_what_cannot(talker: Talker) -> None:
    talker.until("criteria").say("niet meer dan 24 uur en geen avonden")
    talker.press("Moet echt")
    talker.press("Moet echt")
    assert [(each["words"], each["kind"]) for each in talker.value("criteria")["criteria"]] == [
        ("niet meer dan 24 uur", "other"), ("geen avonden", "no-irregular-hours"),
    ]


@pytest.mark.parametrize(("typed", "intent"), [("genoeg verdienen", "done"), ("niet minder verdienen", "deny")])
def test_a_criterion_that_sounds_like_a_small_word_is_kept(talker: Talker, typed: str, intent: str) -> None:
    talker.until("criteria").say(typed, intent)
    talker.press("Moet echt")
    assert [each["words"] for each in talker.value("criteria")["criteria"]] == [typed]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("niet in het weekend werken", "no-weekends"), ("dat ik 's avonds thuis ben", "no-irregular-hours"),
        ("geen zwaar werk", "no-heavy-work"),
        ("geen boze mensen meer aan de balie", "little-public-contact"), ("niet de hele dag aan de telefoon", "little-public-contact"),
        ("veel contact met mensen", "much-public-contact"), ("thuis kunnen werken", "work-from-home"),
        ("ik wil buiten werken", "outdoors"), ("niet de hele dag achter een scherm", "little-computer-work"),
        ("ik heb geen rijbewijs", "no-driving"), ("mijn salaris moet gelijk blijven", "keep-pay"),
        ("ik wil er niet op achteruitgaan in loon", "keep-pay"), ("bij de gemeente blijven", "stay-with-municipality"),
        ("niet terug naar school", "no-long-schooling"), ("geen lange opleiding", "no-long-schooling"),
        ("een leuk team", "other"), ("dicht bij huis", "other"), ("niet te ver rijden", "other"), ("niet meer dan 24 uur", "other"),
    ],
)
def test_criteria_in_own_words_become_ones_that_can_be_checked(talker: Talker, words: str, kind: str) -> None:
    talker.until("criteria").say(words)
    talker.press("Moet echt")
    assert talker.value("criteria")["criteria"] == [{"words": words, "kind": kind, "hard": True}]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("geen nachten", "no-nights"), ("geen nachtdiensten meer", "no-nights"), ("s nachts werken wil ik niet", "no-nights"),
        ("geen zondag", "no-weekends"), ("weekenden liever niet", "no-weekends"), ("ik wil mijn weekend vrij", "no-weekends"), ("geen nacht- en weekenddiensten", "no-weekends"),
        ("geen avonden en weekenden", "no-irregular-hours"), ("kantooruren", "no-irregular-hours"), ("geen onregelmatige diensten", "no-irregular-hours"),
    ],
)
def test_nights_weekends_and_evenings_are_each_a_criterion(talker: Talker, words: str, kind: str) -> None:
    talker.until("criteria").say(words)
    talker.press("Moet echt")
    assert [criterion["kind"] for criterion in talker.value("criteria")["criteria"]] == [kind]


def test_several_criteria_in_one_message_are_weighed_one_by_one(talker: Talker) -> None:
    talker.until("criteria").say("thuis kunnen werken en geen weekenden")
    assert "*thuis kunnen werken*" in talker.text
    talker.press("Is een wens")
    assert "*geen weekenden*" in talker.text
    talker.say("dat moet echt")
    assert [criterion["hard"] for criterion in talker.value("criteria")["criteria"]] == [False, True]


def test_a_criterion_that_nobody_called_hard_is_a_wish(talker: Talker) -> None:
    talker.until("criteria").say("geen avonden")
    talker.say("sla over", "skip")
    assert talker.value("criteria")["criteria"] == [{"words": "geen avonden", "kind": "no-irregular-hours", "hard": False}]


def test_of_what_was_said_in_one_breath_one_thing_can_be_taken_away(talker: Talker) -> None:
    text = talker.until("outside").say("breien en mantelzorg voor mn moeder")
    assert "*breien* en *mantelzorg voor mn moeder*" in text
    talker.say("haal breien weg", "correction")
    assert talker.quotes("outside") == ["mantelzorg voor mn moeder"]


@pytest.mark.parametrize("typed", ["verpleegster worde", "ik wil boekhouder worden", "Verpleegster"])
def test_the_name_of_a_job_that_is_wished_for_is_no_skill(talker: Talker, typed: str) -> None:
    talker.until("wishes").say(typed)
    assert talker.value("wishes")["words"] == [typed]
    assert all(mention["kind"] == "task" for mention in talker.value("wishes")["mentions"])


@pytest.mark.parametrize(
    ("typed", "sectors", "words"),
    [
        ("zorg of iets met jongeren", ["zorg"], ["zorg", "iets met jongeren"]),
        ("groen of met dieren werken", ["groen"], ["groen", "met dieren werken"]),
        ("iets in de zorg, want dat lijkt me leuk", ["zorg"], ["iets in de zorg, want dat lijkt me leuk"]),
        ("zorg en techniek", ["zorg", "techniek"], ["zorg en techniek"]),
    ],
)
def test_work_wished_for_beside_a_sector_is_kept_and_read_back(talker: Talker, typed: str, sectors: list[str], words: list[str]) -> None:
    text = talker.until("wishes").say(typed)
    assert (talker.value("wishes")["sectors"], talker.value("wishes")["words"]) == (sectors, words)
    assert all(f"*{word}*" in text for word in words[1:])
    if words[1:]:
        assert f"*{words[1]}* heb ik weggehaald." in talker.say("laatste weg")
        assert talker.value("wishes")["sectors"] == sectors


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("koken of iets in de zorg", ["koken", "iets in de zorg"]),
        ("data of security", ["data", "security"]),
        ("schrijven of communicatie, geen zorg", ["schrijven", "communicatie"]),
        ("lezen en schrijven, geen zorg", ["lezen en schrijven"]),
        ("iets met dieren of zo", ["iets met dieren of zo"]),
    ],
)
def test_what_is_wished_either_way_is_two_wishes_as_they_were_typed(talker: Talker, typed: str, words: list[str]) -> None:
    talker.until("wishes").say(typed)
    assert talker.value("wishes")["words"] == words


@pytest.mark.parametrize(("typed", "intent", "sectors"), [("ict natuurlijk", "affirm", ["ict"]), ("nee, liever onderwijs", "deny", ["onderwijs"])])
def test_a_sector_is_heard_whatever_small_word_stands_with_it(talker: Talker, typed: str, intent: str, sectors: list[str]) -> None:
    talker.until("wishes").say(typed, intent)
    assert talker.value("wishes")["sectors"] == sectors


@pytest.mark.parametrize("typed", ["boa parkeren", "teammanager publiekszaken, 22 fte", "ik ben hovenier bij de buitendienst"])
def test_the_job_that_was_asked_for_is_no_task(talker: Talker, typed: str) -> None:
    talker.until("function").say(typed)
    assert talker.quotes("tasks") == []
