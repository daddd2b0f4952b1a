"""One call after the other in lock-step with a submission, each held against the right result out here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from exercises.comparing import Difference, Fault, difference
from exercises.problem import Case, Problem
from grader.sandbox import Answer, Outcome, Session


@dataclass(frozen=True, eq=False)
class Tried:
    """One case: the right result, the student's answer, and the first difference between them."""

    case: Case
    wanted: Any
    answer: Answer
    difference: Difference | None

    @property
    def answered(self) -> bool:
        return self.answer.outcome is Outcome.ANSWERED

    @property
    def passed(self) -> bool:
        return self.answered and not self.difference and not self.answer.changed_input

    @property
    def failure(self) -> tuple[str, ...]:
        """What sort of failure this is: shrinking keeps to one sort."""
        if self.answer.error:
            return ("error", self.answer.error.type)
        if not self.answered:
            return ("ended", self.answer.outcome)
        if self.difference:
            return ("difference", self.difference.fault)
        return ("changed",) if self.answer.changed_input else ()

    @property
    def urgency(self) -> tuple[int, int]:
        """What is said first: no answer, then type, shape, number type, values, a changed input; small inputs first."""
        faults = list(Fault)
        rank = 0 if not self.answered else 1 + (faults.index(self.difference.fault) if self.difference else len(faults))
        return rank, sum(getattr(value, "size", 1) for value in self.case.arguments)


def try_all(problem: Problem, session: Session, cases: Iterable[Case]) -> Iterator[Tried]:
    """Every case until the session ends; an exception of the student's function does not end it."""
    for case in cases:
        if session.ended:
            return
        yield try_one(problem, session, case)


def try_one(problem: Problem, session: Session, case: Case) -> Tried:
    """One call, and the right result computed here."""
    wanted = problem.expected(case.arguments)
    answer = session.call(*case.arguments)
    answered = answer.outcome is Outcome.ANSWERED
    return Tried(case, wanted, answer, difference(answer.value, wanted, problem.rules) if answered else None)
