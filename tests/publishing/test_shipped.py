"""What a release brings: offered, never live by itself, and never in the place of what people edited here."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from publishing.content import Content
from publishing.drafts import Check, Drafts
from publishing.model import SYSTEM, State, Version
from publishing.shipped import TITLE as NEW_RELEASE
from publishing.shipped import take_in
from publishing.store import VersionStore
from skills_passport.sql import Place
from tests.publishing.conftest import ANSWERS, HANS, MIEN, ROUTE, TITLE, Edit, retitled

FURTHER = Edit(ROUTE, "Je kijkt verder dan je functie", "Jij kijkt verder")


def test_the_same_data_again_are_nothing_new(store: VersionStore, shipped: Content, check: Check) -> None:
    assert take_in(store, shipped, check, product="1.0") is None
    assert len(store.versions()) == 1


def test_other_data_are_a_draft_and_what_is_live_stays(store: VersionStore, shipped: Content, check: Check) -> None:
    offered = take_in(store, FURTHER(shipped), check, product="2.0")
    assert offered is not None and (offered.state, offered.title, offered.author, offered.product) == (State.DRAFT, NEW_RELEASE, SYSTEM, "2.0")
    assert store.published() == store.version(1) and store.content(offered.number) == FURTHER(shipped)
    assert take_in(store, FURTHER(shipped), check, product="2.0") is None


def test_the_release_comes_on_top_of_what_people_edited(drafts: Drafts, reviewed: Version, store: VersionStore, shipped: Content, check: Check) -> None:
    drafts.publish(reviewed.number, by=MIEN)
    offered = take_in(store, FURTHER(shipped), check, product="2.0")
    assert offered is not None and not offered.note
    text = store.content(offered.number)[ROUTE]
    assert "Blijven groeien" in text and "Jij kijkt verder" in text


def test_where_both_changed_the_same_that_of_the_people_stays_and_it_is_told(drafts: Drafts, reviewed: Version, store: VersionStore, shipped: Content, check: Check) -> None:
    drafts.publish(reviewed.number, by=MIEN)
    offered = take_in(store, retitled("Iets van de uitgave")(FURTHER(shipped)), check, product="2.0")
    assert offered is not None and f"{ROUTE}, regel 3" in offered.note
    text = store.content(offered.number)[ROUTE]
    assert "Blijven groeien" in text and "Jij kijkt verder" in text and "Iets van de uitgave" not in text


def test_what_cannot_be_taken_together_is_offered_as_it_is(store: VersionStore, shipped: Content, check: Check) -> None:
    other = FURTHER(shipped)

    def only_as_shipped(content: Content) -> None:
        if content != other:
            check(content.with_file(ANSWERS, "- kapot"))

    with_edit = Drafts(store, check, product="1.0", rehearse=lambda version, content: None)
    begun = with_edit.begin(by=HANS, title="Eigen")
    with_edit.change(begun.number, retitled("Blijven groeien"), by=HANS, what="titel", expected_revision=1)
    with_edit.submit(begun.number, by=HANS)
    with_edit.publish(begun.number, by=MIEN)
    offered = take_in(store, other, only_as_shipped, product="2.0")
    assert offered is not None and "past er niet bij" in offered.note and store.content(offered.number) == other


def test_an_offer_nobody_touched_makes_place_for_the_next_which_holds_both(store: VersionStore, shipped: Content, check: Check) -> None:
    first = take_in(store, FURTHER(shipped), check, product="2.0")
    second = take_in(store, retitled("Van uitgave drie")(FURTHER(shipped)), check, product="3.0")
    assert first is not None and second is not None
    assert store.version(first.number).state is State.ARCHIVED and second.base == 1
    text = store.content(second.number)[ROUTE]
    assert "Van uitgave drie" in text and "Jij kijkt verder" in text and TITLE not in text


def test_who_publishes_the_offer_gets_only_what_is_new_next_time(drafts: Drafts, store: VersionStore, shipped: Content, check: Check) -> None:
    offered = take_in(store, FURTHER(shipped), check, product="2.0")
    assert offered is not None
    drafts.submit(offered.number, by=HANS)
    drafts.publish(offered.number, by=HANS)  # nobody of here wrote it
    own = drafts.begin(by=HANS, title="Toch liever zo")
    drafts.change(own.number, Edit(ROUTE, "Jij kijkt verder", "Kijk je verder?"), by=HANS, what="titel", expected_revision=1)
    drafts.submit(own.number, by=HANS)
    drafts.publish(own.number, by=MIEN)
    third = take_in(store, retitled("Van uitgave drie")(FURTHER(shipped)), check, product="3.0")
    assert third is not None and not third.note
    text = store.content(third.number)[ROUTE]
    assert "Kijk je verder?" in text and "Van uitgave drie" in text


def test_processes_that_start_at_once_make_one_version(place: Place, shipped: Content, check: Check) -> None:
    def start(_: int) -> Version | None:
        store = VersionStore(place)
        try:
            return take_in(store, shipped, check, product="1.0")
        finally:
            store.close()

    with ThreadPoolExecutor(4) as pool:
        made = [version for version in pool.map(start, range(4)) if version is not None]
    store = VersionStore(place)
    assert len(made) == 1 and [version.number for version in store.versions()] == [1]
    store.close()
