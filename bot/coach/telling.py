"""Words of a coach, or for one, as a balloon of the bot: within three sentences in the text, else on a card under a short line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.replies import MOST_SENTENCES, Message, count_sentences
from bot.saying import Saying, closing_with
from bot.talk import Outcome
from skills_passport.model import Button

FROM_COACH = "coach"
"""The kind of a card with what a coach did, or with a message for one: a line each."""
_LONGEST = 320  # characters of a text that is still read at once


def balloon(lines: Sequence[str], short: str, on_card: Sequence[str], *, most: int = MOST_SENTENCES) -> Message:
    """The lines in one text when they are at most `most` sentences; else `short`, over a card with `on_card`."""
    text = " ".join(" ".join(lines).split())
    if count_sentences(text) <= most and len(text) <= _LONGEST and "\n" not in "".join(on_card):
        return Message(text)
    return Message(short, card={"kind": FROM_COACH, "lines": list(on_card)})


def with_news(saying: Saying, outcome: Outcome, lines: Sequence[str], short: str, buttons: tuple[Button, ...]) -> Outcome:
    """The same with the news before all that is said, and buttons to answer it after the others.

    Where nothing else is said the open question is put again behind it, so that it is clear what is asked.
    """
    asks = not outcome.messages and not outcome.afterwards
    if asks and outcome.talk.question is not None and outcome.talk.notes.to_coach is None:
        outcome = saying.asking(outcome.talk, "")
    elsewhere = sum(count_sentences(message.text) for message in (*outcome.messages, *outcome.afterwards))
    told = balloon(lines, short, lines, most=0 if outcome.wants_advice else MOST_SENTENCES - elsewhere)
    closing = (outcome.afterwards or outcome.messages)[-1:]
    shown = closing[0].buttons if closing else outcome.talk.notes.offered
    once = {each.payload: each for each in (*shown, *buttons)}  # what is offered may hold the button of earlier news
    return closing_with(replace(outcome, messages=(told, *outcome.messages)), tuple(once.values()))
