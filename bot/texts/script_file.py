"""Reads `data/interview.yml`, and with it the answers and the glossary (bot/texts/answers_file.py); every mistake is named with file, line and field.

Which {words} a text may fill in is fixed here, so that a slip of the pen is found at the start and not in a talk.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import yaml

from bot.errors import ScriptError
from bot.replies import MOST_SENTENCES, count_sentences
from bot.texts.answers_file import ANSWERS, GLOSSARY, parse_answers, parse_glossary
from bot.texts.dialogue_examples import read_examples
from bot.texts.languages_file import LANGUAGES, parse_languages
from bot.texts.script import AskingOrder, CriterionPattern, Instead, Kind, Option, Question, Script
from rules.errors import Problem
from rules.files.refusals import why_not
from rules.files.yaml_entries import Entry, read_root
from rules.language.readability import LONG_SENTENCE, reading
from rules.person import CriterionKind, Meaning
from skills_passport.answers import JsonObject, parsed
from skills_passport.casework.verdicts import Reason
from skills_passport.errors import AnswerInvalid

INTERVIEW = "interview.yml"
FILES = (INTERVIEW, ANSWERS, GLOSSARY, LANGUAGES)

_TOLD = {
    "heard": "list", "heard_before": "list", "heard_wanted": "list", "heard_unwanted": "list", "heard_other": "list",
    "heard_outside": "list", "already": "", "check": "", "check_short": "", "nothing": "", "more": "", "what_wrong": "",
    "little": "", "not_found": "", "no_more": "", "all_right": "", "wrong": "",
}
QUESTION_PHRASES: Mapping[Kind, Mapping[str, str]] = {
    Kind.CONSENT: {"refused": "", "first_yes": ""},
    Kind.FUNCTION: {"sure": "title", "choose": "", "which": "", "unknown": "", "not_listed": "", "left_open": "", "assumed": "title", "none": "", "yes": "title"},
    Kind.REGION: {"town": "town title", "sure": "place", "yes": "", "no": "", "choose": "", "unknown": "", "give_up": ""},
    Kind.TOLD: _TOLD,
    Kind.TRENDS: {"not_understood": "", "noted": "list", "rest": ""},
    Kind.WISHES: {"noted": "list", "kept": "", "refused": "list", "refused_sectors": "list", "after_all": "list", "already": "", "more": "", "no_more": ""},
    Kind.CHOICE: {"not_understood": ""},
    Kind.CONTACT: {"not_understood": ""},
    Kind.DIGITAL: {"not_understood": ""},
    Kind.CRITERIA: {
        "hardness": "words", "already": "list", "noted": "", "noted_unchecked": "list", "as_wish": "list", "limit": "list", "let_go": "", "more": "",
        "choose": "", "examples": "", "not_understood": "", "no_more": "",
    },
}
"""The texts each kind of question needs, with the words they may fill in."""

QUESTION_WORDS: Mapping[Kind, Mapping[str, str]] = {
    Kind.FUNCTION: {"confirm": "title"},
    Kind.REGION: {"confirm": "title"},
    Kind.TRENDS: {"ask": "task", "again": "task"},
    Kind.CHOICE: {"confirm": "choice"},
    Kind.CONTACT: {"confirm": "choice"},
    Kind.DIGITAL: {"confirm": "choice"},
}

WORDINGS = ("ask", "again", "why", "skip", "confirm")
"""The texts that every question has, and that `instead` may word otherwise."""

PHRASES: Mapping[str, str] = {
    "go_on": "", "skip_button": "", "why_button": "", "greet": "", "thanks": "", "goodbye": "", "welcome_back": "about",
    "welcome_back_done": "", "stopped": "", "help": "", "back": "", "no_way_back": "", "start_over_sure": "",
    "start_over_yes": "", "start_over_no": "", "started_over": "", "not_started_over": "", "known": "list",
    "known_nothing": "", "delete_me": "", "answered_again": "answer", "answered_enough": "", "out_of_scope": "", "unknown_question": "", "stuck": "", "bsn": "", "private": "", "other_name": "",
    "too_long": "limit", "empty": "", "stale_button": "", "distress": "", "burden": "", "complaint": "",
    "try_again": "", "volunteered": "list", "volunteered_limit": "list", "removed": "list", "stopped_doing": "list", "put_back": "list", "put_back_button": "", "take_off": "what", "back_button": "",
    "nothing_to_put_back": "", "once_more": "", "review": "answer", "review_short": "answer", "review_yes_no": "answer question", "review_yes_no_short": "answer question", "review_yes_no_skipped": "question", "review_skipped": "about", "review_skipped_short": "about", "review_keep": "", "review_change": "",
    "kept": "", "which_answer": "", "change_it": "",
    "advice": "", "advice_early": "", "advice_anew": "number", "advice_same": "", "added": "list", "not_heard": "", "not_told": "",
    "too_old": "", "possible_work": "", "possible_work_seen": "", "refused_work": "list", "chosen": "title", "chosen_step": "step", "chosen_undo": "", "chosen_undone": "title", "chosen_known": "title",
    "plan": "title", "plan_which": "", "plan_gone": "title", "plan_button": "", "compare_button": "", "compare_none": "", "compare_one": "", "compare_fit": "title fit list", "compare_fit_same": "fit",
    "compare_row": "label list", "compare_same": "label outcome", "tasks_button": "", "tasks": "list", "tasks_disappears": "number", "tasks_changes": "number", "tasks_stays": "number",
    "tasks_appears": "number", "tasks_first": "task", "tasks_kept": "list",
    "coach": "", "coach_yes": "", "coach_no": "", "coach_asked_for": "", "coach_noted": "", "coach_refused": "", "coach_known": "", "coach_stop": "", "coach_may": "",
    "coach_login_name": "", "coach_no_name": "", "coach_named": "", "coach_name_said": "", "coach_name_again": "", "coach_nameless": "", "coach_unknown_name": "", "coach_team": "", "coach_of_team": "coach", "coach_unnamed": "", "coach_nobody": "",
    "coach_answer": "coach", "coach_write": "coach", "coach_call": "", "coach_mail": "", "coach_read_back": "coach text", "coach_read_back_card": "coach", "coach_send": "", "coach_rewrite": "",
    "coach_cancel": "", "coach_to_whom": "", "coach_not_with": "coach", "coach_sent": "coach", "coach_unsent": "", "coach_gone": "", "coach_refused_text": "wrong", "coach_wrote": "coach text", "coach_wrote_on": "coach day text",
    "coach_silent": "", "coach_news": "coach", "verdict_accept": "coach title because", "verdict_adjust": "coach title because", "verdict_reject": "coach title because",
    "verdict_add": "coach title because", "verdict_words": "text", **{f"because_{reason}": "" for reason in Reason if reason is not Reason.OTHER},
    "coach_step": "coach step", "coach_step_agreed": "coach step", "coach_step_done": "coach step", "coach_step_dropped": "coach step",
    "coach_meeting": "coach day", "coach_check": "coach day", "coach_meeting_off": "coach day", "coach_looks": "list", "coach_looks_none": "", "coach_looked": "coach day", "coach_looked_not": "",
    "coach_stop_sure": "list", "coach_stop_yes": "", "coach_stop_with": "coach", "coach_stop_all": "", "coach_keep": "", "coach_stopped": "list", "coach_kept": "",
    "since_new": "list", "since_new_gone": "list gone", "since_gone": "list", "since_same": "list", "since_none": "", "since_figures": "", "since_cards": "", "since_tasks": "", "none_again": "",
    "none_fits": "", "none_work": "", "none_pay": "", "none_learning": "", "none_other": "", "none_pay_words": "", "none_learning_words": "", "none_tell": "", "why_few": "", "why_cards": "", "why_shown": "title because", "why_shown_words": "quote matched", "why_not_shown": "title", "why_not_wish": "name", "what_if_later": "", "what_if_unknown": "", "what_if_leave": "", "what_if_really": "", "what_if_left": "", "what_if_weighed": "list weight", "why_not_unknown": "name", "after_advice": "", "again_button": "", "known_button": "",
    "start_over_button": "", "nothing_to_ask": "",
}
"""What the bot says around the questions, with the words each may fill in."""

RETIRED = ("rasa_down", "rasa_slow", "rasa_down_unkept", "waiting_full")
"""Phrases that nothing says any more; they may stand in a version that was published before."""

_BRACES = re.compile(r"\{(\w*)\}")


def read_script(folder: Path) -> Script:
    """The script in the data folder. Raises ScriptError with everything that is wrong in it."""
    texts = {}
    for name in FILES:
        try:
            texts[name] = (folder / name).read_text(encoding="utf-8")
        except OSError as error:
            raise ScriptError([Problem(str(folder / name), 1, "", f"is niet te lezen ({why_not(error)}).")]) from error
        except UnicodeDecodeError as error:
            raise ScriptError([Problem(str(folder / name), 1, "", "is geen UTF-8. Bewaar het als UTF-8.")]) from error
    return script_of(texts, read_examples(folder))


def script_of(texts: Mapping[str, str], examples: tuple[tuple[str, tuple[str, ...]], ...]) -> Script:
    """The script of the texts of FILES by name, with the sentences that Rasa is trained on. Raises ScriptError with everything that is wrong in them."""
    problems = [Problem(name, 1, "", "ontbreekt. Zet het bestand terug.") for name in FILES if name not in texts]
    if problems:
        raise ScriptError(problems)
    languages = parse_languages(texts[LANGUAGES], problems)
    try:
        script = parse_script(texts[INTERVIEW], texts[ANSWERS], texts[GLOSSARY])
    except ScriptError as error:
        raise ScriptError([*error.problems, *problems]) from error
    if problems:
        raise ScriptError(problems)
    return replace(script, examples=examples, languages=languages)


def parse_script(interview: str, answers: str, glossary: str) -> Script:
    """The script from the texts of the files. Raises ScriptError with everything that is wrong in them."""
    problems: list[Problem] = []
    root = read_root(INTERVIEW, interview, problems)
    if isinstance(root, yaml.MappingNode):
        entry = Entry(root, INTERVIEW, "", problems)
        script = Script(
            questions=_questions(entry, problems),
            phrases=_phrases(entry, "phrases", PHRASES),
            criteria=tuple(_pattern(each) for each in entry.entries("criteria", at_least=1)),
            answers=parse_answers(answers, problems),
            glossary=parse_glossary(glossary, problems),
            consent_text_version=entry.text("consent_text_version"),
            order=entry.choice("order", AskingOrder, default=AskingOrder.FIXED),
        )
        entry.finish()
    elif root is not None:
        problems.append(Problem(INTERVIEW, 1, "", "moet beginnen met namen zoals 'questions:' en 'phrases:'."))
    if problems:
        raise ScriptError(problems)
    return script


def _questions(entry: Entry, problems: list[Problem]) -> tuple[Question, ...]:
    found: list[Question] = []
    for each in entry.entries("questions", at_least=2):
        question = _question(each)
        if any(known.id == question.id for known in found):
            each.problem("id", f"'{question.id}' staat er twee keer. Geef elke vraag een eigen id.")
        for other in question.instead:
            if not any(known.id == other.without for known in found):
                each.problem("instead", f"'{other.without}' is geen vraag die hiervoor komt.")
        if question.needs and not any(known.id == question.needs for known in found):
            each.problem("needs", f"'{question.needs}' is geen vraag die hiervoor komt.")
        found.append(question)
    if found and found[0].kind is not Kind.CONSENT:
        problems.append(Problem(entry.file, entry.line, "questions", "de eerste vraag moet die om toestemming zijn (kind: consent)."))
    return tuple(found)


def _question(entry: Entry) -> Question:
    entry.path = entry.text("id") or entry.path
    kind = entry.choice("kind", Kind)
    words = QUESTION_WORDS.get(kind, {})
    texts = {name: _text(entry, name, words.get(name, "")) for name in WORDINGS}
    question = Question(
        id=entry.text("id"), kind=kind, about_words=entry.text("about_words"), names=entry.texts("names", at_least=1), **texts,
        phrases=_phrases(entry, "phrases", QUESTION_PHRASES[kind]),
        options=_options(entry, kind), about=entry.choice("about", Meaning, default=Meaning.NOW),
        instead=tuple(_instead(each, words) for each in entry.entries("instead")),
        needs=entry.text("needs", required=False), most=entry.integer("most", 0, 20, default=0),
    )
    entry.finish()
    return question


def _instead(entry: Entry, words: Mapping[str, str]) -> Instead:
    texts = {name: _text(entry, name, words.get(name, "")) for name in WORDINGS if entry.has(name)}
    if not texts:
        entry.problem("", f"zegt niets anders. Zet er een of meer van deze teksten in: {', '.join(WORDINGS)}.")
    found = Instead(entry.text("without"), texts)
    entry.finish()
    return found


def _options(entry: Entry, kind: Kind) -> tuple[Option, ...]:
    needed = kind in {Kind.CONSENT, Kind.TRENDS, Kind.WISHES, Kind.CHOICE, Kind.CONTACT, Kind.DIGITAL, Kind.CRITERIA}
    options = []
    for each in entry.entries("options", at_least=2 if needed else 0):
        value = each.value("value")
        if not isinstance(value, dict):
            each.problem("value", "moet een rijtje van naam en waarde zijn, zoals {sector: zorg}.")
            value = {}
        else:
            _check_value(each, kind, entry.text("id"), value)
        options.append(Option(each.text("title"), value, each.texts("says"), each.text("means", required=False), each.texts("early"), each.texts("whole")))
        each.finish()
    return tuple(options)


def _check_value(entry: Entry, kind: Kind, question: str, value: JsonObject) -> None:
    """A button's value must fit into the answer that it becomes a part of."""
    whole: Mapping[Kind, JsonObject] = {
        Kind.CHOICE: value,
        Kind.CONTACT: value,
        Kind.DIGITAL: value,
        Kind.TRENDS: {"trends": [{"quote": "x", **value}]},
        Kind.WISHES: {"words": [], "sectors": list(value.values()), "mentions": []},
        Kind.CRITERIA: {"criteria": [{"words": "x", "kind": CriterionKind.OTHER.value, **value}]},
    }
    try:
        if kind in whole:
            parsed(question, whole[kind])
    except AnswerInvalid as error:
        entry.problem("value", f"past niet bij de vraag '{question}' (veld '{error.field}'). Kijk bij de andere knoppen.")


def _pattern(entry: Entry) -> CriterionPattern:
    pattern = CriterionPattern(
        entry.choice("kind", CriterionKind), entry.texts("says", at_least=1), entry.texts("let_go"),
        entry.texts("alone"), entry.text("kept_as", required=False),
    )
    entry.finish()
    return pattern


def _phrases(entry: Entry, field: str, known: Mapping[str, str]) -> dict[str, str]:
    inner = entry.entry(field)
    if inner is None:
        return {}
    texts = {name: _text(inner, name, words) for name, words in known.items()}
    for name in RETIRED if known is PHRASES else ():
        inner.text(name, required=False)
    inner.finish()
    return texts


def _text(entry: Entry, field: str, words: str) -> str:
    text = entry.text(field)
    for word in _BRACES.findall(text):
        if word not in words.split():
            allowed = ", ".join(f"{{{each}}}" for each in words.split()) or "geen enkel invulwoord"
            entry.problem(field, f"{{{word}}} wordt hier niet ingevuld. Wel: {allowed}.")
    if count_sentences(text) > MOST_SENTENCES:
        entry.problem(field, f"heeft {count_sentences(text)} zinnen. Maak er hoogstens {MOST_SENTENCES} van.")
    longest = reading(text).longest
    if longest > LONG_SENTENCE:
        entry.problem(field, f"heeft een zin van {longest} woorden. Maak hem korter dan {LONG_SENTENCE + 1} woorden, of knip hem in tweeën.")
    return text
