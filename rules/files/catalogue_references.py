"""What the parts of a catalogue say about each other: references that lead nowhere become problems."""

from __future__ import annotations

from collections.abc import Mapping

from rules.catalogue import Catalogue
from rules.files.yaml_entries import Entry


def check_references(catalogue: Catalogue, places: Mapping[str, Entry]) -> None:
    """Add a problem for every id that is named and does not exist, and for a skill a task shows but its function lacks.

    `places` maps `<group>/<id>` to the entry it was read from, where the problem is noted.
    """
    for function in catalogue.functions.values():
        entry = places[f"functions/{function.id}"]
        asked = [required.skill_id for required in function.skills]
        for skill_id in asked:
            if skill_id not in catalogue.skills:
                entry.problem("skills", f"vaardigheid '{skill_id}' bestaat niet. Voeg die toe of kies een andere id.")
        if len(set(asked)) < len(asked):
            entry.problem("skills", "noemt een vaardigheid twee keer. Laat er één staan.")
        for task in function.tasks:
            for skill_id in task.skills:
                if skill_id not in asked:
                    entry.problem("tasks", f"'{task.text}' noemt '{skill_id}', maar die staat niet bij de vaardigheden van de functie.")
        for qualification_id in function.requires:
            if qualification_id not in catalogue.qualifications:
                entry.problem("requires", f"'{qualification_id}' staat niet in qualifications.yml.")
        if function.route is not None and function.route not in catalogue.routes:
            entry.problem("route", f"'{function.route}' staat niet in routes.yml.")
        if function.regulated and function.route is None:
            entry.problem("route", "ontbreekt. Bij een wettelijke eis hoort een leerroute (M8): kies een id uit routes.yml.")
