"""A text in a form: readable, in tone, and with nothing to fill in that can be missing."""

from __future__ import annotations

import re

from rules.editing.form import Problems
from rules.editing.picks import pick_words
from rules.files.conclusion_parsing import Hole, Known, holes, loose_brace, subjects
from rules.files.yaml_entries import hint
from rules.language.text import cap
from rules.language.tone import slips
from rules.review.rulebook_diff import SCOPE_WORDS
from rules.vocabulary import VOCABULARY

MOST_LETTERS = 600
SHORT = 120
"""Characters of a text, and of a name."""
_SENT = re.compile(r"[\w.{}-]{1,60}")


def as_sent(value: str, otherwise: str = "dit") -> str:
    """What a browser sent, to name it in a message; only when it looks like what a list could hold.

    >>> as_sent("match.onzin"), as_sent("a b. c")
    ("'match.onzin'", 'dit')
    """
    return f"'{value}'" if _SENT.fullmatch(value) else otherwise


def read_line(problems: Problems, place: str, typed: str, most: int = MOST_LETTERS) -> str:
    """What was typed, on one line and without what cannot be seen; a problem when nothing is left, or too much."""
    text = cap(typed, len(typed))
    if not text:
        problems.add(place, "is nog leeg. Vul dit in.")
    elif len(text) > most:
        problems.add(place, f"heeft {len(text)} tekens. Maak er hoogstens {most} van.")
        return ""
    return text


def read_sentence(problems: Problems, place: str, typed: str, known: Known) -> str:
    """A text that people read, with {subject.field} in it where something is filled in."""
    text = read_line(problems, place, typed)
    for name, hole in holes(text, known):
        problems.add(place, _hole_words(name, hole, known))
    if loose_brace(text):
        problems.add(place, "heeft een losse accolade. Kies een invulwoord uit de lijst, of haal de accolade weg.")
    read_tone(problems, place, text)
    return text


def read_tone(problems: Problems, place: str, text: str) -> None:
    """A problem for everything that is out of tone (M22)."""
    for slip in slips(text):
        problems.add(place, f"'{slip.words}' {slip.why}.")


def _hole_words(name: str, hole: Hole, known: Known) -> str:
    if hole is Hole.UNKNOWN:
        names = [f"{subject}.{field}" for subject in subjects(known.scope) for field in VOCABULARY[subject]]
        return f"{as_sent(f'{{{name}}}', 'een invulwoord')} bestaat niet.{hint(name, names) or ' Kies een invulwoord uit de lijst.'}"
    words = pick_words(*name.split(".", maxsplit=1))
    if hole is Hole.ELSEWHERE:
        return f"'{words}' kan niet in een regel over {SCOPE_WORDS[known.scope]}. Kies een ander invulwoord."
    if hole is Hole.FLAG:
        return f"'{words}' is ja of nee, en past daarom niet in een zin. Kies een ander invulwoord."
    return f"'{words}' kan leeg zijn. Zet onder 'als' een rij erbij: '{words}' 'is bekend'."
