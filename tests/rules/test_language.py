"""Dutch text to terms: what is the same in two ways of saying it, and what typed text may never do."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.language.compounds import CompoundSplitter
from rules.language.dutch import MAX_WORD, DutchText, stem, verb
from rules.language.dutch_words import first_person
from rules.language.text import MAX_MESSAGE, fold, tidy

DUTCH = DutchText(
    {"kcc": "klantcontactcentrum", "p&o": "personeel en organisatie"},
    ["inkoop medewerker leverancier klant contact centrum factuur controle archief personeel"],
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bestel", "bestellingen"),
        ("belletjes", "bellen"),
        ("gebeld", "bel"),
        ("inkoopster", "inkopen"),
        ("controleur", "controleren"),
        ("registratie", "registreren"),
        ("administratief", "administratie"),
        ("beheerder", "beheren"),
        ("planning", "plannen"),
        ("brieven", "brief"),
        ("lijstjes", "lijsten"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("bellen", "ballen"), ("post", "pasten"), ("kind", "klant"), ("markt", "maken")]
)
def test_other_words_do_not_share_a_stem(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("typed", "verb_of_work"),
    [
        ("ik stuur leveranciers aan", "aansturen"),
        ("ik klop rekeningen in", "inkloppen"),
        ("hou alles bij in excel", "bijhouden"),
        ("ik probeer de lijst bij te houden", "bijhouden"),
    ],
)
def test_separable_verbs_are_put_together(typed: str, verb_of_work: str) -> None:
    assert stem(verb_of_work) in DUTCH.terms(typed)


@pytest.mark.parametrize("typed", ["ik was af en toe ziek", "ik bel af en toe", "de maand was op"])
def test_now_and_then_or_being_is_no_separable_verb(typed: str) -> None:
    assert not {stem("afwassen"), stem("wassen"), stem("afbellen"), stem("opwassen")}.intersection(DUTCH.terms(typed))


def test_washing_up_is_heard_as_washing_up() -> None:
    assert stem("afwassen") in DUTCH.terms("ik was de borden af")
    assert stem("afwassen") in DUTCH.terms("ik doe de tafels en was af")


def test_preposition_is_not_taken_for_a_part_of_a_verb() -> None:
    assert stem("inwerken") not in DUTCH.terms("ik werk in een team")


def test_compound_meets_its_parts() -> None:
    assert set(DUTCH.terms("inkoopmedewerker")) >= {stem("inkoop"), stem("medewerker")}


def test_compound_with_linking_letter_is_split() -> None:
    assert CompoundSplitter(["levering", "bon"]).split("leveringsbon") == ()  # 'bon' is shorter than a part may be
    assert CompoundSplitter(["levering", "termijn"]).split("leveringstermijn") == ("levering", "termijn")


def test_plain_word_is_no_compound() -> None:
    assert CompoundSplitter(["leven"]).split("leverancier") == ()


def test_abbreviations_are_written_out_whatever_their_case() -> None:
    assert set(DUTCH.terms("KCC")) >= set(DUTCH.terms("klantcontactcentrum"))
    assert stem("personeel") in DUTCH.terms("ik zit bij P&O")
    assert stem("klantcontactcentrum") in DUTCH.terms("kcc'er")


def test_abbreviation_that_names_itself_ends() -> None:
    assert "excel" in DutchText({"excel": "spreadsheets excel"}).terms("Excel")


def test_terms_of_the_catalogue_are_kept_unspoilt_and_those_of_typed_text_are_not() -> None:
    own, whole = "de inkoopmedewerker belt leveranciers", "inkoop. de inkoopmedewerker belt leveranciers"
    dutch = DutchText(vocabulary=[own], texts=[whole])
    fresh = {text: dutch.terms_of(dutch.tokens(text)) for text in (own, whole)}
    for text, terms in fresh.items():
        dutch.terms(text).append("spoilt")
        assert dutch.terms(text) == terms
    dutch.terms("wat iemand typt")
    assert dutch._kept == {text: tuple(terms) for text, terms in fresh.items()}


def test_words_without_content_give_no_terms() -> None:
    assert DUTCH.terms("ik doe dat dan ook wel eens") == []


@pytest.mark.parametrize(
    ("word", "infinitive"), [("belt", "bellen"), ("bijgehouden", "bijhouden"), ("noteer", "noteren"), ("stoel", None)]
)
def test_verbs_are_recognised_in_any_form(word: str, infinitive: str | None) -> None:
    assert verb(word) == infinitive


@pytest.mark.parametrize(
    ("infinitive", "form"), [("bellen", "bel"), ("lopen", "loop"), ("schrijven", "schrijf"), ("regelen", "regel")]
)
def test_first_person_follows_the_spelling_rules(infinitive: str, form: str) -> None:
    assert first_person(infinitive) == form


@pytest.mark.parametrize(
    "nasty",
    [
        "",
        "\x00\x01\x02",
        "😀🎉" * 200,
        "\u202eמילים\u202c ik bel",
        "<script>alert(1)</script> ik bel klanten",
        "a" * 100_000,
        "ik bel " * 15_000,
        "<b>" * 40_000,
        "'" * 5_000,
        "-.-.-" * 2_000,
        "İİİ" * 50,
        "\ud800",
    ],
    ids=range(12),
)
def test_nasty_text_gives_terms_without_breaking(nasty: str) -> None:
    terms = DUTCH.terms(nasty)
    assert all(term and len(term) <= MAX_WORD for term in terms)


@given(st.text(max_size=300))
def test_any_text_can_be_read_and_reads_the_same_twice(text: str) -> None:
    assert DUTCH.terms(text) == DUTCH.terms(text)


@given(st.text(max_size=300))
def test_tokens_are_cut_from_the_text_at_their_places(text: str) -> None:
    tidied = tidy(text).text
    for token in DUTCH.tokens(tidied):
        assert fold(tidied[token.start : token.end]) == token.word


@given(st.text(max_size=300))
def test_tidying_keeps_every_place_and_hides_control_characters(text: str) -> None:
    tidied = tidy(text).text
    assert len(tidied) == len(text)
    assert not any(ord(character) < 32 and character != "\n" for character in tidied)


def test_long_text_is_shortened_and_that_is_said() -> None:
    tidied = tidy("x" * (MAX_MESSAGE + 1))
    assert tidied.shortened
    assert len(tidied.text) == MAX_MESSAGE
    assert not tidy("x" * MAX_MESSAGE).shortened


def test_markup_is_blanked_out_and_the_words_stay() -> None:
    assert tidy("<b>ik</b> bel").text.split() == ["ik", "bel"]
    assert tidy("schaal < 6 en > 4").text == "schaal < 6 en > 4"


@pytest.mark.parametrize("typed", ["👨\u200d👩\u200d👧", "👩🏽\u200d🏫", "❤\ufe0f\u200d🔥", "🙂\u200d↔\ufe0f", "🏴\u200d☠\ufe0f"])
def test_emoji_that_are_one_picture_stay_one(typed: str) -> None:
    assert tidy(f"Ria {typed}!").text == f"Ria {typed}!"


@pytest.mark.parametrize("typed", ["11\u200d22", "a\u200d👧", "👧\u200da", "👧\u200d\u200d👧", "\u200d👧", "👧\u200d", "👧\u200b👧", "👧\u202e👧", "a\ufe0f\u200d👧", "👧\u200d\u202e👧"])
def test_a_joiner_elsewhere_and_what_cannot_be_seen_goes(typed: str) -> None:
    kept = tidy(typed).text
    assert len(kept) == len(typed) and not any(unicodedata.category(sign) == "Cf" for sign in kept)
