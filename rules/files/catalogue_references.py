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
        asked: list[str] = []
        for required, part in zip(function.skills, entry.entries("skills"), strict=True):
            if required.skill_id not in catalogue.skills:
                part.problem("id", f"vaardigheid '{required.skill_id}' bestaat niet. Voeg die toe of kies een andere id.")
            if required.skill_id in asked:
                part.problem("id", f"vaardigheid '{required.skill_id}' staat twee keer bij deze functie. Laat er één staan.")
            asked.append(required.skill_id)
        for task, part in zip(function.tasks, entry.entries("tasks"), strict=True):
            for skill_id in task.skills:
                if skill_id not in asked:
                    part.problem("skills", f"'{task.text}' noemt '{skill_id}', maar die staat niet bij de vaardigheden van de functie.")
        for qualification_id in function.requires:
            if qualification_id not in catalogue.qualifications:
                entry.problem("requires", f"'{qualification_id}' is geen bekende wettelijke eis. Voeg die toe of kies een andere id.")
            elif catalogue.qualifications[qualification_id].screening is not None:
                entry.problem("requires", f"'{qualification_id}' is een screening en geen diploma. Zet die bij 'screening'.")
        for screening_id in function.screening:
            if screening_id not in catalogue.qualifications:
                entry.problem("screening", f"'{screening_id}' is geen bekende screening. Voeg die toe of kies een andere id.")
            elif catalogue.qualifications[screening_id].screening is None:
                entry.problem("screening", f"'{screening_id}' is een diploma of registratie en geen screening. Zet die bij 'requires'.")
        if function.route is not None and function.route not in catalogue.routes:
            entry.problem("route", f"'{function.route}' is geen bekende leerroute. Voeg die toe of kies een andere id.")
        if function.regulated and function.route is None:
            entry.problem("route", "ontbreekt. Bij een wettelijke eis hoort een leerroute (M8): kies de id van een route.")
