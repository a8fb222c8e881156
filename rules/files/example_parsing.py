"""From the text of the files in `data/language` to examples; every mistake comes out with file, line and field."""

from __future__ import annotations

from collections.abc import Mapping

from rules.errors import ExamplesError, Problem
from rules.files.yaml_entries import read_entries
from rules.language.examples import Example, Label, read_example
from rules.person import Meaning


def parse_examples(files: Mapping[str, str]) -> tuple[Example, ...]:
    """The examples in these files (name → text), in order; raises `ExamplesError` with every problem found."""
    problems: list[Problem] = []
    found: list[Example] = []
    for entry in read_entries(sorted(files.items()), problems):
        entry.text("id")
        about = entry.choice("about", Meaning, default=Meaning.NOW)
        for text, line in entry.texts_with_lines("says", at_least=1):
            try:
                found.append(read_example(text, about))
            except ValueError as error:
                entry.problem("says", str(error), line)
        entry.finish()
    missing = set(Label) - {mark.label for example in found for mark in example.marks}
    if missing and not problems:
        message = f"er staat geen zin bij met {', '.join(f'{{{label}}}' for label in sorted(missing))}. Schrijf er minstens een paar."
        problems.append(Problem(next(iter(sorted(files)), "language"), 1, "says", message))
    if problems:
        raise ExamplesError(problems)
    return tuple(found)
