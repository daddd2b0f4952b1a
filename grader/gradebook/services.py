"""Changes of scores by people. Each writes its line of the record in the same transaction."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from grader.gradebook.importing import Difference
from grader.gradebook.models import Change, Override
from grader.hooks.models import Kind
from grader.hooks.services import announce
from grader.judging import Accepted
from grader.people.models import Learner, User
from grader.people.services import learner_of
from grader.sets.models import Item, Treatment


@transaction.atomic
def override(*, learner: Learner, item: Item, points: Decimal | None, why: str, author: User, now: datetime) -> None:
    """Give these points by hand, or with None what is worked out again. A reason must be given."""
    if not why.strip():
        raise ValueError("a change of a score needs a reason")
    old = Override.objects.select_for_update().filter(learner=learner, item=item).first()
    if points is None:
        Override.objects.filter(learner=learner, item=item).delete()
    else:
        Override.objects.update_or_create(learner=learner, item=item, defaults={"points": points})
    before, after = ("worked out" if given is None else str(given) for given in (old.points if old else None, points))
    Change.objects.create(item=item, learner=learner, author=author, at=now, before=before, after=after, why=why)
    _tell(item, learner, now)


def _tell(item: Item, learner: Learner | None, now: datetime) -> None:
    """Tell those who keep their own copy of the grades; without a learner all grades at the item may be others."""
    data = {"set": item.problem_set_id, "item": item.pk, "student": str(learner) if learner else None}
    announce(course_pk=item.problem_set.course_id, kind=Kind.GRADE, data=data, now=now)


@transaction.atomic
def override_many(*, changes: Iterable[Difference], why: str, author: User, now: datetime) -> None:
    """Give all these points by hand, or none of them if one fails."""
    for change in changes:
        learner = learner_of(user=change.user, now=now)
        override(learner=learner, item=change.cell.item, points=change.after, why=why, author=author, now=now)


@transaction.atomic
def accept(*, item: Item, accepted: Accepted, why: str, author: User, now: datetime) -> None:
    """Take this for right too, from now on; verdicts that were given stand until a regrade. A reason must be given."""
    stands = Item.objects.select_for_update().get(pk=item.pk).also
    _change_key(item, [*stands, accepted], f"also {accepted.slip or accepted.answer}", why, author, now)


@transaction.atomic
def accept_no_more(*, item: Item, why: str, author: User, now: datetime) -> None:
    """Let only the solution be right again, from now on. A reason must be given."""
    _change_key(item, [], "the solution", why, author, now)


def _change_key(item: Item, key: list[Accepted], after: str, why: str, author: User, now: datetime) -> None:
    if not why.strip():
        raise ValueError("a change of the key needs a reason")
    stands = Item.objects.select_for_update().get(pk=item.pk).also
    before = ", ".join(["the solution", *(one.slip or one.answer for one in stands)])
    Item.objects.filter(pk=item.pk).update(accepted=[asdict(one) for one in dict.fromkeys(key)])
    Change.objects.create(item=item, author=author, at=now, before=before[:40], after=after[:40], why=why)


@transaction.atomic
def treat(*, item: Item, treatment: Treatment, why: str, author: User, now: datetime) -> None:
    """Let a question count, drop it, or give everybody its points. A reason must be given."""
    if not why.strip():
        raise ValueError("a change of scores needs a reason")
    before = Item.objects.select_for_update().get(pk=item.pk).treatment
    Item.objects.filter(pk=item.pk).update(treatment=treatment)
    Change.objects.create(item=item, author=author, at=now, before=before, after=treatment, why=why)
    _tell(item, None, now)
