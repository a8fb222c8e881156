"""Colleagues who agree to being counted, for what HR sees of many: the totals, and the trial of a draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from publishing.content import Content
from publishing.drafts import Drafts
from publishing.model import Editor
from publishing.store import VersionStore
from skills_passport.casework.shares import Share
from skills_passport.casework.verdicts import Outcome, Reason, Signal, Verdict
from skills_passport.guidance import advice_in
from skills_passport.model import Purpose, SkillsPassport, StoredAdvice
from skills_passport.pseudonym import owner_id
from skills_passport.sqlite_store import SqliteStore
from tests.portal.conftest import AT, SECRET, mention, whole_passport

Change = Callable[[SkillsPassport], SkillsPassport]
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
RULES = "rulebook/97-instrumenten.yml"
_RULE = """
- id: proef-valt-af
  title: Dit valt af
  models: [M8]
  when:
    {when}
  then:
    - exclude: "Dit kan nu niet."
  because: "Voor {{function.title}} is nu geen plaats."
  source: "oordeel van dit project"
  valid_from: 2026-01-01
  author: Mien
"""


def owner_of(number: int) -> str:
    return owner_id(f"demo:person-{number}", SECRET)


def agreed(passport: SkillsPassport) -> SkillsPassport:
    for purpose in (Purpose.TALK, Purpose.TOTALS):
        passport = passport.with_consent(purpose, given=True, at=AT, text_version="2026-12")
    return passport


def someone(store: SqliteStore, number: int, change: Change = lambda p: p, *, counted: bool = True) -> None:
    def told(passport: SkillsPassport) -> SkillsPassport:
        passport = agreed(passport) if counted else passport.with_consent(Purpose.TALK, given=True, at=AT, text_version="2026-12")
        return change(whole_passport(passport))

    store.change(owner_of(number), told, actor="bot", action="answer")


def wants(*sectors: str) -> Change:
    return lambda p: p.with_answer("wishes", {"words": [], "sectors": list(sectors), "mentions": [], "refused_sectors": []}, words="", at=AT)


def good_with_excel(passport: SkillsPassport) -> SkillsPassport:
    """In scale 6 or 7, and no administrative work that leads elsewhere."""
    passport = passport.with_answer("function", {"function_id": "archiefmedewerker", "words": "archiefmedewerker"}, words="", at=AT)
    words = "ik ben goed met excel"
    heard = [mention(words, "spreadsheets gebruiken", "spreadsheets-gebruiken", "skill")]
    return passport.with_answer("tasks", {"messages": [words], "mentions": heard}, words="", at=AT)


def judged(passport: SkillsPassport, like: StoredAdvice, number: int) -> SkillsPassport:
    """With an advice that somebody else got, and a coach who looked after ten days and turned its first suggestion down."""
    advice, case = replace(like, id=f"advice-{number}"), f"case-{number}"
    verdict = Verdict(
        case=case, coach="x", at=AT, advice_id=advice.id, versions=advice.versions, function_id=advice_in(advice).suggestions[0].function_id,
        outcome=Outcome.REJECT, reason=Reason.NOT_TRUE, signal=Signal.WRONG_SKILL, words="",
    )
    passport = passport.with_share(Share(case=case, coach=None, since=NOW - timedelta(days=20), seen_at=NOW - timedelta(days=10)))
    return replace(passport, advices=(advice,), casework=passport.casework.with_more(verdicts=verdict))


def with_rule(when: str) -> Callable[[Content], Content]:
    """A rule that shuts out what it is about, such as `function: {municipal: true}`."""
    return lambda content: content.with_file(RULES, content[RULES].rstrip() + "\n" + _RULE.format(when=when))


def shut_out(versions: Path, number: int, when: str, *, by: Editor) -> None:
    """Puts such a rule in a draft of what runs, in its own files, as another process of it would."""
    store = VersionStore(versions)
    try:
        drafts = Drafts(store, lambda content: None, product="", rehearse=lambda version, content: None)
        drafts.change(number, with_rule(when), by=by, what="schreef een regel", expected_revision=store.version(number).revision)
    finally:
        store.close()
