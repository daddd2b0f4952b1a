"""The record of scores: whatever moves them writes who, when, from what to what, and why."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from exercises.slips import title_of
from exercises.text import plain
from grader.gradebook.models import Change, Matter
from grader.gradebook.queries import book_of, row_of
from grader.gradebook.scores import said
from grader.judging import Accepted
from grader.people.models import Enrolment, Learner, Role, User
from grader.people.services import learner_of
from grader.sets.models import Item, ProblemSet

Points = Mapping[tuple[User, Item], Decimal]


@dataclass(frozen=True)
class Move:
    """One student's points at one item, before and after; where there were none they are 0."""

    problem_set: ProblemSet
    user: User
    item: Item
    before: Decimal
    after: Decimal


class Unexplained(Exception):
    """Points would move and nobody has said why, so nothing was changed; `moves` says whose and from what to what."""

    def __init__(self, moves: list[Move]) -> None:
        super().__init__(f"{len(moves)} scores would move")
        self.moves = moves

    @property
    def students(self) -> int:
        """How many students it is about."""
        return len({move.user for move in self.moves})


@contextmanager
def recorded(
    sets: Iterable[ProblemSet],
    *,
    author: User,
    why: str,
    now: datetime,
    user: User | None = None,
    matter: Matter = Matter.POINTS,
) -> Iterator[None]:
    """Write a line for every score that moves by what is done inside, all in one transaction.

    With a `user` only that student's points can move. Raises `Unexplained`, and undoes what was done, when some do
    and no reason is given.
    """
    with transaction.atomic():
        before = {one: points_in(one, user) for one in sets}
        yield
        moves = [move for one, points in before.items() for move in moved(one, points, points_in(one, user))]
        if moves and not why.strip():
            raise Unexplained(moves)
        write(moves, author=author, why=why, now=now, matter=matter)


def points_in(problem_set: ProblemSet, user: User | None = None) -> Points:
    """Everybody's points or one student's; whoever has left the course is still somebody with points."""
    rows = [row_of(problem_set, user)] if user else book_of(problem_set, _everybody(problem_set)).rows
    return {(row.user, cell.item): cell.points or Decimal(0) for row in rows for cell in row.cells}


def _everybody(problem_set: ProblemSet) -> list[Enrolment]:
    members = Enrolment.objects.filter(course=problem_set.course_id)
    gone = User.objects.filter(learner__attempts__item__problem_set=problem_set).exclude(pk__in=members.values("user"))
    students = members.filter(role=Role.STUDENT).select_related("user")
    return [*students, *(Enrolment(course_id=problem_set.course_id, user=one) for one in gone.distinct())]


def moved(problem_set: ProblemSet, before: Points, after: Points) -> list[Move]:
    """What differs; an item that was not there before or is gone has moved nobody."""
    return [
        Move(problem_set, user, item, before[user, item], points)
        for (user, item), points in after.items()
        if before.get((user, item), points) != points
    ]


def write(moves: list[Move], *, author: User, why: str, now: datetime, matter: Matter) -> None:
    """A line for each of these moves."""
    learners = learners_of((move.user for move in moves), now)
    Change.objects.bulk_create(
        Change(
            problem_set=move.problem_set,
            item=move.item,
            learner=learners[move.user],
            matter=matter,
            author=author,
            at=now,
            before=said(move.before),
            after=said(move.after),
            why=why,
        )
        for move in moves
    )


def learners_of(users: Iterable[User], now: datetime) -> dict[User, Learner]:
    """Their learners, made for those who have never opened anything."""
    wanted = set(users)
    found = {one.user: one for one in Learner.objects.filter(user__in=wanted).select_related("user") if one.user}
    return found | {user: learner_of(user=user, now=now) for user in wanted - found.keys()}


def note(*, problem_set: ProblemSet, matter: Matter, before: Any, after: Any, **more: Any) -> None:
    """A line about what may move scores: rules, keys, exceptions. Nothing where nothing is changed."""
    if before != after:
        Change.objects.create(problem_set=problem_set, matter=matter, before=before, after=after, **more)


def key_in_words(also: Iterable[Accepted]) -> str:
    """What is right: the solution, and what is taken for right beside it."""
    named = (f"“{plain(title_of(one.slip))}”" if one.slip else one.answer for one in dict.fromkeys(also))
    return ", ".join(["the solution", *named])
