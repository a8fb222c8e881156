"""`wijzer backup`, `backup-key`, `restore` and `erasures`: backups of everything that is kept, and putting one back."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portal.commands.shared import store, tell
from portal.errors import BadInput
from portal.settings import JOURNAL, Settings, read_secrets, with_secrets

if TYPE_CHECKING:
    from portal.backups.restoring import PutBack
    from portal.backups.taken_back import Given

erasures = typer.Typer(help="Het wislogboek: wat mensen introkken, apart van de paspoorten.", epilog="Voorbeeld: wijzer erasures copy /elders/erasures.jsonl", no_args_is_help=True)


@erasures.callback()
def group() -> None:
    """A group, also with one command in it."""


def backup(
    folder: Annotated[Path | None, typer.Option("--folder", help="De map voor de reservekopie; anders WIJZER_BACKUP_FOLDER.")] = None,
    to: Annotated[list[str] | None, typer.Option("--to", metavar="SLEUTEL", help="Een publieke sleutel (age1…); mag vaker. Anders WIJZER_BACKUP_TO.")] = None,
    keep: Annotated[int | None, typer.Option("--keep", metavar="AANTAL", help="Bewaar hiervan de nieuwste; oudere gaan weg.")] = None,
    keep_days: Annotated[int | None, typer.Option("--keep-days", metavar="DAGEN", help="Haal weg wat ouder is; de nieuwste blijft altijd.")] = None,
) -> None:
    """Maak een versleutelde reservekopie terwijl het portaal gewoon draait. De geheimen (secrets.json) zitten er niet in: bewaar die apart.

    Voorbeeld: wijzer backup --folder /backups --to age1… --keep 30
    """
    from portal.backups.contents import databases
    from portal.backups.keys import public_keys
    from portal.backups.making import make_backup

    settings = Settings()
    place = folder or settings.backup_folder
    if place is None:
        raise BadInput("Geef de map voor de reservekopie, met --folder of in WIJZER_BACKUP_FOLDER. Kies een andere schijf dan die met de paspoorten.")
    for name, value in (("--keep", keep), ("--keep-days", keep_days)):
        if value is not None and value < 1:
            raise BadInput(f"{name} {value} kan niet: bewaar er 1 of meer.")
    keys = public_keys(to or settings.backup_to.split())
    if not any(database.exists() for database in databases(settings)):
        raise BadInput(f"In {settings.var} zijn nog geen paspoorten. Zet WIJZER_VAR op de map van het portaal.")
    with store() as passports:
        made = make_backup(with_secrets(settings), passports, place, keys, at=datetime.now(UTC), keep=keep, days=keep_days)
    print(f"{made.file}\n{made.size} bytes, {_number(made.manifest.passports, 'paspoort', 'paspoorten')}, {_number(made.manifest.audit.rows, 'rij', 'rijen')} in het logboek.")
    print(f"Zegel van het logboek: {made.manifest.audit.head}")
    if made.gone:
        print(f"Weggehaald: {', '.join(made.gone)}")
    if made.manifest.audit.problem:
        tell("LET OP: het logboek klopte al niet toen de reservekopie werd gemaakt. Kijk met: wijzer audit verify")


def backup_key(file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Waar de geheime sleutel komt. Bewaar hem niet op deze computer.")]) -> None:
    """Maak de sleutels voor reservekopieën: de geheime in een bestand, de publieke op het scherm. Zonder de geheime is geen kopie te lezen.

    Voorbeeld: wijzer backup-key reservekopie.key
    """
    from portal.backups.keys import make_key

    public = make_key(file)
    print(public)
    tell(f"De geheime sleutel staat in {file}. Bewaar hem op twee veilige plekken, en haal hem van deze computer weg.")


def restore(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="De reservekopie.")],
    *,
    key: Annotated[Path, typer.Option("--key", metavar="SLEUTEL", help="Het bestand met de geheime sleutel.")],
    into: Annotated[Path | None, typer.Option("--into", metavar="MAP", help="Een lege map, of een die er nog niet is; anders WIJZER_VAR.")] = None,
    verify: Annotated[bool, typer.Option("--verify", help="Start er ook een portaal op. Zonder --into is dit een proef, en blijft er niets staan.")] = False,
    secrets_file: Annotated[Path | None, typer.Option("--secrets", metavar="BESTAND", help="De secrets.json die je apart bewaarde.")] = None,
    journal: Annotated[Path | None, typer.Option("--erasures", metavar="BESTAND", help="Het nieuwste wislogboek; anders dat van hier, of dat naast de reservekopie.")] = None,
    head: Annotated[str, typer.Option("--head", metavar="ZEGEL", help="Een zegel van het logboek dat je eerder opschreef.")] = "",
    accept: Annotated[bool, typer.Option("--accept-missing-erasures", help="Zet ook terug als er wissingen kunnen ontbreken. Wie gewist is, kan terugkomen.")] = False,
) -> None:
    """Zet een reservekopie terug in een lege map. Wat mensen daarna lieten wissen of introkken, wordt opnieuw gewist of ingetrokken.

    Voorbeeld: wijzer restore loopbaanwijzer-20261127T033000Z-1f2e3d4c.tar.gz.age --key reservekopie.key --verify
    """
    from portal.backups.keys import private_keys
    from portal.backups.rehearsal import rehearse
    from portal.backups.restoring import Wanted, put_back

    settings = Settings()
    stays = into is not None or not verify
    target = (into or settings.var).absolute()
    wanted = Wanted(file, private_keys(key), _secrets(settings, secrets_file), _journal(settings, journal, file, accept), head, _store(settings, stays))
    done = put_back(wanted, target, now=datetime.now(UTC), rehearse=rehearse if verify else None, stays=stays)
    for line in _told(done):
        print(line)
    for warning in done.warnings:
        tell(warning)
    if not stays:
        print("De proef is gelukt. Er is niets blijven staan.")
        return
    print(f"Teruggezet in {target}. Iedereen meldt zich opnieuw aan. Noodtoegang en sleutel van badges zitten niet in een reservekopie.")
    if settings.erasures is not None and settings.erasures.resolve() != (target / JOURNAL).resolve():
        tell(f"Het wislogboek van nu staat in {target / JOURNAL}. Zet het in {settings.erasures}, als dat daar nog niet staat.")


@erasures.command("copy")
def copy(file: Annotated[Path, typer.Argument(metavar="BESTAND", help="De kopie, op een andere schijf of computer dan de paspoorten.")]) -> None:
    """Kopieer het wislogboek. De kopie zegt tot wanneer zij bijgewerkt is; restore vraagt daarnaar.

    Voorbeeld: wijzer erasures copy /elders/erasures.jsonl
    """
    from portal.backups.beside import write_beside
    from skills_passport.erasures import ErasureJournal, as_text

    settings = Settings()
    if file.resolve() == settings.journal.resolve():
        raise BadInput(f"{file} is het wislogboek zelf. Geef een andere plek.")
    copied = ErasureJournal(settings.journal).copy()
    write_beside(file, as_text(copied))
    print(f"Gekopieerd: {_number(len(copied.entries), 'regel', 'regels')}.")


def _secrets(settings: Settings, file: Path | None) -> Mapping[str, str]:
    """From the file, else from the environment, else those that are here. Raises BadInput or SecretsBroken."""
    if file is None and settings.secret_key:
        return {"action_token": settings.action_token or secrets.token_urlsafe(32), "secret_key": settings.secret_key}
    place = file or settings.var / "secrets.json"
    try:
        return read_secrets(place, place.read_bytes())
    except OSError as error:
        raise BadInput(
            f"De geheimen staan niet in {place}. Geef met --secrets het bestand secrets.json dat je apart bewaarde: zonder vindt niemand zijn paspoort terug."
        ) from error


def _store(settings: Settings, stays: bool) -> str:
    """The database to put back in, "" for files in the folder. A trial never touches the one that is in use. Raises BadInput."""
    given = settings.restore_store.get_secret_value() or (settings.store.get_secret_value() if stays else "")
    if settings.store.get_secret_value() and not given:
        raise BadInput("Een proef met PostgreSQL heeft een lege database nodig. Zet het adres daarvan in WIJZER_RESTORE_STORE.")
    return given


def _journal(settings: Settings, file: Path | None, backup_file: Path, accepted: bool) -> Given:
    from portal.backups.keeping import JOURNAL_COPY
    from portal.backups.taken_back import Given

    places: Sequence[Path] = (file,) if file else (settings.journal, backup_file.with_name(JOURNAL_COPY))
    found = next((place for place in places if place.exists()), file)
    return Given(found, is_live=found is not None and found.resolve() == settings.journal.resolve(), accepted=accepted)


def _told(done: PutBack) -> list[str]:
    from skills_passport.erasures import Kind

    manifest = done.manifest
    lines = [
        f"Gemaakt op {manifest.made_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC met {manifest.product}. Alles is heel: {_number(len(manifest.files), 'bestand', 'bestanden')}, "
        f"{_number(done.passports, 'paspoort', 'paspoorten')}, {_number(done.audit_rows, 'rij', 'rijen')} in het logboek.",
        f"Opnieuw gewist: {done.again.get(Kind.PASSPORT, 0)}. Opnieuw ingetrokken: {done.again.get(Kind.CONSENT, 0) + done.again.get(Kind.SHARE, 0)}. "
        f"Namen van collega's opnieuw weg: {done.again.get(Kind.COACH, 0) + done.again.get(Kind.EDITOR, 0)}.",
    ]
    if done.complete_until is not None:
        lines.append(f"Het wislogboek is bijgewerkt tot {done.complete_until.astimezone(UTC):%Y-%m-%d %H:%M} UTC. Wat daarna gewist is, staat er niet in.")
    if done.answered_after is not None:
        lines.append(f"Een portaal erop antwoordt na {done.answered_after:.0f} s, en kan bij de paspoorten.")
    return lines


def _number(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
