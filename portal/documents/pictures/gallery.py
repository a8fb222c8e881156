"""Which pictures there are of a passport."""

from __future__ import annotations

from portal.documents.dossier import Dossier
from portal.documents.pictures.drawing import Picture
from portal.documents.pictures.skills import skills_picture
from portal.documents.pictures.tasks import tasks_picture
from portal.documents.pictures.way import way_picture


def pictures_of(dossier: Dossier) -> dict[str, Picture]:
    """The pictures by name, as far as there is something to draw: `taken`, `vaardigheden`, `weg`."""
    found: dict[str, Picture] = {}
    if dossier.outlook:
        found["taken"] = tasks_picture(dossier.outlook)
    if dossier.target is not None and (dossier.target.has or dossier.target.missing):
        found["vaardigheden"] = skills_picture(dossier.target)
    if dossier.plan is not None and (dossier.plan.steps or dossier.plan.learn):
        found["weg"] = way_picture(dossier.plan, dossier.function)
    return found
