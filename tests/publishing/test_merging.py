"""Two sides taken together: nothing of either is lost, or it is called a conflict."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from publishing.content import Content
from publishing.merging import entry_at, merge, merge_texts

LINES = st.lists(st.sampled_from([f"{letter}\n" for letter in "abcdef"]), max_size=12)
TEXTS = LINES.map("".join)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_what_one_side_left_alone_comes_from_the_other(base: str, changed: str) -> None:
    assert merge_texts(base, base, changed) == (changed, [])
    assert merge_texts(base, changed, base) == (changed, [])
    assert merge_texts(base, changed, changed) == (changed, [])


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_without_a_conflict_it_does_not_matter_who_comes_first(base: str, mine: str, other: str) -> None:
    merged, conflicts = merge_texts(base, mine, other)
    back, back_conflicts = merge_texts(base, other, mine)
    assert bool(conflicts) == bool(back_conflicts)
    assert conflicts or merged == back


@settings(deadline=None)
@given(st.lists(st.integers(), unique=True, min_size=1, max_size=10), st.data())
def test_what_either_side_put_in_is_there_or_it_is_a_conflict(numbers: list[int], data: st.DataObject) -> None:
    base = [f"{number}\n" for number in numbers]
    mine, other = ([*base] for _ in range(2))
    mine.insert(data.draw(st.integers(0, len(base))), "mine\n")
    other.insert(data.draw(st.integers(0, len(base))), "other\n")
    merged, conflicts = merge_texts("".join(base), "".join(mine), "".join(other))
    found = merged.splitlines(keepends=True)
    assert set(found) >= {*base, "mine\n"}
    assert bool(conflicts) != ("other\n" in found)


def test_a_conflict_is_named_by_its_line_and_keeps_mine() -> None:
    assert merge_texts("a\nb\nc\n", "a\nmine\nc\n", "a\nother\nc\n") == ("a\nmine\nc\n", [2])


def test_whole_files_come_and_go() -> None:
    base = Content({"rulebook/a.yml": "a", "rulebook/b.yml": "b"})
    mine = base.with_file("rulebook/c.yml", "mine")
    other = base.without("rulebook/a.yml")
    merged = merge(base, mine, other)
    assert merged.content == Content({"rulebook/b.yml": "b", "rulebook/c.yml": "mine"}) and not merged.conflicts


def test_a_file_taken_away_here_and_changed_there_is_a_conflict() -> None:
    base = Content({"rulebook/a.yml": "a\n", "rulebook/b.yml": "b\n"})
    merged = merge(base, base.with_file("rulebook/a.yml", "x\n"), base.without("rulebook/a.yml"))
    assert merged.conflicts == (("rulebook/a.yml", 1),) and merged.content["rulebook/a.yml"] == "x\n"


ENTRY = "- id: {0}\n  title: {0}\n"


def test_two_new_entries_at_one_place_are_both_kept() -> None:
    base = ENTRY.format("eerst")
    mine, other = (f"{base}\n{ENTRY.format(name)}" for name in ("mijn", "ander"))
    assert merge_texts(base, mine, other) == (f"{base}\n{ENTRY.format('ander')}\n{ENTRY.format('mijn')}", [])
    assert merge_texts(base, f"{base}  why: a\n", f"{base}  why: b\n")[1] == [3], "within one entry only one can stay"


def test_a_line_belongs_to_the_entry_above_it() -> None:
    text = ENTRY.format("kok") + ENTRY.format("bode")
    assert [entry_at(text, line) for line in (0, 1, 2, 4)] == ["", "kok", "kok", "bode"]
