"""Nobody is told to do what an outsider may not do: acts that need a licence or a legal power, or that can harm somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from rules.advice import advise
from rules.answer import SkillGap
from rules.catalogue import FunctionProfile
from rules.knowledge import Knowledge
from rules.learning import first_steps, watched_first
from rules.person import Direction, Person
from tests.rules.people import task

ACTS = re.compile(
    r"""
    aanhoud|fouiller|cellencomplex|doorzoek|betekening|dwangbevel|beslag\ leggen|in\ beslag|naheffing|bekeur|boete|verhoren|binnentred|sleutelgeweld|stilleggen
    |injecti|infuus|sonde|katheter|hechting|uitstrijk|wond(en)?\b|medicij|medicatie|recepten|bloed|reanim|triage|handeling\ (eerst|uit)|wassen\ en\ aankled|insuline
    |dakgoot|dakgoten|op\ hoogte|omhoog|steiger|ladder|hoogwerker|gondel|kettingzaag|motorzaag|zaagwerk|hijsen|hijskraan|\bkraan\b|shovel|heftruck|graafmachine
    |vrachtwagen|vuilniswagen|trekker|\bbus\ rijden|reizigers\ of\ lading|asbest|koudemiddel|cv-ketel|gasleiding|veiligstellen|moffen|groepenkast|hoogspanning|onder\ spanning
    |afzetting|proefsleuf|slagbomen|afsluitbomen|openingen|\bvertrekken\ op|een\ cel\b|celdeuren|chloor|vechtpartij|vrijschakelen
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What to look for in a step of doing."""
WATCHES = re.compile(r"\b(loop|rijd)\b[^:]*\bmee\b|\b(kijk|luister|help|zit|oefen)\b|onder (toezicht|begeleiding)", re.IGNORECASE)
OTHERWISE = re.compile(
    r"wat de brugwachter controleert.*|voordat de kraan komt|uren, materiaal, materieel, kraan|een proefsleuf graven|of een vuilniswagen de bocht|zoals de cv-ketel op je werk"
    r"|handeling uit je vak|vijf verhoren voor op papier|de vlag hijsen|openingen afstemmen|garanties en boetes in|vastgelopen digibord, medicatiewagen"
    r"|vakbladen doorzoeken|dwangbevelen klaarzetten|de vrachtwagen de bouw op kan"
)
"""The same words where nothing of that sort is done: said aloud, drawn, on paper, left to others, or a flag."""


def gap(knowledge: Knowledge, skill_id: str) -> SkillGap:
    skill = knowledge.catalogue.skills[skill_id]
    return SkillGap(skill.id, skill.label, skill.category, True, 3)


def does_what_it_may_not(text: str) -> bool:
    """Whether a sentence holds such an act, without watching, helping or practising in it."""
    return any(ACTS.search(sentence) and not WATCHES.search(sentence) for sentence in OTHERWISE.sub("", text).split(". "))


def steps_of_doing(knowledge: Knowledge, function: FunctionProfile) -> Iterator[str]:
    """The step of doing of each skill: as written for the skill, and as made of a task of the function."""
    for required in function.skills:
        for fits in (lambda text: True, lambda text: False):
            yield first_steps([gap(knowledge, required.skill_id)], [], knowledge.catalogue.skills, function, fits)[0].text


def test_no_step_of_doing_tells_an_outsider_to_do_what_needs_a_licence(knowledge: Knowledge) -> None:
    found = {
        (function.id, text)
        for function in knowledge.catalogue.functions.values()
        for text in steps_of_doing(knowledge, function)
        if does_what_it_may_not(text)
    }
    assert not found


def test_work_that_the_law_or_its_danger_keeps_from_outsiders_is_watched_first(knowledge: Knowledge) -> None:
    for function in knowledge.catalogue.functions.values():
        for skill_id in (required.skill_id for required in function.skills):
            step = first_steps([gap(knowledge, skill_id)], [], knowledge.catalogue.skills, function, lambda text: False)[0]
            about = next((task for task in function.tasks if skill_id in task.skills), function.tasks[0])
            assert step.text.startswith("Loop vier weken lang mee" if watched_first(about, function) else "Doe vier weken lang")
            assert about.text in step.text


@pytest.mark.parametrize("function_id", ["politieagent", "glazenwasser", "verpleegkundige", "buschauffeur", "chauffeur-afval", "zonnepanelenmonteur"])
def test_regulated_heavy_and_large_vehicle_work_is_watched_without_a_mark(knowledge: Knowledge, function_id: str) -> None:
    function = knowledge.catalogue.functions[function_id]
    assert all(watched_first(each, function) and not each.watch_first for each in function.tasks)


def test_a_task_that_is_marked_is_watched_and_its_neighbour_is_not(knowledge: Knowledge) -> None:
    bailiff = knowledge.catalogue.functions["belastingdeurwaarder"]
    watched = {each.text: watched_first(each, bailiff) for each in bailiff.tasks}
    assert watched["beslag leggen op een auto of bedrijfsspullen, terwijl de eigenaar erbij staat"]
    assert not watched["uitzoeken waar iemand werkt, bankiert, woont en wat hij bezit"]


def test_who_walks_along_is_not_sent_to_look_a_second_time(knowledge: Knowledge) -> None:
    officer = knowledge.catalogue.functions["politieagent"]
    gaps = [gap(knowledge, required.skill_id) for required in officer.skills]
    doing, others = first_steps(gaps, [], knowledge.catalogue.skills, officer, lambda text: False)[:2]
    assert doing.text.startswith("Loop") and others.text.startswith("Praat")


def test_who_does_the_work_already_is_not_kept_from_it(knowledge: Knowledge) -> None:
    cleaner = knowledge.catalogue.functions["glazenwasser"]
    gaps = [gap(knowledge, cleaner.skills[0].skill_id)]
    step = first_steps(gaps, [], knowledge.catalogue.skills, cleaner, lambda text: False, outsider=False)[0]
    assert step.text.startswith("Doe vier weken lang")


def test_steps_differ_by_target(knowledge: Knowledge) -> None:
    texts = [
        first_steps([gap(knowledge, function.skills[0].skill_id)], [], knowledge.catalogue.skills, function, lambda text: False)[0].text
        for function in knowledge.catalogue.functions.values()
    ]
    assert len(set(texts)) == len(texts)


def test_no_card_tells_an_outsider_to_arrest_or_to_climb(knowledge: Knowledge) -> None:
    for function_id in ("politieagent", "glazenwasser", "boa", "belastingdeurwaarder", "piw-er", "doktersassistent"):
        target = knowledge.catalogue.functions[function_id]
        told = (*(task(item.also[0]) for item in target.tasks[:5]),)
        person = Person(function_words="kantoor", direction=Direction.CHANGE_OCCUPATION, mentions=told)
        for card in advise(person, knowledge, date(2026, 12, 1)).suggestions:
            doing = card.steps[0].text
            assert not does_what_it_may_not(doing), (function_id, card.function_id, doing)
