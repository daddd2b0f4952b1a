"""Changes of scores by people. Each writes its lines of the record in the same transaction.

Those that may move scores raise `Unexplained` when they do and no reason is given; then nothing was changed.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from grader.gradebook.importing import Difference
from grader.gradebook.models import Change, Matter, Override
from grader.gradebook.record import Move, key_in_words, learners_of, note, points_in, recorded, write
from grader.hooks.models import EventKind
from grader.hooks.services import announce
from grader.judging import Accepted
from grader.people.models import Learner, User
from grader.sets.models import Item, Treatment


@transaction.atomic
def override(*, learner: Learner, item: Item, points: Decimal | None, why: str, author: User, now: datetime) -> None:
    """Give these points by hand, or with None what is worked out again. A reason must be given."""
    if not why.strip():
        raise ValueError("a change of a score needs a reason")
    if learner.user is None:
        raise ValueError("only members of a course have points")
    Item.objects.select_for_update().get(pk=item.pk)
    before = points_in(item.problem_set, learner.user)[learner.user, item]
    if points is None:
        Override.objects.filter(learner=learner, item=item).delete()
    else:
        Override.objects.update_or_create(learner=learner, item=item, defaults={"points": points})
    after = points_in(item.problem_set, learner.user)[learner.user, item]
    move = Move(item.problem_set, learner.user, item, before, after)
    write([move], author=author, why=why, now=now, matter=Matter.BY_HAND)
    _tell(item, learner, now)


def _tell(item: Item, learner: Learner | None, now: datetime) -> None:
    """Tell those who keep their own copy of the grades; without a learner all grades at the item may be others."""
    data = {"set": item.problem_set_id, "item": item.pk, "student": str(learner) if learner else None}
    announce(course_pk=item.problem_set.course_id, kind=EventKind.GRADE, data=data, now=now)


@transaction.atomic
def override_many(*, changes: Iterable[Difference], why: str, author: User, now: datetime) -> None:
    """Give all these points by hand, or none of them if one fails."""
    changes = list(changes)
    sets = {change.cell.item.problem_set for change in changes}
    learners = learners_of((change.user for change in changes), now)
    with recorded(sets, author=author, why=why, now=now, matter=Matter.BY_HAND):
        for change in changes:
            learner, item = learners[change.user], change.cell.item
            Override.objects.update_or_create(learner=learner, item=item, defaults={"points": change.after})
            _tell(item, learner, now)


@transaction.atomic
def accept(*, item: Item, accepted: Accepted, why: str, author: User, now: datetime) -> None:
    """Take this for right too, from now on; verdicts that were given stand until a regrade. A reason must be given."""
    stands = Item.objects.select_for_update().get(pk=item.pk).also
    _change_key(item, [*stands, accepted], why, author, now)


@transaction.atomic
def accept_no_more(*, item: Item, why: str, author: User, now: datetime) -> None:
    """Let only the solution be right again, from now on. A reason must be given."""
    _change_key(item, [], why, author, now)


def _change_key(item: Item, key: list[Accepted], why: str, author: User, now: datetime) -> None:
    if not why.strip():
        raise ValueError("a change of the key needs a reason")
    stands = Item.objects.select_for_update().get(pk=item.pk).also
    Item.objects.filter(pk=item.pk).update(accepted=[asdict(one) for one in dict.fromkeys(key)])
    line = {"before": key_in_words(stands), "after": key_in_words(key), "author": author, "at": now, "why": why}
    Change.objects.create(problem_set=item.problem_set, item=item, matter=Matter.KEY, **line)


@transaction.atomic
def treat(*, item: Item, treatment: Treatment, why: str, author: User, now: datetime) -> None:
    """Let a question count, drop it, or give everybody its points."""
    before = Item.objects.select_for_update().get(pk=item.pk).treatment
    line = {"before": before, "after": treatment.value, "author": author, "at": now, "why": why}
    note(problem_set=item.problem_set, item=item, matter=Matter.TREATMENT, **line)
    with recorded([item.problem_set], author=author, why=why, now=now):
        Item.objects.filter(pk=item.pk).update(treatment=treatment)
    _tell(item, None, now)
