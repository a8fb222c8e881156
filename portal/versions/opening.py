"""Opens the versions of this installation: the first start, the data of a new release, and what is live."""

from __future__ import annotations

from portal.settings import Settings, make_var
from portal.versions.served import Published, builder, checker
from publishing.content import read_content
from publishing.drafts import Drafts, Protected, Rehearse
from publishing.errors import CannotBeServed, ContentInvalid
from publishing.live import Live
from publishing.model import Version
from publishing.shipped import take_in
from publishing.store import VersionStore
from rules.files.knowledge_files import product_version


def open_versions(settings: Settings) -> tuple[VersionStore, Version | None]:
    """The versions, and the one that was made of the shipped data just now: version 1, or a draft for HR to look at.

    Raises KnowledgeError when the data folder cannot be read, and StoreError.
    """
    make_var(settings)
    store = VersionStore(settings.versions_place)
    try:
        return store, take_in(store, read_content(settings.data), checker(settings), product=product_version())
    except BaseException:
        store.close()
        raise


def live_of(settings: Settings, store: VersionStore) -> Live[Published]:
    """What is live, built (seconds). Raises CannotBeServed when this release cannot read it, with what to do."""
    try:
        return Live(builder(settings), store)
    except ContentInvalid as error:
        live = store.published()
        number = live.number if live else 0
        raise CannotBeServed(
            f"Versie {number}, die nu live is, past niet bij deze uitgave. {error}\n"
            "Zet een versie live die wel past, zoals die van de nieuwe uitgave: wijzer versions list, en dan wijzer versions publish NUMMER."
        ) from error


def drafts_of(settings: Settings, store: VersionStore, rehearse: Rehearse, protected: Protected | None = None) -> Drafts:
    """The way to change versions here; `rehearse` is that of what is live (`Live.rehearse`), or builds."""
    return Drafts(store, checker(settings), product=product_version(), rehearse=rehearse, protected=protected)
