"""A personnel plan as HR reads it: the same tables for the page, the workbook and the paper. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal import wording
from portal.documents.pictures.drawing import Picture, Table
from portal.hr.amounts import counted, number, people
from portal.hr.charts import Bar, bars_picture
from portal.hr.personnel.making import PlanMade
from rules.answer import Outlook
from rules.catalogue import Term
from rules.explanation import capital, join
from rules.personnel_plan import FunctionPlan, Way
from rules.weighing.outlook import TERM_WORDS

ON_PAGE = 30
"""Functions of which the page tells everything; the workbook has all."""
IN_PICTURE = 12
ROUGH = (
    "Elke taak van een functie telt even zwaar, want hoe de uren verdeeld zijn, weet ik niet. Gebruik het als ruwe maat: om te zien waar je moet gaan praten, "
    "niet om banen te tellen."
)
_ORDER = (Outlook.DISAPPEARS, Outlook.CHANGES, Outlook.APPEARS, Outlook.STAYS)


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan in words. `functions` are shown whole on the page."""

    lead: str
    remarks: tuple[str, ...]
    picture: Picture
    functions: tuple[FunctionPlan, ...]
    more: int


def plan_view(made: PlanMade) -> PlanView:
    """What the page and the paper show."""
    plan = made.plan
    lead = (
        f"{people(plan.people)}, {fte(plan.hundredths)} fte, {counted(len(plan.functions), 'functie', 'functies')}. "
        f"Binnen drie jaar verdwijnt ongeveer {fte(plan.gone(Term.IMMEDIATE))} fte aan taken, binnen zeven jaar {fte(plan.gone(Term.COMING))} fte."
    )
    moving = sorted(plan.functions, key=lambda each: (-each.hundredths_gone(Term.COMING), each.function.id))[:IN_PICTURE]
    bars = [Bar(each.function.title, each.hundredths_gone(Term.COMING), f"{fte(each.hundredths_gone(Term.COMING))} fte", "bad") for each in moving]
    picture = bars_picture("plan", "Waar taken verdwijnen, binnen zeven jaar", bars, functions_table(plan.functions[:ON_PAGE]))
    return PlanView(lead, _remarks(made), picture, plan.functions[:ON_PAGE], max(0, len(plan.functions) - ON_PAGE))


def functions_table(functions: Sequence[FunctionPlan]) -> Table:
    """One row per function."""
    return Table(
        "Functies, wat het eerst verandert bovenaan",
        ("Functie", "Mensen", "Fte", "Schaal", "Soort werk", "Verdwijnt binnen 3 jaar", "Verdwijnt binnen 7 jaar", "Verdwijnt of verandert binnen 7 jaar", "Ruwe maat: fte minder binnen 7 jaar"),
        tuple(
            (
                each.function.title, number(each.group.people), fte(each.group.hundredths), scales(each), wording.QUADRANTS[each.quadrant],
                f"{each.gone[0]}%", f"{each.gone[1]}%", f"{each.moved[1]}%", fte(each.hundredths_gone(Term.COMING)),
            )
            for each in functions
        ),
    )


def tasks_table(functions: Sequence[FunctionPlan]) -> Table:
    """One row per task, with what happens to it and when."""
    return Table(
        "Taken", ("Functie", "Taak", "Wat ermee gebeurt", "Wanneer", "Waardoor"),
        tuple(
            (each.function.title, capital(task.text), wording.OUTLOOKS[outlook], when(task.term), capital(task.because))
            for each in functions for outlook in _ORDER for task in each.tasks(outlook)
        ),
    )


def ways_table(functions: Sequence[FunctionPlan]) -> Table:
    """One row per function and neighbour."""
    return Table(
        "Waar mensen naartoe kunnen", ("Van", "Naar", "Hoe dichtbij (van 100)", "Schaal", "Nog te leren", "Eerste stappen", "Leer- en werkweg", "Arbeidsmarkt"),
        tuple(
            (
                each.function.title, way.function.title, f"{round(100 * way.closeness)}", place(way), join([gap.label for gap in way.missing]),
                "\n".join(f"{wording.SHARES[step.share]}: {step.text} ({step.time})" for step in way.steps), route(way), way.labour_market.text,
            )
            for each in functions for way in each.ways
        ),
    )


def read_as_table(made: PlanMade) -> Table:
    """Which name was read as which function, and which was not."""
    return Table(
        "Hoe ik je functienamen las", ("In je lijst", "Gelezen als"),
        (*made.read_as, *((name, "niet herkend") for name in made.not_known)),
    )


def fte(hundredths: int) -> str:
    """
    >>> fte(89), fte(421050), fte(1200)
    ('0,9', '4.210,5', '12')
    """
    tenths = (hundredths + 5) // 10
    return number(tenths // 10) + (f",{tenths % 10}" if tenths % 10 else "")


def scales(each: FunctionPlan) -> str:
    """The scales of the list; those of the profile, between brackets, when the list has none."""
    told = each.group.scales
    if told:
        return str(told[0]) if len(told) == 1 else f"{told[0]} tot en met {told[-1]}"
    return f"({each.function.scale.from_} tot en met {each.function.scale.to})" if each.function.scale else "–"


def when(term: Term | None) -> str:
    return capital(TERM_WORDS[term]) if term else "–"


def place(way: Way) -> str:
    """The scales of a municipal function; of another that it is outside."""
    scale = way.function.scale
    return f"{scale.from_} tot en met {scale.to}" if scale else "buiten de gemeente"


def route(way: Way) -> str:
    return f"{way.route.title}: {way.route.months_from} tot {way.route.months_to} maanden" if way.route else ""


def _remarks(made: PlanMade) -> tuple[str, ...]:
    rows, many, hundredths = made.plan.unknown
    found = [ROUGH]
    if rows:
        found.append(f"Niet herkend: {counted(rows, 'rij', 'rijen')}, {people(many)}, {fte(hundredths)} fte. {'Die telt' if rows == 1 else 'Die tellen'} alleen mee in het totaal bovenaan.")
    if made.hidden:
        found.append(f"{counted(made.hidden, 'naam van een functie', 'namen van functies')} laat ik niet zien: ik herken er geen werk in, en het kan een naam van iemand zijn.")
    if made.without_region:
        found.append("Niet bij elke rij staat een regio. Daar gebruik ik het beeld van heel Nederland.")
    return tuple(found)
