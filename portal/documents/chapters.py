"""What an employee can leave in or out of a document."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Chapter(StrEnum):
    """A part of the PDF, in the order in which it is printed."""

    TASKS = "taken"
    OUTLOOK = "verwachting"
    SKILLS = "vaardigheden"
    INTERESTS = "interesses"
    PLAN = "plan"
    CRITERIA = "voorwaarden"
    ADVICE = "advies"


TITLES: Mapping[Chapter, str] = {
    Chapter.TASKS: "Wat ik doe en deed",
    Chapter.OUTLOOK: "Wat er met mijn taken gebeurt",
    Chapter.SKILLS: "Mijn vaardigheden, met mijn eigen woorden erbij",
    Chapter.INTERESTS: "Wat ik graag wil",
    Chapter.PLAN: "Mijn plan",
    Chapter.CRITERIA: "Mijn voorwaarden",
    Chapter.ADVICE: "Het advies van Wijzer",
}
FOR_OTHERS = frozenset({Chapter.TASKS, Chapter.SKILLS, Chapter.INTERESTS, Chapter.PLAN})
"""What a new employer may read: no conditions, and nothing that a computer thinks of somebody."""
EVERYTHING = frozenset(Chapter)
