"""Versions of the real data in a store of their own, with real parsers; the clock stands still until a test moves it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal.settings import Settings
from portal.versions.served import checker
from publishing.content import Content, read_content
from publishing.drafts import Check, Drafts
from publishing.model import Broken, Editor, Version
from publishing.shipped import take_in
from publishing.store import VersionStore
from skills_passport.sql import Place

DATA = Path(__file__).parents[2] / "data"
HANS, MIEN, TOM = Editor("e-hans", "Hans"), Editor("e-mien", "Mien"), Editor("e-tom", "Tom")
ROUTE, ANSWERS = "rulebook/30-route.yml", "answers.yml"
TITLE = "Meegroeien in je eigen functie"


class Clock:
    """What time it is in a test."""

    def __init__(self) -> None:
        self.now = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


class Scenarios:
    """Protected scenarios that a test breaks."""

    def __init__(self) -> None:
        self.broken: tuple[Broken, ...] = ()

    def __call__(self, content: Content) -> tuple[Broken, ...]:
        return self.broken


def retitled(title: str) -> Edit:
    """An edit of one line of the rulebook."""
    return Edit(ROUTE, TITLE, title)


class Edit:
    """Puts other words in a file."""

    def __init__(self, path: str, old: str, new: str) -> None:
        self.path, self.old, self.new = path, old, new

    def __call__(self, content: Content) -> Content:
        assert self.old in content[self.path]
        return content.with_file(self.path, content[self.path].replace(self.old, self.new))


@pytest.fixture(scope="session")
def shipped() -> Content:
    return read_content(DATA)


@pytest.fixture(scope="session")
def check() -> Check:
    return checker(Settings())


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def scenarios() -> Scenarios:
    return Scenarios()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.cluster)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where the versions of a test are: in a file, and in a database."""
    found: Place = request.getfixturevalue("database") if request.param == "postgres" else tmp_path / "publishing.sqlite"
    return found


@pytest.fixture
def store(place: Place, clock: Clock, shipped: Content, check: Check) -> Iterator[VersionStore]:
    opened = VersionStore(place, clock=clock)
    take_in(opened, shipped, check, product="1.0")
    yield opened
    opened.close()


@pytest.fixture
def drafts(store: VersionStore, check: Check, scenarios: Scenarios) -> Drafts:
    return Drafts(store, check, product="1.0", rehearse=lambda version, content: None, protected=scenarios)


@pytest.fixture
def draft(drafts: Drafts) -> Version:
    """A draft of Hans in which one title of a rule is another."""
    begun = drafts.begin(by=HANS, title="Andere woorden")
    return drafts.change(begun.number, retitled("Blijven groeien"), by=HANS, what="gaf een regel een andere titel", expected_revision=begun.revision)


@pytest.fixture
def reviewed(drafts: Drafts, draft: Version) -> Version:
    """The same, in review."""
    return drafts.submit(draft.number, by=HANS, note="graag kijken")
