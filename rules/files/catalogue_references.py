"""What the parts of a catalogue say about each other: references that lead nowhere become problems."""

from __future__ import annotations

from collections.abc import Mapping

from rules.catalogue import Catalogue, FunctionProfile
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
        _check_requirements(function, catalogue, entry)
        if function.route is not None and function.route not in catalogue.routes:
            entry.problem("route", f"'{function.route}' is geen bekende leerroute. Voeg die toe of kies een andere id.")
        if function.regulated and function.route is None:
            entry.problem("route", "ontbreekt. Bij een wettelijke eis hoort een leerroute (M8): kies de id van een route.")


def _check_requirements(function: FunctionProfile, catalogue: Catalogue, entry: Entry) -> None:
    """Diplomas and registrations under `requires`, screening under `screening`: the one makes a function regulated, the other does not."""
    known = catalogue.qualifications
    for identity in function.requires:
        if identity not in known:
            entry.problem("requires", f"'{identity}' is geen bekende wettelijke eis. Voeg die toe of kies een andere id.")
        elif known[identity].screening is not None:
            entry.problem("requires", f"'{identity}' is een screening en geen diploma. Zet die bij 'screening'.")
    for identity in function.screening:
        if identity not in known:
            entry.problem("screening", f"'{identity}' is geen bekende screening. Voeg die toe of kies een andere id.")
        elif known[identity].screening is None:
            entry.problem("screening", f"'{identity}' is een diploma of registratie en geen screening. Zet die bij 'requires'.")
