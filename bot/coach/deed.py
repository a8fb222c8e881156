"""What somebody wants of their coach, or of sharing, as far as words can tell: what it comes to depends on the passport (bot/coach/doing.py)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DeedKind(StrEnum):
    WRITE = "write"  # a message, perhaps with its words
    SEND = "send"
    CANCEL = "cancel"
    READ = "read"  # what the coach wrote
    LOOKS = "looks"  # who may look on, and who did
    ASK_STOP = "ask-stop"
    STOP = "stop"
    KEEP = "keep"
    NAME = "name"  # by which the coach knows them
    NAME_AGAIN = "name-again"  # the words were no name
    LOGIN_NAME = "login-name"
    NO_NAME = "no-name"


@dataclass(frozen=True, slots=True)
class Deed:
    """`text`: the message or the name; `place`: of the share among all that ever were (None: not said which); `note` is said first.

    `named`: the coach whom somebody writes to by name.
    `hides`: the words are, or may be, a name, which stands in the share and nowhere else: they are not kept in the talk.
    """

    kind: DeedKind
    text: str = ""
    place: int | None = None
    note: str = ""
    hides: bool = False
    named: str = ""
