"""Rules in Dutch sentences for HR: "Als … en …, dan … Omdat: …", with the fields in words instead of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rules.answer import Quadrant, Route
from rules.catalogue import Term
from rules.explanation import join, words
from rules.pay import PayVerdict
from rules.person import CriterionKind, Trend
from rules.rulebook import (
    Arrangement,
    Ask,
    BarrierText,
    Conclusion,
    Condition,
    Exclude,
    Instrument,
    LongWay,
    Operator,
    Points,
    Rule,
    RuleStep,
    Say,
    SetOutlook,
    SetPhase,
    SetRoute,
    Tool,
)
from rules.vocabulary import VOCABULARY, FieldKind, FieldSpec
from rules.weighing.fit import PARTS

Names = Mapping[str, str]
"""What ids of functions, skills, routes and diplomas are called."""
NO_NAMES: Names = {}
SUBJECTS: Mapping[str, str] = {
    "person": "de medewerker", "own": "de huidige functie", "task": "een eigen taak", "function": "de functie ernaast", "match": "de vergelijking", "market": "de arbeidsmarkt",
}
_NOUNS: Mapping[tuple[str, str], str] = {
    ("person", "direction"): "de gekozen richting",
    ("person", "digital_insight"): "het digitale niveau bij inzicht",
    ("person", "digital_create"): "het digitale niveau bij maken en gebruiken",
    ("person", "wish_sectors"): "de lijst met gewenste sectoren",
    ("person", "criteria"): "de lijst met eisen en wensen",
    ("person", "hard_criteria"): "de lijst met harde eisen",
    ("person", "qualifications"): "de lijst met diploma's en registraties",
    ("person", "skills"): "de lijst met vaardigheden uit eigen woorden",
    ("own", "id"): "de functie van nu",
    ("own", "scales"): "de lijst met schalen van de functie van nu",
    ("function", "id"): "de functie ernaast",
    ("function", "route_id"): "de leerroute naar die functie",
    ("function", "kind"): "de plek van het werk",
    ("function", "public_contact"): "de hoeveelheid contact met publiek",
    ("function", "physical"): "de hoeveelheid zwaar lichamelijk werk",
    ("function", "irregular_hours"): "werken op onregelmatige tijden",
    ("function", "driving"): "het nodige rijbewijs",
    ("function", "digital_insight"): "het gevraagde digitale niveau bij inzicht",
    ("function", "digital_create"): "het gevraagde digitale niveau bij maken en gebruiken",
    ("function", "requirements"): "de tekst van de wettelijke eisen",
    ("function", "screening_law"): "de screening die de wet vraagt",
    ("function", "screening_usual"): "de screening waar werkgevers vaak om vragen",
    ("function", "route_months"): "de duur van de leerroute",
    ("task", "said"): "wat iemand over de eigen taak zegt",
    ("match", "growing_skills"): "de naam van die vaardigheden",
    ("match", "wish_quote"): "wat iemand daarover zei",
    ("match", "refused_quote"): "wat iemand daarover zei",
    ("match", "hard_broken_words"): "wat iemand daarover zei",
    ("match", "soft_broken_words"): "wat iemand daarover zei",
    ("match", "unknown_words"): "wat iemand daarover zei",
    ("match", "pay_text"): "de uitleg bij het loon",
    ("match", "scale_step"): "het verschil in schalen (onder nul is omlaag)",
    ("match", "education_step"): "het verschil in opleidingsniveau (onder nul is omlaag)",
}
_ARTICLES: Mapping[str, str] = {
    "deel": "het", "leeftijd": "de", "langste": "de", "naam": "de", "id": "de", "gebied": "het", "sector": "de",
    "kwadrant": "het", "opleidingsniveau": "het", "loon": "het", "spanning": "de", "duur": "de", "vorm": "de", "eerste": "de",
}
_NOT: Mapping[tuple[str, str], str] = {
    ("match", "same_function"): "het een andere functie is dan de huidige",
    ("match", "alone"): "er ander werk is dat goed genoeg past",
    ("match", "same_area"): "de functie in een ander gebied ligt dan de huidige",
    ("match", "same_sector"): "de functie in een andere sector ligt dan de huidige",
    ("match", "wish_sector"): "de sector er niet een is die iemand noemde",
    ("function", "regulated"): "de wet geen diploma of registratie vraagt",
    ("function", "bridge"): "het rapport dit werk niet als overbrugging noemt",
    ("market", "national"): "het cijfer over de regio gaat",
    ("market", "short"): "er geen tekort aan mensen is",
}
_VALUES: Mapping[str, str] = {
    Route.GROW_ALONG: "meegroeien in de eigen functie",
    Route.ADD_ROLE: "een rol erbij",
    Route.CHANGE_OCCUPATION: "een overstap naar ander werk",
    Trend.GROWS: "wordt meer", Trend.SHRINKS: "wordt minder", Trend.SAME: "blijft gelijk",
    Term.IMMEDIATE: "binnen drie jaar", Term.COMING: "over drie tot zeven jaar", Term.SLOW: "over meer dan zeven jaar",
    Quadrant.DANGER_ZONE: "danger zone (vaste stappen, weinig contact)",
    Quadrant.HUMAN_VENEER: "human veneer (vaste stappen, veel contact)",
    Quadrant.SLOW_CREEP: "slow creep (eigen denkwerk, weinig contact)",
    Quadrant.SAFE_ZONE: "safe zone (eigen denkwerk, veel contact)",
    PayVerdict.LOWER: "lager", PayVerdict.OVERLAPPING: "gelijk of lager", PayVerdict.SAME: "gelijk", PayVerdict.HIGHER: "hoger", PayVerdict.UNKNOWN: "onbekend",
    CriterionKind.NO_IRREGULAR_HOURS: "geen onregelmatige tijden",
    CriterionKind.NO_HEAVY_WORK: "geen zwaar werk",
    CriterionKind.LITTLE_PUBLIC_CONTACT: "weinig contact met publiek",
    CriterionKind.MUCH_PUBLIC_CONTACT: "veel contact met publiek",
    CriterionKind.WORK_FROM_HOME: "thuis werken",
    CriterionKind.OUTDOORS: "buiten werken",
    CriterionKind.INDOORS: "binnen werken",
    CriterionKind.NO_DRIVING: "niet rijden",
    CriterionKind.KEEP_PAY: "hetzelfde loon houden",
    CriterionKind.STAY_WITH_MUNICIPALITY: "bij de gemeente blijven",
    CriterionKind.NO_LONG_SCHOOLING: "geen lange opleiding",
    CriterionKind.LITTLE_COMPUTER_WORK: "weinig computerwerk",
    "gemeente": "bij de gemeente", "extern": "buiten de gemeente",
    "low": "weinig", "some": "een beetje", "high": "veel", "no": "nee", "sometimes": "soms", "yes": "ja", "often": "vaak",
    "transport-en-logistiek": "transport en logistiek", "zakelijke-dienstverlening": "zakelijke dienstverlening", "zelfstandig-ondernemen": "zelfstandig ondernemen",
    "licence-b": "rijbewijs B", "licence-c": "rijbewijs C", "licence-d": "rijbewijs D",
}
_MODEL = re.compile(r" \(M\d+\)$|, 0–4 \(M9\)$|, zoals '.*'$")
_ARTICLE = re.compile(r"^(de|het|een) ")
_PLACEHOLDER = re.compile(r"\{(\w+)\.(\w+)\}")


def field_words(subject: str, field: str) -> str:
    """A field as a noun: "het deel van de taken dat verdwijnt"."""
    spec = VOCABULARY[subject][field]
    meaning = _MODEL.sub("", spec.meaning)
    if (subject, field) in _NOUNS:
        return _NOUNS[subject, field]
    article = _ARTICLES.get(re.split(r"\W", meaning, maxsplit=1)[0])
    if meaning.startswith("hoe sterk "):
        return f"de mate waarin {meaning.removeprefix('hoe sterk ')}"
    if article is None and spec.kind is FieldKind.NUMBER:
        return f"het aantal {meaning}"
    return f"{article} {meaning}" if article else meaning


def conditions_words(rule: Rule, names: Names = NO_NAMES) -> list[str]:
    """Every condition of a rule, to be read after "als"; `names` are what ids of the catalogue are called."""
    return [
        condition_words(subject, field, conditions, names)
        for subject, fields in rule.conditions.items() for field, conditions in fields.items()
    ]


def condition_words(subject: str, field: str, conditions: Sequence[Condition], names: Names = NO_NAMES) -> str:
    """All demands on one field, to be read after "als"."""
    spec = VOCABULARY[subject][field]
    if spec.kind is FieldKind.FLAG:
        yes = _MODEL.sub("", spec.meaning).removeprefix("of ")
        return " en ".join(yes if condition.expected else _NOT.get((subject, field), f"het niet zo is dat {yes}") for condition in conditions)
    noun = field_words(subject, field)
    return f"{noun} {' en '.join(_demands(spec, conditions, names))}"


def conclusion_words(conclusion: Conclusion) -> str:
    """One conclusion, to be read after "dan"."""
    match conclusion:
        case Points():
            said = _points_words(conclusion)
        case SetRoute():
            said = f"is de route: {_VALUES[conclusion.route]}"
        case LongWay():
            said = "is het geen makkelijke stap: de functie komt achteraan, behalve als iemand erom vroeg"
        case SetPhase():
            said = f"is de fase {conclusion.phase}, en past dit aanbod: “{text_words(conclusion.offer)}”"
        case BarrierText():
            said = f"staat er als drempel “{text_words(conclusion.text)}”, en wat die kleiner maakt: “{text_words(conclusion.softened_by)}”"
        case RuleStep():
            said = f"is dit de stap van {conclusion.share} om te leren: “{text_words(conclusion.text)}” ({text_words(conclusion.time)})"
        case Exclude():
            said = f"valt de functie af: “{text_words(conclusion.reason)}”"
        case _:
            said = f"{_said_before(conclusion)}: “{text_words(conclusion.text)}”"
    return said


def _said_before(conclusion: Tool | Say | Arrangement | Ask | Instrument | SetOutlook) -> str:
    match conclusion:
        case Tool():
            return "is dit een idee voor het eigen werk"
        case Say():
            return "zegt het advies"
        case Arrangement():
            return "kan dit de stap veiliger maken"
        case Ask():
            return "is dit een vraag om samen te bekijken"
        case Instrument():
            return f"ziet de coach, en de medewerker niet, dit instrument ({conclusion.name})"
        case SetOutlook():
            return f"is de verwachting van de taak “{conclusion.outlook}”, met deze reden"


def text_words(text: str) -> str:
    """A text of a rule, with what is filled in between square brackets."""
    return _PLACEHOLDER.sub(lambda found: f"[{_ARTICLE.sub('', field_words(found[1], found[2]))}]", text)


def rule_sentences(rule: Rule, names: Names = NO_NAMES) -> Iterator[str]:
    """The rule as sentences: when, then, and why."""
    yield f"Als {join(conditions_words(rule, names))},"
    then = ", en ".join(conclusion_words(conclusion) for conclusion in rule.conclusions)
    yield f"dan {then}" if then.endswith((".”", "?”")) else f"dan {then}."
    yield f"Omdat: “{text_words(rule.because)}”"


def value_words(value: str, names: Names = NO_NAMES) -> str:
    """A value of a choice as people say it."""
    return _VALUES.get(value) or names.get(value, value)


def validity_words(rule: Rule) -> str:
    """From when until when a rule counts."""
    start = f"vanaf {rule.valid_from.isoformat()}"
    return f"{start} tot en met {rule.valid_until.isoformat()}" if rule.valid_until else start


def _points_words(points: Points) -> str:
    unit, part = "punt" if abs(points.by) == 1 else "punten", PARTS[points.part].label
    singular = abs(points.by) == 1
    if points.by > 0:
        bound = f" (tot hoogstens {points.ceiling})" if points.ceiling < PARTS[points.part].maximum else ""
        return f"{'komt' if singular else 'komen'} er {points.by} {unit} bij voor {part}{bound}"
    bound = f" (tot minstens {points.floor})" if points.floor else ""
    return f"{'gaat' if singular else 'gaan'} er {-points.by} {unit} af bij {part}{bound}"


def _demands(spec: FieldSpec, conditions: Sequence[Condition], names: Names) -> Iterator[str]:
    """The demands, each with its verb; "bekend" is left out where another demand says so."""
    unit = " procent" if spec.high == 100 else ""
    left = [item for item in conditions if item.operator is not Operator.KNOWN or not item.expected] or list(conditions)
    for item in left:
        match item.operator:
            case Operator.KNOWN:
                yield "bekend is" if item.expected else "niet bekend is"
            case Operator.AT_LEAST | Operator.AT_MOST | Operator.IS:
                amount = {Operator.AT_LEAST: "minstens ", Operator.AT_MOST: "hoogstens ", Operator.IS: ""}[item.operator]
                yield f"{amount}{_listed(item.expected, names)}{unit} is"
            case Operator.ONE_OF:
                yield f"{_listed(item.expected, names)} is"
            case Operator.NOT:
                yield f"{'bekend is, en niet ' if spec.optional else 'niet '}{_listed(item.expected, names)}{'' if spec.optional else ' is'}"
            case Operator.HAS_ANY:
                yield f"iets bevat van: {_listed(item.expected, names)}"
            case Operator.HAS_NONE:
                yield f"niets bevat van: {_listed(item.expected, names)}"


def _listed(expected: float | bool | frozenset[str], names: Names) -> str:
    if isinstance(expected, frozenset):
        in_order = sorted(expected, key=lambda value: (int(value) if value.isdecimal() else 0, value))
        return " of ".join(value_words(value, names) for value in in_order)
    return words(expected)
