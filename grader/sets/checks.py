"""What whoever builds a set may not have meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from exercises.kinds import catalogue
from grader.sets.models import Item
from grader.sets.rules import Rules, When

AN_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Given:
    """Questions whose solution is shown while the same numbers still take an answer: whoever reads it earns the points.

    `places` are their numbers in the set, `percent` what such an answer earns, `when` from when on.
    """

    places: tuple[int, ...]
    percent: int
    when: When


def given_away(rules: Rules, items: Iterable[Item]) -> Given | None:
    """The questions of a set by these rules that give their points away; None where there are none."""
    when, percent = _shown(rules), 100
    if when == When.DUE and rules.due_at:
        ends = rules.closes_at is not None and rules.closes_at <= rules.due_at
        percent = 0 if ends else rules.percent(rules.due_at + AN_INSTANT)
    if rules.attempts == 1 or not percent or when not in (When.NOW, When.DUE):
        return None
    places = tuple(place for place, item in enumerate(items, 1) if _keeps_its_numbers(item, rules))
    return Given(places, percent, when) if places else None


def _shown(rules: Rules) -> When:
    """From when on solutions are shown: not before verdicts are."""
    order = (When.NOW, When.DUE, When.CLOSED, When.NEVER)
    return max(rules.shown.verdict, rules.shown.solution, key=order.index)


def _keeps_its_numbers(item: Item, rules: Rules) -> bool:
    """Whether the next attempt is at the same numbers; a function has no worked solution."""
    return item.kind in catalogue() and item.points > 0 and not (item.drawn and rules.fresh)
