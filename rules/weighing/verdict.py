"""What the rules that fired conclude together: the route, whether the function is shut out, whether the way is long."""

from __future__ import annotations

from collections.abc import Sequence

from rules.answer import Route
from rules.rulebook import Exclude, LongWay, Rule, SetRoute, concluded


def route_of(fired: Sequence[Rule], same_function: bool) -> Route:
    """The route of the first rule that names one (M5)."""
    if same_function:
        return Route.GROW_ALONG
    named = (conclusion.route for _, conclusion in concluded(fired, SetRoute))
    return next((route for route in named if route is not Route.GROW_ALONG), Route.CHANGE_OCCUPATION)


def shut_out_because(fired: Sequence[Rule]) -> str:
    """The text of the first rule that shuts the function out, not filled in yet; empty when none does."""
    return next((conclusion.reason for _, conclusion in concluded(fired, Exclude)), "")


def is_long_way(fired: Sequence[Rule]) -> bool:
    """Whether a rule says that it is no easy step."""
    return any(concluded(fired, LongWay))
