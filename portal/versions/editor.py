"""Who edits, as the history of versions keeps them: a pseudonymous id, and the name that their colleagues see."""

from __future__ import annotations

from portal.login.session import Session
from portal.settings import Settings
from publishing.model import Editor
from skills_passport.pseudonym import editor_id

NAMELESS = "een collega van HR"
OPERATOR = Editor("operator", "de beheerder")
"""Who works on the command line."""


def editor_of(who: Session, settings: Settings) -> Editor:
    """The signed-in colleague; their own passport is not found by this id."""
    return Editor(editor_id(who.owner, settings.secret_key), who.vouched_name or NAMELESS)
