"""Where one student stands in all their sets: a fixed number of queries, however many sets there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Max, Prefetch

from grader.attempts.models import Submission
from grader.gradebook.models import Override
from grader.gradebook.queries import Cell, cell_of
from grader.gradebook.scores import Answer, score_of
from grader.judging import WHOLE
from grader.people.models import Enrolment, User
from grader.sets.models import Extension, Item, Policy, ProblemSet, most_of
from grader.sets.queries import by_whom, holding, sets_for
from grader.sets.rules import Rules, Thing


@dataclass(frozen=True)
class Standing:
    """One set as its student sees it in a list; `earned` is None where points are not shown, or there are none yet."""

    problem_set: ProblemSet
    rules: Rules
    items: int
    done: int
    earned: Decimal | None
    points: int

    def is_due(self, now: datetime) -> bool:
        """Whether something is still to be done for it."""
        return self.done < self.items and self.rules.is_open(now)


def standings(user: User, now: datetime) -> list[Standing]:
    """The sets that a user may see: what is due first stands first, then what has no date, then what has ended."""
    found = (
        sets_for(user).select_related("course").prefetch_related(Prefetch("items", Item.objects.order_by("position")))
    )
    sets = list(found.annotate(last_close=Max("extensions__closes_at")))
    answers, handed_in = _answers(user, sets)
    overrides = {one.item_id: one.points for one in Override.objects.filter(learner__user=user)}
    rules = _rules(user, sets)
    lines = [_standing(one, rules[one.pk], answers, handed_in, overrides, now) for one in sets]
    return sorted(lines, key=lambda line: _urgency(line, now))


def _urgency(line: Standing, now: datetime) -> tuple[bool, bool, float, int]:
    date = line.rules.due_at or line.rules.closes_at
    return line.rules.is_closed(now), date is None, date.timestamp() if date else 0, line.problem_set.pk


def _answers(user: User, sets: Iterable[ProblemSet]) -> tuple[dict[int, list[Answer]], set[int]]:
    """Judged answers by item, and the items that have any answer."""
    given = Submission.objects.filter(attempt__learner__user=user, attempt__item__problem_set__in=sets, trial=False)
    found: dict[int, list[Answer]] = defaultdict(list)
    handed_in = set()
    fields = ("attempt__item", "verdict__score", "verdict__partial", "verdict__outcome", "received_at", "given_at")
    for item, score, partial, outcome, received, last in given.values_list(*fields):
        handed_in.add(item)
        if score is not None and outcome != "fault":
            found[item].append(Answer(score * WHOLE + partial, received, last))
    return found, handed_in


def _rules(user: User, sets: Iterable[ProblemSet]) -> dict[int, Rules]:
    labels = dict(Enrolment.objects.filter(user=user).exclude(label="").values_list("course", "label"))
    by_set = defaultdict(list)
    for extension in Extension.objects.filter(problem_set__in=sets):
        by_set[extension.problem_set_id].append(extension)
    return {
        one.pk: one.rules(
            holding(by_whom(by_set[one.pk]), user.pk, labels.get(one.course_id, "")),
            one.last_close,  # type: ignore[attr-defined]
        )
        for one in sets
    }


def _standing(
    problem_set: ProblemSet,
    rules: Rules,
    answers: dict[int, list[Answer]],
    handed_in: set[int],
    overrides: dict[int, Decimal],
    now: datetime,
) -> Standing:
    items = list(problem_set.items.all())
    policy = Policy.LAST if problem_set.exam else problem_set.policy
    cells: list[Cell] = [
        cell_of(item, score_of(answers.get(item.pk, []), rules, policy), overrides.get(item.pk)) for item in items
    ]
    done = sum(item.pk in handed_in for item in items)
    shown = rules.shows(Thing.SCORE, now) and any(cell.points is not None for cell in cells)
    earned = sum((cell.points or Decimal(0) for cell in cells), Decimal(0)) if shown else None
    return Standing(problem_set, rules, len(items), done, earned, most_of(items))
