"""Judging an answer to a question."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from exercises.answers import Unreadable, Value
from exercises.diagnosis import Checked, check
from exercises.question import Question
from exercises.slips import family
from exercises.text import T
from grader.judging.verdict import Outcome, Verdict


@dataclass(frozen=True)
class Accepted:
    """What an instructor takes for right beside the solution: one answer as text, or whatever a slip gives."""

    answer: str = ""
    slip: str = ""

    def takes(self, question: Question, given: Value) -> bool:
        """Whether this answer to this question is meant."""
        accepts, wanted = question.answer.accepts, question.answer.read(self.answer) if self.answer else None
        if wanted is not None and not isinstance(wanted, Unreadable) and accepts(given, wanted):
            return True
        models = (m for m in question.mistakes() if self.slip and self.slip in (m.slip, family(m.slip)))
        return any(accepts(given, model.answer) for model in models)


def judge(question: Question, text: str, also: Iterable[Accepted] = ()) -> Verdict:
    """The verdict on an answer that was readable when it was received; `also` is right too."""
    given = question.answer.read(text)
    if isinstance(given, Unreadable):
        return Verdict(Outcome.FAULT, 0, given.message)
    checked = check(question, given)
    if not checked.right and any(accepted.takes(question, given) for accepted in also):
        return Verdict(Outcome.RIGHT, 1, T("Right: your instructor accepts this answer too."))
    return _verdict(checked)


def _verdict(checked: Checked) -> Verdict:
    outcome = Outcome.RIGHT if checked.right else Outcome.WRONG
    details: dict[str, Any] = {"parts": list(checked.parts)} if len(checked.parts) > 1 else {}
    if checked.also:
        details["also"] = [list(pair) for pair in checked.also]
    return Verdict(
        outcome,
        checked.share,
        checked.sentence,
        checked.slip,
        checked.marks,
        checked.step,
        checked.frames,
        details,
    )
