"""How long a trial run over 10,000 passports takes, with two processes; run it as `python -m bench.trial [PASSPORTS]`.

The passports are made up: each holds the function of one of the persons of the tests and the scenarios, some of what that person tells, and what others
tell of outside their work, of wishes and criteria. Nearly all of them differ, so that hardly any is worked out for two people at once.
"""

from __future__ import annotations

import os
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

from portal.hr.trial.running import Found, Run
from portal.hr.trial.worker import Task
from portal.settings import Settings
from portal.versions.opening import open_versions
from publishing.content import Content
from rules.files.fit_files import keep_fits_in
from rules.files.knowledge_files import load_knowledge
from rules.matching.extraction import Extractor
from rules.person import Direction, Meaning, Mention, Person
from rules.review.scenarios import person_of
from skills_passport.model import Purpose, SkillsPassport
from skills_passport.pseudonym import owner_id
from skills_passport.rows import to_rows
from skills_passport.sql_passports import write
from skills_passport.sqlite_store import SqliteStore
from tests.rules.person_reader import read_persons

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TODAY = date(2026, 12, 1)
PASSPORTS = 10_000
RULE = """
- id: proef-valt-af
  title: Dit valt af
  models: [M8]
  when:
    function: {sector: [zorg]}
  then:
    - exclude: "Dit kan nu niet."
  because: "Voor {function.title} is nu geen plaats."
  source: "oordeel van dit project"
  valid_from: 2026-01-01
  author: bench
"""


def other_rules(content: Content) -> Content:
    """A rule that looks at every function beside everybody, and shuts out those in care."""
    path = "rulebook/97-instrumenten.yml"
    return content.with_file(path, content[path].rstrip() + "\n" + RULE)


def other_catalogue(content: Content) -> Content:
    """One word more in a task: everything is matched anew, for everybody, twice."""
    path = next(path for path in content if path.startswith("catalogue/functions/"))
    text = re.sub(r"(?m)^(\s+- text: )(.+)$", r"\1\2 en bijwerken", content[path], count=1)
    assert text != content[path]
    return content.with_file(path, text)


def told(count: int) -> Iterator[Person]:
    """So many made-up people; the same each time."""
    knowledge = load_knowledge(Settings().data)
    extractor = Extractor(knowledge.catalogue, knowledge.examples, knowledge.language)
    people = [person for person in (person_of(each, extractor) for each in read_persons()) if person.mentions]
    return mixed(people, count)


def mixed(people: Sequence[Person], count: int) -> Iterator[Person]:
    """The function and some tasks of one, and what others told of life outside work, wishes and criteria."""
    dice = random.Random(7)
    outside = [mention for person in people for mention in person.mentions if mention.meaning is Meaning.OUTSIDE_WORK]
    for _ in range(count):
        own, other = dice.choice(people), dice.choice(people)
        mentions = dice.sample(own.mentions, dice.randint(min(2, len(own.mentions)), len(own.mentions)))
        yield Person(
            function_id=own.function_id, function_words=own.function_words, region_id=dice.choice(people).region_id, direction=dice.choice([None, *Direction]),
            mentions=(*mentions, *(dice.sample(outside, 1) if dice.random() < 0.5 else ())), wish_words=other.wish_words, wish_sectors=other.wish_sectors,
            digital_level=dice.choice(people).digital_level, criteria=dice.choice(people).criteria,
        )


def passport_of(number: int, person: Person) -> SkillsPassport:
    """A passport that tells it, of somebody who agrees to being counted."""
    passport = SkillsPassport(owner=owner_id(f"bench:{number}", "a-secret-of-this-bench-alone"), created_at=AT, updated_at=AT, version=1)
    for purpose in (Purpose.TALK, Purpose.TOTALS):
        passport = passport.with_consent(purpose, given=True, at=AT, text_version="2026-12")

    def plain(mentions: Sequence[Mention]) -> list[dict[str, object]]:
        return [{**asdict(each), "kind": str(each.kind), "meaning": str(each.meaning)} for each in mentions]

    at_work = [each for each in person.mentions if each.meaning is not Meaning.OUTSIDE_WORK]
    beside = [each for each in person.mentions if each.meaning is Meaning.OUTSIDE_WORK]
    answers: dict[str, dict[str, object]] = {
        "tasks": {"messages": [each.quote for each in at_work], "mentions": plain(at_work)},
        "outside": {"messages": [each.quote for each in beside], "mentions": plain(beside)},
        "wishes": {"words": list(person.wish_words), "sectors": list(person.wish_sectors), "mentions": [], "refused_sectors": []},
        "criteria": {"criteria": [{"words": each.words, "kind": str(each.kind), "hard": each.hard} for each in person.criteria]},
    }
    if person.function_id:
        answers["function"] = {"function_id": person.function_id, "words": person.function_words}
    if person.region_id:
        answers["region"] = {"region_id": person.region_id, "words": person.region_id}
    if person.direction:
        answers["direction"] = {"direction": str(person.direction)}
    if person.digital_level:
        answers["digital"] = {"insight": person.digital_level.insight, "create": person.digital_level.create}
    for question, value in answers.items():
        passport = passport.with_answer(question, value, words="", at=AT)
    return passport


def keep(store: SqliteStore, people: Iterator[Person]) -> int:
    """Writes them all at once; how many differ."""
    different: set[Person] = set()
    with store.file.writing() as connection:
        for number, person in enumerate(people):
            passport = passport_of(number, person)
            write(connection, f"{number:032x}", passport, to_rows(passport), None)
            different.add(passport.person())
    return len(different)


def measure(passports: int = PASSPORTS) -> list[tuple[str, str, str]]:
    """Rows of what, aim, measured."""
    rows = []
    with tempfile.TemporaryDirectory(prefix="wijzer-bench-") as folder:
        settings = Settings(var=Path(folder))
        keep_fits_in(settings.fits)
        with closing(SqliteStore(settings.database)) as store:
            different = keep(store, told(passports))
        for what, edit in (("rules that touch everybody", other_rules), ("another catalogue", other_catalogue)):
            found, seconds, processor = _run(settings, edit, passports)
            assert sum(found.counts.values()) == passports
            changed = sum(count for each, count in found.counts.items() if each.pairs)
            rows.append((
                f"trial of {what} over {passports:,} passports ({different:,} different), two processes", "≤ 300 s",
                f"{seconds:.0f} s, {processor:.0f} s of processor time in all ({changed:,} get others; load {os.getloadavg()[0]:.1f})",
            ))
    return rows


def _run(settings: Settings, edit: Callable[[Content], Content], passports: int) -> tuple[Found, float, float]:
    store, _ = open_versions(settings)
    with closing(store):
        live = store.published()
        assert live is not None
        with store.writing():
            new = store.put(edit(store.snapshot(live.snapshot)))
    task = Task(
        database=settings.database, versions=settings.versions, data=settings.data, fits=settings.fits, old=live.snapshot, new=new, today=TODAY, key="00" * 32, part=0, parts=1,
    )
    began, used = time.perf_counter(), _children()
    found = Run().over(task, passports, lambda done, of: None)
    return found, time.perf_counter() - began, _children() - used


def _children() -> float:
    """Seconds of processor time of the processes that ended."""
    use = resource.getrusage(resource.RUSAGE_CHILDREN)
    return use.ru_utime + use.ru_stime


if __name__ == "__main__":
    for row in measure(int(sys.argv[1]) if len(sys.argv) > 1 else PASSPORTS):
        print(*row, sep=" | ")
