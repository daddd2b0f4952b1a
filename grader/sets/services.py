"""What can be done with problem sets."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from grader.people.models import Course
from grader.sets.models import Item, ProblemSet


@dataclass(frozen=True)
class NewItem:
    """What an item is made of."""

    title: str
    kind: str
    level: int
    parameters: dict[str, Any]


@transaction.atomic
def create_set(*, course: Course, title: str, intro: str, items: Iterable[NewItem], released: bool) -> ProblemSet:
    """A problem set with its items in the order given."""
    made = ProblemSet.objects.create(course=course, title=title, intro=intro, released=released)
    Item.objects.bulk_create(
        Item(
            problem_set=made,
            position=position,
            title=item.title,
            kind=item.kind,
            level=item.level,
            parameters=item.parameters,
        )
        for position, item in enumerate(items, 1)
    )
    return made
