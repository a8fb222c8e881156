"""A workbook of the texts laid beside a content: what it changes there, and the content with it taken over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.texts.answers_editing import edit_answers, edit_terms
from bot.texts.interview_editing import InterviewText, Value, edit_interview
from portal.hr.texts.entries import answers_in, as_text, talk_texts_in, terms_in
from portal.hr.texts.fields import lines
from portal.hr.texts.workbook import ANSWERS, PLACE, TALK, TERMS, TEXT, SentTexts, TalkRow, talk_rows_of
from publishing.content import Content, Part
from rules.errors import FormError, Problem, WorkbookError
from rules.files.yaml_entries import hint
from rules.review.catalogue_diff import EntryChange, entry_changes


def changes_of(content: Content, sent: SentTexts) -> tuple[EntryChange, ...]:
    """What this workbook changes. Raises as `with_texts`."""
    return text_changes(content, with_texts(content, sent))


def text_changes(old: Content, new: Content) -> tuple[EntryChange, ...]:
    """What differs in the texts of two contents, in the words of the workbook. Raises ScriptError."""
    before = {row.place: row for row in talk_rows_of(old)}
    after = {row.place: _where_it_was(row, before) for row in talk_rows_of(new)}
    return (
        *entry_changes(ANSWERS, {each.id: each for each in answers_in(old)}, {each.id: each for each in answers_in(new)}, lambda each: each.question),
        *entry_changes(TERMS, {each.term: each for each in terms_in(old)}, {each.term: each for each in terms_in(new)}, lambda each: each.term),
        *entry_changes(TALK, before, after, lambda each: each.where),
    )


def with_texts(content: Content, sent: SentTexts) -> Content:
    """The content with these texts; entries that do not differ stay to the byte. Raises WorkbookError with what cannot be, at its row, or ScriptError."""
    known = {each.place: each for each in talk_texts_in(content)}
    wrong = [*_trained_gone(content, sent), *_strange_places(known, sent)]
    if wrong:
        raise WorkbookError(wrong)
    intents = {each.id: each.intent for each in answers_in(content)}
    answers = edit_answers(content[Part.ANSWERS], [replace(each, intent=intents.get(each.id, "")) for each in sent.answers])
    glossary = edit_terms(content[Part.GLOSSARY], sent.terms)
    changed = {place: _value(known[place], typed) for place, typed in sent.talk.items() if typed != as_text(known[place])}
    try:
        interview = edit_interview(content[Part.INTERVIEW], answers, glossary, changed)
    except FormError as error:
        raise WorkbookError(_at_row(problem, sent) for problem in error.problems) from error
    return content.with_file(Part.ANSWERS, answers).with_file(Part.GLOSSARY, glossary).with_file(Part.INTERVIEW, interview)


def _trained_gone(content: Content, sent: SentTexts) -> Iterator[Problem]:
    """Answers that may not go, each at the row where it stood."""
    stays = {each.id for each in sent.answers}
    for number, answer in enumerate(answers_in(content), start=2):
        if answer.intent and answer.id not in stays:
            told = f"'{answer.id}' is weg. Wijzer is op die vraag getraind: je kunt haar veranderen, maar niet weghalen. Zet de rij terug."
            yield Problem(ANSWERS.title, number, "id", told)


def _strange_places(known: Mapping[str, InterviewText], sent: SentTexts) -> Iterator[Problem]:
    """Texts of the talk that are not there, and those that went, each at the row where it stood."""
    for place, row in sent.rows.items():
        if place not in known:
            yield Problem(TALK.title, row, PLACE, f"'{place}' is geen tekst van het gesprek.{hint(place, known)} Een tekst erbij kan hier niet. Haal de rij weg.")
    for number, place in enumerate(known, start=2):
        if place not in sent.talk:
            yield Problem(TALK.title, number, PLACE, f"'{place}' is weg. Een tekst van het gesprek kan niet weg, wel veranderen. Zet de rij terug.")


def _value(known: InterviewText, typed: str) -> Value:
    return lines(typed) if isinstance(known.value, tuple) else typed


def _at_row(problem: Problem, sent: SentTexts) -> Problem:
    """What is wrong with a text, at its row; of the talk as a whole when it is about none of them."""
    row = sent.rows.get(problem.field)
    return Problem(TALK.title, row, TEXT, problem.message) if row else Problem(TALK.title, 1, "", f"{problem.field}: {problem.message}")


def _where_it_was(row: TalkRow, before: Mapping[str, TalkRow]) -> TalkRow:
    """Some texts are called by how they begin, which is no change of its own."""
    return replace(row, where=before[row.place].where) if row.place in before else row
