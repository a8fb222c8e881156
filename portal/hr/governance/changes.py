"""The log of what was served: every version of rules, profiles and figures, and since when. Pure."""

from __future__ import annotations

from portal.documents.pictures.drawing import Table
from portal.hr.governance.paper import Paper, Section
from portal.hr.governance.running import PARTS, Running


def changes_paper(running: Running) -> Paper:
    """The log, from the versions that are kept for replay."""
    versions = running.knowledge.versions
    now = {(part, getattr(versions, part)) for part in PARTS}
    rows = tuple(
        (PARTS[kept.part], kept.version, f"{kept.since:%Y-%m-%d %H:%M}", "loopt nu" if (kept.part, kept.version) in now else "eerder")
        for kept in running.kept
    )
    return Paper(
        "wijzigingen", "Wat er veranderde", "Elke versie van regels, functieprofielen en cijfers waarmee hier adviezen zijn gemaakt.", running.made,
        (
            Section("Versies", (
                "Elk advies noemt de versies waarmee het is gemaakt. Ze blijven bewaard, zodat elk advies kan worden nagerekend. Een oud advies verandert niet als er een nieuwe versie komt.",
            ), (), (Table("Versies, de nieuwste bovenaan", ("Wat", "Versie", "Sinds", "Stand"), rows),)),
        ),
    )
