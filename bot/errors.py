"""What can go wrong in the talk; every message says what to do."""

from __future__ import annotations


class BotError(Exception):
    """Root of all errors of the bot."""


class CannotTrain(BotError):
    """Rasa refused the talk's sources."""


class RasaDown(BotError):
    """The Rasa server does not answer."""


class RasaSlow(BotError):
    """The Rasa server took longer than an employee should wait."""
