"""Many editors at once lose nothing: each change stands there, or who made it was told."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from publishing.content import Content
from publishing.drafts import Drafts
from publishing.errors import BaseMoved, DraftChanged, MergeConflict
from publishing.model import Editor
from publishing.shipped import take_in
from publishing.store import VersionStore
from skills_passport.sql import Place

SMALL = Content({"rulebook/a.yml": "".join(f"regel {number}\n" for number in range(6)), "answers.yml": "", "catalogue/x.yml": ""})
FILE = "rulebook/a.yml"


def opened(place: Place) -> Drafts:
    """What one process holds; what is edited here is only text, so every content can be read."""
    return Drafts(VersionStore(place), lambda content: None, product="1", rehearse=lambda version, content: None)


def test_two_who_save_over_and_over_in_one_draft_lose_nothing(place: Place) -> None:
    first = opened(place)
    take_in(first.store, SMALL, lambda content: None, product="1")
    number = first.begin(by=Editor("e0"), title="Samen").number
    clashes = []
    together = threading.Barrier(3)

    def edit(who: int) -> None:
        drafts = opened(place)
        for turn in range(15):
            line = f"{who} {turn}\n"
            first_try = turn == 0
            while True:
                seen = drafts.store.version(number).revision
                if first_try:  # all three saw the same once, so that two of them must clash
                    together.wait(60)
                    first_try = False
                try:
                    drafts.change(number, lambda content, line=line: content.with_file(FILE, content[FILE] + line), by=Editor(f"e{who}"), what=line, expected_revision=seen)
                    break
                except DraftChanged as clash:
                    assert clash.since, "who was first is told"
                    clashes.append(clash)
        drafts.store.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(edit, range(3)))
    found = first.store.content(number)[FILE].splitlines()
    assert sorted(found[6:]) == sorted(f"{who} {turn}" for who in range(3) for turn in range(15))
    assert first.store.version(number).revision == 1 + 45 and len(clashes) >= 2
    first.store.close()


PLACES = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 5)), max_size=8)


@given(PLACES)
@settings(max_examples=40, deadline=None)
def test_two_drafts_side_by_side_both_come_out_or_one_is_told(places: list[tuple[int, int]]) -> None:
    """Each of two drafts rewrites lines of one file; after both were published every rewritten line of both is there, or catching up refused."""
    with TemporaryDirectory() as folder:
        drafts = opened(Path(folder) / "publishing.sqlite")
        take_in(drafts.store, SMALL, lambda content: None, product="1")
        hans, mien = Editor("e1"), Editor("e2")
        numbers = [drafts.begin(by=who, title="t").number for who in (hans, mien)]
        for whose, line in places:
            seen = drafts.store.version(numbers[whose]).revision
            drafts.change(
                numbers[whose], lambda content, whose=whose, line=line: content.with_file(FILE, content[FILE].replace(f"regel {line}\n", f"regel {line} van {whose}\n")),
                by=(hans, mien)[whose], what="regel", expected_revision=seen,
            )
        changed = [whose for whose in (0, 1) if any(place[0] == whose for place in places)]
        refused = False
        for order, whose in enumerate(changed):
            drafts.submit(numbers[whose], by=(hans, mien)[whose])
            try:
                drafts.publish(numbers[whose], by=(mien, hans)[whose])
            except BaseMoved:
                assert order == 1
                try:
                    drafts.catch_up(numbers[whose], by=hans, expected_revision=drafts.store.version(numbers[whose]).revision)
                    drafts.submit(numbers[whose], by=mien)
                    drafts.publish(numbers[whose], by=(mien, hans)[whose])
                except MergeConflict:
                    refused = True
        live = drafts.store.published()
        assert live is not None
        text = drafts.store.content(live.number)[FILE]
        kept = [(whose, line) for whose, line in places if not (refused and whose == changed[-1])]
        assert all(f"regel {line} van {whose}\n" in text for whose, line in kept)
        drafts.store.close()
