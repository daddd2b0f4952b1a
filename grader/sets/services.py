"""What can be done with problem sets."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max, ProtectedError, QuerySet
from django.db.models.functions import Coalesce, Greatest, Now

from grader.hooks.models import EventKind
from grader.hooks.services import announce
from grader.people.models import Course, Learner, User
from grader.people.queries import teachers
from grader.sets.models import Extension, Item, ProblemSet, Treatment
from grader.sets.terms import UNDATED


@dataclass(frozen=True)
class NewItem:
    """What an item is made of; one that is `drawn` for each student has no parameters."""

    title: str
    kind: str
    level: int
    parameters: dict[str, Any]
    drawn: bool = False
    points: int = 1
    words: str = ""
    limits: dict[str, list[int]] = field(default_factory=dict)
    framework: str = ""
    accepted: list[dict[str, str]] = field(default_factory=list)
    treatment: str = Treatment.COUNTS


@transaction.atomic
def create_set(
    *,
    course: Course,
    title: str,
    intro: str,
    items: Iterable[NewItem],
    released: bool,
    **rules: Any,
) -> ProblemSet:
    """A problem set with its items in the order given; `rules` are such as `terms.trouble_with` finds nothing wrong."""
    made = ProblemSet.objects.create(course=course, title=title, intro=intro, released=released, **rules)
    Item.objects.bulk_create(
        Item(problem_set=made, position=position, **asdict(item)) for position, item in enumerate(items, 1)
    )
    return made


class HasWork(Exception):
    """Students have answered it, so it cannot go; it can be dropped from the score."""


def change_set(*, problem_set: ProblemSet, **values: Any) -> None:
    """Give a set other words or rules. They hold at once; what was drawn for somebody stays as drawn."""
    for name, value in values.items():
        setattr(problem_set, name, value)
    problem_set.save(update_fields=list(values))
    touch(ProblemSet.objects.filter(pk=problem_set.pk))


def touch(sets: QuerySet[ProblemSet]) -> None:
    """Remember that scores in these sets may be others now, and tell those who keep their own copy."""
    sets.update(changed_at=Now())
    for pk, course_pk, changed_at in sets.values_list("pk", "course", "changed_at"):
        data = {"set": pk, "item": None, "student": None}
        announce(course_pk=course_pk, kind=EventKind.GRADE, data=data, now=changed_at)


@transaction.atomic
def tell_closed(*, now: datetime) -> None:
    """Tell of sets that have closed for everybody, whoever had longest, each once for each end."""
    ends = Greatest("closes_at", Coalesce(Max("extensions__closes_at"), "closes_at"))
    closed = ProblemSet.objects.filter(released=True, closes_at__lte=now).annotate(ends=ends)
    for one in closed.filter(ends__lte=now).exclude(told_closed=F("ends")):
        mine = ProblemSet.objects.filter(pk=one.pk, told_closed=one.told_closed)
        if mine.update(told_closed=one.ends):
            data = {"set": one.pk, "closed_at": one.ends.isoformat()}
            announce(course_pk=one.course_id, kind=EventKind.CLOSED, data=data, now=now)


def touch_labelled(*, course: Course, labels: Iterable[str]) -> None:
    """The same for sets with an exception for one of these labels: somebody has just got it or lost it."""
    touch(ProblemSet.objects.filter(course=course, extensions__label__in=[label for label in labels if label]))


@transaction.atomic
def add_item(*, problem_set: ProblemSet, item: NewItem) -> Item:
    """Put a question at the end of a set."""
    ProblemSet.objects.select_for_update().get(pk=problem_set.pk)
    last = problem_set.items.order_by("-position").values_list("position", flat=True).first() or 0
    return Item.objects.create(problem_set=problem_set, position=last + 1, **asdict(item))


def change_item(*, item: Item, **values: Any) -> None:
    """Give a question another title, points, words or numbers; what was drawn for somebody stays as drawn."""
    Item.objects.filter(pk=item.pk).update(**values)
    touch(ProblemSet.objects.filter(pk=item.problem_set_id))


def duplicate_item(*, item: Item) -> Item:
    """The same question once more, at the end, where it moves none that students have seen. It counts."""
    return add_item(problem_set=item.problem_set, item=replace(_made_of(item), treatment=Treatment.COUNTS))


def _made_of(item: Item) -> NewItem:
    return NewItem(**{one.name: getattr(item, one.name) for one in fields(NewItem)})


@transaction.atomic
def move_item(*, item: Item, down: bool) -> None:
    """Change places with the neighbour; at the end nothing happens."""
    ProblemSet.objects.select_for_update().get(pk=item.problem_set_id)
    others = Item.objects.filter(problem_set=item.problem_set_id)
    beyond = others.filter(position__gt=item.position) if down else others.filter(position__lt=item.position)
    neighbour = beyond.order_by("position" if down else "-position").first()
    if neighbour is None:
        return
    mine, theirs = item.position, neighbour.position
    free = others.order_by("-position").values_list("position", flat=True)[0] + 1
    others.filter(pk=item.pk).update(position=free)  # no two items ever share a position
    others.filter(pk=neighbour.pk).update(position=mine)
    others.filter(pk=item.pk).update(position=theirs)


@transaction.atomic
def remove_item(*, item: Item) -> None:
    """Take a question out that no student has opened or has points for; raises `HasWork` otherwise.

    What those who teach have tried out in it goes with it.
    """
    opened = Learner.objects.filter(attempts__item=item).exclude(pk__in=teachers(item.problem_set.course_id))
    if opened.exists() or item.treatment == Treatment.GIFTED:
        raise HasWork
    try:
        item.delete()
    except ProtectedError as kept:  # points were given for it by hand
        raise HasWork from kept


def copy_set(*, problem_set: ProblemSet, course: Course) -> ProblemSet:
    """The same questions, words and rules in a course, not released and without dates; so an exam is none at first."""
    rules = {name: getattr(problem_set, name) for name in UNDATED}
    items = [_made_of(one) for one in problem_set.items.all()]
    words = {"title": problem_set.title, "intro": problem_set.intro}
    return create_set(course=course, **words, items=items, released=False, **rules)


def make_exception(*, problem_set: ProblemSet, user: User | None, label: str = "", **values: Any) -> Extension:
    """Let other dates, extra time or extra attempts hold for one student or a label; what held before is replaced."""
    made, _new = Extension.objects.update_or_create(problem_set=problem_set, user=user, label=label, defaults=values)
    touch(ProblemSet.objects.filter(pk=problem_set.pk))
    return made


def end_exception(*, extension: Extension) -> None:
    """Let the rules of the set hold again."""
    Extension.objects.filter(pk=extension.pk).delete()
    touch(ProblemSet.objects.filter(pk=extension.problem_set_id))
