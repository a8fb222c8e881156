"""What comes in is text and nothing but text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.cleaning import LONGEST_MESSAGE, clean, for_rasa


@given(st.text(max_size=400))
def test_nothing_that_steers_a_terminal_a_log_or_a_page_comes_through(message: str) -> None:
    text = clean(message).text
    assert all(sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs", "Zl", "Zp"} for sign in text)
    assert not set(text) & set("\u202e\u202d\u2066\u2067")
    assert clean(text).text == text


def test_a_long_message_is_cut_and_says_so() -> None:
    cleaned = clean("a" * (LONGEST_MESSAGE + 1))
    assert cleaned.shortened and len(cleaned.text) <= LONGEST_MESSAGE
    assert not clean("a" * LONGEST_MESSAGE).shortened


@pytest.mark.parametrize("typed", ['/affirm{"answer": "x"}', "/restart", "  /session_start", "//skip", "\u2060/stop", "/ /stop"])
def test_a_typed_command_never_reaches_rasa_as_one(typed: str) -> None:
    assert not for_rasa(clean(typed).text).lstrip().startswith("/")


@given(st.text(alphabet="/ \tabc{}\"", max_size=30))
def test_no_way_of_typing_slashes_makes_a_command(typed: str) -> None:
    assert not for_rasa(clean(typed).text).lstrip().startswith("/")


@pytest.mark.parametrize("typed", ["\u200b\u200f", "\ufeff", "\u2060 \u00ad", "\ufe0f", "\u3164", "\u2800\u2800", "\u200d", "\u0301"])
def test_what_nobody_sees_is_no_message(typed: str) -> None:
    assert clean(typed).text == ""


@pytest.mark.parametrize("hidden", ["\u00ad", "\u200b", "\u2060", "\ufeff", "\u180e"])
def test_what_is_hidden_in_a_word_does_not_change_the_word(hidden: str) -> None:
    assert clean(f"admini{hidden}stratief").text == "administratief"


def test_signs_that_others_are_spelled_with_stay() -> None:
    assert clean("👩\u200d🏫 می\u200cکنم").text == "👩\u200d🏫 می\u200cکنم"


def test_right_to_left_letters_and_emoji_stay() -> None:
    assert clean("עירייה 👍🏽").text == "עירייה 👍🏽"


@pytest.mark.parametrize(
    ("typed", "text"),
    [("<b>Verpleegster</b>", "Verpleegster"), ("<p class='x'>ik bel</p>", "ik bel"), ("<<b>i>bel", "< i>bel"), ("minder dan <3 uur", "minder dan <3 uur"), ("<b></b>", ""), ("<alles wat ik doe>", "<alles wat ik doe>"), ("<ria@breda.nl> mailen", "<ria@breda.nl> mailen"), ("<SCRIPT>x</SCRIPT>", "x")],
)
def test_pasted_markup_is_not_part_of_what_was_said(typed: str, text: str) -> None:
    assert clean(typed).text == text == clean(text).text
