"""Somebody in the middle of the interview who shares with a coach, and what that coach does."""

from __future__ import annotations

from datetime import timedelta

from bot.conversation import Conversation
from bot.replies import Turn
from bot.talk import Heard
from skills_passport.casework import coach, employee
from skills_passport.casework.shares import Party
from skills_passport.model import SkillsPassport
from skills_passport.sqlite_store import SqliteStore
from tests.bot.rasa_on_loopback import NOW, OWNER

CARLA = "c1"
LATER = NOW + timedelta(minutes=5)


class Sharing:
    """Somebody in the middle of the interview who shares with Carla, and what Carla does."""

    def __init__(self, conversation: Conversation, store: SqliteStore) -> None:
        self.conversation, self.store, self.count = conversation, store, 0

    @property
    def passport(self) -> SkillsPassport:
        return self.store.load(OWNER, actor="employee", action="read")

    @property
    def case(self) -> str:
        return self.passport.casework.open_shares[0].case

    def writes(self, text: str) -> None:
        coach.write_to_employee(self.store, self.case, CARLA, text, at=LATER)

    async def say(self, words: str, intent: str = "answer") -> Turn:
        self.count += 1
        return await self.conversation.hear(OWNER, Heard(words, intent), message_id=f"s-{self.count}")

    async def press(self, turn: Turn, title: str) -> Turn:
        pressed = next(button for button in turn.buttons if button.title == title)
        self.count += 1
        return await self.conversation.hear(OWNER, Heard(pressed.payload, "button", 1.0, pressed.payload), message_id=f"s-{self.count}")

    async def opens(self) -> Turn:
        return await self.conversation.open(OWNER)

    @property
    def sent(self) -> list[str]:
        return [message.text for message in self.passport.casework.messages if message.by is Party.EMPLOYEE]


def share_with_carla(store: SqliteStore, who: str | None = CARLA) -> None:
    employee.share(store, OWNER, coach=who, name="Ria", reach="", at=NOW, text_version="1")


def text_of(turn: Turn) -> str:
    return " ".join(message.text for message in turn.messages)


def cards_of(turn: Turn) -> list[str]:
    return [line for message in turn.messages if message.card for line in message.card["lines"]]
