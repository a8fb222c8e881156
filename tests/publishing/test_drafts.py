"""From draft to live, and back: who may do what, and what is refused with which words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from publishing.content import Content, Part
from publishing.drafts import Drafts
from publishing.errors import (
    BaseMoved,
    ContentInvalid,
    DraftChanged,
    FourEyes,
    MergeConflict,
    ScenarioBroken,
    StepRefused,
    VersionNotFound,
)
from publishing.model import SYSTEM, Broken, Deed, State, Version
from publishing.store import VersionStore
from skills_passport.errors import EngineRefused
from tests.publishing.conftest import ANSWERS, HANS, MIEN, ROUTE, TITLE, TOM, Clock, Edit, Scenarios, retitled


def deeds(store: VersionStore, number: int) -> list[Deed]:
    return [step.deed for step in store.history(number)]


def test_what_was_shipped_is_version_one_and_live(store: VersionStore, shipped: Content) -> None:
    first = store.published()
    assert first is not None and (first.number, first.author, store.content(1)) == (1, SYSTEM, shipped)


def test_the_whole_way(drafts: Drafts, reviewed: Version, store: VersionStore) -> None:
    live = drafts.publish(reviewed.number, by=MIEN)
    assert (live.state, live.reviewer, live.writers, live.product) == (State.PUBLISHED, MIEN, (HANS,), "1.0")
    assert store.published() == live and store.version(1).state is State.ARCHIVED
    assert "Blijven groeien" in store.content(live.number)[ROUTE] and TITLE in store.content(1)[ROUTE]
    assert deeds(store, live.number) == [Deed.BEGUN, Deed.CHANGED, Deed.SUBMITTED, Deed.PUBLISHED]
    assert [step.by.name for step in store.history(live.number)] == ["Hans", "Hans", "Hans", "Mien"]


def test_a_change_that_cannot_be_read_names_every_mistake_and_stores_nothing(drafts: Drafts, draft: Version, store: VersionStore) -> None:
    def spoil(content: Content) -> Content:
        broken = content.with_file(ROUTE, content[ROUTE].replace("grow-along", "terug"))
        return broken.with_file(ANSWERS, "- id: X\n").with_file("catalogue/qualifications.yml", "geen lijst").with_file(Part.COACHING, "- id: a\n")

    with pytest.raises(ContentInvalid) as refused:
        drafts.change(draft.number, spoil, by=HANS, what="maakte iets stuk", expected_revision=draft.revision)
    assert {problem.file for problem in refused.value.problems} >= {ROUTE, ANSWERS, "catalogue/qualifications.yml", Part.COACHING.value}
    assert all(problem.line > 0 for problem in refused.value.problems)
    assert store.version(draft.number) == draft and len(store.history(draft.number)) == 2


def test_twenty_failed_saves_leave_one_rule(drafts: Drafts, draft: Version, store: VersionStore) -> None:
    rule = "\n- id: nieuwe-regel\n  title: Nieuw\n  models: [M5]\n  when:\n    match: {same_function: true}\n  then:\n    - route: WHERE\n  because: \"Dit past bij je.\"\n  source: \"eigen oordeel\"\n  valid_from: 2026-01-01\n  author: Hans\n"
    for _ in range(20):
        with pytest.raises(ContentInvalid):
            drafts.change(
                draft.number, lambda content: content.with_file(ROUTE, content[ROUTE] + rule.replace("WHERE", "vooruit")), by=HANS, what="nieuwe regel", expected_revision=draft.revision,
            )
    saved = drafts.change(
        draft.number, lambda content: content.with_file(ROUTE, content[ROUTE] + rule.replace("WHERE", "grow-along")), by=HANS, what="nieuwe regel", expected_revision=draft.revision,
    )
    assert store.content(draft.number)[ROUTE].count("nieuwe-regel") == 1
    assert saved.revision == draft.revision + 1


def test_the_second_of_two_is_shown_what_the_first_did(drafts: Drafts, draft: Version, store: VersionStore) -> None:
    drafts.change(draft.number, Edit(ROUTE, "Je kijkt verder", "Jij kijkt verder"), by=MIEN, what="maakte van je jij", expected_revision=draft.revision)
    with pytest.raises(DraftChanged, match="Mien: maakte van je jij") as refused:
        drafts.change(draft.number, Edit(ROUTE, "Blijven groeien", "Toch anders"), by=HANS, what="nog een titel", expected_revision=draft.revision)
    (since,) = refused.value.since
    assert (since.by, since.what, refused.value.now.revision) == (MIEN, "maakte van je jij", draft.revision + 1)
    assert "Jij kijkt verder" in store.content_at(since)[ROUTE]
    assert "Blijven groeien" in store.content(draft.number)[ROUTE]


def test_the_same_save_sent_again_is_done_as_long_as_it_stands_there(drafts: Drafts, draft: Version, store: VersionStore) -> None:
    def twice() -> Version:
        return drafts.change(draft.number, retitled_again, by=HANS, what="een titel", expected_revision=draft.revision)

    retitled_again = Edit(ROUTE, "Blijven groeien", "Toch anders")
    saved = twice()
    assert twice() == saved and len(store.history(draft.number)) == saved.revision
    with pytest.raises(DraftChanged) as refused:
        drafts.change(draft.number, Edit(ROUTE, "Blijven groeien", "Nog weer anders"), by=HANS, what="in een ander venster", expected_revision=draft.revision)
    assert refused.value.is_own
    with pytest.raises(DraftChanged, match="Hans: een titel"):
        drafts.change(draft.number, retitled_again, by=MIEN, what="een titel", expected_revision=draft.revision)
    elsewhere = drafts.change(draft.number, lambda content: content.with_file(ANSWERS, content[ANSWERS] + "# ook iets\n"), by=MIEN, what="ook iets", expected_revision=saved.revision)
    assert twice() == elsewhere
    drafts.change(draft.number, Edit(ROUTE, "Toch anders", "Blijven groeien"), by=MIEN, what="terug", expected_revision=elsewhere.revision)
    with pytest.raises(DraftChanged, match="Mien: terug"):
        twice()


def test_a_draft_that_is_begun_twice_is_one_until_something_is_done_in_it(drafts: Drafts, draft: Version) -> None:
    begun = drafts.begin(by=HANS, title="Nieuw")
    assert drafts.begin(by=HANS, title="Nieuw") == begun
    assert len({begun.number, drafts.begin(by=MIEN, title="Nieuw").number, drafts.begin(by=HANS, title="Anders").number, drafts.begin(by=HANS, title=draft.title).number, draft.number}) == 5


def test_an_edit_that_changes_nothing_is_no_step(drafts: Drafts, draft: Version) -> None:
    assert drafts.change(draft.number, lambda content: content, by=MIEN, what="niets", expected_revision=draft.revision) == draft


def test_nothing_that_changed_nothing_can_be_submitted(drafts: Drafts) -> None:
    with pytest.raises(StepRefused, match="niets veranderd"):
        drafts.submit(drafts.begin(by=HANS, title="Leeg").number, by=HANS)


@pytest.mark.parametrize("writer", [HANS, MIEN])
def test_no_writer_of_any_change_publishes_it(drafts: Drafts, draft: Version, writer: object) -> None:
    drafts.change(draft.number, Edit(ROUTE, "Je kijkt verder", "Jij kijkt verder"), by=MIEN, what="ook ik", expected_revision=draft.revision)
    drafts.submit(draft.number, by=HANS)
    with pytest.raises(FourEyes):
        drafts.publish(draft.number, by=HANS if writer == HANS else MIEN)
    assert drafts.publish(draft.number, by=TOM).state is State.PUBLISHED


def test_four_eyes_can_be_switched_off_and_everybody_sees_it(drafts: Drafts, reviewed: Version, store: VersionStore) -> None:
    with pytest.raises(StepRefused):
        drafts.set_four_eyes(False, by=HANS, why=" ")
    drafts.set_four_eyes(False, by=HANS, why="ik werk hier alleen")
    assert not store.four_eyes() and "alleen" in store.history(0)[-1].what and store.history(0)[-1].by == HANS
    assert drafts.publish(reviewed.number, by=HANS).state is State.PUBLISHED
    drafts.set_four_eyes(True, by=HANS, why="er is een collega bij")
    assert store.four_eyes()


def test_what_went_live_meanwhile_is_taken_over_first(drafts: Drafts, reviewed: Version, store: VersionStore) -> None:
    other = drafts.begin(by=MIEN, title="Intussen")
    other = drafts.change(other.number, Edit(ROUTE, "Je kijkt verder dan je functie", "Jij kijkt verder"), by=MIEN, what="jij", expected_revision=other.revision)
    drafts.submit(other.number, by=MIEN)
    drafts.publish(reviewed.number, by=MIEN)
    with pytest.raises(BaseMoved):
        drafts.publish(other.number, by=HANS)
    caught = drafts.catch_up(other.number, by=HANS, expected_revision=store.version(other.number).revision)
    assert (caught.state, caught.base, caught.writers) == (State.DRAFT, reviewed.number, (MIEN,))
    text = store.content(other.number)[ROUTE]
    assert "Blijven groeien" in text and "Jij kijkt verder" in text
    drafts.submit(other.number, by=MIEN)
    assert drafts.publish(other.number, by=HANS).state is State.PUBLISHED


def test_the_same_line_changed_twice_is_a_conflict_and_stores_nothing(drafts: Drafts, reviewed: Version, store: VersionStore) -> None:
    other = drafts.begin(by=MIEN, title="Intussen")
    other = drafts.change(other.number, retitled("Iets anders"), by=MIEN, what="ook de titel", expected_revision=other.revision)
    drafts.publish(reviewed.number, by=MIEN)
    with pytest.raises(MergeConflict, match=r"rulebook/30-route\.yml.*gelijk aan wat nu live is") as refused:
        drafts.catch_up(other.number, by=MIEN, expected_revision=other.revision)
    assert refused.value.places == ((ROUTE, 3, "route-meegroeien"),) and store.version(other.number) == other


def test_a_broken_scenario_needs_a_reason(drafts: Drafts, reviewed: Version, scenarios: Scenarios) -> None:
    scenarios.broken = (Broken("Ria blijft", "krijgt iets anders"),)
    with pytest.raises(ScenarioBroken, match="Ria blijft: krijgt iets anders") as refused:
        drafts.publish(reviewed.number, by=MIEN, reason="  ")
    assert refused.value.broken == scenarios.broken
    assert drafts.publish(reviewed.number, by=MIEN, reason="zo hoort het voortaan").reason == "zo hoort het voortaan"


def test_sent_back_with_why_and_withdrawn(drafts: Drafts, reviewed: Version, store: VersionStore) -> None:
    with pytest.raises(StepRefused, match="Schrijf"):
        drafts.send_back(reviewed.number, by=MIEN, note="")
    back = drafts.send_back(reviewed.number, by=MIEN, note="de titel is te lang")
    assert (back.state, back.note, back.reviewer) == (State.DRAFT, "de titel is te lang", MIEN)
    drafts.submit(back.number, by=HANS)
    assert drafts.withdraw(back.number, by=HANS).state is State.DRAFT
    assert deeds(store, back.number)[-3:] == [Deed.SENT_BACK, Deed.SUBMITTED, Deed.WITHDRAWN]


def test_a_planned_start_waits_for_its_time(drafts: Drafts, reviewed: Version, clock: Clock, store: VersionStore) -> None:
    with pytest.raises(StepRefused, match="voorbij"):
        drafts.plan(reviewed.number, starts_at=clock.now - timedelta(days=1), by=MIEN)
    with pytest.raises(FourEyes):
        drafts.plan(reviewed.number, starts_at=clock.now + timedelta(days=1), by=HANS)
    planned = drafts.plan(reviewed.number, starts_at=clock.now + timedelta(days=1), by=MIEN)
    assert planned.state is State.IN_REVIEW and drafts.start_due() is None
    clock.now += timedelta(days=1)
    started = drafts.start_due()
    assert started is not None and (started.number, started.reviewer, started.starts_at) == (reviewed.number, MIEN, None)
    assert store.published() == started and drafts.start_due() is None
    assert "Mien" in store.history(reviewed.number)[-1].what


def test_a_planned_start_that_would_undo_something_does_not_start(drafts: Drafts, reviewed: Version, clock: Clock, store: VersionStore) -> None:
    drafts.plan(reviewed.number, starts_at=clock.now + timedelta(days=1), by=MIEN)
    other = drafts.begin(by=MIEN, title="Spoed")
    drafts.change(other.number, Edit(ROUTE, "Je kijkt verder", "Jij kijkt verder"), by=MIEN, what="spoed", expected_revision=1)
    drafts.submit(other.number, by=MIEN)
    drafts.publish(other.number, by=TOM)
    clock.now += timedelta(days=2)
    assert drafts.start_due() is None
    left = store.version(reviewed.number)
    assert (left.state, left.starts_at) == (State.IN_REVIEW, None) and "kon niet starten" in store.history(left.number)[-1].what


def test_a_planned_start_can_be_called_off(drafts: Drafts, reviewed: Version, clock: Clock) -> None:
    with pytest.raises(StepRefused):
        drafts.unplan(reviewed.number, by=MIEN)
    drafts.plan(reviewed.number, starts_at=clock.now + timedelta(days=1), by=MIEN)
    drafts.unplan(reviewed.number, by=HANS)
    clock.now += timedelta(days=2)
    assert drafts.start_due() is None


def test_rolling_back_is_a_new_version_with_the_old_content(drafts: Drafts, reviewed: Version, store: VersionStore, shipped: Content) -> None:
    drafts.publish(reviewed.number, by=MIEN)
    back = drafts.roll_back(1, by=HANS, note="het klopte niet")
    assert (back.number, back.state, back.base) == (3, State.PUBLISHED, 2)
    assert store.content(3) == shipped and store.version(2).state is State.ARCHIVED
    assert deeds(store, 3) == [Deed.BEGUN, Deed.SUBMITTED, Deed.ROLLED_BACK]
    with pytest.raises(StepRefused, match="al live"):
        drafts.roll_back(1, by=HANS, note="nog eens")


def test_going_back_that_is_asked_twice_is_done_once(drafts: Drafts, store: VersionStore, reviewed: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts.publish(reviewed.number, by=MIEN)

    def meanwhile(version: Version, content: Content) -> None:
        monkeypatch.setattr(drafts, "_rehearse", lambda version, content: None)
        drafts.roll_back(1, by=HANS, note="")

    monkeypatch.setattr(drafts, "_rehearse", meanwhile)
    back = drafts.roll_back(1, by=HANS, note="")
    assert drafts.roll_back(1, by=HANS, note="") == back == store.published()
    assert [each.number for each in store.versions()] == [3, 2, 1]


def test_going_back_that_broke_off_is_gone_on_with(drafts: Drafts, store: VersionStore, reviewed: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts.publish(reviewed.number, by=MIEN)
    with monkeypatch.context() as dying, pytest.raises(KeyboardInterrupt):
        dying.setattr(drafts, "_rehearse", lambda version, content: (_ for _ in ()).throw(KeyboardInterrupt))
        dying.setattr(drafts, "archive", lambda *args, **more: None)
        drafts.roll_back(1, by=HANS, note="")
    assert [each.number for each in store.in_state(State.IN_REVIEW)] == [3]
    assert drafts.roll_back(1, by=HANS, note="").number == 3 and not store.in_state(State.IN_REVIEW)


def test_what_was_never_live_is_nothing_to_go_back_to(drafts: Drafts, draft: Version) -> None:
    with pytest.raises(StepRefused, match="nooit live"):
        drafts.roll_back(draft.number, by=HANS, note="")
    with pytest.raises(VersionNotFound):
        drafts.roll_back(99, by=HANS, note="")


@pytest.mark.parametrize("step", ["change", "submit", "archive"])
def test_what_is_live_is_not_changed(drafts: Drafts, step: str) -> None:
    with pytest.raises(StepRefused, match="Versie 1 is live"):
        if step == "change":
            drafts.change(1, retitled("x"), by=HANS, what="x", expected_revision=drafts.store.version(1).revision)
        else:
            getattr(drafts, step)(1, by=HANS)


def test_a_draft_that_is_given_up_stays_to_be_read(drafts: Drafts, draft: Version, store: VersionStore) -> None:
    assert drafts.archive(draft.number, by=HANS, note="toch niet").state is State.ARCHIVED
    assert "Blijven groeien" in store.content(draft.number)[ROUTE]
    assert store.published() == store.version(1)


def test_the_history_cannot_be_rewritten(drafts: Drafts, draft: Version, store: VersionStore) -> None:
    for statement in ("UPDATE history SET what = 'x'", "DELETE FROM history"):
        with pytest.raises(EngineRefused, match="append-only"), store._engine.writing() as connection:
            connection.execute(statement)
    with pytest.raises(EngineRefused), store._engine.writing() as connection:  # two versions live
        connection.execute("UPDATE versions SET state = 'published'")
    assert [step.what for step in store.history(draft.number)] == ["Andere woorden", "gaf een regel een andere titel"]


def test_who_left_is_nameless_and_still_counts_as_writer(drafts: Drafts, reviewed: Version, store: VersionStore) -> None:
    assert HANS in store.editors() and store.remove_editor(HANS.id) and not store.remove_editor(HANS.id)
    assert {step.by.name for step in store.history(reviewed.number)} == {""}
    with pytest.raises(FourEyes):
        drafts.publish(reviewed.number, by=HANS)


GLOSSARY = "glossary.yml"


def test_two_drafts_that_each_add_a_word_both_go_live(drafts: Drafts, store: VersionStore) -> None:
    def adds(word: str) -> Callable[[Content], Content]:
        return lambda content: content.with_file(GLOSSARY, content[GLOSSARY].rstrip("\n") + f"\n\n- term: {word}\n  meaning: Dit is een woord dat {word} heet.\n  source: oordeel van dit project\n")

    begun = {who: drafts.begin(by=who, title=f"Van {who.name}") for who in (HANS, MIEN)}
    for who, word in ((HANS, "proefwoordeen"), (MIEN, "proefwoordtwee")):
        drafts.change(begun[who].number, adds(word), by=who, what=word, expected_revision=1)
        drafts.submit(begun[who].number, by=who)
    drafts.publish(begun[HANS].number, by=MIEN)
    waiting = store.version(begun[MIEN].number)
    drafts.catch_up(waiting.number, by=MIEN, expected_revision=waiting.revision)
    drafts.submit(waiting.number, by=MIEN)
    drafts.publish(waiting.number, by=HANS)
    live = store.content(waiting.number)[GLOSSARY]
    assert "term: proefwoordeen" in live and "term: proefwoordtwee" in live


def test_who_goes_back_second_leaves_no_version_in_the_way(drafts: Drafts, store: VersionStore, reviewed: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts.publish(reviewed.number, by=MIEN)
    colleague = Drafts(store, drafts._check, product="", rehearse=lambda version, content: None)

    def meanwhile(version: Version, content: Content) -> None:
        monkeypatch.setattr(drafts, "_rehearse", lambda version, content: None)
        colleague.roll_back(1, by=TOM, note="ik was eerst")

    monkeypatch.setattr(drafts, "_rehearse", meanwhile)
    with pytest.raises(StepRefused, match="is nu al live"):
        drafts.roll_back(1, by=HANS, note="")
    assert not store.in_state(State.IN_REVIEW) and not store.in_state(State.DRAFT)
    live = store.published()
    assert live is not None and live.snapshot == store.version(1).snapshot
