"""The log of what was served: every version of rules, profiles and figures, and since when. Pure."""

from __future__ import annotations

from datetime import datetime

from portal.documents.pictures.drawing import Table
from portal.hr.governance.paper import Paper, Section
from portal.hr.governance.running import PARTS, Running
from portal.hr.versions.words import name_of
from portal.zone import DUTCH_TIME


def changes_paper(running: Running) -> Paper:
    """The log, from the versions that are kept for replay."""
    versions = running.knowledge.versions
    now = {(part, getattr(versions, part)) for part in PARTS}
    rows = tuple(
        (PARTS[kept.part], kept.version, f"{kept.since:%Y-%m-%d %H:%M}", "loopt nu" if (kept.part, kept.version) in now else "eerder")
        for kept in running.kept
    )
    published = tuple(
        (
            str(each.number), each.title, _at(each.published_at), ", ".join(map(name_of, each.writers)) or name_of(each.author),
            f"{name_of(each.reviewer)} (schreef zelf mee)" if each.number in running.alone else name_of(each.reviewer) or "–", each.note or "–",
            "–" if each.base is None else _at(running.tried.get(each.number)) or "niet gedaan", each.reason or "–",
        )
        for each in running.published
    )
    switched = tuple((_at(step.at), name_of(step.by), step.what) for step in reversed(running.switched))
    stands = "aan: wie meeschreef aan een versie, zet haar niet zelf live" if running.four_eyes else "uit: ook wie meeschreef, mag een versie live zetten"
    return Paper(
        "wijzigingen", "Wat er veranderde", "Elke versie van regels, functieprofielen en cijfers waarmee hier adviezen zijn gemaakt.", running.made,
        (
            Section("Wat live ging", (
                "Elke versie die HR live zette, met wie dat deed en waarom. Er staat bij of er vooraf een proef was: die laat zien hoeveel mensen andere suggesties krijgen. Breekt een versie vaste voorbeelden, dan staat erbij waarom dat mocht.",
            ), (), (Table("Live gezet, de nieuwste bovenaan", ("Nummer", "Naam", "Live sinds", "Schreven mee", "Zette het live", "Toelichting", "Proef vooraf", "Waarom vaste voorbeelden mochten breken"), published),)),
            Section("Het vierogenprincipe", (
                f"Het staat nu {stands}.", *(("Staat bij een versie ‘schreef zelf mee’, dan keek er geen collega mee voordat zij live ging.",) if running.alone else ()), *(() if switched else ("Het is nooit uitgezet.",)),
            ), (), (Table("Uit- en aangezet, het nieuwste bovenaan", ("Wanneer", "Wie", "Wat en waarom"), switched),) if switched else ()),
            Section("Versies", (
                "Elk advies noemt de versies waarmee het is gemaakt. Ze blijven bewaard, zodat elk advies kan worden nagerekend. Een oud advies verandert niet als er een nieuwe versie komt.",
            ), (), (Table("Versies, de nieuwste bovenaan", ("Wat", "Versie", "Sinds", "Stand"), rows),)),
        ),
    )


def _at(moment: datetime | None) -> str:
    return f"{moment.astimezone(DUTCH_TIME):%Y-%m-%d %H:%M}" if moment else ""
