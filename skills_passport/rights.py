"""What an employee may always do with their passport: agree or not, take it along, have it erased."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from skills_passport.errors import ErasureIncomplete, PassportError, PassportNotFound
from skills_passport.export import AsEditor, passport_to_export
from skills_passport.model import Purpose, SkillsPassport
from skills_passport.store import PassportStore

ForgetTalk = Callable[[str], None]
"""Makes the conversation engine forget what it holds of this owner; raises when it could not."""


def give_consent(
    store: PassportStore, owner: str, purpose: Purpose, *, at: datetime, text_version: str, actor: str
) -> SkillsPassport:
    """Records that the employee agrees, and to which text."""
    return store.change(
        owner,
        lambda passport: decided(passport, purpose, True, at, text_version),
        actor=actor,
        action=f"consent-given:{purpose.value}",
    )


def withdraw_consent(
    store: PassportStore,
    owner: str,
    purpose: Purpose,
    *,
    at: datetime,
    text_version: str,
    actor: str,
    forget_talk: ForgetTalk,
) -> SkillsPassport:
    """Records that the employee no longer agrees.

    Without consent for the talk nothing may be kept: answers, talk and advices are wiped at once, and only
    the consents themselves stay. Say so beside the button. Raises ErasureIncomplete.
    """
    if purpose == Purpose.TALK:
        _forget(owner, forget_talk)
    passport = store.change(
        owner,
        lambda passport: decided(passport, purpose, False, at, text_version),
        actor=actor,
        action=f"consent-withdrawn:{purpose.value}",
    )
    if purpose == Purpose.TALK:
        try:
            store.wipe()
        except PassportError as error:
            raise ErasureIncomplete(
                owner, "het paspoort is leeg", "resten in de bestanden konden nog niet worden gewist"
            ) from error
    return passport


def export_all(store: PassportStore, owner: str, *, actor: str, as_editor: AsEditor | None = None) -> str:
    """All that is kept of the employee, and who looked, as JSON; `as_editor` is kept with the versions. Raises PassportNotFound."""
    passport = store.load(owner, actor=actor, action="export")
    if passport.is_new:
        raise PassportNotFound(owner)
    return passport_to_export(passport, store.accesses(owner, actor=actor), store.coaches(), store.sign_ins(owner), store.own_coach(owner), as_editor=as_editor)


def erase_all(store: PassportStore, owner: str, *, actor: str, forget_talk: ForgetTalk, untouched_since: datetime | None = None) -> bool:
    """Erases passport, answers with their history, talk, advices, consents, all casework and the engine's memory of the talk.

    What stays is an audit row that an erasure took place, which leads to nobody. False when there was no passport, or when
    somebody changed it since `untouched_since`.
    Repeating it is safe. Let no turn of this owner run meanwhile, as it would begin a new passport.
    Raises ErasureIncomplete.
    """
    # The talk first: if that fails the passport is still there, and the employee sees that it has to be done again.
    _forget(owner, forget_talk)
    return store.erase(owner, actor=actor, untouched_since=untouched_since)


def decided(
    passport: SkillsPassport, purpose: Purpose, given: bool, at: datetime, text_version: str
) -> SkillsPassport:
    """The passport of who agrees, or no longer; without consent for the talk only the consents are left of it."""
    if purpose != Purpose.TALK:
        return passport.with_decision(purpose, given=given, at=at, text_version=text_version)
    passport = passport.with_consent(purpose, given=given, at=at, text_version=text_version)
    return passport if given else passport.without_content()


def _forget(owner: str, forget_talk: ForgetTalk) -> None:
    try:
        forget_talk(owner)
    except Exception as error:
        raise ErasureIncomplete(owner, "er is nog niets gewist", "het gesprek kon niet worden vergeten") from error
