"""Changing texts of `data/interview.yml` where they stand; every other text and comment stays to the byte.

A text is known by its place, as the checks of the file name it: `phrases.greet`, `consent.ask`, `consent.options[1].title`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from bot.errors import ScriptError
from bot.texts.script import Kind
from bot.texts.script_file import INTERVIEW, PHRASES, QUESTION_PHRASES, QUESTION_WORDS, WORDINGS, parse_script
from rules.errors import FormError, Problem
from rules.files.scalar_editing import replaced
from rules.files.yaml_entries import hint, read_root
from rules.language.text import cap
from rules.language.tone import slips

_FORM = "formulier"
MOST_LETTERS = 600
_LISTS = ("names",)
_OPTION_LISTS = ("says", "early", "whole")
Value: TypeAlias = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InterviewText:
    """A text that can be changed: its place, what it says now (or its list of texts), and the {words} that it may fill in."""

    place: str
    value: Value
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    text: InterviewText
    node: yaml.Node
    in_flow: bool


def interview_texts(interview: str) -> tuple[InterviewText, ...]:
    """Every text of the interview that can be changed, in the order of the file. Raises ScriptError when the file does not read."""
    return tuple(found.text for found in _texts(interview))


def edit_interview(interview: str, answers: str, glossary: str, changes: Mapping[str, Value]) -> str:
    """The file with these texts in their places; `answers` and `glossary` are checked with it.

    Raises FormError with everything that is wrong, each at its place, and ScriptError when the file was not right before.
    """
    parse_script(interview, answers, glossary)
    known = {found.text.place: found for found in _texts(interview)}
    wanted = {place: cap(value, len(value)) if isinstance(value, str) else tuple(line for each in value if (line := cap(each, len(each)))) for place, value in changes.items()}
    problems = [problem for place, value in wanted.items() for problem in _wrong(place, value, known)]
    if problems:
        raise _form_error(problems)
    edited = interview
    for place in sorted(wanted, key=lambda place: -known[place].node.start_mark.index):
        found = known[place]
        if wanted[place] != found.text.value:
            edited = replaced(edited, found.node, wanted[place], in_flow=found.in_flow)
    return _checked(interview, edited, answers, glossary, wanted)


def _wrong(place: str, value: Value, known: Mapping[str, _Found]) -> Iterator[tuple[str, str]]:
    """What can be said of a text before it stands in the file."""
    if place not in known:
        yield place, f"is geen tekst van het gesprek.{hint(place, known) or ' Kies een tekst uit de lijst.'}"
        return
    if isinstance(value, str) is not isinstance(known[place].text.value, str):
        yield place, "is een lijst van teksten, of juist één tekst. Kijk hoe het er staat."
        return
    texts = (value,) if isinstance(value, str) else value
    if not value or not all(texts):
        yield place, "is leeg. Vul dit in."
    for text in texts:
        if len(text) > MOST_LETTERS:
            yield place, f"heeft {len(text)} tekens. Maak er hoogstens {MOST_LETTERS} van."
        for slip in slips(text):
            yield place, f"'{slip.words}' {slip.why}."


def _checked(before: str, after: str, answers: str, glossary: str, wanted: Mapping[str, Value]) -> str:
    try:
        parse_script(after, answers, glossary)
    except ScriptError as error:
        raise _form_error((problem.field, problem.message) for problem in error.problems) from error
    expected = {text.place: wanted.get(text.place, text.value) for text in interview_texts(before)}
    if {text.place: text.value for text in interview_texts(after)} != expected:
        raise ScriptError([Problem(INTERVIEW, 1, "", "kan niet bewaard worden zonder iets anders te veranderen. Zet deze tekst zelf in het bestand.")])
    return after


def _form_error(problems: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> FormError:
    return FormError(Problem(_FORM, number, place, message) for number, (place, message) in enumerate(problems, start=1))


def _texts(interview: str) -> Iterator[_Found]:
    problems: list[Problem] = []
    root = read_root(INTERVIEW, interview, problems)
    if problems or not isinstance(root, yaml.MappingNode):
        raise ScriptError(problems or [Problem(INTERVIEW, 1, "", "moet beginnen met namen zoals 'questions:' en 'phrases:'.")])
    for question in _items(root, "questions"):
        yield from _question(question)
    yield from _under(root, "phrases", "phrases", PHRASES)
    yield from _scalars(root, "", {"consent_text_version": ""})


def _question(node: yaml.MappingNode) -> Iterator[_Found]:
    identity, kind = _value(node, "id"), Kind(_value(node, "kind"))
    words = QUESTION_WORDS.get(kind, {})
    wordings = {name: words.get(name, "") for name in WORDINGS}
    yield from _scalars(node, identity, {"about_words": "", **wordings})
    yield from _lists(node, identity, _LISTS)
    yield from _under(node, "phrases", f"{identity}.phrases", QUESTION_PHRASES[kind])
    for number, option in enumerate(_items(node, "options"), start=1):
        yield from _scalars(option, f"{identity}.options[{number}]", {"title": ""})
        yield from _lists(option, f"{identity}.options[{number}]", _OPTION_LISTS)
    for number, instead in enumerate(_items(node, "instead"), start=1):
        yield from _scalars(instead, f"{identity}.instead[{number}]", wordings)


def _under(node: yaml.MappingNode, field: str, place: str, words: Mapping[str, str]) -> Iterator[_Found]:
    inner = _node(node, field)
    if isinstance(inner, yaml.MappingNode):
        yield from _scalars(inner, place, words)


def _scalars(node: yaml.MappingNode, place: str, words: Mapping[str, str]) -> Iterator[_Found]:
    for name, filled in words.items():
        inner = _node(node, name)
        if isinstance(inner, yaml.ScalarNode):
            text = InterviewText(f"{place}.{name}" if place else name, str(inner.value).strip(), tuple(f"{{{word}}}" for word in filled.split()))
            yield _Found(text, inner, bool(node.flow_style))


def _lists(node: yaml.MappingNode, place: str, names: tuple[str, ...]) -> Iterator[_Found]:
    for name in names:
        inner = _node(node, name)
        if isinstance(inner, yaml.SequenceNode):
            values = tuple(str(item.value).strip() for item in inner.value)
            yield _Found(InterviewText(f"{place}.{name}", values), inner, bool(node.flow_style))


def _items(node: yaml.MappingNode, field: str) -> Iterator[yaml.MappingNode]:
    inner = _node(node, field)
    for item in inner.value if isinstance(inner, yaml.SequenceNode) else ():
        if isinstance(item, yaml.MappingNode):
            yield item


def _node(node: yaml.MappingNode, field: str) -> yaml.Node | None:
    return next((value for key, value in node.value if key.value == field), None)


def _value(node: yaml.MappingNode, field: str) -> str:
    found = _node(node, field)
    return str(found.value).strip() if isinstance(found, yaml.ScalarNode) else ""
