"""The tone (M22) of every text of the talk and the pages: what the bot asks, answers and says when something goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import yaml

from bot.texts.script import Script
from bot.texts.script_file import read_script
from rules.language.tone import slips

ROOT = Path(__file__).parents[2]
RECOGNISED = frozenset({"says", "early", "whole", "let_go", "alone", "names", "asked_as", "also", "examples"})
"""Fields that hold what people type, in whatever tone."""


def said(value: object) -> Iterator[str]:
    """Every text within, but what only recognises."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from said(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from said(each)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in RECOGNISED:
                yield from said(getattr(value, field.name))


def test_no_text_of_the_talk_is_out_of_tone() -> None:
    script: Script = read_script(ROOT / "data")
    texts = list(said(script))
    assert len(texts) > 300
    assert not [(slip.words, text) for text in texts for slip in slips(text)]


def test_no_answer_of_rasa_and_no_page_is_out_of_tone() -> None:
    domain = [text for file in sorted((ROOT / "bot" / "domain").glob("*.yml")) for text in said(yaml.safe_load(file.read_text(encoding="utf-8")))]
    pages = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "portal" / "templates").rglob("*.html"))]
    assert domain and len(pages) > 15
    assert not [slip.words for text in (*domain, *pages) for slip in slips(text)]
