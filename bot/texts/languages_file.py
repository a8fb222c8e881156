"""Reads `data/languages.yml`: what is said to somebody who writes in another language; every mistake is named with file, line and field."""

from __future__ import annotations

from pathlib import Path

from bot.errors import ScriptError
from bot.replies import count_sentences
from bot.words.other_language import OtherLanguage
from rules.errors import Problem
from rules.files.refusals import why_not
from rules.files.yaml_entries import Entry, read_entries
from rules.language.dutch_words import word_set

LANGUAGES = "languages.yml"


def read_languages(folder: Path) -> tuple[OtherLanguage, ...]:
    """The languages of the data folder. Raises ScriptError with everything that is wrong in the file."""
    try:
        text = (folder / LANGUAGES).read_text(encoding="utf-8")
    except OSError as error:
        raise ScriptError([Problem(str(folder / LANGUAGES), 1, "", f"is niet te lezen ({why_not(error)}).")]) from error
    except UnicodeDecodeError as error:
        raise ScriptError([Problem(str(folder / LANGUAGES), 1, "", "is geen UTF-8. Bewaar het als UTF-8.")]) from error
    problems: list[Problem] = []
    found = parse_languages(text, problems)
    if problems:
        raise ScriptError(problems)
    return found


def parse_languages(text: str, problems: list[Problem]) -> tuple[OtherLanguage, ...]:
    """The languages in the text of the file; what is wrong is added to the problems."""
    found: dict[str, OtherLanguage] = {}
    for entry in read_entries([(LANGUAGES, text)], problems):
        entry.path = entry.text("language") or entry.path
        language = OtherLanguage(
            code=entry.text("language"), name=entry.text("name"), says=_one_sentence(entry), words=_words(entry, "words"),
            also_dutch=_words(entry, "also_dutch"), alone=_words(entry, "alone"), signs=frozenset(entry.text("signs", required=False)),
            least=entry.integer("least", 1, 5, default=1),
        )
        if language.code in found:
            entry.problem("language", f"'{language.code}' staat er twee keer. Laat er één staan.")
        if not language.words and not language.signs:
            entry.problem("words", "mist. Zet er woorden in, of letters bij 'signs', waaraan de taal te zien is.")
        entry.finish()
        found[language.code] = language
    return tuple(found.values())


def _one_sentence(entry: Entry) -> str:
    said = entry.text("says")
    if count_sentences(said) > 1:
        entry.problem("says", "heeft meer dan één zin. Maak er één zin van: daarna komt de vraag weer.")
    return said


def _words(entry: Entry, field: str) -> frozenset[str]:
    return word_set(entry.text(field, required=False).casefold())
