"""Which slips were made, by whom, and which wrong answers no model explains."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Max

from exercises.kinds import catalogue
from exercises.text import Text
from grader.gradebook.tallies import counted_in
from grader.people.models import User
from grader.sets.models import Item, ProblemSet

MOST_GROUPS = 30


@dataclass(frozen=True)
class StudentSlips:
    """One student's wrong answers in a set: slips with their numbers, and those without a name."""

    user: User
    slips: tuple[tuple[str, int], ...]
    unnamed: int

    @property
    def wrong(self) -> int:
        """All wrong answers."""
        return sum(number for _slip, number in self.slips) + self.unnamed


def slips_by_student(problem_set: ProblemSet) -> list[StudentSlips]:
    """Students with their slips, whoever slipped most first, in two queries."""
    wrong = counted_in(problem_set).filter(verdict__score=0, is_code=False)
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for user, slip, number in wrong.values_list("attempt__learner__user", "verdict__slip").annotate(number=Count("pk")):
        if user is not None:
            found[user][slip] += number
    users = User.objects.in_bulk(list(found))
    lines = (
        StudentSlips(users[user], tuple((slip, n) for slip, n in slips.most_common() if slip), slips[""])
        for user, slips in found.items()
    )
    return sorted(lines, key=lambda line: (-line.wrong, line.user.username))


@dataclass(frozen=True)
class Unexplained:
    """A wrong answer that no wrong model gives, and by how many it was given to these very numbers."""

    item: Item
    question: Text
    answer: str
    number: int


def unexplained(problem_set: ProblemSet) -> list[Unexplained]:
    """Wrong answers without a name, the same ones together, the most frequent first: two queries."""
    wrong = counted_in(problem_set).filter(verdict__score=0, verdict__slip="", is_code=False)
    groups = wrong.values_list("attempt__item", "attempt__kind", "attempt__parameters", "answer")
    largest = groups.annotate(number=Count("pk"), last=Max("received_at")).order_by("-number", "-last")[:MOST_GROUPS]
    items = {item.pk: item for item in problem_set.items.all()}
    return [
        Unexplained(items[item], catalogue()[kind].restore(parameters).prompt(), answer, number)
        for item, kind, parameters, answer, number, _last in largest
    ]
