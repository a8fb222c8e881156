"""Knowledge as it could be served tomorrow: other rules or other figures, under versions of their own."""

from __future__ import annotations

from dataclasses import replace

from rules.files.rulebook_parsing import parse_rulebook
from rules.knowledge import Engines, Knowledge
from rules.labour_market import Tightness
from tests.rules.small_rulebook import rule


def with_rules(knowledge: Knowledge, *rules: str) -> Knowledge:
    """With more rules after those there are."""
    more = parse_rulebook({"morgen.yml": "".join(rules)}, "morgen")
    rulebook = replace(knowledge.rulebook, rules=(*knowledge.rulebook.rules, *more.rules), version="morgen")
    return replace(knowledge, rulebook=rulebook, engines=Engines(rulebook))


def without_function(knowledge: Knowledge, function_id: str) -> Knowledge:
    """With a rule that shuts one function out."""
    when = f"{{function: {{id: {function_id}}}}}"
    return with_rules(knowledge, rule("morgen-niet", when, "[{exclude: 'Dit werk is er niet meer.'}]", "oordeel van dit project"))


def with_figures(knowledge: Knowledge, statement: Tightness) -> Knowledge:
    """With figures of the same periods that all say this."""
    market = knowledge.labour_market
    figures = {key: tuple(replace(figure, statement=statement) for figure in many) for key, many in market.figures.items()}
    return replace(knowledge, labour_market=replace(market, figures=figures, version="morgen"))


def renamed(knowledge: Knowledge) -> Knowledge:
    """The same under another version of the program."""
    return replace(knowledge, product="0.1.0+morgen")
