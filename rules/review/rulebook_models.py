"""The models of the source in Dutch, by the number that a rule names them with, and the rules that carry each."""

from __future__ import annotations

from collections.abc import Mapping

from rules.rulebook import Rule, Rulebook, Scope

MODELS: Mapping[str, str] = {
    "M1": "Vier soorten werk",
    "M2": "Taken die verdwijnen, veranderen, blijven en verschijnen",
    "M3": "Soorten taken in een functie",
    "M4": "Termijn waarop techniek het werk raakt",
    "M5": "Meegroeien, een rol erbij of ander werk",
    "M6": "Verborgen kansen: ander werk, dezelfde taken",
    "M7": "Skillspaspoort",
    "M8": "Drempels door diploma's en wettelijke eisen",
    "M9": "Digitale niveaus",
    "M10": "Vaardigheden nu en over twee jaar",
    "M11": "Leren op het werk, met anderen en in een cursus",
    "M12": "Waar zou je ook wel willen werken?",
    "M13": "Kijk mensbreed: wat iemand naast het werk doet of vroeger deed",
    "M14": "Wanneer is het goed?",
    "M15": "Hooguit drie keuzes",
    "M16": "Arbeidsmarkt in de regio",
    "M17": "Leer- en werkwegen",
    "M18": "Verschil in loon en voorwaarden",
    "M19": "Baangereedschap",
    "M20": "Instrumenten van HR",
    "M21": "Waar iemand is op de reis",
    "M22": "Waarderende taal",
    "M23": "Kosten en baten",
    "M24": "Personeelsplanning",
}


def rules_by_model(rulebook: Rulebook, model: str = "", scope: Scope | None = None) -> Mapping[str, tuple[Rule, ...]]:
    """The rules of each model in rulebook order, models without rules left out; a rule stands at every model it carries."""
    wanted = [rule for rule in rulebook.rules if scope is None or rule.scope is scope]
    found = {name: tuple(rule for rule in wanted if name in rule.models) for name in MODELS if model in {"", name}}
    return {name: rules for name, rules in found.items() if rules}
