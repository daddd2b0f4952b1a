"""The rules of a set as plain values: what is wrong with them, and how they are written down."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grader.sets.models import Extension, ProblemSet
from grader.sets.rules import When

DATES = ("opens_at", "due_at", "closes_at")
SHOWN = ("show_verdict", "show_slip", "show_solution", "show_score")
UNDATED = ("late_steps", "attempts", "fresh", "policy", "minutes", "one_by_one", *SHOWN)
TERMS = (*DATES, *UNDATED, "exam")
EXCEPTED = ("due_at", "closes_at", "time_factor", "extra_attempts")
"""What an exception can say."""
MOST = {"attempts": 1_000, "minutes": 10_000}
MOST_HOURS = 100_000
NO_DATE = gettext_lazy("Write a date with its time and zone, from 2000 to 2199.")
YEARS = range(2000, 2200)
"""Beyond these a date is a slip of the hand, and adding hours to it may leave the calendar."""


def terms_of(problem_set: ProblemSet) -> dict[str, Any]:
    """The rules that differ from those of a new set."""
    fresh = ProblemSet()
    return {name: getattr(problem_set, name) for name in TERMS if getattr(problem_set, name) != getattr(fresh, name)}


def trouble_with(terms: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with these rules, by name; what is not there is as in a new set. Empty for those that hold."""
    unknown = {name: _("There is no such rule.") for name in terms if name not in TERMS}
    return unknown or _mistyped(terms) or dict(_contradictions(terms))


def trouble_with_exception(problem_set: ProblemSet, values: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with an exception in this set, by name: dates out of order, or extra time that cannot be had."""
    if strange := [name for name in DATES if not _is_date(values.get(name))]:
        return {strange[0]: str(NO_DATE)}
    for name in ("due_at", "closes_at"):
        everybody = getattr(problem_set, name)
        if values.get(name) and everybody and values[name] < everybody:
            return {name: _("Everybody has longer than that. An exception gives time and takes none.")}
    mine = {name: values.get(name) or getattr(problem_set, name) for name in DATES}
    dates = [mine[name] for name in DATES if mine[name]]
    if dates != sorted(dates):
        at_fault = "closes_at" if values.get("closes_at") or not values.get("due_at") else "due_at"
        return {at_fault: _("A set opens, then is due, then closes. Here it would not; give the other date too.")}
    opens, closes = mine["opens_at"], mine["closes_at"]
    if problem_set.minutes and opens and closes and values.get("time_factor", 100) > 100:
        extended = problem_set.rules([Extension(time_factor=values["time_factor"])]).minutes
        until = opens + timedelta(minutes=extended or 0)
        if until > closes:
            said = _("The set closes before the extra time is over. Let it close at %(until)s or later.")
            return {"closes_at": said % {"until": f"{timezone.localtime(until):%Y-%m-%d %H:%M}"}}
    return {}


def trouble_with_exceptions(terms: Mapping[str, Any], exceptions: Iterable[Extension]) -> dict[str, str]:
    """What is wrong with these rules beside the exceptions that there are, by name, and whose that is."""
    for one in exceptions:
        for name, trouble in trouble_with_exception(ProblemSet(**terms), vars(one)).items():
            said = _("The exception of %(name)s would not hold beside this (%(trouble)s) Change it first.")
            return {name: said % {"name": one.whose, "trouble": trouble}}
    return {}


def _mistyped(terms: Mapping[str, Any]) -> dict[str, str]:
    found = {name: str(NO_DATE) for name in DATES if not _is_date(terms.get(name))}
    found |= {name: _("Write true or false.") for name in ("fresh", "one_by_one", "exam") if _no_flag(terms, name)}
    for name, most in MOST.items():
        value = terms.get(name)
        if value is not None and (type(value) is not int or not 1 <= value <= most):
            found[name] = _("Write a whole number from 1 to %(most)s.") % {"most": most}
    if not _are_steps(terms.get("late_steps", [])):
        found["late_steps"] = _("Credit, in pairs of hours and percent, is at most 100 % and falls from step to step.")
    try:
        ProblemSet(**terms).clean_fields(exclude=["course", "title", "intro", "late_steps", *found])
    except ValidationError as problem:
        found |= {name: " ".join(said) for name, said in problem.message_dict.items() if name in terms}
    return found


def _is_date(value: Any) -> bool:
    return value is None or (isinstance(value, datetime) and value.tzinfo is not None and value.year in YEARS)


def _no_flag(terms: Mapping[str, Any], name: str) -> bool:
    return type(terms.get(name, False)) is not bool


def _are_steps(steps: Any) -> bool:
    if not isinstance(steps, list) or not all(isinstance(step, list) and len(step) == 2 for step in steps):
        return False
    if not all(type(number) is int and number >= 0 for step in steps for number in step):
        return False
    percents = [percent for _hours, percent in sorted(steps)]
    within = all(hours <= MOST_HOURS and percent <= 100 for hours, percent in steps)
    return within and percents == sorted(percents, reverse=True)


def _contradictions(terms: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    dates = [terms[name] for name in DATES if terms.get(name)]
    if dates != sorted(dates):
        yield "closes_at", _("A set opens, then is due, then closes.")
    elif terms.get("exam") and not terms.get("closes_at"):
        yield "closes_at", _("An exam needs an end.")
    for date, when in (("due_at", When.DUE), ("closes_at", When.CLOSED)):
        if not terms.get(date) and when in (terms.get(name) for name in SHOWN):
            yield date, _("Something is shown only after this date, so it is needed.")
