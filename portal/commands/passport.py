"""`wijzer passport`: looking at a passport, giving it away, erasing it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from portal.commands.shared import read, store
from portal.errors import BadInput
from portal.settings import Settings, with_secrets
from skills_passport.answers import JsonObject
from skills_passport.errors import PassportNotFound
from skills_passport.model import Answer, AnswerStatus, SkillsPassport
from skills_passport.pseudonym import check_owner, owner_id
from skills_passport.store import PassportStore

app = typer.Typer(
    help="Een paspoort bekijken, meegeven of wissen.", epilog="Voorbeeld: wijzer passport show demo:ria", no_args_is_help=True,
)
Owner = Annotated[str, typer.Argument(help="De code van het paspoort (staat onderaan de paspoortpagina), of demo:ria voor een demopersoon.")]


@app.command("show")
def show(owner: Owner) -> None:
    """Toon wat er in een paspoort staat. Het kijken komt in het logboek van het paspoort.

    Voorbeeld: wijzer passport show demo:ria
    """
    with store() as passports:
        passport = _load(passports, owner, "show-passport")
        for answer in passport.answers.values():
            print(f"{answer.question}: {known_words(answer)}")
        print(f"adviezen: {len(passport.advices)}")


@app.command("export")
def export(owner: Owner) -> None:
    """Geef een paspoort als JSON.

    Voorbeeld: wijzer passport export demo:ria > paspoort.json
    """
    from portal.versions.editor import kept_as_editor
    from publishing.store import VersionStore
    from skills_passport.rights import export_all

    settings = with_secrets(Settings())
    with store() as passports, closing(VersionStore(settings.versions_place)) as versions:
        print(export_all(passports, _code(owner), actor="operator", as_editor=kept_as_editor(versions, _code(owner), settings)))


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="Een paspoort als JSON, zoals gedownload; - leest de invoer.")],
    owner: Annotated[str, typer.Option("--owner", help="De code waaronder het paspoort hier komt, als die niet (meer) in het bestand klopt.")] = "",
) -> None:
    """Zet een gedownload paspoort terug. Wat een coach zag, schreef of vond, komt niet mee; wie meekijkt, blijft zoals het hier is.

    Voorbeeld: wijzer passport import paspoort.json
    """
    from bot.record import check_talk
    from bot.texts.script_file import read_script
    from skills_passport.export import passport_from_export
    from skills_passport.importing import import_passport

    text = read(file)
    code = _code(owner or passport_from_export(text).owner)
    consent_text = read_script(Settings().data).consent_text_version
    with store() as passports:
        stored = import_passport(
            passports, code, text, actor="operator", at=datetime.now(UTC), text_version=consent_text, check=check_talk, of_another=bool(owner),
        )
    print(f"Teruggezet: {len(stored.answers)} antwoorden, {len(stored.advices)} adviezen, {len(stored.casework.steps)} stappen in het plan.")


@app.command("erase")
def erase(
    owner: Owner,
    yes: Annotated[bool, typer.Option("--yes", help="Zonder te vragen.")] = False,
) -> None:
    """Wis een paspoort en alles wat erbij hoort, ook het gesprek bij Rasa.

    Voorbeeld: wijzer passport erase demo:ria --yes
    """
    from bot.rasa_server.tracker import forget_talk
    from portal.versions.editor import forget_editor
    from publishing.store import VersionStore
    from skills_passport.rights import erase_all

    if not yes and not typer.confirm("Alles van dit paspoort wissen? Dit kan niet terug."):
        raise typer.Exit(1)
    settings = with_secrets(Settings())
    with store() as passports, closing(VersionStore(settings.versions_place)) as versions:
        forget_editor(versions, _code(owner), settings)
        found = erase_all(passports, _code(owner), actor="operator", forget_talk=lambda code: forget_talk(settings.tracker, code))
    print("Gewist." if found else "Er was niets van dit paspoort.")


def known_words(answer: Answer) -> str:
    """What the passport knows by this answer, in one line; what was typed last is not all of it."""
    if answer.status is AnswerStatus.SKIPPED:
        return "overgeslagen"
    known = "; ".join(dict.fromkeys(_parts(answer.question, answer.value or {}))) or "nog niets"
    return f"{known} (nog niet klaar)" if answer.status is AnswerStatus.OPEN else known


def _parts(question: str, value: JsonObject) -> Iterator[str]:
    from portal import wording  # loads the language tools, which takes seconds

    match question:
        case "function" | "region":
            known = value.get(f"{question}_id")
            yield f"{value.get('words')} ({known})" if known else f"{value.get('words')} (niet herkend)"
        case "tasks" | "outside":
            yield from (f"{mention['quote']} ({wording.MEANINGS[mention['meaning']].lower()})" for mention in value.get("mentions", ()))
        case "trends":
            yield from (f"{trend['quote']}: {wording.TRENDS[trend['trend']].lower()}" for trend in value.get("trends", ()))
        case "wishes":
            yield from (wording.SECTORS[sector] for sector in value.get("sectors", ()))
            yield from value.get("words", ())
            yield from (f"niet {wording.WORKS[sector]}" for sector in value.get("refused_sectors", ()))
        case "criteria":
            yield from (f"{each['words']} ({'moet echt' if each['hard'] else 'wens'})" for each in value.get("criteria", ()))
        case "digital":
            yield f"inzien: {wording.DIGITAL_LEVELS[value['insight']].lower()}"
            yield f"maken: {wording.DIGITAL_LEVELS[value['create']].lower()}"
        case "contact":
            yield "benaderen mag" if value["may_contact"] else "benaderen mag niet"
        case "coach":
            yield "een coach mag meekijken" if value["may_look"] else "geen coach laten meekijken"
        case "direction":
            yield wording.DIRECTIONS[value["direction"]]
        case _:
            yield from (f"{name}: {'ja' if part is True else 'nee' if part is False else part}" for name, part in value.items())


def _code(owner: str) -> str:
    """The owner id itself, or the one of a demo persona written as demo:NAME. Raises BadInput."""
    if not owner.startswith("demo:"):
        try:
            return check_owner(owner)
        except ValueError as error:
            raise BadInput(
                f"{owner!r} kan geen code van een paspoort zijn. De code staat onderaan de paspoortpagina; "
                "voor een demopersoon schrijf je demo:ria."
            ) from error
    return owner_id(owner, with_secrets(Settings()).secret_key)


def _load(passports: PassportStore, owner: str, action: str) -> SkillsPassport:
    passport = passports.load(_code(owner), actor="operator", action=action)
    if passport.is_new:
        raise PassportNotFound(_code(owner))
    return passport
