"""The gradebook of a set: everybody's points, in a fixed number of queries however large the course."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from grader.attempts.models import Verdict
from grader.gradebook.models import Change, Override, Regrade
from grader.gradebook.scores import Score, points_of
from grader.gradebook.tallies import Scores, judged_in, tallied
from grader.people.models import Course, Enrolment, Role, User
from grader.sets.models import Extension, Item, Policy, ProblemSet, Treatment, most_of
from grader.sets.queries import by_whom, holding


class Cell(NamedTuple):
    """One student's points at one item; None when there is nothing yet."""

    item: Item
    points: Decimal | None
    late: bool = False
    answers: int = 0
    overridden: bool = False

    @property
    def shown(self) -> str:
        """The points as they are printed: 2, 1.6, or a dash."""
        return "–" if self.points is None else f"{self.points.normalize():f}"

    @property
    def look(self) -> str:
        """Its classes on the page."""
        return " ".join(name for name, holds in (("late", self.late), ("by-hand", self.overridden)) if holds)


@dataclass(frozen=True)
class Row:
    """One student's points in a set."""

    user: User
    cells: tuple[Cell, ...]

    @property
    def total(self) -> Decimal:
        """The sum; what is not answered earns nothing."""
        return sum((cell.points or Decimal(0) for cell in self.cells), Decimal(0))


@dataclass(frozen=True)
class Gradebook:
    """Students of the course by name, and the items of the set in their order."""

    items: tuple[Item, ...]
    rows: tuple[Row, ...]

    @property
    def most(self) -> int:
        """The points that can be had; a dropped item has none."""
        return most_of(self.items)


def book_of(problem_set: ProblemSet, members: Sequence[Enrolment]) -> Gradebook:
    """The points of these members in four queries."""
    return _filled(problem_set, tuple(problem_set.items.all()), list(members))


def gradebook(problem_set: ProblemSet) -> Gradebook:
    """Everybody's points in five queries."""
    items = tuple(problem_set.items.all())
    students = Enrolment.objects.filter(course=problem_set.course_id, role=Role.STUDENT)
    return _filled(problem_set, items, list(students.select_related("user").order_by("user__username")))


@dataclass(frozen=True)
class Totals:
    """A student's totals over all sets of a course, in the order of the sets."""

    user: User
    totals: tuple[Decimal, ...]

    @property
    def sum(self) -> Decimal:
        """All of them together."""
        return sum(self.totals, Decimal(0))


def course_totals(course: Course) -> tuple[list[tuple[ProblemSet, int]], list[Totals]]:
    """The released sets of a course with their most points, and everybody's totals; a fixed number of queries a set."""
    sets = list(ProblemSet.objects.filter(course=course, released=True).order_by("pk"))
    books = [gradebook(one) for one in sets]
    rows = zip(*(book.rows for book in books), strict=True)
    lines = [Totals(of_one[0].user, tuple(row.total for row in of_one)) for of_one in rows]
    return [(one, book.most) for one, book in zip(sets, books, strict=True)], lines


def row_of(problem_set: ProblemSet, user: User) -> Row:
    """One student's own points."""
    mine = Enrolment.objects.filter(course=problem_set.course_id, user=user).first()
    member = mine or Enrolment(course=problem_set.course, user=user)
    return _filled(problem_set, tuple(problem_set.items.all()), [member]).rows[0]


def _filled(problem_set: ProblemSet, items: tuple[Item, ...], members: list[Enrolment]) -> Gradebook:
    scores = _scores(problem_set, members)
    given = Override.objects.filter(item__problem_set=problem_set)
    overrides = {(user, item): points for user, item, points in given.values_list("learner__user", "item", "points")}
    pks = [(item, item.pk) for item in items]
    rows = (
        Row(
            member.user,
            tuple(
                cell_of(item, scores.get((member.user_id, pk)), overrides.get((member.user_id, pk))) for item, pk in pks
            ),
        )
        for member in members
    )
    return Gradebook(items, tuple(rows))


def _scores(problem_set: ProblemSet, members: list[Enrolment]) -> Scores:
    """Scores of these members, each by the rules that hold for them."""
    extensions = by_whom(Extension.objects.filter(problem_set=problem_set))
    special: dict[tuple[Extension, ...], list[int]] = defaultdict(list)
    for member in members if extensions else ():
        if mine := holding(extensions, member.user_id, member.label):
            special[mine].append(member.user_id)
    judged = judged_in(problem_set)
    if len(members) == 1:
        judged = judged.filter(attempt__learner__user=members[0].user_id)
    policy = Policy.LAST if problem_set.exam else problem_set.policy
    rules = [(users, problem_set.rules(one)) for one, users in special.items()]
    return tallied(judged, problem_set.rules(), rules, policy)


def cell_of(item: Item, score: Score | None, override: Decimal | None) -> Cell:
    """The points of an item: those given by hand before those worked out, unless the item is dropped."""
    answers, late = (score.answers, score.late) if score else (0, False)
    if item.treatment == Treatment.DROPPED:
        return Cell(item, Decimal(0), answers=answers)
    if override is not None:
        return Cell(item, override, late, answers, overridden=True)
    if item.treatment == Treatment.GIFTED:
        return Cell(item, Decimal(item.points), answers=answers)
    return Cell(item, points_of(score.earned, score.of, item.points) if score else None, late, answers)


def changes_in(problem_set: ProblemSet) -> QuerySet[Change]:
    """The record of a set, the newest first."""
    return Change.objects.filter(problem_set=problem_set).select_related("item", "learner__user", "author")


@dataclass(frozen=True)
class Facility:
    """How an item went: its answers, the part of them that were right, and its slips with their numbers."""

    item: Item
    answers: int
    right: int
    slips: tuple[tuple[str, int], ...]
    unnamed: int

    @property
    def percent(self) -> int:
        """Right answers in percent of all."""
        return round(100 * self.right / self.answers) if self.answers else 0


def facilities(items: Iterable[Item]) -> tuple[Facility, ...]:
    """How each of these items went, in one query; members and former members alike."""
    items = tuple(items)
    judged = Verdict.objects.filter(submission__attempt__item__in=items, submission__trial=False)
    counted = judged.exclude(outcome="fault").values_list("submission__attempt__item", "score", "slip")
    slips: dict[int, Counter[str]] = defaultdict(Counter)
    right: Counter[int] = Counter()
    for item, score, slip, number in counted.annotate(number=Count("pk")).order_by():
        if score:
            right[item] += number
        else:
            slips[item][slip] += number
    return tuple(
        Facility(
            item,
            right[item.pk] + slips[item.pk].total(),
            right[item.pk],
            tuple((slip, number) for slip, number in slips[item.pk].most_common() if slip),
            slips[item.pk][""],
        )
        for item in items
    )


def regrades_of(problem_set: ProblemSet) -> QuerySet[Regrade]:
    """The regrades of a set, the newest first."""
    return Regrade.objects.filter(problem_set=problem_set).select_related("item", "author")


def regrade_in(problem_set: ProblemSet, pk: int) -> Regrade | None:
    """One regrade of this set and no other."""
    return regrades_of(problem_set).filter(pk=pk).select_related("problem_set", "item", "author").first()


def outcome_of(regrade: Regrade) -> dict[str, Any]:
    """Who changes from what to what, and how many verdicts change in how many ways."""
    changed = regrade.findings.values_list("submission__verdict__score", "score").order_by()
    kinds = {(before, after): number for before, after, number in changed.annotate(number=Count("pk"))}
    effects = list(regrade.effects.select_related("learner__user", "item"))
    return {
        "effects": effects,
        "raised": sum(effect.after > effect.before for effect in effects),
        "lowered": sum(effect.after < effect.before for effect in effects),
        "to_right": kinds.get((0, 1), 0),
        "to_wrong": kinds.get((1, 0), 0),
        "reworded": kinds.get((0, 0), 0) + kinds.get((1, 1), 0),
    }
