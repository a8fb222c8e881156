"""The version that is served now, as one object; the next one is built in the background and takes its place whole.

Building takes seconds, so it begins as soon as a version is in review: when it is published, it only has to be put in place.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Generic, TypeVar

from publishing.content import Content
from publishing.drafts import Drafts
from publishing.errors import CannotBeServed
from publishing.memory import give_back
from publishing.model import State, Version
from publishing.snapshots import hash_of
from publishing.store import VersionStore
from rules.errors import KnowledgeError
from skills_passport.errors import StoreError
from skills_passport.steady_clock import SteadyClock

log = logging.getLogger(__name__)

BELIEVED = 600.0
"""So many seconds nothing starts as planned after the clock was put forward or back: it may be put right again, and who read what went live too early cannot unread it."""
READY = 2
"""So many versions in review are built beforehand, the newest first: each takes memory of its own where it differs."""

Built = TypeVar("Built")
Build = Callable[[Version, Content, Sequence[Built]], Built]
"""Makes what is served of a version; gets what is there already, of which unchanged parts can be shared."""


class Live(Generic[Built]):
    """Holds what is built of the published version; one per process. What somebody took stays whole as long as they hold it."""

    def __init__(self, build: Build[Built], store: VersionStore, *, every: float = 0.5) -> None:
        """Builds the published version at once (seconds); raises what `build` raises, and CannotBeServed before there is one.

        `every` is how many seconds lie between two looks. The store is not kept: `start` brings the one to watch.
        """
        published = store.published()
        if published is None:
            raise CannotBeServed("Er is nog geen versie live.")
        self._build = build
        self._every = every
        self._pinned: ContextVar[Built | None] = ContextVar("pinned", default=None)
        self._lock = threading.Lock()
        self._coming: dict[tuple[int, str], Future[Built]] = {}
        self._clock = SteadyClock(BELIEVED)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._seen = -1
        self._version = published
        self._now = build(published, store.snapshot(published.snapshot), ())
        self._before: Built | None = None

    @property
    def now(self) -> Built:
        """What is served: inside `one_version` always the same, elsewhere the newest."""
        pinned = self._pinned.get()
        return self._now if pinned is None else pinned

    @property
    def version(self) -> Version:
        """The version that this process serves; after a publication the newest within seconds."""
        return self._version

    @contextmanager
    def one_version(self, built: Built | None = None) -> Iterator[Built]:
        """Whoever asks for `now` inside the block, in any thread it starts, gets this one (default: what is `now` at its begin)."""
        chosen = self.now if built is None else built
        token = self._pinned.set(chosen)
        try:
            yield chosen
        finally:
            self._pinned.reset(token)

    # -- watching

    def start(self, drafts: Drafts) -> None:
        """Watch for a new version in a thread of its own: published by any process, or planned to start by now (`drafts.start_due`)."""
        self._stop.clear()
        self._seen = -1
        self._look_and_go_on(drafts)  # so that nothing older is served than what is live at the start
        self._thread = threading.Thread(target=self._watch, args=(drafts,), name="live-version", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop watching; what is live here stays."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def rehearse(self, version: Version, content: Content) -> None:
        """Wait until this version is built here (it may have been begun already), for `Drafts`. Raises CannotBeServed when that fails."""
        try:
            self._built(version, content)
        except (KnowledgeError, _Stopping):
            raise
        except Exception as error:
            log.exception("Version %s cannot be built.", version.number)
            raise CannotBeServed(f"Versie {version.number} kan niet in gebruik genomen worden ({type(error).__name__}). Het logboek zegt meer.") from error

    def coming(self, content: Content) -> Built | None:
        """What is built of this content here, waited for when it is being built; None when nobody began, or when it failed."""
        with self._lock:
            building = next((future for (_, snapshot), future in self._coming.items() if snapshot == hash_of(content)), None)
        if building is None:
            return None
        while not self._stop.is_set():
            with suppress(TimeoutError):
                return None if building.exception(timeout=0.2) else building.result()
        return None

    def look(self, store: VersionStore) -> None:
        """Look once whether something else is live now, and put it in place; what is in review is begun to be built."""
        mark = store.mark()
        if mark == self._seen:
            return
        published = store.published()
        if published is not None and (published.number, published.snapshot) != (self._version.number, self._version.snapshot):
            self._put_in_place(published, store)
        self._prepare(store)
        self._seen = mark

    def _watch(self, drafts: Drafts) -> None:
        while not self._stop.wait(self._every):
            self._look_and_go_on(drafts)

    def _look_and_go_on(self, drafts: Drafts) -> None:
        try:
            if not self._clock.jumped():
                drafts.start_due()
            self.look(drafts.store)
        except _Stopping:
            return
        except StoreError as error:
            log.warning("The versions cannot be read now: %s", error)
        except Exception:  # whatever it is, the version of now goes on, and the next look tries again
            log.exception("Another version could not be put in place.")

    def _put_in_place(self, version: Version, store: VersionStore) -> None:
        built = self._built(version, store.snapshot(version.snapshot))
        with self._lock:
            self._before = self._now  # at hand for who rolls back at once
            self._now, self._version = built, version
        give_back()
        log.info("Version %s is live.", version.number)

    def _prepare(self, store: VersionStore) -> None:
        """Begin to build what may be published next; forget what may not any more."""
        coming = store.in_state(State.IN_REVIEW)[:READY]
        wanted = {_name(version) for version in coming}
        with self._lock:
            for name in self._coming.keys() - wanted:
                del self._coming[name]
        for version in coming:
            self._building(version, store.snapshot(version.snapshot))

    def _built(self, version: Version, content: Content) -> Built:
        """Waits for it, but not when the process stops."""
        building = self._building(version, content)
        while not self._stop.is_set():
            with suppress(TimeoutError):
                return building.result(timeout=0.2)
            if building.done():
                return building.result()
        raise _Stopping

    def _building(self, version: Version, content: Content) -> Future[Built]:
        """The version being built, or built, in a thread of its own; one that failed is tried again."""
        with self._lock:
            known = self._coming.get(_name(version))
            if known is not None and not (known.done() and known.exception()):
                return known
            found: Future[Built] = Future()
            self._coming[_name(version)] = found
            ready = [each.result() for each in self._coming.values() if each.done() and not each.exception()]
            there = [self._now, *([] if self._before is None else [self._before]), *ready]

        def run() -> None:
            try:
                found.set_result(self._build(version, content, there))
            except BaseException as error:
                found.set_exception(error)

        threading.Thread(target=run, name=f"build-version-{version.number}", daemon=True).start()
        return found


class _Stopping(Exception):
    """The process ends: nothing waits any more."""


def _name(version: Version) -> tuple[int, str]:
    """What is built once: two versions may hold the same, and each is served under its own number."""
    return version.number, version.snapshot
