"""A passport as a finished talk leaves it, for tests that need one."""

from __future__ import annotations

from datetime import UTC, datetime

from skills_passport.model import SkillsPassport

MOMENT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def told_passport() -> SkillsPassport:
    """An administratief medewerker in Breda who plans, orders, keeps lists and calls suppliers."""
    said = ("ik bestel spullen", "bel leveranciers", "hou alles bij in excel", "ik plan de vergaderingen")
    mentions = [
        {"kind": "task", "quote": words, "concept_id": None, "label": words, "meaning": "now", "confidence": 0.8}
        for words in said
    ]
    passport = SkillsPassport(owner="m" + "0" * 32, created_at=MOMENT, updated_at=MOMENT, version=1)
    function = {"function_id": "administratief-medewerker", "words": "administratief medewerker"}
    return (
        passport.with_answer("function", function, words="administratief medewerker", at=MOMENT)
        .with_answer("region", {"region_id": "west-brabant", "words": "Breda"}, words="Breda", at=MOMENT)
        .with_answer("tasks", {"messages": [", ".join(said)], "mentions": mentions}, words=", ".join(said), at=MOMENT)
    )
