"""Who edits, as the history of versions keeps them: a pseudonymous id, and the name that their colleagues see."""

from __future__ import annotations

from portal.login.session import Session
from portal.settings import Settings
from publishing.model import Editor
from publishing.store import VersionStore
from skills_passport.erasures import ErasureJournal, Kind, Note
from skills_passport.errors import ErasureIncomplete, StoreError
from skills_passport.export import AsEditor
from skills_passport.pseudonym import editor_id

NAMELESS = "een collega van HR"
OPERATOR = Editor("operator", "de beheerder")
"""Who works on the command line."""


def editor_of(who: Session, settings: Settings) -> Editor:
    """The signed-in colleague; their own passport is not found by this id."""
    return Editor(editor_id(who.owner, settings.secret_key), who.vouched_name or NAMELESS)


def kept_as_editor(store: VersionStore, owner: str, settings: Settings) -> AsEditor | None:
    """What the versions keep of who owns this passport, for its export; None of who never edited."""
    own = editor_id(owner, settings.secret_key)
    steps = store.steps_by(own)
    if not steps:
        return None
    return AsEditor(own, steps[0].by.name, tuple((step.at, step.number, step.what) for step in steps))


def forget_editor(store: VersionStore, owner: str, settings: Settings) -> None:
    """Their name goes with their passport; what they did stays in the history of the organisation, without a name.

    Before the passport, with which the session ends: if this fails they can do it again. Raises ErasureIncomplete.
    """
    try:
        remove_editor(store, editor_id(owner, settings.secret_key), settings)
    except StoreError as error:
        raise ErasureIncomplete(owner, "er is nog niets gewist", "of er een naam bij bewerkingen van regels staat, was niet na te gaan") from error


def remove_editor(store: VersionStore, editor: str, settings: Settings) -> bool:
    """Take a name away, also from backups that are put back later; False when nobody has this id. Raises StoreError."""
    if all(known.id != editor for known in store.editors()):
        return False
    ErasureJournal(settings.journal).append(Note(Kind.EDITOR, editor))
    return store.remove_editor(editor)
