"""The data that a release brings: version 1 at the first start; later, when they differ from what was shipped before, a draft to look at."""

from __future__ import annotations

from dataclasses import replace

from publishing.content import Content
from publishing.drafts import Check
from publishing.merging import merge
from publishing.model import SYSTEM, Deed, State, Version
from publishing.snapshots import hash_of
from publishing.store import VersionStore
from rules.errors import KnowledgeError

TITLE = "De nieuwe uitgave"
_LAST, _EDITION = "shipped", "edition:{}"  # what was shipped last; and per version that came with a release, what that shipped


def take_in(store: VersionStore, shipped: Content, check: Check, *, product: str) -> Version | None:
    """What comes of the shipped data: version 1, live; a draft, never live by itself; None when they were seen before.

    The draft has the changes of the release on top of what is live, so that publishing it loses nothing that people edited here;
    where both changed the same place, theirs stays and the note says where. Safe to call by several processes at once.
    Raises KnowledgeError when the very first data cannot be read, and StoreError.
    """
    snapshot = hash_of(shipped)
    if store.setting(_LAST) == snapshot:
        return None
    live = store.published()
    if live is None:
        check(shipped)
        return _first(store, shipped, product)
    content, note = _merged(store, live, shipped, check)
    with store.writing():
        now = store.published()
        if store.setting(_LAST) == snapshot or now is None or now.number != live.number:
            return None  # another process was first, or something went live this moment: then the next start does it
        store.set(_LAST, snapshot, by=SYSTEM, what=f"zag de gegevens van uitgave {product}")
        for other in store.in_state(State.DRAFT):
            if other.author == SYSTEM and set(other.writers) <= {SYSTEM}:  # an earlier offer that nobody touched: this one holds it, too
                gone = replace(other, state=State.ARCHIVED, revision=other.revision + 1, changed_at=store.clock(), archived_at=store.clock())
                store.update(gone)
                store.record(gone, SYSTEM, Deed.ARCHIVED, "maakte plaats voor een nieuwere uitgave")
        if store.put(content) == live.snapshot:
            return None
        return _add(store, content, product, note, base=live.number, shipped=snapshot)


def _first(store: VersionStore, shipped: Content, product: str) -> Version | None:
    with store.writing():
        if store.published() is not None:
            return None
        store.set(_LAST, store.put(shipped), by=SYSTEM, what=f"zag de gegevens van uitgave {product}")
        first = _add(store, shipped, product, "", base=None, shipped=hash_of(shipped))
        now = store.clock()
        first = replace(first, state=State.PUBLISHED, revision=first.revision + 1, published_at=now, changed_at=now)
        store.update(first)
        store.record(first, SYSTEM, Deed.PUBLISHED, "de gegevens waarmee dit begon")
    return store.version(first.number)


def _merged(store: VersionStore, live: Version, shipped: Content, check: Check) -> tuple[Content, str]:
    """The release's changes on top of what is live, and what to say of it; the release's data as they are when that cannot be read."""
    own = store.snapshot(live.snapshot)
    merged = merge(_edition_in(store) or own, own, shipped)
    try:
        check(merged.content)
    except KnowledgeError:
        return shipped, "Dit zijn de gegevens van de uitgave zoals ze zijn. Wat jullie zelf veranderden, past er niet bij en staat er niet in."
    if not merged.conflicts:
        return merged.content, ""
    places = "; ".join(f"{path}, regel {line}" for path, line in merged.conflicts)
    return merged.content, f"Hier veranderden jullie en de uitgave hetzelfde; er staat wat jullie schreven: {places}"


def _edition_in(store: VersionStore) -> Content | None:
    """What was shipped last of all that ever went live here: what is live rests on that."""
    for version in store.versions():
        if version.published_at is not None and (known := store.setting(_EDITION.format(version.number))):
            return store.snapshot(known)
    return None


def _add(store: VersionStore, content: Content, product: str, note: str, *, base: int | None, shipped: str) -> Version:
    now, number = store.clock(), store.next_number()
    version = Version(
        number=number, state=State.DRAFT, title=TITLE if base else "De gegevens waarmee dit begon", base=base, revision=1, snapshot=store.put(content),
        writers=(), author=SYSTEM, created_at=now, changed_at=now, product=product, note=note,
    )
    store.add(version)
    store.record(version, SYSTEM, Deed.BEGUN, version.title)
    version = replace(version, revision=2)
    store.update(version)
    store.record(version, SYSTEM, Deed.CHANGED, note or f"de gegevens van uitgave {product}")
    store.set(_EDITION.format(number), shipped, by=SYSTEM, what=f"versie {number} brengt de gegevens van uitgave {product}")
    return version
