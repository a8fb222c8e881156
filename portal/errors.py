"""What the portal itself refuses; messages are Dutch, for who started it."""

from __future__ import annotations

from rules.errors import KnowledgeError


class PortalError(Exception):
    """Root of all errors of the portal."""


class PortBusy(PortalError):
    """Another program listens on the port."""


class PortalDidNotStart(PortalError):
    """The web server ended before it served anything."""


class BadInput(PortalError):
    """A file or line given on the command line cannot be used."""


class ConsentNeeded(PortalError):
    """Something of a person would be kept who did not agree to that."""


class FormRefused(PortalError):
    """A form that was not made for who sends it; `title` and message are Dutch and tell what to do."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__(text)
        self.title = title


class MessageNotSent(PortalError):
    """A message that cannot go where it was meant for; `written` is its text, for who wrote it. The message is Dutch."""

    def __init__(self, text: str, written: str) -> None:
        super().__init__(text)
        self.written = written


class CorrectionRefused(PortalError):
    """A correction of a passport that cannot be done as it was sent."""


class VarUnusable(PortalError):
    """The folder with passports and secrets cannot be made or used."""


class SecretsBroken(PortalError):
    """The file with secrets is not as it was made."""


class NotReadyForProduction(PortalError):
    """What must hold before real employees may sign in does not hold yet."""


class AccountRefused(PortalError):
    """An emergency account that cannot be made like this."""


class LoginError(PortalError):
    """Signing in at the organisation's provider did not work; `reason` is a short code for the log and never personal."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class LoginRefused(LoginError):
    """The provider, or our check of what it sent, says no."""


class LoginNotOurs(LoginRefused):
    """The answer does not belong to a sign-in that this browser began."""


class ProviderDown(LoginError):
    """The provider does not answer, or not with anything that can be used."""


class PersonasError(KnowledgeError, PortalError):
    """The file with demo personas has mistakes in it."""

    title = "De demopersonen kloppen nog niet"


class CoachQuestionsError(KnowledgeError, PortalError):
    """The file with questions for the talk with a coach has mistakes in it."""

    title = "De vragen voor het goede gesprek kloppen nog niet"


class FileRefused(PortalError):
    """A file that somebody chose cannot be read here; the message is Dutch and tells what to do."""
