"""Which function profiles meet what a rule asks of the function, or of the present one."""

from __future__ import annotations

from collections.abc import Mapping

from rules.catalogue import Catalogue, FunctionProfile
from rules.review.rulebook_domain import Domain, domains
from rules.rulebook import Facts, FactValue, Rule
from rules.weighing.case_facts import function_facts, own_facts

SUBJECTS = ("function", "own")


def profile_facts(catalogue: Catalogue) -> Mapping[str, Facts]:
    """Of every function its facts as a function and as the present one, by id; the same for every person."""
    return {
        identity: {"function": function_facts(profile, catalogue), "own": own_facts(profile)} for identity, profile in catalogue.functions.items()
    }


def asked(rule: Rule, subject: str) -> Mapping[str, Domain]:
    """What a rule leaves open of each field of a subject that it looks at."""
    return {field: open_ for (of, field), open_ in domains(rule).items() if of == subject}


def meets(wanted: Mapping[str, Domain], facts: Mapping[str, FactValue]) -> bool:
    """Whether the facts of one subject meet all of it."""
    return all(open_.contains(facts[field]) for field, open_ in wanted.items())


def reached(rule: Rule, subject: str, catalogue: Catalogue) -> tuple[FunctionProfile, ...]:
    """The functions that meet what a rule asks of them (`function`) or of the present function (`own`), in order of title."""
    wanted = asked(rule, subject)
    found = [catalogue.functions[identity] for identity, facts in profile_facts(catalogue).items() if meets(wanted, facts[subject])]
    return tuple(sorted(found, key=lambda profile: profile.title))
