"""Whatever stands in a text, YAML reads it back as it was written; and the layout is that of the files themselves."""

from __future__ import annotations

import yaml
from hypothesis import given, settings

from rules.files.catalogue_parsing import parse_catalogue
from rules.files.catalogue_text import function_text, plain, quoted, skill_text
from tests.rules.catalogue_subset import FILES
from tests.rules.texts import texts


def read(text: str) -> str:
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    (_, value), *_ = node.value
    scalar = value.value[0] if isinstance(value, yaml.SequenceNode) else value
    assert scalar.style or scalar.value not in {"", "null", "~"}
    return str(scalar.value)


@settings(max_examples=400, deadline=None)
@given(texts())
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert read(f"key: {plain(text)}\nafter: x\n") == text
    assert read(f"key: {quoted(text)}\nafter: x\n") == text
    assert read(f"key: [{plain(text, flow=True)}, b]\n") == text


def test_most_entries_of_the_published_files_are_in_the_house_layout_to_the_byte() -> None:
    catalogue = parse_catalogue(FILES, "")
    everything = "".join(FILES.values())
    entries = [function_text(item) for item in catalogue.functions.values()] + [skill_text(item) for item in catalogue.skills.values()]
    alike = sum(text in everything for text in entries)
    assert alike > 0.8 * len(entries)
