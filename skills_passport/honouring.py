"""After a backup was put back: what people took back since then is taken back again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial

from skills_passport.casework.employee import without_share
from skills_passport.erasures import JournalEntry, Kind
from skills_passport.model import Purpose, SkillsPassport
from skills_passport.rights import decided
from skills_passport.store import PassportStore

ACTOR = "restore"


def honour(store: PassportStore, entries: Iterable[JournalEntry]) -> Mapping[Kind, int]:
    """Applies these entries to what was put back; how often each kind changed something. Doing it again changes nothing.

    All entries are tried, those from before the backup too: one may have been written while the backup was made. What somebody gave
    anew after an entry stays. Editors are not kept here, and are for who calls.
    """
    done: Counter[Kind] = Counter()
    for entry in entries:
        match entry.kind:
            case Kind.PASSPORT:
                owner = store.owner_of_subject(entry.of)
                done[entry.kind] += owner is not None and store.erase(owner, actor=ACTOR)
            case Kind.CONSENT:
                owner = store.owner_of_subject(entry.of)
                done[entry.kind] += owner is not None and _changed(store, owner, entry)
            case Kind.SHARE:
                owner = store.owner_of_case(entry.of)
                done[entry.kind] += owner is not None and _changed(store, owner, entry)
            case Kind.COACH:
                left = any(coach.id == entry.of and coach.last_sign_in <= entry.at for coach in store.coaches())
                done[entry.kind] += left and store.remove_coach(entry.of, actor=ACTOR) is not None
            case Kind.EDITOR | Kind.BACKUP:
                pass
    return done


def _changed(store: PassportStore, owner: str, entry: JournalEntry) -> bool:
    taken = without_consent if entry.kind is Kind.CONSENT else _without_share
    before = store.load(owner, actor=ACTOR, action="show")
    if taken(before, entry) is before:
        return False
    store.change(owner, partial(taken, entry=entry), actor=ACTOR, action="withdraw-again")
    return True


def without_consent(passport: SkillsPassport, entry: JournalEntry) -> SkillsPassport:
    """The passport without this consent, unless it was given after the entry; without the one for the talk, without what was told."""
    purpose = Purpose(entry.purpose)
    given = passport.consent(purpose)
    if given is None or not given.given or given.at > entry.at:
        return passport
    return decided(passport, purpose, False, entry.at, given.text_version)


def _without_share(passport: SkillsPassport, entry: JournalEntry) -> SkillsPassport:
    share = passport.casework.share(entry.of)
    if share is None or not share.is_open or share.since > entry.at:
        return passport
    return without_share(passport, entry.of, at=entry.at, text_version=_text_version(passport))


def _text_version(passport: SkillsPassport) -> str:
    given = passport.consent(Purpose.COACH)
    return given.text_version if given else ""


def last_of(entries: Iterable[JournalEntry], kind: Kind) -> Mapping[str, datetime]:
    """Of everything this kind of entry is about: when that was last."""
    return {entry.of: entry.at for entry in entries if entry.kind is kind}
