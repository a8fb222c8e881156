"""Forms of verbs: who does it and when, whatever the verb is."""

from __future__ import annotations

import pytest

from rules.language.word_forms import Shape, is_verb, may_be_first, shape


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ik", Shape.I),
        ("snoei", Shape.FIRST),
        ("verdeel", Shape.FIRST),
        ("verdeelt", Shape.THIRD),
        ("studeert", Shape.THIRD),
        ("verplegen", Shape.INFINITIVE),
        ("terugzetten", Shape.INFINITIVE),
        ("make", Shape.INFINITIVE),
        ("gesnoeid", Shape.PARTICIPLE),
        ("opgeleid", Shape.PARTICIPLE),
        ("gaf", Shape.PAST),
        ("onderhield", Shape.PAST),
        ("kopieerde", Shape.PAST),
        ("wilde", Shape.MODAL),
        ("chauffeur", Shape.NOUN),
        ("kinderen", Shape.NOUN),
    ],
)
def test_a_word_has_the_shape_of_its_form(word: str, expected: Shape) -> None:
    assert shape(word) is expected


def test_a_capital_inside_a_sentence_makes_a_name_of_an_unknown_word_only() -> None:
    assert shape("esra", capital=True) is Shape.NAME
    assert shape("ik", capital=True) is Shape.I


def test_a_noun_that_is_a_form_of_a_verb_too_can_be_either() -> None:
    assert may_be_first("vraag") and may_be_first("schakel")
    assert not may_be_first("dossier") and not may_be_first("zaal")
    assert is_verb("schrijft") and not is_verb("dossier")
