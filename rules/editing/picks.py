"""The pick-lists of the form: every field, demand, value and conclusion that there is, in Dutch words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rules.answer import Outlook, Phase, Route
from rules.catalogue import Catalogue
from rules.editing.form import RuleForm
from rules.files.conclusion_parsing import MAX_POINTS
from rules.review.rulebook_diff import SCOPE_WORDS
from rules.review.rulebook_markdown import file_title
from rules.review.rulebook_models import MODELS
from rules.review.rulebook_words import SUBJECTS, condition_words, field_words, value_words
from rules.rulebook import ALLOWED, CONCLUSIONS, Condition, Operator, Part, Scope
from rules.vocabulary import VOCABULARY, FieldKind, FieldSpec
from rules.weighing.fit import PARTS

YES, NO, UNKNOWN = "yes", "no", "unknown"
"""Demands of the form that a rule writes as a value: `true`, `false` and `{known: false}`."""
OF_KIND: Mapping[FieldKind, tuple[str, ...]] = {
    FieldKind.NUMBER: (Operator.AT_LEAST, Operator.AT_MOST, Operator.IS),
    FieldKind.FLAG: (YES, NO),
    FieldKind.CHOICE: (Operator.ONE_OF, Operator.NOT),
    FieldKind.TEXT: (Operator.ONE_OF, Operator.NOT),
    FieldKind.SET: (Operator.HAS_ANY, Operator.HAS_NONE),
}
"""What can be asked of a field of each kind; of one that can be missing also whether it is known."""
_DEMANDS: Mapping[str, str] = {
    Operator.AT_LEAST: "is minstens", Operator.AT_MOST: "is hoogstens", Operator.IS: "is precies", Operator.ONE_OF: "is (een van)", Operator.NOT: "is niet",
    Operator.HAS_ANY: "bevat iets van", Operator.HAS_NONE: "bevat niets van", Operator.KNOWN: "is bekend", UNKNOWN: "is niet bekend",
}
_CONCLUSIONS: Mapping[str, str] = {
    "points": "punten erbij of eraf", "barrier": "een drempel, en wat die kleiner maakt", "route": "de route", "exclude": "de functie valt af",
    "long_way": "geen makkelijke stap", "step": "een stap om te leren", "say": "een zin in het advies", "tool": "een idee voor het eigen werk",
    "arrangement": "wat de stap veiliger maakt", "ask": "een vraag om samen te bekijken", "instrument": "een instrument voor coach en HR",
    "phase": "de fase, met een aanbod", "outlook": "de verwachting van de taak",
}


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing to pick: how the form sends it, and how people read it."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class PartField:
    """A part of a conclusion: what it is called, and what to pick it from; nothing to pick means that it is written.

    A number lies in `low`–`high`; `standard` counts when nothing is filled in (empty: it must be filled in).
    """

    name: str
    words: str
    picks: tuple[Pick, ...] = ()
    low: int | None = None
    high: int | None = None
    standard: str = ""


@dataclass(frozen=True, slots=True)
class Picks:
    """All pick-lists over one catalogue: `names` are what its ids are called, `known` the ids that a field can hold."""

    names: Mapping[str, str]
    known: Mapping[tuple[str, str], tuple[Pick, ...]]

    def fields(self, about: Scope) -> Mapping[str, tuple[Pick, ...]]:
        """Every field that a rule of this scope can look at, by what it belongs to ("de medewerker")."""
        return {
            words: tuple(Pick(f"{subject}.{name}", pick_words(subject, name)) for name in VOCABULARY[subject])
            for subject, words in SUBJECTS.items() if subject in ALLOWED[about][0]
        }

    def demands(self, subject: str, field: str) -> tuple[Pick, ...]:
        """What can be asked of a field; of free text only whether it is known."""
        spec = VOCABULARY[subject][field]
        if spec.kind is FieldKind.FLAG:
            return tuple(Pick(key, condition_words(subject, field, (Condition(Operator.IS, key == YES),))) for key in OF_KIND[spec.kind])
        own = () if spec.kind is FieldKind.TEXT and not self.values(subject, field) else OF_KIND[spec.kind]
        return tuple(Pick(str(key), _DEMANDS[key]) for key in (*own, *((Operator.KNOWN, UNKNOWN) if spec.optional else ())))

    def values(self, subject: str, field: str) -> tuple[Pick, ...]:
        """What a field can be asked to be; nothing where a number is typed."""
        if (subject, field) in self.known:
            return self.known[subject, field]
        return _picks(VOCABULARY[subject][field].options)

    def fillable(self, form: RuleForm) -> tuple[Pick, ...]:
        """What a text of this rule can fill in ("{function.title}"): what is always there, and what a condition makes certain."""
        certain = {row.field for row in form.when if row.demand != UNKNOWN}
        scope = Scope(form.about) if form.about in set(Scope) else Scope.CANDIDATE
        return tuple(
            Pick(f"{{{subject}.{name}}}", pick_words(subject, name))
            for subject, specs in VOCABULARY.items() if subject in ALLOWED[scope][0]
            for name, spec in specs.items() if spec.kind is not FieldKind.FLAG and (not spec.optional or f"{subject}.{name}" in certain)
        )


def picks_of(catalogue: Catalogue) -> Picks:
    """The pick-lists; ids are picked by what they are called."""
    functions = _named((item.id, item.title) for item in catalogue.functions.values())
    skills = _named((item.id, item.label) for item in catalogue.skills.values())
    routes = _named((item.id, item.title) for item in catalogue.routes.values())
    diplomas = _named((item.id, item.label) for item in catalogue.qualifications.values() if item.screening is None)
    areas = _named((area, area) for area in {item.area for item in catalogue.functions.values()})
    names = {pick.key: pick.words for group in (diplomas, routes, skills, functions) for pick in group}
    known = {
        ("own", "id"): functions, ("own", "area"): areas, ("function", "id"): functions, ("function", "area"): areas, ("function", "route_id"): routes,
        ("person", "skills"): skills, ("person", "qualifications"): diplomas,
    }
    return Picks(names, known)


def scopes() -> tuple[Pick, ...]:
    """What a rule can be about."""
    return tuple(Pick(str(scope), words) for scope, words in SCOPE_WORDS.items())


def groups(files: Iterable[str]) -> tuple[Pick, ...]:
    """The groups of the rulebook in their fixed order, by what they are about.

    >>> groups(["20-toekomst-van-werk.yml", "10-eigen-werk.yml"])
    (Pick(key='10-eigen-werk.yml', words='Eigen werk'), Pick(key='20-toekomst-van-werk.yml', words='Toekomst van werk'))
    """
    return tuple(Pick(file, file_title(file)) for file in sorted(files))


def models() -> tuple[Pick, ...]:
    """The models of the source."""
    return tuple(Pick(key, f"{key} {words}") for key, words in MODELS.items())


def conclusions(about: Scope) -> tuple[Pick, ...]:
    """What a rule of this scope can conclude."""
    return tuple(Pick(name, _CONCLUSIONS[name]) for name in CONCLUSIONS if name in ALLOWED[about][1])


def parts_of(kind: str) -> tuple[PartField, ...]:
    """The parts of a conclusion, in the order of the form. Raises KeyError for a conclusion that does not exist."""
    return _PARTS[kind]


def pick_words(subject: str, field: str) -> str:
    """A field as it stands in a list; one that reads like another says what it goes with.

    >>> pick_words("match", "before_quote")
    'de eigen zin daarover (bij: het aantal taken die terugkomen in vroeger werk)'
    """
    read = {name: field_words(subject, name) for name in VOCABULARY[subject]}
    if list(read.values()).count(read[field]) == 1:
        return read[field]
    names = list(read)
    before = next(name for name in reversed(names[: names.index(field)]) if list(read.values()).count(read[name]) == 1)
    return f"{read[field]} (bij: {read[before]})"


def number_words(spec: FieldSpec) -> str:
    """Between which numbers a field lies, to go on after "een getal".

    >>> number_words(VOCABULARY["match"]["task_percent"])
    'van 0 tot en met 100'
    """
    if spec.high < float("inf"):
        return f"van {spec.low:g} tot en met {spec.high:g}"
    return f"vanaf {spec.low:g}" if spec.low > float("-inf") else "zoals 2 of -1"


def _picks(values: Iterable[str]) -> tuple[Pick, ...]:
    return tuple(Pick(str(value), value_words(str(value))) for value in values)


def _named(pairs: Iterable[tuple[str, str]]) -> tuple[Pick, ...]:
    return tuple(Pick(key, words) for key, words in sorted(pairs, key=lambda pair: (pair[1].casefold(), pair[0])))


_TEXT = (PartField("text", "de zin"),)
_PARTS: Mapping[str, tuple[PartField, ...]] = {
    "points": (
        PartField("part", "voor welk onderdeel", tuple(Pick(str(part), PARTS[part].label) for part in Part)),
        PartField("by", "hoeveel punten", low=-MAX_POINTS, high=MAX_POINTS),
        PartField("floor", "nooit lager dan", low=0, high=100, standard="0"),
        PartField("ceiling", "nooit hoger dan", low=0, high=100, standard="100"),
    ),
    "barrier": (PartField("text", "de drempel"), PartField("softened_by", "wat die kleiner maakt")),
    "route": (PartField("route", "welke route", _picks(Route)),),
    "exclude": (PartField("text", "waarom"),),
    "long_way": (),
    "step": (
        PartField("share", "wat voor leren", (Pick("70", "70: door te doen"), Pick("20", "20: met anderen"), Pick("10", "10: in een cursus"))),
        PartField("skill", "wat je leert"), PartField("text", "de stap"), PartField("time", "hoe lang"),
    ),
    "say": _TEXT, "tool": _TEXT, "arrangement": _TEXT, "ask": (PartField("text", "de vraag"),),
    "instrument": (PartField("name", "naam van het instrument"), PartField("text", "wat coach en HR doen")),
    "phase": (PartField("is", "welke fase", _picks(Phase)), PartField("offer", "het aanbod")),
    "outlook": (PartField("is", "welke verwachting", _picks(Outlook)), PartField("text", "de reden")),
}
