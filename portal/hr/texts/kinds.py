"""The three kinds of text with a form: how each is listed, read, written and warned about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.texts.answers_editing import delete_answer, delete_term, put_answer, put_term, replace_answer, replace_term
from bot.texts.interview_editing import Value, edit_interview
from portal.hr.texts.entries import (
    Row,
    abouts,
    answer_rows,
    answers_in,
    as_text,
    place_words,
    talk_rows,
    talk_texts_in,
    term_rows,
    terms_in,
)
from portal.hr.texts.fields import answer_of, answer_values, lines, new_id, term_of, term_values
from portal.hr.texts.uses import (
    Use,
    alike_answers,
    alike_talk_texts,
    alike_terms,
    uses_of_answer,
    uses_of_talk_text,
    uses_of_term,
)
from publishing.content import Content, Part
from rules.errors import FormError, Problem


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form; `rows` is its height, 1 for a single line."""

    name: str
    label: str
    hint: str
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as its form begins: its title, what is in each field, and what its form says more (`remark`). `fixed`: it cannot be taken away."""

    title: str
    values: Mapping[str, str]
    remark: str = ""
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. `read` gives None for what is not (or no longer) there; `put` and `delete` raise FormError or ScriptError.

    `new` is what the button for a new one says, empty where there are none; `key_field` is the field that a problem of the whole entry is told at.
    """

    name: str
    title: str
    lead: str
    new: str
    fields: tuple[Field, ...]
    key_field: str
    rows: Callable[[Content], tuple[Row, ...]]
    read: Callable[[Content, str], Entry | None]
    put: Callable[[Content, str, Mapping[str, str]], Content]
    delete: Callable[[Content, str], Content]
    uses: Callable[[Content, str], tuple[Use, ...]]
    alike: Callable[[Content, str, Mapping[str, str]], tuple[str, ...]]


def _answer(content: Content, key: str) -> Entry | None:
    found = next((each for each in answers_in(content) if each.id == key), None)
    if found is None:
        return None
    trained = "Wijzer is op deze vraag getraind. Je kunt haar veranderen, maar niet weghalen." if found.intent else ""
    return Entry(found.question, answer_values(found), trained, fixed=bool(found.intent))


def _put_answer(content: Content, key: str, values: Mapping[str, str]) -> Content:
    text = content[Part.ANSWERS]
    known = {each.id: each for each in answers_in(content)}
    if not key:
        return content.with_file(Part.ANSWERS, put_answer(text, answer_of(values, new_id(values["question"], known))))
    intent = known[key].intent if key in known else ""
    return content.with_file(Part.ANSWERS, replace_answer(text, answer_of(values, key, intent)))


def _term(content: Content, key: str) -> Entry | None:
    found = next((each for each in terms_in(content) if each.term == key), None)
    return Entry(found.term, term_values(found)) if found else None


def _put_term(content: Content, key: str, values: Mapping[str, str]) -> Content:
    text, term = content[Part.GLOSSARY], term_of(values)
    return content.with_file(Part.GLOSSARY, replace_term(text, key, term) if key else put_term(text, term))


def _talk_text(content: Content, key: str) -> Entry | None:
    texts = talk_texts_in(content)
    found = next((each for each in texts if each.place == key), None)
    if found is None:
        return None
    remarks = [f"Hierin vult Wijzer zelf iets in: {', '.join(found.words)}. Laat dat staan zoals het er staat."] if found.words else []
    remarks += ["Dit is een lijst: zet elke tekst op een eigen regel."] if isinstance(found.value, tuple) else []
    return Entry(place_words(found, abouts(texts)), {"text": as_text(found)}, " ".join(remarks), fixed=True)


def _put_talk_text(content: Content, key: str, values: Mapping[str, str]) -> Content:
    found = next((each for each in talk_texts_in(content) if each.place == key), None)
    value: Value = lines(values["text"]) if found and isinstance(found.value, tuple) else values["text"]
    return content.with_file(Part.INTERVIEW, edit_interview(content[Part.INTERVIEW], content[Part.ANSWERS], content[Part.GLOSSARY], {key: value}))


def _never(_content: Content, key: str) -> Content:
    raise FormError([Problem("formulier", 1, "text", "hoort bij het gesprek en kan niet weg. Je kunt de tekst wel veranderen.")])


_SOURCE = Field("source", "Waar komt dit vandaan?", "Zoals: cao gemeenten 2025, of een besluit van HR")
KINDS: Mapping[str, Kind] = {
    "antwoorden": Kind(
        "antwoorden", "Vragen en antwoorden", "Vragen die medewerkers stellen, en wat Wijzer dan zegt.", "Nieuwe vraag",
        (
            Field("question", "De vraag", "Zoals een collega hem stelt"),
            Field("asked_as", "Zo typen mensen de vraag ook", "Elke manier op een eigen regel, zonder vraagteken. Minstens vijf; hoe meer ze verschillen, hoe beter.", 8),
            Field("answer", "Het antwoord", "Hoogstens twee zinnen van hoogstens twintig woorden", 3), _SOURCE,
        ),
        "question", answer_rows, _answer, _put_answer, lambda content, key: content.with_file(Part.ANSWERS, delete_answer(content[Part.ANSWERS], key)),
        uses_of_answer, lambda content, key, values: alike_answers(content, key, values["question"]),
    ),
    "begrippen": Kind(
        "begrippen", "Begrippen", "Woorden die Wijzer uitlegt als iemand erom vraagt.", "Nieuw woord",
        (
            Field("term", "Het woord", "Zoals het op het scherm staat"), Field("also", "Andere namen", "Elke naam op een eigen regel. Mag leeg.", 4),
            Field("meaning", "Wat het betekent", "Hoogstens twee zinnen van hoogstens twintig woorden", 3), _SOURCE,
        ),
        "term", term_rows, _term, _put_term, lambda content, key: content.with_file(Part.GLOSSARY, delete_term(content[Part.GLOSSARY], key)),
        uses_of_term, lambda content, key, values: alike_terms(content, key, values["term"]),
    ),
    "gesprek": Kind(
        "gesprek", "Teksten van het gesprek", "Wat Wijzer vraagt en zegt.", "", (Field("text", "De tekst", "Kort, in gewone woorden, met 'je'", 5),),
        "text", talk_rows, _talk_text, _put_talk_text, _never, uses_of_talk_text,
        lambda content, key, values: alike_talk_texts(content, key, values["text"]),
    ),
}
