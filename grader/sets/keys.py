"""What an instructor takes for right beside the solution: whether it makes sense for a question."""

from typing import Any

from django.utils.translation import gettext as _

from exercises.answers import Unreadable
from exercises.families import FAMILIES
from exercises.kinds import catalogue
from exercises.slips import SLIPS
from grader.judging import Accepted


def trouble_with(kind: str, numbers: dict[str, Any] | None, accepted: Accepted) -> str:
    """Why this cannot be taken for right at a question with these numbers, or with each student's own (None).

    In words for whoever wants it; empty when it can.
    """
    if kind not in catalogue():
        return _("A function is judged by its tests. Nothing else can be taken for right.")
    if bool(accepted.slip) == bool(accepted.answer):
        return _("Name a slip or an answer, one of the two.")
    if accepted.slip:
        known = accepted.slip in SLIPS or accepted.slip in FAMILIES
        return "" if known else _("There is no slip “%(slip)s”.") % {"slip": accepted.slip}
    if numbers is None:
        return _("One answer cannot be right on each student’s own numbers. Name a slip.")
    read = catalogue()[kind].restore(numbers).answer.read(accepted.answer)
    if isinstance(read, Unreadable):
        return _("“%(answer)s” cannot be read as an answer to this question.") % {"answer": accepted.answer[:60]}
    return ""
