"""Five hundred talks of invented colleagues with the running product: how they end, in how many turns, and what was wrong.

`python -m tests.evaluation.talks` prints it.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Sequence

from tests.evaluation.measures import Section, percent, share
from tests.server import product
from tests.talker.colleague import MANNERS
from tests.talker.playing import LETTER, PRESS, READ, THINK, Played, minutes
from tests.talker.together import play_all

TALKS = 506  # as many of every manner
REMARKS = (
    "A colleague is drawn from a seed: a title and messages about work from the tuning halves of the sets above, answers from `tests/talker/sayings.yml`, and a manner: how often they type "
    "where a button would do, ask something in between, skip, say that they do not know, go back, correct their region, leave and return, or mistype a word.",
    "Wrong is: a talk that does not end within 70 turns, or ends without cards or what helps; a question that was answered asked again, or put in full twice; the same said three times; an aside or a "
    "correction that leads away from the open question; more than three sentences before one can speak; a message that does not stand in the talk; a region, sector, consent, condition or message about work that was told and is not in the passport.",
    f"Minutes are reckoned, nobody was timed: {LETTER} s a letter (two fingers), {READ} s a word that the bot says, {THINK:g} s to think before each answer, {PRESS} s to press a button; all turns count, those after the advice too, and cards are not read.",
    "`python -m tests.talker SEED …` plays some again and prints them. The manners and sayings are the project's own: strangers will find other ways.",
)


def play(count: int = TALKS) -> list[Played]:
    """So many talks with a server of their own."""
    with product() as server:
        try:
            return play_all(server, range(count))
        except BaseException:
            sys.stderr.write(server.log.read_text(encoding="utf-8")[-5000:])  # what the server said of it goes with its folder
            raise


def evaluate() -> Section:
    """The table, per manner and for all."""
    played = play()
    groups = [("all", played), *((manner.name, [each for each in played if each.manner == manner.name]) for manner in MANNERS)]
    return Section(
        "Whole talks", "Talks of invented colleagues with the real portal and Rasa over HTTP, from an empty passport to the end.",
        ("manner", "talks", "with suggestions", "turns to the end: median (aim ≤ 22)", "fewest", "most", "minutes, reckoned: median (aim ≤ 10)", "nine of ten within", "their own function found", "messages about work of which a task is heard", "with something wrong"),
        tuple(_row(name, group) for name, group in groups), (*REMARKS, *_problems(played)),
    )


def _row(name: str, played: Sequence[Played]) -> tuple[str, ...]:
    turns = sorted(each.turns for each in played)
    spent = sorted(minutes(each) for each in played)
    wrong = sum(bool(each.problems) for each in played)
    return (name, str(len(played)), percent(share(bool(each.to_advice) for each in played)), f"{statistics.median(turns):g}", str(turns[0]), str(turns[-1]), f"{statistics.median(spent):.1f}", f"{spent[int(0.9 * len(spent))]:.1f}", percent(share(each.function_right for each in played)),
            percent(sum(each.tasks_heard for each in played) / max(sum(each.tasks_told for each in played), 1)), str(wrong))


def _problems(played: Sequence[Played]) -> list[str]:
    return [f"Seed {each.seed} ({each.manner}): {problem}" for each in played for problem in dict.fromkeys(each.problems)]


if __name__ == "__main__":
    sys.stdout.write(evaluate().markdown())
