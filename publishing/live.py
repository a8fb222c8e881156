"""The version that is served now, as one object; the next one is built in the background and takes its place whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

from publishing.content import Content
from publishing.drafts import Drafts
from publishing.model import Version
from publishing.store import VersionStore

Built = TypeVar("Built")
Build = Callable[[Version, Content, "Built | None"], Built]
"""Makes what is served of a version; gets what was built last, of which unchanged parts can be shared."""


class Live(Generic[Built]):
    """Holds what is built of the published version; one per process. What somebody took stays whole as long as they hold it."""

    def __init__(self, store: VersionStore, drafts: Drafts, build: Build[Built], *, every: float = 0.5) -> None:
        """Builds the published version at once (seconds). `every` is how many seconds lie between two looks."""
        raise NotImplementedError

    @property
    def now(self) -> Built:
        """What is served: inside `one_version` always the same, elsewhere the newest."""
        raise NotImplementedError

    @contextmanager
    def one_version(self, built: Built | None = None) -> Iterator[Built]:
        """Whoever asks for `now` inside the block, in any thread it starts, gets this one (default: the newest of this moment)."""
        raise NotImplementedError
        yield

    def start(self) -> None:
        """Watch for a new version in a thread of its own: published by any process, or planned to start by now."""
        raise NotImplementedError

    def close(self) -> None:
        """Stop watching."""
        raise NotImplementedError
