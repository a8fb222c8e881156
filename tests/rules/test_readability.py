"""Dutch syllables and sentences are counted as people count them."""

from __future__ import annotations

import pytest

from rules.language.readability import reading, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("ik", 1), ("schrik", 1), ("mooi", 1), ("nieuw", 1), ("ijs", 1), ("bijen", 2), ("koeien", 2), ("officier", 3), ("zeeën", 2), ("reünie", 3),
        ("beëdiging", 4), ("theater", 3), ("financieel", 4), ("procesverbeteraar", 6), ("klantcontactcentrum", 5), ("Cafés", 2), ("KCC", 3), ("t", 1),
        ("1234", 1),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_formula_of_flesch_and_douma() -> None:
    """Two sentences, six words, seven syllables."""
    read = reading("De kat slaapt. Ik ga weglopen!")
    assert (read.words, read.longest) == (6, 3)
    assert read.ease == pytest.approx(206.835 - 0.93 * 3 - 77 * 8 / 6)


def test_sentences_end_at_marks_and_lines_not_inside_numbers_and_addresses() -> None:
    assert reading("Kijk op gemeente.nl voor versie 2.1 van het plan").longest == 9
    assert reading("een twee\ndrie vier vijf; zes").longest == 3
    assert reading("").words == reading("— …").words == 0
