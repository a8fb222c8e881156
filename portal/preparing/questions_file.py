"""Reads `data/coaching/questions.yml`; every mistake is named with file, line and field.

What a coach asks must be open, short and kind: sentences are measured here, so that who edits them reads at once what to mend.
"""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

from portal.errors import CoachQuestionsError
from portal.preparing.questions import CHOICE_FACTS, PERSON_FACTS, CoachQuestion, CoachQuestions, Theme
from rules.errors import Problem
from rules.files.refusals import why_not
from rules.files.versions import content_hash
from rules.files.yaml_entries import Entry, hint, read_entries
from rules.language.readability import LONG_SENTENCE, reading
from rules.language.tone import slips

FILE = "coaching/questions.yml"
MOST_SENTENCES = 3
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MODEL = re.compile(r"M(?:[1-9]|1\d|2[0-4])")
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_OPEN = re.compile(r"\b(?:wat|welke?|wie|hoe|hoeveel|waar\w*|wanneer)\b", re.IGNORECASE)
_BLAMES = re.compile(r"\bwaarom\b", re.IGNORECASE)


def read_coach_questions(data: Path) -> CoachQuestions:
    """The questions of the data folder. Raises CoachQuestionsError with everything that is wrong in the file."""
    try:
        text = (data / FILE).read_text(encoding="utf-8")
    except OSError as error:
        raise CoachQuestionsError([Problem(FILE, 1, "", f"is niet te lezen ({why_not(error)}).")]) from error
    except UnicodeDecodeError as error:
        raise CoachQuestionsError([Problem(FILE, 1, "", "is geen UTF-8. Bewaar het als UTF-8.")]) from error
    return parse_coach_questions(text)


def parse_coach_questions(text: str) -> CoachQuestions:
    """The questions in the text of the file. Raises CoachQuestionsError."""
    problems: list[Problem] = []
    found: dict[str, CoachQuestion] = {}
    asked: set[str] = set()
    for entry in read_entries([(FILE, text)], problems):
        theme = entry.choice("theme", Theme)
        question = CoachQuestion(
            id=entry.text("id"), theme=theme, when=_facts(entry, "when", theme), unless=_facts(entry, "unless", theme),
            ask=entry.text("ask"), aim=entry.text("aim"), models=entry.texts("models", at_least=1),
        )
        if question.id and not _ID.fullmatch(question.id):
            entry.problem("id", f"'{question.id}' kan hier niet. Schrijf kleine letters, met streepjes ertussen, zoals 'energie-wens'.")
        if question.id in found:
            entry.problem("id", f"'{question.id}' staat er twee keer. Geef elke vraag een eigen id.")
        if question.ask in asked:
            entry.problem("ask", "deze vraag staat er twee keer. Laat er één staan.")
        for model in question.models:
            if not _MODEL.fullmatch(model):
                entry.problem("models", f"'{model}' is geen model. Schrijf M1 tot en met M24.")
        for both in sorted(set(question.when) & set(question.unless)):
            entry.problem("unless", f"'{both}' staat ook bij 'when', dus deze vraag komt nooit. Haal er één weg.")
        _check_blanks(entry, question)
        _check_words(entry, question)
        entry.finish()
        found[question.id] = question
        asked.add(question.ask)
    if not problems and not found:
        problems.append(Problem(FILE, 1, "", "is leeg. Zet er vragen in."))
    if problems:
        raise CoachQuestionsError(problems)
    return CoachQuestions(tuple(found.values()), content_hash({FILE: text}))


def _facts(entry: Entry, field: str, theme: Theme) -> tuple[str, ...]:
    known = PERSON_FACTS | CHOICE_FACTS if theme is Theme.CHOICE else PERSON_FACTS
    names = entry.texts(field)
    for name in names:
        if name not in known:
            only = " Dat geldt van een suggestie, dus alleen bij thema keuze." if name in CHOICE_FACTS else hint(name, known)
            entry.problem(field, f"'{name}' kan hier niet.{only}")
    return tuple(name for name in names if name in known)


def _check_blanks(entry: Entry, question: CoachQuestion) -> None:
    """A blank may only stand there when what fills it must hold; else a question would come out with a hole in it."""
    filled = {(PERSON_FACTS | CHOICE_FACTS)[name] for name in question.when} - {""}
    try:
        parts = [(name, form, conversion) for _, name, form, conversion in Formatter().parse(question.ask) if name is not None]
    except ValueError:
        entry.problem("ask", "heeft een { of } te veel.")
        return
    for name, form, conversion in parts:
        if name not in filled or form or conversion:
            entry.problem("ask", f"'{{{name}}}' wordt door niets bij 'when' gevuld.{hint(name, filled)}")


def _check_words(entry: Entry, question: CoachQuestion) -> None:
    if not question.ask:
        return
    sentences = _SENTENCE.split(question.ask)
    if len(sentences) > MOST_SENTENCES:
        entry.problem("ask", f"heeft te veel zinnen. Maak er hoogstens {MOST_SENTENCES} van.")
    if not question.ask.endswith("?") or not _OPEN.search(sentences[-1]):
        entry.problem("ask", "eindigt niet met een open vraag. Begin de laatste zin met wat, welke, wie, hoe, waar of wanneer, en eindig met een vraagteken.")
    if _BLAMES.search(question.ask):
        entry.problem("ask", "vraagt 'waarom'. Dat klinkt als een verwijt; vraag wat iemand belangrijk vindt of hoe het ging.")
    for field, text in (("ask", question.ask), ("aim", question.aim)):
        longest = reading(text).longest
        if longest > LONG_SENTENCE:
            entry.problem(field, f"heeft een zin van {longest} woorden. Maak hem korter dan {LONG_SENTENCE + 1} woorden, of knip hem in tweeën.")
        for slip in slips(text):
            entry.problem(field, f"'{slip.words}' {slip.why}.")
