"""Entries of the catalogue as YAML in the layout of docs/CATALOGUE.md: what is read back is equal to what was written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from rules.catalogue import Axes, FunctionProfile, Pay, Qualification, RouteTemplate, Skill, Task

_PLAIN = re.compile(r"[^\W_].*")  # begins with a letter or a digit
_NOT_PLAIN = re.compile(r":( |$)| #|[\"\\]")
_NOT_IN_FLOW = re.compile(r"[,\[\]{}:]")
_WORDS = {"null", "true", "false"}
_UNSEEN = re.compile(r"[^\x20-\x7e\xa0-\ufefe\uff00-\ufffd\U00010000-\U0010fffd]|[\u2028\u2029]")


def function_text(function: FunctionProfile) -> str:
    """A function profile as an entry of its file."""
    lines = [
        f"- id: {function.id}",
        f"  title: {plain(function.title)}",
        f"  kind: {function.kind}",
        f"  area: {plain(function.area)}",
        f"  sector: {function.sector}",
        f"  aliases: {_list(function.aliases)}",
        f"  what: {plain(function.what)}",
    ]
    if function.scale is not None:
        lines.append(f"  scale: {{from: {function.scale.from_}, to: {function.scale.to}}}")
    if function.pay is not None:
        lines.append(f"  pay: {_pay(function.pay)}")
    conditions = function.conditions
    lines += [
        f"  education: {function.education}",
        f"  digital_level: {{insight: {function.digital_level.insight}, create: {function.digital_level.create}}}",
        f"  axes: {_axes(function.axes)}",
        f"  conditions: {{public_contact: {conditions.public_contact}, physical: {conditions.physical}, "
        f"irregular_hours: {conditions.irregular_hours}, outdoors: {conditions.outdoors}, "
        f"from_home: {conditions.from_home}, driving: {conditions.driving}}}",
        f"  requires: {_list(function.requires)}",
        *([f"  screening: {_list(function.screening)}"] if function.screening else []),
        f"  route: {plain(function.route) if function.route else 'null'}",
        f"  routine: {_flag(function.routine)}",
        f"  target: {_flag(function.target)}",
        *(["  bridge: true"] if function.bridge else []),
        *(["  partly_required: true"] if function.partly_required else []),
        f"  judgement: {quoted(function.judgement)}",
        "  tasks:",
    ]
    for task in function.tasks:
        lines += _task(task)
    lines.append("  skills:")
    lines += [f"    - {{id: {plain(skill.skill_id, flow=True)}, importance: {skill.importance}, level: {skill.level}}}" for skill in function.skills]
    return _joined(lines)


def skill_text(skill: Skill) -> str:
    """A skill as an entry of its theme's file."""
    lines = [
        f"- id: {skill.id}",
        f"  label: {plain(skill.label)}",
        f"  category: {skill.category}",
        f"  demand: {skill.demand}",
        f"  synonyms: {_list(skill.synonyms)}",
        f"  says: {_list(skill.says)}",
        "  learning:",
    ]
    lines += [f"    - {{share: {step.share}, text: {quoted(step.text)}, time: {quoted(step.time)}}}" for step in skill.learning]
    if skill.support:
        lines.append(f"  support: {quoted(skill.support)}")
    return _joined(lines)


def qualification_text(item: Qualification) -> str:
    """A legal requirement as an entry."""
    return _joined([
        f"- id: {item.id}",
        f"  label: {plain(item.label)}",
        f"  law: {plain(item.law)}",
        f"  education: {item.education}",
        *([f"  screening: {item.screening}"] if item.screening else []),
        f"  source: {quoted(item.source)}",
    ])


def route_text(route: RouteTemplate) -> str:
    """A route as an entry."""
    lines = [
        f"- id: {route.id}",
        f"  title: {plain(route.title)}",
        f"  what: {plain(route.what)}",
        f"  months: {{from: {route.months_from}, to: {route.months_to}}}",
        f"  form: {quoted(route.form)}",
    ]
    if route.conditions:
        lines.append("  conditions:")
        lines += [f"    - {plain(condition)}" for condition in route.conditions]
    lines.append(f"  source: {quoted(route.source)}")
    return _joined(lines)


def abbreviation_text(short: str, long: str) -> str:
    """An abbreviation as an entry."""
    return f"- {{short: {plain(short, flow=True)}, long: {plain(long, flow=True)}}}\n"


def plain(text: str, *, flow: bool = False) -> str:
    """A text without quotes where YAML reads it back the same, in quotes where it does not.

    >>> plain("de balie doen"), plain("let op: dit"), plain("null")
    ('de balie doen', '"let op: dit"', '"null"')
    """
    safe = _PLAIN.fullmatch(text) and not _NOT_PLAIN.search(text) and not (flow and _NOT_IN_FLOW.search(text))
    return text if safe and text.isprintable() and text not in _WORDS else quoted(text)


def quoted(text: str) -> str:
    """A text in double quotes, what cannot be seen written as its number.

    >>> quoted('zeg "ja"')
    '"zeg \\\\"ja\\\\""'
    """
    return _UNSEEN.sub(lambda found: f"\\U{ord(found.group()):08x}", json.dumps(text, ensure_ascii=False))


def _task(task: Task) -> list[str]:
    lines = [f"    - text: {plain(task.text)}", f"      kind: {task.kind}", f"      outlook: {task.outlook}"]
    if task.because:
        lines.append(f"      because: {plain(task.because)}")
    if task.technology:
        lines.append(f"      technology: {_list(task.technology)}")
    if task.term is not None:
        lines.append(f"      term: {task.term}")
    return [*lines, f"      axes: {_axes(task.axes)}", f"      also: {_list(task.also)}", f"      skills: {_list(task.skills)}", *(["      watch_first: true"] if task.watch_first else [])]


def _axes(axes: Axes) -> str:
    return f"{{contact: {axes.contact!r}, creativity: {axes.creativity!r}}}"


def _pay(pay: Pay) -> str:
    return (
        f"{{agreement: {quoted(pay.agreement)}, text: {quoted(pay.text)}, from: {pay.from_}, to: {pay.to}, "
        f"valid_from: {pay.valid_from.isoformat()}, source: {quoted(pay.source)}}}"
    )


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(plain(text, flow=True) for text in texts)}]"


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
