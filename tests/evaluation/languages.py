"""Other languages: whether who writes in one is told so, and no Dutch is taken for one. `python -m tests.evaluation.languages` prints it."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bot.texts.languages_file import read_languages
from bot.words.other_language import other_language
from tests.evaluation.dialogue import TUNING_PARTS, read_talk, training_examples
from tests.evaluation.hearing import ROOT
from tests.evaluation.measures import REPORTED, TUNING, Section, half, read_table

DUTCH = "nl"
REMARKS = (
    "One writer made the set (before anything recognised languages), the word lists and the guard of Dutch words; so expect less of strangers, mostly in messages of one or two words. "
    "No native speaker checked the sentences or the lists.",
    "Libraries on the tuning half of the same set (56 messages in another language, 102 in Dutch) and on 7,195 Dutch training examples and tuning utterances, some 25 of which are really in another language: lingua 2.1 from a "
    "confidence of .7 on finds 54 of 56 and takes 9 of 102 and 52 of 7,195 for another language; from .9 on 43, none and 16; it adds 213 MB and 4 s of loading. langid 1.1 from .99 on finds 52, and takes 9 of 102 and 119 of 7,195. "
    "Neither fits beside Rasa within the memory that there is without doing better, so small lists do it, which cost nothing.",
    "Whatever is written in Cyrillic gets the Ukrainian sentence. English of one or two words ('thank you') counts as Dutch.",
)


def found_in(words: str) -> str:
    """The code of the language that the words are taken for."""
    language = other_language(words, _LANGUAGES)
    return language.code if language else DUTCH


_LANGUAGES = read_languages(ROOT / "data")


def evaluate() -> Section:
    """The table for both halves of the set, and for all other Dutch that may be looked at."""
    table = read_table("languages.yml")
    rows = [(language, *(_right(half(said, which), language) for which in (TUNING, REPORTED))) for language, said in table.items()]
    others = [*training_examples(), *(said.words for part in TUNING_PARTS for said in read_talk(part))]
    taken = sum(found_in(words) != DUTCH for words in others)
    strange = f"Of {len(others)} training examples and tuning utterances {taken} are taken for another language; all of these really are ('wo ist der bahnhof'), looked through one by one."
    return Section(
        "Other languages", "Messages in seven languages and Dutch ones with English job names, dialect, places and slips (`languages.yml`), as many as are taken for what they are; for `nl` those that are left alone.",
        ("language", "tuning", "kept"), tuple(rows), (strange, *REMARKS),
    )


def _right(said: Sequence[object], language: str) -> str:
    return f"{sum(found_in(str(words)) == language for words in said)} of {len(said)}"


if __name__ == "__main__":
    sys.stdout.write(evaluate().markdown())
