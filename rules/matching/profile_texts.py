"""Everything that a function profile says, as texts to match on."""

from __future__ import annotations

from rules.catalogue import Catalogue, FunctionProfile, Skill
from rules.language.dutch import DutchText
from rules.language.fits import Arrays, fitted, packed, unpacked


def dutch_of(catalogue: Catalogue) -> DutchText:
    """The Dutch pipeline that knows the words and abbreviations of this catalogue."""
    vocabulary = [text for profile in catalogue.functions.values() for text in own_texts(profile)]
    vocabulary += [text for skill in catalogue.skills.values() for text in skill_texts(skill)]
    whole = (whole_text(profile, catalogue) for profile in catalogue.functions.values())
    return DutchText(catalogue.abbreviations, vocabulary, whole)


def own_texts(profile: FunctionProfile) -> list[str]:
    """Title, aliases, what it is for, and its tasks in every wording."""
    tasks = [text for task in profile.tasks for text in (task.text, *task.also)]
    return [profile.title, *profile.aliases, profile.what, *tasks]


def task_terms(catalogue: Catalogue, language: DutchText) -> frozenset[str]:
    """The terms of all tasks in every wording: the words of the field of work."""
    texts = [text for profile in catalogue.functions.values() for task in profile.tasks for text in (task.text, *task.also)]

    def found() -> Arrays:
        return {"terms": packed(sorted({term for text in texts for term in language.terms(text)}))}

    return frozenset(unpacked(fitted(["terms of tasks", language.key, *texts], found)["terms"]))


def skill_texts(skill: Skill) -> list[str]:
    """The label of a skill and what people say of it."""
    return [skill.label, *skill.synonyms, *skill.says]


def whole_text(profile: FunctionProfile, catalogue: Catalogue) -> str:
    """Everything a profile says, what people say about its skills included, as one text."""
    skills = [catalogue.skills[item.skill_id] for item in profile.skills if item.skill_id in catalogue.skills]
    spoken = [text for skill in skills for text in (skill.label, *skill.says)]
    return ". ".join([*own_texts(profile), *spoken])
