"""Whom somebody can choose to share their passport with."""

from __future__ import annotations

from datetime import UTC, datetime

from portal.login import Session
from portal.login.sign_in import break_glass_owner
from portal.settings import Settings
from skills_passport.casework.queue import Coach, offered
from skills_passport.pseudonym import coach_id
from skills_passport.store import PassportStore


def recipients(store: PassportStore, who: Session, settings: Settings) -> tuple[Coach, ...]:
    """The coaches of late, but not themselves, and never the emergency account: nobody can tell who is behind that.

    With the role of coach that account works for the team, which can always be chosen; what it looked at is told by its name.
    """
    nobody = coach_id(break_glass_owner(settings.secret_key), settings.secret_key)
    return offered(store.coaches(), datetime.now(UTC).date(), {who.coach, nobody})
