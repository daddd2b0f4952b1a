"""The gradebook of a set: everybody's points, in a fixed number of queries however large the course."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, QuerySet

from grader.attempts.models import Verdict
from grader.gradebook.models import Change, Override, Regrade
from grader.gradebook.scores import Score, points_of, said
from grader.gradebook.tallies import Scores, Terms, judged_in, tallied
from grader.people.models import Course, Enrolment, Role, User
from grader.people.queries import teachers
from grader.sets.models import Extension, Item, Policy, ProblemSet, Treatment, most_of
from grader.sets.queries import by_whom, holding
from grader.sets.rules import Rules


class Cell(NamedTuple):
    """One student's points at one item; None when there is nothing yet.

    `earned` are those that its answers or a hand gave, whether or not the item was dropped or gifted.
    """

    item: Item
    points: Decimal | None
    late: bool = False
    answers: int = 0
    overridden: bool = False
    earned: Decimal | None = None

    @property
    def shown(self) -> str:
        """The points as they are printed: 2, 1.6, or a dash. A dropped item shows, struck out, what was earned."""
        points = self.earned if self.is_dropped else self.points
        return "–" if points is None else said(points)

    @property
    def is_dropped(self) -> bool:
        """Whether nobody gets its points."""
        return self.item.treatment == Treatment.DROPPED

    @property
    def look(self) -> str:
        """Its classes on the page."""
        looks = (("late", self.late), ("by-hand", self.overridden), ("dropped", self.is_dropped))
        return " ".join(name for name, holds in looks if holds)


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
    return _filled([problem_set], members)[0]


def gradebook(problem_set: ProblemSet) -> Gradebook:
    """Everybody's points in five queries."""
    return book_of(problem_set, _students(problem_set.course_id))


def _students(course_pk: int) -> list[Enrolment]:
    students = Enrolment.objects.filter(course=course_pk, role=Role.STUDENT)
    return list(students.select_related("user").order_by("user__username"))


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
    """The released sets of a course with their most points, and everybody's totals.

    Eight queries at most, however many sets there are. All books have the same students: those of one moment.
    """
    sets = list(ProblemSet.objects.filter(course=course, released=True).order_by("pk"))
    members = _students(course.pk) if sets else []
    books = _filled(sets, members)
    lines = [
        Totals(member.user, tuple(book.rows[place].total for book in books)) for place, member in enumerate(members)
    ]
    return [(one, book.most) for one, book in zip(sets, books, strict=True)], lines


def row_of(problem_set: ProblemSet, user: User) -> Row:
    """One student's own points."""
    mine = Enrolment.objects.filter(course=problem_set.course_id, user=user).first()
    member = mine or Enrolment(course=problem_set.course, user=user)
    return book_of(problem_set, [member]).rows[0]


def _filled(sets: Sequence[ProblemSet], members: Sequence[Enrolment]) -> list[Gradebook]:
    """The books of these sets of one course, each with these members in their order."""
    items: dict[int, list[Item]] = defaultdict(list)
    for item in Item.objects.filter(problem_set__in=sets).order_by("position"):
        items[item.problem_set_id].append(item)
    scores = _scores(sets, members)
    given = Override.objects.filter(item__problem_set__in=sets)
    overrides = {(user, item): points for user, item, points in given.values_list("learner__user", "item", "points")}
    return [_book(one, tuple(items[one.pk]), members, scores, overrides) for one in sets]


def _book(
    problem_set: ProblemSet,
    items: tuple[Item, ...],
    members: Sequence[Enrolment],
    scores: Scores,
    overrides: dict[tuple[int, int], Decimal],
) -> Gradebook:
    for item in items:
        item.problem_set = problem_set
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


def _scores(sets: Sequence[ProblemSet], members: Sequence[Enrolment]) -> Scores:
    """Scores of these members, each by the rules that hold for them: a query for each policy that the sets have."""
    extensions: dict[int, list[Extension]] = defaultdict(list)
    for extension in Extension.objects.filter(problem_set__in=sets):
        extensions[extension.problem_set_id].append(extension)
    by_policy: dict[str, list[Terms]] = defaultdict(list)
    for one in sets:
        policy = Policy.LAST if one.exam else one.policy
        by_policy[policy].append(Terms(one, one.rules(), _special(one, extensions[one.pk], members)))
    found: Scores = {}
    for policy, terms in by_policy.items():
        judged = judged_in(*(one.problem_set for one in terms))
        if len(members) == 1:
            judged = judged.filter(attempt__learner__user=members[0].user_id)
        found |= tallied(judged, terms, policy)
    return found


def _special(
    problem_set: ProblemSet, extensions: Iterable[Extension], members: Iterable[Enrolment]
) -> list[tuple[list[int], Rules]]:
    """The members for whom exceptions hold, with the rules that come of them."""
    by_key = by_whom(extensions)
    special: dict[tuple[Extension, ...], list[int]] = defaultdict(list)
    for member in members if by_key else ():
        if mine := holding(by_key, member.user_id, member.label):
            special[mine].append(member.user_id)
    return [(users, problem_set.rules(mine)) for mine, users in special.items()]


def cell_of(item: Item, score: Score | None, override: Decimal | None) -> Cell:
    """The points of an item: those given by hand before those worked out, unless the item is dropped."""
    answers, late = (score.answers, score.late) if score else (0, False)
    earned = points_of(score.earned, score.of, item.points) if score else None
    if override is not None:
        earned = override
    if item.treatment == Treatment.DROPPED:
        return Cell(item, Decimal(0), answers=answers, earned=earned)
    if override is None and item.treatment == Treatment.GIFTED:
        return Cell(item, Decimal(item.points), answers=answers, earned=earned)
    return Cell(item, earned, late, answers, override is not None, earned)


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
    """How each of these items of one set went, in one query: students and former ones, nobody who teaches."""
    items = tuple(items)
    if not items:
        return ()
    teaching = teachers(items[0].problem_set.course_id)
    judged = Verdict.objects.filter(submission__attempt__item__in=items, submission__trial=False)
    judged = judged.exclude(outcome="fault").exclude(submission__attempt__learner__in=teaching)
    counted = judged.values_list("submission__attempt__item", "score", "slip")
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
