"""The words a rule may use: every field of a case, its kind, its values and what it means.

A case is one person seen beside one function, or the present work, or one task of it. A field that is `optional` can be missing (not told, not known);
a rule whose text uses it must also set a condition on it. Percentages are whole numbers 0–100.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rules.answer import Outlook, Quadrant, Route
from rules.catalogue import Amount, Driving, Education, Frequency, FromHome, FunctionKind, Sector, TaskKind, Term
from rules.labour_market import Tightness
from rules.pay import PayVerdict
from rules.person import CriterionKind, Trend

SCALES = tuple(str(scale) for scale in range(1, 19))
"""The municipal salary scales."""


class FieldKind(StrEnum):
    NUMBER = "getal"
    FLAG = "ja of nee"
    CHOICE = "keuze"
    SET = "verzameling"
    TEXT = "tekst"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What a field can hold; `options` is empty when any value may come (ids, texts); `low` and `high` bound a number."""

    kind: FieldKind
    meaning: str
    options: tuple[str, ...] = ()
    optional: bool = False
    low: float = 0
    high: float = math.inf


def _number(meaning: str, *, optional: bool = False) -> FieldSpec:
    return FieldSpec(FieldKind.NUMBER, meaning, optional=optional)


def _percent(meaning: str, *, optional: bool = False) -> FieldSpec:
    return FieldSpec(FieldKind.NUMBER, meaning, optional=optional, high=100)


def _level(meaning: str, *, optional: bool = False) -> FieldSpec:
    return FieldSpec(FieldKind.NUMBER, meaning, optional=optional, high=4)


def _step(meaning: str, *, optional: bool = False) -> FieldSpec:
    """A difference, which can go down as well."""
    return FieldSpec(FieldKind.NUMBER, meaning, optional=optional, low=-math.inf)


def _flag(meaning: str) -> FieldSpec:
    return FieldSpec(FieldKind.FLAG, meaning)


def _text(meaning: str, *, optional: bool = False) -> FieldSpec:
    return FieldSpec(FieldKind.TEXT, meaning, optional=optional)


def _choice(meaning: str, options: Iterable[str], *, optional: bool = False) -> FieldSpec:
    return FieldSpec(FieldKind.CHOICE, meaning, tuple(str(option) for option in options), optional)


def _set(meaning: str, options: Iterable[str] = ()) -> FieldSpec:
    return FieldSpec(FieldKind.SET, meaning, tuple(str(option) for option in options))


VOCABULARY: Mapping[str, Mapping[str, FieldSpec]] = {
    "person": {
        "direction": _choice("welke kant iemand op wil (M5)", Route, optional=True),
        "digital_insight": _level("digitaal niveau: inzicht, 0–4 (M9)", optional=True),
        "digital_create": _level("digitaal niveau: maken en gebruiken, 0–4 (M9)", optional=True),
        "region_known": _flag("of de arbeidsmarktregio bekend is"),
        "evidence_count": _number("eigen zinnen die laten zien wat iemand doet of deed"),
        "outside_count": _number("eigen zinnen over wat iemand buiten het werk doet (M13)"),
        "shrinking_tasks": _number("eigen taken die volgens de persoon minder worden"),
        "growing_tasks": _number("eigen taken die volgens de persoon meer worden"),
        "wish_sectors": _set("sectoren waar iemand ook zou willen werken (M12)", Sector),
        "criteria": _set("alle eisen en wensen (M14)", CriterionKind),
        "hard_criteria": _set("eisen die hard zijn (M14)", CriterionKind),
        "qualifications": _set("wettelijke diploma's en registraties die iemand heeft"),
        "skills": _set("vaardigheden die uit eigen woorden blijken (M7)"),
    },
    "own": {
        "id": _text("id van de huidige functie", optional=True),
        "title": _text("naam van de huidige functie", optional=True),
        "area": _text("gebied van de huidige functie", optional=True),
        "sector": _choice("sector van de huidige functie", Sector, optional=True),
        "scales": _set("salarisschalen van de huidige functie", SCALES),
        "quadrant": _choice("kwadrant van het huidige werk (M1)", Quadrant, optional=True),
        "routine": _flag("of het rapport de huidige functie vooral routine noemt"),
        "disappearing_percent": _percent("deel van de huidige taken dat verdwijnt", optional=True),
        "moving_percent": _percent("deel van de huidige taken dat verdwijnt of verandert", optional=True),
        "carrying_out_percent": _percent("deel van de huidige taken dat uitvoerend of ondersteunend is (M3)", optional=True),
        "immediate_count": _number("huidige taken die binnen drie jaar geraakt worden (M4)", optional=True),
        "appearing_count": _number("nieuwe taken in de huidige functie", optional=True),
        "appearing_task": _text("een nieuwe taak in de huidige functie", optional=True),
        "staying_task": _text("een taak in de huidige functie die blijft", optional=True),
        "disappearing_task": _text("een taak in de huidige functie die verdwijnt", optional=True),
        "disappearing_because": _text("waardoor die taak verdwijnt", optional=True),
    },
    "function": {
        "id": _text("id van de functie"),
        "title": _text("naam van de functie"),
        "kind": _choice("binnen of buiten de gemeente", FunctionKind),
        "area": _text("gebied van de functie"),
        "sector": _choice("sector van de functie", Sector),
        "sector_words": _text("de sector in woorden, zoals 'in de zorg'"),
        "quadrant": _choice("kwadrant van de functie (M1)", Quadrant),
        "routine": _flag("of het rapport de functie vooral routine noemt"),
        "target": _flag("of het rapport de functie als nieuw noemt"),
        "bridge": _flag("of het rapport dit werk noemt als overbrugging voor wie nu vergelijkbaar werk doet"),
        "regulated": _flag("of de wet een diploma of registratie vraagt (M8)"),
        "education": _choice("opleidingsniveau", Education),
        "digital_insight": _level("gevraagd digitaal niveau: inzicht, 0–4 (M9)"),
        "digital_create": _level("gevraagd digitaal niveau: maken en gebruiken, 0–4 (M9)"),
        "public_contact": _choice("contact met publiek", Amount),
        "physical": _choice("zwaar lichamelijk werk", Amount),
        "irregular_hours": _choice("onregelmatige tijden", Frequency),
        "outdoors": _choice("buiten werken", Frequency),
        "from_home": _choice("thuis werken", FromHome),
        "driving": _choice("rijbewijs", Driving),
        "disappearing_percent": _percent("deel van de taken dat verdwijnt"),
        "lasting_percent": _percent("deel van de taken dat blijft of erbij komt"),
        "appearing_count": _number("taken die erbij komen"),
        "appearing_task": _text("een taak die erbij komt", optional=True),
        "requirements": _text("de wettelijke eisen in woorden", optional=True),
        "screening_law": _text("de screening die de wet vraagt, zoals een VOG, in woorden; telt niet als wettelijke eis (M8)", optional=True),
        "screening_usual": _text("de screening waar werkgevers vaak om vragen, in woorden", optional=True),
        "route_id": _text("id van de leerroute", optional=True),
        "route": _text("naam van de leerroute", optional=True),
        "route_months": _text("duur van de leerroute in woorden", optional=True),
        "route_months_to": _number("langste duur van de leerroute in maanden", optional=True),
        "route_form": _text("vorm van de leerroute", optional=True),
        "route_condition": _text("eerste voorwaarde van de leerroute", optional=True),
    },
    "match": {
        "same_function": _flag("of het de huidige functie is"),
        "alone": _flag("of er naast de huidige functie nog geen werk goed genoeg paste"),
        "same_area": _flag("of de functie in het gebied van de huidige ligt"),
        "same_sector": _flag("of de functie in de sector van de huidige ligt"),
        "task_count": _number("taken van de functie die in de eigen woorden terugkomen"),
        "task_percent": _percent("hoe sterk de eigen taken terugkomen (M6)"),
        "skill_percent": _percent("deel van de gevraagde vaardigheden dat iemand laat zien"),
        "has_count": _number("gevraagde vaardigheden die iemand laat zien"),
        "essential_missing": _number("onmisbare vaardigheden die nog niet duidelijk bleken"),
        "essential_by_function": _number("onmisbare vaardigheden die bij de functie van nu horen, maar niet uit eigen woorden bleken"),
        "missing_count": _number("gevraagde vaardigheden die nog niet bleken"),
        "support_count": _number("ontbrekende vaardigheden waar een hulpmiddel op de werkplek voor is (M11)"),
        "first_missing": _text("de belangrijkste vaardigheid die nog niet bleek", optional=True),
        "quote": _text("de eigen zin die het sterkst past", optional=True),
        "quote_task": _text("de taak waar die zin bij past", optional=True),
        "outside_count": _number("taken die terugkomen in wat iemand buiten het werk doet (M13)"),
        "outside_quote": _text("de eigen zin daarover", optional=True),
        "outside_unasked": _flag("of wat iemand buiten het werk doet zorg voor een naaste is, en daar zorgwerk uit komt dat niet gevraagd is (M13)"),
        "before_count": _number("taken die terugkomen in vroeger werk (M13)"),
        "before_quote": _text("de eigen zin daarover", optional=True),
        "growing_own_count": _number("taken die passen bij eigen werk dat groeit"),
        "growing_own_quote": _text("de eigen zin daarover", optional=True),
        "shrinking_own_count": _number("taken die passen bij eigen werk dat krimpt"),
        "growing_skill_count": _number("vaardigheden van de persoon die de functie vraagt en waar meer vraag naar komt"),
        "growing_skills": _text("die vaardigheden in woorden", optional=True),
        "wish_percent": _percent("hoe sterk de functie past bij wat iemand graag zou doen (M12)"),
        "wish_quote": _text("de eigen woorden daarover", optional=True),
        "wish_sector": _flag("of de sector er een is waar iemand ook zou willen werken (M12)"),
        "refused_sector": _flag("of de functie in een sector ligt waar iemand niet wil werken (M12, M14); bij de overheid horen alle functies van de gemeente"),
        "refused_sector_words": _text("die sector in woorden, zoals 'in de zorg'", optional=True),
        "refused_count": _number("taken of vaardigheden van de functie die iemand niet meer wil"),
        "refused_quote": _text("de eigen woorden daarover", optional=True),
        "refused_task": _text("wat dat in deze functie is", optional=True),
        "requirements_missing": _number("wettelijke eisen die iemand nog niet heeft (M8)"),
        "requirements_likely": _number("wettelijke eisen waarvan niet bekend is of iemand ze heeft, maar die een deel van de mensen in de huidige functie heeft (M8)"),
        "education_step": _step("niveaus opleiding omhoog ten opzichte van de huidige functie", optional=True),
        "digital_gap": _level("digitale niveaus die iemand nog te gaan heeft (M9)", optional=True),
        "digital_spare": _level("digitale niveaus die iemand over heeft (M9)", optional=True),
        "pay": _choice("loon ten opzichte van nu (M18)", PayVerdict),
        "pay_text": _text("waar die vergelijking op rust"),
        "scale_step": _step("schalen omhoog (of onder nul: omlaag)", optional=True),
        "contact_step": _step("procentpunten meer contact met mensen dan nu (M1)", optional=True),
        "creativity_step": _step("procentpunten meer eigen bedenkwerk dan nu (M1)", optional=True),
        "hard_broken": _number("harde eisen waar de functie niet aan voldoet (M14)"),
        "hard_broken_words": _text("die eisen in eigen woorden", optional=True),
        "hard_broken_because": _text("waarom de functie er niet aan voldoet", optional=True),
        "soft_broken": _number("zachte wensen waar de functie niet aan voldoet (M14)"),
        "soft_broken_words": _text("die wensen in eigen woorden", optional=True),
        "met_count": _number("eisen en wensen waar de functie aan voldoet (M14)"),
        "unknown_count": _number("eisen en wensen die de catalogus niet kan nagaan (M14)"),
        "unknown_words": _text("die eisen en wensen in eigen woorden", optional=True),
        "unknown_because": _text("waarom dat niet zeker is", optional=True),
    },
    "task": {
        "said": _choice("wat iemand over die taak zegt: wordt meer, wordt minder of blijft gelijk (M2)", Trend, optional=True),
        "kind": _choice("soort taak (M3)", TaskKind, optional=True),
        "outlook": _choice("verwachting van die taak in het profiel (M2)", Outlook, optional=True),
        "term": _choice("termijn waarop techniek die taak raakt (M4)", Term, optional=True),
        "quadrant": _choice("kwadrant van die taak (M1)", Quadrant, optional=True),
        "because": _text("waardoor die taak verandert, volgens het profiel", optional=True),
    },
    "market": {
        "tightness": _choice("spanning op de arbeidsmarkt (M16)", Tightness),
        "short": _flag("of er te weinig mensen zijn"),
        "sector_only": _flag("of het cijfer over de hele overheid gaat, terwijl dit werk veel vaste stappen heeft of veel taken ervan verdwijnen"),
        "national": _flag("of het cijfer landelijk is"),
        "age_months": _number("leeftijd van het cijfer in maanden", optional=True),
        "age_words": _text("leeftijd van het cijfer in woorden, zoals '3 jaar en 1 maand'", optional=True),
    },
}
