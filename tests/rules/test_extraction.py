"""From messages to mentions: what, in which words, and how it is meant."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.knowledge import Knowledge
from rules.language.text import tidy
from rules.matching.extraction import Extractor
from rules.person import Meaning, MentionKind, Person
from rules.weighing.told import gather


@pytest.fixture(scope="session")
def extractor(knowledge: Knowledge) -> Extractor:
    return Extractor(knowledge.catalogue, knowledge.examples, knowledge.language)


def heard(extractor: Extractor, message: str, about: Meaning = Meaning.NOW) -> list[tuple[str, Meaning]]:
    return list(dict.fromkeys((mention.quote, mention.meaning) for mention in extractor.extract(message, about)))


def test_run_on_message_gives_each_task_and_what_was_before(extractor: Extractor) -> None:
    message = "ik bestel spullen bel leveranciers en hou alles bij in excel. vroeger ook notulen maar dat doet nu iemand anders"
    assert heard(extractor, message) == [
        ("bestel spullen", Meaning.NOW),
        ("bel leveranciers", Meaning.NOW),
        ("hou alles bij in excel", Meaning.NOW),
        ("notulen", Meaning.BEFORE),
    ]


@pytest.mark.parametrize(
    ("message", "quote", "meaning"),
    [
        ("Ik zou graag met kinderen werken", "kinderen", Meaning.WANTED),
        ("dashboards maken lijkt me leuk", "dashboards maken", Meaning.WANTED),
        ("geen balie meer", "balie", Meaning.UNWANTED),
        ("ik wil niet meer bellen met klanten", "bellen", Meaning.UNWANTED),
        ("mijn collega doet de facturen", "facturen", Meaning.SOMEONE_ELSE),
        ("notulen, dat doet nu iemand anders", "notulen", Meaning.SOMEONE_ELSE),
        ("vroeger maakte ik roosters", "roosters", Meaning.BEFORE),
        ("ik heb vijf jaar facturen verwerkt bij een aannemer", "facturen", Meaning.BEFORE),
        ("in het weekend lap ik ramen", "ramen", Meaning.OUTSIDE_WORK),
        ("als vrijwilliger geef ik taalles", "taalles", Meaning.OUTSIDE_WORK),
        ("ik controleer facturen", "controleer facturen", Meaning.NOW),
    ],
)
def test_meaning_is_heard(extractor: Extractor, message: str, quote: str, meaning: Meaning) -> None:
    found = heard(extractor, message)
    assert len(found) == 1
    assert quote in found[0][0]
    assert found[0][1] is meaning


def test_wishes_and_refusals_are_never_evidence(extractor: Extractor) -> None:
    message = "Ik zou graag roosters maken. Liever geen telefoon meer. Mijn collega doet de post."
    mentions = extractor.extract(message)
    assert len({mention.quote for mention in mentions}) == 3
    assert not any(mention.meaning.is_evidence for mention in mentions)


def test_question_about_life_outside_work_sets_the_meaning(extractor: Extractor) -> None:
    assert heard(extractor, "moestuin en ik repareer fietsen", Meaning.OUTSIDE_WORK)
    assert {meaning for _, meaning in heard(extractor, "moestuin en ik repareer fietsen", Meaning.OUTSIDE_WORK)} == {
        Meaning.OUTSIDE_WORK
    }


@pytest.mark.parametrize(
    "message",
    [
        "",
        "hallo",
        "ja",
        "wat bedoel je?",
        "ik snap de vraag niet",
        "is dit anoniem?",
        "🙂",
        "ik ben 58 en woon in Zoetermeer",
        "ik zeg tegen de jongens dat ze moeten stoppen",
        "dan zeg ik tegen ze dat het klaar is",
    ],
)
def test_small_talk_gives_no_mentions(extractor: Extractor, message: str) -> None:
    assert extractor.extract(message) == ()


def test_skill_said_in_passing_is_recognised(extractor: Extractor, knowledge: Knowledge) -> None:
    mentions = extractor.extract("ik bel leveranciers")
    skills = {mention.concept_id for mention in mentions if mention.kind is MentionKind.SKILL}
    assert "leveranciers-te-woord-staan" in skills
    assert all(skill in knowledge.catalogue.skills for skill in skills if skill)


def test_a_phrase_of_what_is_not_done_says_nothing_of_who_does_it(extractor: Extractor) -> None:
    skills = {mention.concept_id for mention in extractor.extract("ik neem de telefoon aan")}
    assert "integer-handelen" not in skills
    refusing = {mention.concept_id for mention in extractor.extract("ik neem geen cadeaus aan")}
    assert "integer-handelen" in refusing


@pytest.mark.parametrize(
    "message",
    [
        "zoek uit waarom cijfers niet kloppen en maak rapportages",
        "ik zoek uit waarom de lijsten niet gelijk lopen en schrijf een rapport",
        "ik kijk hoe het komt dat een brug niet opengaat en bel de monteur",
        "zorg dat er niks misgaat bij de verkiezingen en vul de stembureaus aan",
        "ik controleer of er geen handtekening ontbreekt en zet de akte klaar",
        "ik help bewoners die geen internet hebben en vul hun aangifte in",
        "rapporten nalezen en eruit halen wat niet klopt",
    ],
)
def test_work_on_what_goes_wrong_is_own_work(extractor: Extractor, message: str) -> None:
    found = heard(extractor, message)
    assert len(found) == 2
    assert {meaning for _, meaning in found} == {Meaning.NOW}


def test_work_that_no_profile_knows_is_kept_in_own_words(extractor: Extractor) -> None:
    mentions = extractor.extract("ik smeed hoefijzers en herstel zeilen")
    assert mentions
    assert all(
        mention.concept_id is None and mention.label == mention.quote
        for mention in mentions
        if mention.kind is MentionKind.TASK
    )


@pytest.mark.parametrize(
    "nasty",
    ["<b>ik bel klanten</b>", "ik bel klanten\x00\x07", "\u202eik bel klanten", "ik bel klanten" + " x" * 50_000],
)
def test_nasty_wrapping_does_not_hide_what_was_said(extractor: Extractor, nasty: str) -> None:
    assert any("bel klanten" in mention.quote for mention in extractor.extract(nasty))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=200), st.sampled_from([Meaning.NOW, Meaning.OUTSIDE_WORK]))
def test_quotes_are_pieces_of_the_message_and_confidence_is_bounded(
    extractor: Extractor, message: str, about: Meaning
) -> None:
    for mention in extractor.extract(message, about):
        assert mention.quote in tidy(message).text
        assert 0 <= mention.confidence <= 1


def test_work_for_somebody_is_own_work(extractor: Extractor) -> None:
    found = heard(extractor, "huisbezoeken doen kijken wat iemand nodig heeft, beschikking schrijven")
    assert [meaning for _, meaning in found] == [Meaning.NOW] * 3


@pytest.mark.parametrize(
    ("message", "quotes"),
    [
        ("mensen worden vaak boos dan blijf ik rustig en leg het uit", ["blijf ik rustig", "leg het uit"]),
        ("de telefoon gaat en dan neem ik op", ["neem ik op"]),
        ("er komt iemand aan de balie dan zoek ik het op", ["zoek ik het op"]),
        ("collegas helpen die iets nie kunnen vinden", ["collegas helpen die iets nie kunnen vinden"]),
        ("mensen doorverwijzen die verkeerd zitten", ["mensen doorverwijzen die verkeerd zitten"]),
        ("ik help ook bij de post en notulen doe ik niet meer", ["help ook bij de post", "notulen"]),
    ],
)
def test_what_somebody_does_when_something_happens_is_kept_in_their_words(extractor: Extractor, message: str, quotes: list[str]) -> None:
    assert [quote for quote, _ in heard(extractor, message)] == quotes


@pytest.mark.parametrize(
    ("message", "quotes"),
    [
        ("vrijwilliger bij de voedselbank daar deel ik de pakketten in", ["vrijwilliger bij de voedselbank", "deel ik de pakketten in"]),
        ("penningmeester bij de voetbalclub daar doe ik de kas", ["penningmeester bij de voetbalclub", "doe ik de kas"]),
        ("breien en mantelzorg voor mn moeder", ["breien", "mantelzorg voor mn moeder"]),
        ("voetbal, klussen en de kas doen vd tennisclub", ["voetbal", "klussen", "kas doen vd tennisclub"]),
        ("voetbal en mantelzorg voor mijn vader", ["voetbal", "mantelzorg voor mijn vader"]),
        ("muziek maken en voetbal", ["muziek maken", "voetbal"]),
        ("zorg voor mijn vader en moeder", ["zorg voor mijn vader en moeder"]),
        ("pakketten inpakken en uitdelen", ["pakketten inpakken en uitdelen"]),
        ("inpakken en uitdelen van pakketten", ["inpakken en uitdelen van pakketten"]),
    ],
)
def test_what_is_done_outside_work_is_cut_into_what_can_stand_alone(extractor: Extractor, message: str, quotes: list[str]) -> None:
    found = heard(extractor, message, Meaning.OUTSIDE_WORK)
    assert found == [(quote, Meaning.OUTSIDE_WORK) for quote in quotes]


@pytest.mark.parametrize(
    ("message", "quote"),
    [
        ("ik pas op de tweeling", "pas op de tweeling"),
        ("ik zit in het bestuur vd moskee", "zit in het bestuur vd moskee"),
        ("bij de club sta ik achter de bar", "club sta ik achter de bar"),
        ("controleer of mensen die huur krijgen nog recht hebben", "controleer of mensen die huur krijgen nog recht hebben"),
        ("kijken waar de papieren zijn", "kijken waar de papieren zijn"),
        ("wc's en kantoren schoonmaken", "wc's en kantoren schoonmaken"),
    ],
)
def test_a_quote_keeps_the_verb_that_says_what_is_done(extractor: Extractor, message: str, quote: str) -> None:
    about = Meaning.OUTSIDE_WORK if "ik" in message.split() else Meaning.NOW
    assert [found for found, _ in heard(extractor, message, about)] == [quote]


@pytest.mark.parametrize("word", ["keukentafelgesprekken", "BRP-mutaties", "huisbezoeken"])
def test_one_word_that_the_field_knows_is_a_task(extractor: Extractor, word: str) -> None:
    assert heard(extractor, word) == [(word, Meaning.NOW)]


@pytest.mark.parametrize(
    ("message", "quote"),
    [("facturen doe ik niet", "facturen"), ("de post doe ik zelf niet, dat doet Henk", "post"), ("fout parkeren doe ik zelf niet hoor", "fout parkeren"), ("nee dat rijden doe ik niet, dat doet een collega", "rijden"),
     ("de kassa doe ik nooit", "kassa")],
)
def test_what_somebody_does_not_do_is_neither_refused_nor_theirs(extractor: Extractor, message: str, quote: str) -> None:
    assert {(mention.quote, mention.meaning) for mention in extractor.extract(message)} == {(quote, Meaning.SOMEONE_ELSE)}


@pytest.mark.parametrize(
    ("message", "meaning"), [("notuleren doe ik niet meer", Meaning.BEFORE), ("notuleren wil ik niet meer", Meaning.UNWANTED), ("notuleren doe ik liever niet", Meaning.UNWANTED)]
)
def test_not_any_more_is_before_and_not_wanting_refuses(extractor: Extractor, message: str, meaning: Meaning) -> None:
    assert {mention.meaning for mention in extractor.extract(message)} == {meaning}


@pytest.mark.parametrize("message", ["ik maak geen facturen", "ik schrijf nooit verslagen"])
def test_what_is_never_made_is_nothing(extractor: Extractor, message: str) -> None:
    assert not extractor.extract(message)


@pytest.mark.parametrize("message", ["schoffele snoeie bladblaze en me rug is naar de klote", "schoffelen snoeien bladblazen en mijn rug is naar de klote"])
def test_a_bad_back_behind_the_work_leaves_the_work_theirs(extractor: Extractor, message: str) -> None:
    found = extractor.extract(message)
    assert found and {mention.meaning for mention in found} == {Meaning.NOW}
    assert not any("rug" in mention.quote for mention in found)


def test_agreeing_is_no_task(extractor: Extractor) -> None:
    assert {mention.quote for mention in extractor.extract("klopt, en ik plan vergaderingen")} == {"plan vergaderingen"}


@pytest.mark.parametrize(
    ("message", "quote"),
    [("ik bel mensen en zeg dat ze moeten betalen", "bel mensen"), ("ik zeg afspraken af", "afspraken af"), ("ik leg uit dat ze bezwaar mogen maken", "leg uit dat ze bezwaar mogen maken")],
)
def test_what_others_are_told_to_do_is_no_task_of_who_says_so(extractor: Extractor, message: str, quote: str) -> None:
    assert [mention.quote for mention in extractor.extract(message) if mention.kind is MentionKind.TASK] == [quote]


@pytest.mark.parametrize(
    ("message", "skill"),
    [
        ("ik werk veel in excel", "spreadsheets-gebruiken"), ("ik doe alles in word", "tekstverwerken"), ("ik zit de hele dag in zaaksysteem", "zaaksystemen-gebruiken"),
        ("werk dagelijks met gis", "kaarten-en-geodata-gebruiken"), ("ik werk met python", "programmeren"), ("ik typ brieven in word", "tekstverwerken"),
        ("ik kijk in het zaaksysteem", "zaaksystemen-gebruiken"),
    ],
)
def test_who_works_in_or_with_a_tool_shows_its_skill(extractor: Extractor, knowledge: Knowledge, message: str, skill: str) -> None:
    mentions = extractor.extract(message)
    assert skill in {mention.concept_id for mention in mentions if mention.meaning is Meaning.NOW}
    assert skill in {heard_skill for _, heard_skill in gather(Person(mentions=mentions), knowledge).heard}


@pytest.mark.parametrize("message", ["ik heb moeite met excel", "ik ben niet goed met excel", "ik stop asfalt in het gat", "dat staat in het zaaksysteem", "wij overleggen met de datasteward"])
def test_a_tool_that_is_only_named_shows_no_skill(extractor: Extractor, knowledge: Knowledge, message: str) -> None:
    assert not gather(Person(mentions=extractor.extract(message)), knowledge).heard
