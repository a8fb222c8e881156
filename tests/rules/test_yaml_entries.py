"""Trees of YAML are read once for each text, and not kept of every text that a file ever had."""

from __future__ import annotations

import gc
import weakref

from rules.files.yaml_entries import TEXTS_REMEMBERED, read_root


def test_of_a_file_that_is_edited_all_day_only_the_last_texts_are_remembered() -> None:
    first = read_root("edited.yml", "- a: 0\n", [])
    assert first is not None
    gone = weakref.ref(first)
    del first
    assert gone() is not None and read_root("edited.yml", "- a: 0\n", []) is gone(), "the same text is not read anew"
    for number in range(1, TEXTS_REMEMBERED + 1):
        read_root("edited.yml", f"- a: {number}\n", [])
    gc.collect()
    assert gone() is None
