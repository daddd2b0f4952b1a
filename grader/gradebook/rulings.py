"""Changes of rules by people: whatever they move is on the record, with the change itself before it.

Each raises `Unexplained`, with nothing changed, when points move and no reason is given.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from grader.attempts.queries import opened_item
from grader.attempts.services import start_over
from grader.gradebook.models import Matter
from grader.gradebook.record import key_in_words, learners_of, note, recorded
from grader.people import services as people
from grader.people.models import Enrolment, Learner, Role, User
from grader.sets import services
from grader.sets.models import Extension, Item, ProblemSet
from grader.sets.terms import EXCEPTED, TERMS


@transaction.atomic
def change_set(*, problem_set: ProblemSet, author: User, why: str, now: datetime, **values: Any) -> None:
    """Give a set other words or rules, as `sets.services.change_set` does."""
    stands = ProblemSet.objects.select_for_update().get(pk=problem_set.pk)
    rules = [name for name in TERMS if name in values and values[name] != getattr(stands, name)]
    before, after = (in_words(one, rules) for one in (vars(stands), values))
    line = {"before": before, "after": after, "author": author, "at": now, "why": why}
    note(problem_set=stands, matter=Matter.RULES, **line)
    with recorded([stands] if rules else [], author=author, why=why, now=now):
        services.change_set(problem_set=stands, **values)
    problem_set.refresh_from_db()


@transaction.atomic
def change_item(*, item: Item, author: User, why: str, now: datetime, **values: Any) -> None:
    """Give a question another title, points, words or numbers, as `sets.services.change_item` does."""
    stands = Item.objects.select_for_update().select_related("problem_set").get(pk=item.pk)
    before, after = str(stands.points), str(values.get("points", stands.points))
    line = {"before": before, "after": after, "author": author, "at": now, "why": why}
    if opened_item(stands):  # what nobody has opened is worth nothing to anybody yet
        note(problem_set=stands.problem_set, item=stands, matter=Matter.WORTH, **line)
    if "accepted" in values:
        line |= {"before": key_in_words(stands.also), "after": key_in_words(Item(accepted=values["accepted"]).also)}
        note(problem_set=stands.problem_set, item=stands, matter=Matter.KEY, **line)
    with recorded([stands.problem_set] if before != after else [], author=author, why=why, now=now):
        services.change_item(item=stands, **values)


@transaction.atomic
def make_exception(
    *,
    problem_set: ProblemSet,
    user: User | None,
    author: User,
    why: str,
    now: datetime,
    label: str = "",
    **values: Any,
) -> Extension:
    """Let other dates, extra time or extra attempts hold, as `sets.services.make_exception` does."""
    held = Extension.objects.filter(problem_set=problem_set, user=user, label=label).first()
    before = _held(held) if held else ""
    with recorded([problem_set], author=author, why=why, now=now, user=user):
        made = services.make_exception(problem_set=problem_set, user=user, label=label, **values)
    _note_exception(made, before, _held(made), author, why, now)
    return made


@transaction.atomic
def end_exception(*, extension: Extension, author: User, why: str, now: datetime) -> None:
    """Let the rules of the set hold again."""
    _note_exception(extension, _held(extension), "", author, why, now)
    with recorded([extension.problem_set], author=author, why=why, now=now, user=extension.user):
        services.end_exception(extension=extension)


def _note_exception(one: Extension, before: str, after: str, author: User, why: str, now: datetime) -> None:
    learner = learners_of([one.user], now)[one.user] if one.user else None
    whose = f"{one.label}: " if one.label else ""
    line = {"before": before and whose + before, "after": after and whose + after, "why": why}
    note(problem_set=one.problem_set, matter=Matter.EXCEPTION, learner=learner, author=author, at=now, **line)


@transaction.atomic
def relabel(*, member: Enrolment, label: str, author: User, why: str, now: datetime) -> None:
    """Put a member together with others of this label; in sets with an exception for it, that holds or ends."""
    labels = [one for one in (member.label, label) if one and member.label != label]
    sets = _with_exceptions_for(labels, member)
    learner: Learner = learners_of([member.user], now)[member.user]
    for one in sets:
        line = {"before": member.label, "after": label, "author": author, "at": now, "why": why}
        note(problem_set=one, matter=Matter.LABEL, learner=learner, **line)
    with recorded(sets, author=author, why=why, now=now, user=member.user):
        services.touch_labelled(course=member.course, labels=labels)
        people.change_label(member=member, label=label)


@transaction.atomic
def remove(*, member: Enrolment, author: User, why: str, now: datetime) -> None:
    """End a membership and keep the work. A label goes with it, and what an exception for it gave; raises
    `LastInstructor`.
    """
    labels = [member.label] if member.label else []
    sets = _with_exceptions_for(labels, member)
    with recorded(sets, author=author, why=why, now=now, user=member.user):
        services.touch_labelled(course=member.course, labels=labels)
        start_over(member=member)
        people.remove(member=member)


def _with_exceptions_for(labels: Iterable[str], member: Enrolment) -> list[ProblemSet]:
    return list(ProblemSet.objects.filter(course=member.course_id, extensions__label__in=labels).distinct())


@transaction.atomic
def change_role(*, member: Enrolment, role: Role) -> None:
    """Give a member another role; raises `LastInstructor`.

    What a student-to-be has tried out as a teacher is forgotten: the solutions were at hand, and it is nobody's grade.
    """
    if role == Role.STUDENT:
        start_over(member=member)
    people.change_role(member=member, role=role)


def in_words(values: Mapping[str, Any], names: Iterable[str]) -> str:
    """Rules as a line of the record: due at 2026-11-20 12:00 UTC, policy best."""
    return ", ".join(f"{name.replace('_', ' ')} {_value(values[name])}" for name in names)


def _held(extension: Extension) -> str:
    plain = Extension()
    return in_words(vars(extension), [name for name in EXCEPTED if getattr(extension, name) != getattr(plain, name)])


def _value(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, list):
        return " ".join(f"{percent}% {hours}h" for hours, percent in value) or "none"
    return "none" if value is None else str(value)
