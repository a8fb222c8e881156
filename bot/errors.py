"""What can go wrong in the talk; every message says what to do."""

from __future__ import annotations

from rules.errors import KnowledgeError


class BotError(Exception):
    """Root of all errors of the bot."""


class CannotTrain(BotError):
    """Rasa refused the talk's sources."""


class RasaDown(BotError):
    """The Rasa server does not answer."""


class RasaSlow(BotError):
    """The Rasa server took longer than an employee should wait."""


class RasaConfused(BotError):
    """The Rasa server answered, but no action of ours was run: its log says why."""


class ScriptError(KnowledgeError, BotError):
    """The files with the talk's questions and texts have mistakes in them."""

    title = "De vragen en teksten van het gesprek kloppen nog niet"


class CannotForget(BotError):
    """Rasa's tracker file could not be cleaned of an employee's talk."""
