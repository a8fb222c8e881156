"""What is told before the consent: kept in memory only, and only what is worth coming back to after the yes."""

from __future__ import annotations

from bot.asking.function import FunctionAsking
from bot.asking.volunteered import volunteered
from bot.ears import Ears
from bot.talk import Given, Talk
from bot.texts.script import Script
from bot.words.yes_and_no import told_after_yes

LONGEST = 2000  # characters


def worth_keeping(words: str, ears: Ears, script: Script) -> bool:
    """Whether there is a job title, a place or work in the words; small talk has none of these."""
    return FunctionAsking(script.question("function"), script, ears).names_one(words) or bool(told_in(words, ears, script))


def told_in(words: str, ears: Ears, script: Script) -> tuple[tuple[str, Given], ...]:
    """What the words answer besides the function."""
    return volunteered(Talk(), words, ears, script, beside="consent")


def told_with_yes(words: str, ears: Ears, script: Script) -> str:
    """What is told in one breath with a plain yes; empty when there is none of it, or nothing worth coming back to."""
    told = told_after_yes(words)
    return told if told and worth_keeping(told, ears, script) else ""


def with_more(earlier: str, words: str) -> str:
    """Messages from before the consent, a line each."""
    return "\n".join(part for part in (earlier, words.replace("\n", " ")) if part)[:LONGEST]
