"""What can be seen of an advice beside its cards: the cards side by side, the plan for the chosen work, the own tasks in red and green.

Each is a message that says the main thing in words, with a card that the page draws; both hold only what the advice holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.advised.cards import comparison_card, plan_card, tasks_card
from bot.advised.choosing import first_step, which
from bot.advised.why_not import named_function
from bot.beside.asked_back import AskedBack
from bot.ears import Ears
from bot.replies import MOST_SENTENCES, Message, at_most, listed, starred
from bot.talk import LOOK, Heard, Talk
from bot.texts.script import Script
from bot.words.compare_words import ToCompare, to_compare
from bot.words.plan_words import asks_plan, asks_tasks
from rules.answer import Advice, Outlook, OwnTask, Suggestion
from rules.contrast.side_by_side import Comparison, Row, side_by_side
from rules.explanation import in_sentence
from rules.weighing.outlook import TERM_WORDS
from skills_passport.answers import CHOICE
from skills_passport.model import Button

_COMPARE, _PLAN, _TASKS = "vergelijk", "plan", "taken"
_TELLING = ("criteria", "pay", "learn", "region", "barriers")
"""Rows whose outcome can be said in a few words, the weightiest first."""
_MOST_KEPT = 2  # tasks that are named as staying
_TERMS = {term: place for place, term in enumerate(TERM_WORDS.values())}


@dataclass(frozen=True, slots=True)
class Looking:
    script: Script
    ears: Ears

    def hear(self, talk: Talk, heard: Heard, last_advice: Callable[[], Advice | None]) -> AskedBack | None:
        """What is shown; None when nothing of this is asked, or there is no advice to show it of."""
        pressed = heard.payload.removeprefix(LOOK) if heard.payload.startswith(LOOK) else ""
        compare = ToCompare() if pressed == _COMPARE else None if heard.payload else to_compare(heard.words)
        plan = talk.question is None and (pressed == _PLAN or (not heard.payload and asks_plan(heard.words)))
        tasks = pressed == _TASKS or (not heard.payload and asks_tasks(heard.words))
        advice = last_advice() if compare or plan or tasks else None
        if advice is None:
            return None
        most = MOST_SENTENCES - (talk.question is not None)
        if tasks:
            return self._tasks(advice, most)
        if not advice.suggestions:
            return None
        return self._compare(advice, compare, most) if compare else self._plan(talk, advice)

    # -- side by side

    def _compare(self, advice: Advice, asked: ToCompare, most: int) -> AskedBack | None:
        chosen = self._meant(advice, asked)
        if chosen is None:
            return None
        if len(chosen) < 2:
            return AskedBack(self.script.phrases["compare_one"])
        table = side_by_side(chosen)
        return AskedBack(message=Message(self._differences(table, chosen, asked.about, most), card=comparison_card(table)))

    def _meant(self, advice: Advice, asked: ToCompare) -> Sequence[Suggestion] | None:
        """The cards that are meant; None when a name is of other work."""
        shown = advice.suggestions
        if asked.names:
            guesses = [named_function(self.ears, advice, name) for name in asked.names]
            ids = [guess.function_id for guess in guesses if guess is not None]
            found = [each for each in shown if each.function_id in ids]
            return found if len(found) == len(asked.names) else None
        places = {place % len(shown) for place in asked.places if -len(shown) <= place < len(shown)}
        return [shown[place] for place in sorted(places)] if len(places) > 1 else shown

    def _differences(self, table: Comparison, shown: Sequence[Suggestion], about: str, most: int) -> str:
        """How well each fits, and where else they differ most; first of all what was asked about."""
        names = dict.fromkeys([about, *_TELLING]) if about != "fit" else dict.fromkeys(_TELLING)
        rows = [row for name in names if (row := table.row(name)) is not None and (name == about or len({cell.head for cell in row.cells}) > 1)]
        told = [self._fits(shown), *(self._told(row, table.titles) for row in rows)]
        if rows and rows[0].name == about:
            told[:2] = reversed(told[:2])
        return at_most(told, most)

    def _fits(self, shown: Sequence[Suggestion]) -> str:
        best, *others = sorted(shown, key=lambda each: -each.fit)
        if best.fit == others[-1].fit:
            return self.script.phrases["compare_fit_same"].format(fit=best.fit)
        rest = listed(f"*{each.title}* ({each.fit})" for each in others)
        return self.script.phrases["compare_fit"].format(title=best.title, fit=best.fit, list=rest)

    def _told(self, row: Row, titles: Sequence[str]) -> str:
        if row.same:
            return self.script.phrases["compare_same"].format(label=row.label, outcome=in_sentence(row.cells[0].head))
        by_head: dict[str, list[str]] = {}
        for cell, title in zip(row.cells, titles, strict=True):
            by_head.setdefault(cell.head, []).append(title)
        told = ", ".join(f"{in_sentence(head)} bij {listed(starred(many))}" for head, many in by_head.items())
        return self.script.phrases["compare_row"].format(label=row.label, list=told)

    # -- the plan

    def _plan(self, talk: Talk, advice: Advice) -> AskedBack:
        choice = talk.value(CHOICE)
        chosen = next((each for each in advice.suggestions if each.function_id == choice.get("function_id")), None)
        if chosen is None:
            return AskedBack(message=which(self.script, advice.suggestions, str(choice.get("words", ""))))
        said = [self.script.phrases["plan"].format(title=chosen.title), *first_step(self.script, chosen)]
        return AskedBack(message=Message(" ".join(said), card=plan_card(chosen)))

    # -- the own tasks

    def _tasks(self, advice: Advice, most: int) -> AskedBack | None:
        tasks = advice.own_work.tasks
        if not tasks:
            return None
        return AskedBack(message=Message(at_most(self._outlooks(tasks), most), card=tasks_card(advice.own_work)))

    def _outlooks(self, tasks: Sequence[OwnTask]) -> list[str]:
        """How many tasks shrink, change, stay and come, which one moves first, and what lasts."""
        phrases = self.script.phrases
        counts = {outlook: [task for task in tasks if task.outlook is outlook] for outlook in Outlook}
        parts = [phrases[f"tasks_{outlook.name.lower()}"].format(number=len(many)) for outlook, many in counts.items() if many]
        told = [phrases["tasks"].format(list=listed(parts))]
        moving = sorted(counts[Outlook.DISAPPEARS] or counts[Outlook.CHANGES], key=lambda task: (not task.from_person, _TERMS.get(task.term, len(_TERMS))))
        told += [phrases["tasks_first"].format(task=starred([moving[0].text])[0])] if moving else []
        lasting = [*counts[Outlook.STAYS], *counts[Outlook.APPEARS]][:_MOST_KEPT]
        return [*told, phrases["tasks_kept"].format(list=listed(starred(task.text for task in lasting)))] if lasting else told


def looks(advice: Advice) -> tuple[str, ...]:
    """What can be looked at of this advice, as the ends of payloads of buttons."""
    return (*((_COMPARE,) if len(advice.suggestions) > 1 else ()), *((_TASKS,) if advice.own_work.tasks else ()))


def look_buttons(talk: Talk, script: Script) -> tuple[Button, ...]:
    """Buttons for what can be looked at now."""
    offered = (*talk.notes.looks, *((_PLAN,) if talk.value(CHOICE) else ()))
    titles = {_COMPARE: "compare_button", _TASKS: "tasks_button", _PLAN: "plan_button"}
    return tuple(Button(script.phrases[titles[each]], f"{LOOK}{each}") for each in offered if each in titles)

