"""Changing `data/answers.yml` and `data/glossary.yml` entry by entry; every other entry and comment stays to the byte.

What is wrong is told at the field of the form (`answer`, `asked_as`), all at once, and nothing is changed then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import yaml

from bot.errors import ScriptError
from bot.texts.answers import FrequentAnswer, Term
from bot.texts.answers_file import ANSWERS, GLOSSARY, parse_answers, parse_glossary
from rules.errors import FormError, Problem
from rules.files.catalogue_text import plain
from rules.files.entry_editing import EntryList, edited_entry
from rules.files.scalar_editing import MOST_IN_LIST, list_text
from rules.language.text import cap

_FORM = "formulier"
_TRAINED = "hoort bij de training van Wijzer. Verander het antwoord, en laat de vraag staan."
Item = TypeVar("Item", FrequentAnswer, Term)


@dataclass(frozen=True, slots=True)
class _Kind(Generic[Item]):
    """How the entries of one of the files are read, written and known."""

    file: str
    key: str
    parse: Callable[[str, list[Problem]], tuple[Item, ...]]
    fields: Callable[[Item], Mapping[str, str]]
    known_by: Callable[[Item], str]


def put_answer(text: str, answer: FrequentAnswer, before: str | None = None) -> str:
    """The file with a new answer, before another one or at the end. Raises FormError, or ScriptError when the file itself is not right."""
    if answer.intent:
        raise _refused("intent", "hoort bij de training van Wijzer. Laat dit leeg bij een nieuwe vraag.")
    return _put(_ANSWERS, text, _tidy_answer(answer), before)


def replace_answer(text: str, answer: FrequentAnswer) -> str:
    """The file with this answer as it must become; its id says which one. Raises as `put_answer`."""
    known = _known(_ANSWERS, text, answer.id)
    if answer.intent != known.intent:
        raise _refused("intent", "hoort bij de training van Wijzer en kan hier niet veranderen.")
    return _replace(_ANSWERS, text, known, _tidy_answer(answer))


def delete_answer(text: str, identity: str) -> str:
    """The file without this answer. Raises as `put_answer`."""
    if _known(_ANSWERS, text, identity).intent:
        raise _refused("id", _TRAINED)
    return _delete(_ANSWERS, text, identity)


def edit_answers(text: str, wanted: Sequence[FrequentAnswer]) -> str:
    """The file with these answers and no others: what differs changes where it stands, what is new comes at the end. Raises as `put_answer`."""
    intents = {answer.id: answer.intent for answer in _read(_ANSWERS, text)}
    stays = {answer.id for answer in wanted}
    if any(intent and identity not in stays for identity, intent in intents.items()):
        raise _refused("id", _TRAINED)
    if any(answer.intent != intents.get(answer.id, "") for answer in wanted):
        raise _refused("intent", "hoort bij de training van Wijzer en kan hier niet veranderen.")
    return _edit(_ANSWERS, text, wanted, _tidy_answer)


def put_term(text: str, term: Term, before: str | None = None) -> str:
    """The file with a new word, before another one or at the end. Raises as `put_answer`."""
    return _put(_GLOSSARY, text, _tidy_term(term), before)


def replace_term(text: str, was: str, term: Term) -> str:
    """The file with the word `was` as it must become. Raises as `put_answer`."""
    return _replace(_GLOSSARY, text, _known(_GLOSSARY, text, was), _tidy_term(term))


def delete_term(text: str, term: str) -> str:
    """The file without this word. Raises as `put_answer`."""
    _known(_GLOSSARY, text, term)
    return _delete(_GLOSSARY, text, term)


def edit_terms(text: str, wanted: Sequence[Term]) -> str:
    """The file with these words and no others, as `edit_answers`."""
    return _edit(_GLOSSARY, text, wanted, _tidy_term)


def _edit(kind: _Kind[Item], text: str, wanted: Sequence[Item], tidy: Callable[[Item], Item]) -> str:
    """All at once, because between two edits a name could stand at two entries."""
    known = {kind.known_by(each): each for each in _read(kind, text)}
    becomes = {kind.known_by(each): each for each in (each if each in known.values() else tidy(each) for each in wanted)}
    entries = _entries(kind, text)
    for identity in [each for each in known if each not in becomes]:
        entries.take_out(identity)
    for identity, item in becomes.items():
        if identity in known:
            _rewrite(kind, entries, known[identity], item)
        else:
            entries.put(identity, _new_entry(kind, item), None)
    found = _read(kind, entries.text)
    if len(becomes) < len(wanted) or sorted(found, key=kind.known_by) != sorted(becomes.values(), key=kind.known_by):
        raise _unkept(kind, "")
    return entries.text


def _put(kind: _Kind[Item], text: str, item: Item, before: str | None) -> str:
    known = {kind.known_by(each) for each in _read(kind, text)}
    identity = kind.known_by(item)
    if identity in known:
        raise _refused(kind.key, f"'{identity}' staat er al. Kies iets anders, of verander wat er staat.")
    if before is not None and before not in known:
        raise _refused("before", f"'{before}' staat er niet (meer). Kies een plek uit de lijst.")
    entries = _entries(kind, text)
    entries.put(identity, _new_entry(kind, item), before)
    return _checked(kind, text, entries.text, item)


def _replace(kind: _Kind[Item], text: str, known: Item, item: Item) -> str:
    entries = _entries(kind, text)
    _rewrite(kind, entries, known, item)
    return text if entries.text == text else _checked(kind, text, entries.text, item)


def _rewrite(kind: _Kind[Item], entries: EntryList, known: Item, item: Item) -> None:
    """Change the fields of an entry that differ; nothing where none does."""
    was, becomes = kind.fields(known), kind.fields(item)
    changed = [name for name in {**was, **becomes} if was.get(name) != becomes.get(name)]
    if changed:
        identity = kind.known_by(known)
        entries.replace(identity, edited_entry(entries.of(identity), becomes, changed))


def _new_entry(kind: _Kind[Item], item: Item) -> str:
    return "- " + "".join(kind.fields(item).values())[2:]


def _delete(kind: _Kind[Item], text: str, identity: str) -> str:
    entries = _entries(kind, text)
    entries.take_out(identity)
    return entries.text


def _read(kind: _Kind[Item], text: str) -> tuple[Item, ...]:
    problems: list[Problem] = []
    found = kind.parse(text, problems)
    if problems:
        raise ScriptError(problems)
    return found


def _known(kind: _Kind[Item], text: str, identity: str) -> Item:
    found = next((item for item in _read(kind, text) if kind.known_by(item) == identity), None)
    if found is None:
        raise _refused(kind.key, f"'{identity}' staat er niet (meer). Iemand anders heeft het misschien weggehaald.")
    return found


def _checked(kind: _Kind[Item], before: str, after: str, item: Item) -> str:
    """The new text, when it reads and says this. Raises FormError with what is wrong, at the field of the form."""
    problems: list[Problem] = []
    found = kind.parse(after, problems)
    identity = kind.known_by(item)
    if problems:
        raise FormError(Problem(_FORM, number, *_at_field(problem, identity, kind.key)) for number, problem in enumerate(problems, start=1))
    if item not in found or len(found) < len(_read(kind, before)):
        raise _unkept(kind, identity)
    return after


def _at_field(problem: Problem, identity: str, key: str) -> tuple[str, str]:
    """Field and message of a problem of this entry, or of another one that comes from it."""
    own = problem.field.removeprefix(f"{identity}.")
    if own != problem.field:
        return own, problem.message
    if problem.field.startswith("["):  # an entry without a name has only its number
        return problem.field.partition(".")[2] or key, problem.message
    other, _, field = problem.field.rpartition(".")
    return field, f"bij '{other}' gaat het dan mis: {problem.message}"


def _refused(field: str, message: str) -> FormError:
    return FormError([Problem(_FORM, 1, field, message)])


def _unkept(kind: _Kind[Item], identity: str) -> ScriptError:
    return ScriptError([Problem(kind.file, 1, identity, "kan niet bewaard worden zonder iets anders te veranderen. Zet dit zelf in het bestand.")])


def _entries(kind: _Kind[Item], text: str) -> EntryList:
    def identity(node: yaml.MappingNode) -> str:
        return next((str(value.value).strip() for key, value in node.value if key.value == kind.key), "")

    return EntryList(kind.file, text, identity, ScriptError)


def _line(text: str) -> str:
    """What was typed, on one line and without what cannot be seen."""
    return cap(text, len(text))


def _lines(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(line for text in texts if (line := _line(text)))


def _tidy_answer(answer: FrequentAnswer) -> FrequentAnswer:
    return replace(
        answer, id=answer.id.strip(), question=_line(answer.question), asked_as=_lines(answer.asked_as), answer=_line(answer.answer), source=_line(answer.source)
    )


def _tidy_term(term: Term) -> Term:
    return Term(term=_line(term.term), also=_lines(term.also), meaning=_line(term.meaning), source=_line(term.source))


def _answer_fields(answer: FrequentAnswer) -> Mapping[str, str]:
    return _written({
        "id": plain(answer.id), "intent": answer.intent, "question": plain(answer.question), "asked_as": f"\n    {list_text(answer.asked_as, 4)}",
        "answer": plain(answer.answer), "source": plain(answer.source),
    })


def _term_fields(term: Term) -> Mapping[str, str]:
    also = list_text(term.also)
    return _written({
        "term": plain(term.term), "also": also if len(also) < MOST_IN_LIST else f"\n    {list_text(term.also, 4)}", "meaning": plain(term.meaning), "source": plain(term.source),
    })


def _written(values: Mapping[str, str]) -> Mapping[str, str]:
    return {name: f"  {name}:{text if text.startswith(chr(10)) else f' {text}'}\n" for name, text in values.items() if text or name != "intent"}


_ANSWERS: _Kind[FrequentAnswer] = _Kind(ANSWERS, "id", parse_answers, _answer_fields, lambda answer: answer.id)
_GLOSSARY: _Kind[Term] = _Kind(GLOSSARY, "term", parse_glossary, _term_fields, lambda term: term.term)
