"""The present work: where it stands (M1), what happens to its tasks (M2, M4), and where the person is on the way (M21)."""

from __future__ import annotations

from datetime import date

from rules.answer import FiredRule, OwnTask, OwnWork
from rules.catalogue import FunctionProfile, Task
from rules.engine import RuleEngine
from rules.explanation import fill, shorten
from rules.knowledge import Knowledge
from rules.person import Person, TaskTrend
from rules.rulebook import Facts, Rule, Say, Scope, SetOutlook, SetPhase, Tool, concluded
from rules.suggestion import coach_notes, for_employee
from rules.weighing.case_facts import Values, own_work_facts, task_facts
from rules.weighing.outlook import TERM_WORDS, quadrant_of
from rules.weighing.told import Told

EXPLAINS = "uitleg bij je werk van nu"
MOST_SAID = 3
MOST_TOOLS = 1
"""So many sentences about the present work; what the other rules say stands under 'Waarom?'."""


def look_at_own_work(person: Person, told: Told, own: FunctionProfile | None, knowledge: Knowledge, today: date) -> OwnWork:
    """The present function in red and green, with what the rules say about it."""
    facts = own_work_facts(person, told, own)
    fired = knowledge.engines.on(today, Scope.OWN_WORK).conclude(facts)
    outlooks = _Outlooks(knowledge.engines.on(today, Scope.OWN_TASK), facts)
    told_tasks = [outlooks.told(trend) for trend in person.task_trends]
    known_tasks = [outlooks.known(task) for task in (own.tasks if own else ())]
    said = [fill(text.text, facts) for _, text in concluded(fired, Say)][:MOST_SAID]
    said += [fill(text.text, facts) for _, text in concluded(fired, Tool)][:MOST_TOOLS]
    phase = next((phase for _, phase in concluded(fired, SetPhase)), None)
    version = knowledge.rulebook.version
    return OwnWork(
        function_id=own.id if own else None,
        title=own.title if own else shorten(person.function_words),
        quadrant=quadrant_of(own.axes) if own else None,
        text=" ".join(said),
        tasks=(*(task for task in told_tasks if task is not None), *known_tasks),
        fired=(*(_shown(rule, facts, version, EXPLAINS) for rule in for_employee(fired)), *outlooks.fired(version)),
        phase=phase.phase if phase else None,
        offer=fill(phase.offer, facts) if phase else "",
        for_coach=coach_notes(fired, facts, version),
    )


class _Outlooks:
    """What the rules say happens to the tasks of one person; each rule that said so is kept once, with the facts of the first task."""

    __slots__ = ("_engine", "_facts", "_fired")

    def __init__(self, engine: RuleEngine, facts: Facts) -> None:
        self._engine, self._facts = engine, facts
        self._fired: dict[str, tuple[Rule, Facts, str]] = {}

    def told(self, trend: TaskTrend) -> OwnTask | None:
        """A task in the person's words; None where no rule says what their words mean for it."""
        said = self._said(task_facts(None, trend.trend))
        return OwnTask(text=trend.quote, outlook=said.outlook, because=said.text, technology=(), term="", from_person=True) if said else None

    def known(self, task: Task) -> OwnTask:
        """A task of the profile: as it stands there, unless a rule says otherwise."""
        said = self._said(task_facts(task, None))
        return OwnTask(
            text=task.text,
            outlook=said.outlook if said else task.outlook,
            because=said.text if said else task.because,
            technology=task.technology,
            term=TERM_WORDS[task.term] if task.term else "",
            from_person=False,
        )

    def fired(self, version: str) -> tuple[FiredRule, ...]:
        """The rules that decided about a task, in the order in which they came up."""
        return tuple(_shown(rule, facts, version, f"verwachting van een taak: {outlook}") for rule, facts, outlook in self._fired.values())

    def _said(self, task: Values) -> SetOutlook | None:
        facts = {**self._facts, "task": task}
        decided = next(concluded(self._engine.conclude(facts), SetOutlook), None)
        if decided is None:
            return None
        rule, said = decided
        self._fired.setdefault(rule.id, (rule, facts, said.outlook))
        return SetOutlook(said.outlook, fill(said.text, facts))


def _shown(rule: Rule, facts: Facts, version: str, effect: str) -> FiredRule:
    return FiredRule(rule.id, rule.title, fill(rule.because, facts), rule.source, version, effect)
