"""What holds of somebody and of each suggestion, as far as questions of a coach may rest on it. Pure; of the talk nothing is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.words.cleaning import clean
from portal import wording
from portal.passport_view import PassportView, Told
from portal.preparing.questions import Facts
from rules.answer import Advice, Outlook, Phase, Quadrant, Route, Suggestion
from rules.catalogue import SkillCategory
from rules.explanation import capital, in_sentence, join, shorten
from rules.knowledge import Knowledge
from rules.labour_market import Tightness
from rules.pay import PayVerdict
from rules.person import CriterionKind, Direction, Meaning, Trend
from skills_passport.casework.plan import StepState
from skills_passport.casework.record import Casework

MANY_TASKS, FEW_TASKS, MANY_MUSTS, BIG_GAP = 5, 1, 3, 4
LOW, HIGH = 1, 3  # digital level, 0–4
MOST_NAMED = 3  # in one sentence
_UNCHECKED = (CriterionKind.OTHER, CriterionKind.FACT)
_SHORT = (Tightness.VERY_TIGHT, Tightness.TIGHT, Tightness.SHORTAGE)
_WORK = {
    Quadrant.DANGER_ZONE: ("routine-work",), Quadrant.HUMAN_VENEER: ("routine-work", "contact-work"),
    Quadrant.SLOW_CREEP: ("creative-work",), Quadrant.SAFE_ZONE: ("contact-work", "creative-work"),
}
_DIRECTIONS = {Direction.GROW_ALONG: "direction-grow", Direction.ADD_ROLE: "direction-add", Direction.CHANGE_OCCUPATION: "direction-change"}
_PHASES = {Phase.AWARENESS: "phase-awareness", Phase.PROFESSIONALISATION: "phase-learning", Phase.MOBILITY: "phase-mobility"}
_ROUTES = {Route.GROW_ALONG: "grows-along", Route.ADD_ROLE: "adds-a-role", Route.CHANGE_OCCUPATION: "changes-occupation"}
_PAY = {PayVerdict.LOWER: "pay-lower", PayVerdict.OVERLAPPING: "pay-lower", PayVerdict.UNKNOWN: "pay-unknown"}
_TOLD = {
    "task-told": Meaning.NOW, "before-told": Meaning.BEFORE, "outside-told": Meaning.OUTSIDE_WORK, "wanted-told": Meaning.WANTED,
    "unwanted-told": Meaning.UNWANTED,
}
_SKIPPABLE = ("function", "region", "tasks", "trends", "outside", "wishes", "digital", "direction", "criteria")


def facts_of(view: PassportView, advice: Advice | None, casework: Casework) -> Facts:
    """What holds of somebody; the names are those of PERSON_FACTS."""
    found: dict[str, str] = {}
    for name, words in (*_of_answers(view), *_of_wishes(view), *_of_work(view), *_of_criteria(view), *_of_casework(casework)):
        found.setdefault(name, words)
    if advice is not None and advice.suggestions:
        found["advised"] = ""
        if view.choice_title:
            found["chosen"] = view.choice_title
    if advice is not None and advice.own_work.phase is not None:
        found[_PHASES[advice.own_work.phase]] = ""
    return found


def most_told(told: Sequence[Told]) -> Told | None:
    """Of what was told that in which most was heard, and then the longest."""
    return max(told, key=lambda each: (len(each.mentions), len(each.quote)), default=None)


def facts_of_choice(suggestion: Suggestion, view: PassportView, knowledge: Knowledge) -> Facts:
    """What holds of a suggestion; the names are those of CHOICE_FACTS."""
    found: dict[str, str] = {_ROUTES[suggestion.route]: ""}
    if suggestion.function_id == view.choice_id:
        found["the-chosen"] = ""
    for met, name in ((False, "criterion-unmet"), (None, "criterion-open")):
        for check in (check for check in suggestion.criteria if check.met is met):
            found.setdefault(name, own(check.words))
    if suggestion.pay is not None and suggestion.pay.verdict in _PAY:
        found[_PAY[PayVerdict(suggestion.pay.verdict)]] = ""
    function = knowledge.catalogue.functions.get(suggestion.function_id)
    if function is not None and function.regulated:
        found["qualification"] = ""
    if function is not None and not function.municipal:
        found["other-employer"] = ""
    if suggestion.learning_route:
        found["learning-route"] = ""
    digital = [gap.label for gap in suggestion.missing if gap.category == SkillCategory.DIGITAL]
    if digital:
        found["digital-gap"] = join(digital[:MOST_NAMED])
    if len(suggestion.missing) >= BIG_GAP:
        found["big-gap"] = ""
    quotes = [own(each.quote) for each in suggestion.evidence if each.kind != "function" and each.quote]
    if quotes:
        found["own-words"] = quotes[0]
    if suggestion.labour_market.tightness in _SHORT:
        found["short-of-people"] = ""
    return found


def own(words: str) -> str:
    """Own words on one line, short enough for a sentence, without signs that nobody sees."""
    return shorten(clean(words).text).strip(" .,;:!?")


def _of_answers(view: PassportView) -> Iterator[tuple[str, str]]:
    now = [told for told in view.told_as(Meaning.NOW) if own(told.quote)]
    if len(now) >= MANY_TASKS:
        yield "many-tasks", ""
    if len(now) <= FEW_TASKS:
        yield "few-tasks", ""
    for name, meaning in _TOLD.items():
        told = most_told([each for each in view.told_as(meaning) if own(each.quote)])
        if told is not None:
            yield name, own(told.quote)
    skills = [label for told in view.told_as(Meaning.OUTSIDE_WORK) for label in told.skills]
    if skills:
        yield "outside-skill", skills[0]
    if view.digital is not None and min(view.digital) <= LOW:
        yield "digital-low", ""
    elif view.digital is not None and max(view.digital) >= HIGH:
        yield "digital-high", ""
    for question in _SKIPPABLE:
        if question in view.skipped:
            yield f"skipped-{question}", ""


def _of_wishes(view: PassportView) -> Iterator[tuple[str, str]]:
    for words in view.wish_words:
        if own(words):
            yield "wanted-told", own(words)
    if view.sectors:
        yield "wish-sector", join([f"“{in_sentence(wording.SECTORS.get(sector, sector))}”" for sector in view.sectors[:MOST_NAMED]])
    if view.refused_sectors:
        yield "refused-sector", capital(join([wording.WORKS.get(sector, sector) for sector in view.refused_sectors[:MOST_NAMED]]))
    if view.direction is not None:
        yield _DIRECTIONS[view.direction], ""


def _of_work(view: PassportView) -> Iterator[tuple[str, str]]:
    for trend in view.trends:
        if trend.trend in (Trend.GROWS, Trend.SHRINKS) and own(trend.quote):
            yield ("task-grows" if trend.trend is Trend.GROWS else "task-shrinks"), own(trend.quote)
    for name, outlook in (("profile-grows", Outlook.APPEARS), ("profile-shrinks", Outlook.DISAPPEARS)):
        tasks = [in_sentence(task.text) for task in view.tasks if task.outlook is outlook and not task.from_person]
        if tasks:
            yield name, tasks[0]
    for name in _WORK[view.quadrant] if view.quadrant else ():
        yield name, ""


def _of_criteria(view: PassportView) -> Iterator[tuple[str, str]]:
    musts = [each for each in view.criteria if each.hard and each.kind not in _UNCHECKED]
    if len(musts) >= MANY_MUSTS:
        yield "many-musts", ""
    for criterion in view.criteria:
        words = own(criterion.words)
        if criterion.kind is CriterionKind.FACT:
            yield "fact-told", words
        elif criterion.kind is CriterionKind.OTHER:
            yield "own-criterion", words
        else:
            yield ("must" if criterion.hard else "wish"), words
    if not view.criteria and "criteria" not in view.skipped:
        yield "no-criteria", ""


def _of_casework(casework: Casework) -> Iterator[tuple[str, str]]:
    for step in reversed(casework.steps):
        if step.now.state is StepState.AGREED:
            yield "step-agreed", own(step.now.text)
        if step.now.state is StepState.DONE:
            yield "step-done", own(step.now.text)
