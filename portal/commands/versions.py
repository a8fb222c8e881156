"""`wijzer versions`: what people edited, version by version: read, laid side by side, put live and rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portal.commands.shared import tell
from portal.errors import BadInput
from portal.settings import Settings
from portal.zone import DUTCH_TIME

if TYPE_CHECKING:  # these load the language tools, which takes seconds
    from publishing.content import Content
    from publishing.drafts import Drafts
    from publishing.model import Version
    from publishing.store import VersionStore

app = typer.Typer(
    help="Versies van functies, regels, cijfers en teksten: bekijken, vergelijken, live zetten en terugdraaien.",
    epilog="Voorbeeld: wijzer versions list", no_args_is_help=True,
)
Number = Annotated[int, typer.Argument(metavar="NUMMER", help="Het nummer uit wijzer versions list.")]
_STATES = {"draft": "concept", "in-review": "ter beoordeling", "published": "LIVE", "archived": "oud"}


@app.command("list")
def list_() -> None:
    """Toon alle versies, de nieuwste eerst.

    Voorbeeld: wijzer versions list
    """
    with _store() as store:
        for version in store.versions():
            print(_line(version))
        if not store.four_eyes():
            print("Let op: het vierogenprincipe staat uit.")


@app.command("show")
def show(number: Number) -> None:
    """Toon van één versie wie wat deed, en wanneer.

    Voorbeeld: wijzer versions show 2
    """
    with _store() as store:
        version = store.version(number)
        print(_line(version))
        print(f"Schreven eraan: {', '.join(writer.name or 'een oud-collega' for writer in version.writers) or 'niemand'}. Uitgave {version.product}.")
        print(f"Begonnen als: {'de eerste' if version.base is None else f'versie {version.base}'}.")
        for step in store.history(number):
            print(f"  {step.at.astimezone(DUTCH_TIME):%d-%m-%Y %H:%M}  {step.by.name or 'een oud-collega'}: {step.what}")


@app.command("diff")
def diff(
    old: Number,
    new: Annotated[int, typer.Argument(metavar="NUMMER", help="De versie die je ernaast legt.")],
) -> None:
    """Zeg in woorden wat er tussen twee versies verschilt.

    Voorbeeld: wijzer versions diff 1 2
    """
    from publishing.comparing import differences

    with _store() as store:
        found = differences(store.content(old), store.content(new))
    if not found:
        print("Er is geen verschil.")
    for change in found:
        print(f"{change.table}, {change.title} ({change.id}): {change.happened}")
        for field in change.fields:
            print(f"  {field}")


@app.command("publish")
def publish(
    number: Number,
    reason: Annotated[str, typer.Option("--reason", help="Waarom vaste voorbeelden anders mogen uitpakken.")] = "",
) -> None:
    """Zet een versie live, op elk draaiend portaal, zonder herstart.

    Voorbeeld: wijzer versions publish 2
    """
    from portal.versions.editor import OPERATOR

    with _drafts() as drafts:
        version = drafts.store.version(number)
        if version.state == "draft":
            drafts.submit(number, by=OPERATOR, note=version.note)
        if number not in drafts.tried():
            tell("Er is geen proef gedaan met deze versie zoals ze nu is. Dat staat straks in het overzicht van wat live ging.")
        _tell_overtaken(drafts, number)
        tell("De versie wordt nagekeken en klaargezet …")
        print(_line(drafts.publish(number, by=OPERATOR, reason=reason)))


@app.command("roll-back")
def roll_back(
    number: Number,
    note: Annotated[str, typer.Option("--note", help="Waarom je teruggaat; iedereen ziet dat in de geschiedenis.")] = "",
) -> None:
    """Zet de inhoud van een oudere versie weer live, als nieuwe versie.

    Voorbeeld: wijzer versions roll-back 1 --note "de cijfers klopten niet"
    """
    from portal.versions.editor import OPERATOR

    with _drafts() as drafts:
        drafts.store.version(number)
        _tell_overtaken(drafts, number)
        tell("De versie wordt nagekeken en klaargezet …")
        print(_line(drafts.roll_back(number, by=OPERATOR, note=note)))


@app.command("editors")
def editors() -> None:
    """Toon wie er aan versies werkten, met hun code.

    Voorbeeld: wijzer versions editors
    """
    with _store() as store:
        for editor in store.editors():
            print(f"{editor.id}: {editor.name}")


@app.command("remove-editor")
def remove_editor(editor: Annotated[str, typer.Argument(metavar="CODE", help="De code uit wijzer versions editors.")]) -> None:
    """Haal de naam weg van wie hier niet meer werkt. Wat deze collega deed, blijft in de geschiedenis staan, zonder naam.

    Voorbeeld: wijzer versions remove-editor e202c895d818b41e0958ec7f72f1d857d
    """
    from portal.versions.editor import remove_editor as forget

    with _store() as store:
        if not forget(store, editor, Settings()):
            raise BadInput(f"Er is niemand met de code {editor}. Kijk met: wijzer versions editors")
    print("De naam is weg.")


@contextmanager
def _store() -> Iterator[VersionStore]:
    from publishing.store import VersionStore

    place = Settings().versions_place
    if isinstance(place, Path) and not place.exists():
        raise BadInput("Er zijn nog geen versies. Start het portaal eerst een keer: wijzer serve --demo")
    store = VersionStore(place)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def _drafts() -> Iterator[Drafts]:
    """As the portal changes versions. What goes live is built once, to know that it can be; what runs builds it at the same time."""
    from portal.versions.opening import drafts_of
    from portal.versions.protecting import protected
    from portal.versions.served import builder

    settings = Settings()
    build = builder(settings)

    def rehearse(version: Version, content: Content) -> None:
        build(version, content, ())

    with _store() as store:
        yield drafts_of(settings, store, rehearse, protected(settings.data))


def _tell_overtaken(drafts: Drafts, number: int) -> None:
    """Which planned starts will not come once this goes live."""
    for other in drafts.planned(number):
        tell(f"De geplande start van versie {other.number} ({other.title}) gaat hierdoor niet door.")


def _line(version: Version) -> str:
    day = f"{(version.published_at or version.changed_at).astimezone(DUTCH_TIME):%d-%m-%Y %H:%M}"
    planned = f", gaat live op {version.starts_at.astimezone(DUTCH_TIME):%d-%m-%Y %H:%M}" if version.starts_at else ""
    note = f" – {version.note}" if version.note else ""
    return f"{version.number}  {_STATES[version.state]}  {day}  {version.title} (door {version.author.name or 'een oud-collega'}{planned}){note}"
