"""What a regrade would do, or did: whose points change, and how many verdicts become others."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Subquery
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from grader.attempts.models import EarlierVerdict
from grader.gradebook.models import Effect, Regrade, Stage
from grader.judging import WHOLE


@dataclass(frozen=True)
class Outcome:
    """`effects` say who changes from what to what; `spared` are those whom raises only has left alone.

    `to_right`, `to_wrong`, `to_other_share` and `reworded` count verdicts that become right, become wrong, stay
    wrong and count in another part, or only get other words.
    """

    effects: tuple[Effect, ...]
    spared: tuple[Effect, ...]
    to_right: int
    to_wrong: int
    to_other_share: int
    reworded: int

    @property
    def raised(self) -> int:
        """How many scores rise."""
        return sum(effect.after > effect.before for effect in self.effects)

    @property
    def lowered(self) -> int:
        """How many scores fall."""
        return sum(effect.after < effect.before for effect in self.effects)


def outcome_of(regrade: Regrade) -> Outcome:
    """What it would do; once it is applied, what it has done. Two queries."""
    kinds = _verdicts(regrade)
    effects = list(regrade.effects.select_related("learner__user", "item"))
    raises_only = regrade.stage == Stage.APPLIED and regrade.raises_only
    spared = tuple(one for one in effects if raises_only and one.after < one.before)
    return Outcome(
        effects=tuple(one for one in effects if one not in spared),
        spared=spared,
        to_right=sum(number for (before, after), number in kinds.items() if before < WHOLE == after),
        to_wrong=sum(number for (before, after), number in kinds.items() if after < WHOLE == before),
        to_other_share=sum(number for worths, number in kinds.items() if WHOLE not in worths and len(set(worths)) > 1),
        reworded=sum(number for (before, after), number in kinds.items() if before == after),
    )


def _verdicts(regrade: Regrade) -> dict[tuple[int, int], int]:
    """How many verdicts go from which worth to which, in parts of `WHOLE`.

    The worth before is that of the verdict which stood until the regrade was decided: once another stands in its
    place, by this regrade or a later one, that is the first one replaced since.
    """
    since = EarlierVerdict.objects.filter(submission=OuterRef("submission"), replaced_at__gte=regrade.touched_at)
    findings = regrade.findings.order_by()
    if regrade.stage == Stage.APPLIED:  # raises only leaves some findings out
        findings = findings.filter(Exists(since.filter(replaced_at=regrade.touched_at)))
    first = since.order_by("replaced_at").annotate(was=_worth()).values("was")[:1]
    stood = Coalesce(Subquery(first), _worth("submission__verdict__"))
    pairs = findings.annotate(stood=stood, would=_worth()).values_list("stood", "would").annotate(number=Count("pk"))
    return {(before, after): number for before, after, number in pairs}


def _worth(of: str = "") -> CombinedExpression:
    return F(f"{of}score") * WHOLE + F(f"{of}partial")
