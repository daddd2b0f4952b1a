"""What a regrade would do, or did: whose points change, and how many verdicts become others."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from grader.attempts.models import EarlierVerdict
from grader.gradebook.models import Effect, Regrade, Stage


@dataclass(frozen=True)
class Outcome:
    """`effects` say who changes from what to what; `spared` are those whom raises only has left alone.

    `to_right`, `to_wrong` and `reworded` count verdicts that become right, become wrong, or only get other words.
    """

    effects: tuple[Effect, ...]
    spared: tuple[Effect, ...]
    to_right: int
    to_wrong: int
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
        to_right=kinds.get((0, 1), 0),
        to_wrong=kinds.get((1, 0), 0),
        reworded=kinds.get((0, 0), 0) + kinds.get((1, 1), 0),
    )


def _verdicts(regrade: Regrade) -> dict[tuple[int, int], int]:
    """How many verdicts go from which score to which.

    The score before is that of the verdict which stood until the regrade was decided: once another stands in its
    place, by this regrade or a later one, that is the first one replaced since.
    """
    since = EarlierVerdict.objects.filter(submission=OuterRef("submission"), replaced_at__gte=regrade.touched_at)
    findings = regrade.findings.order_by()
    if regrade.stage == Stage.APPLIED:  # raises only leaves some findings out
        findings = findings.filter(Exists(since.filter(replaced_at=regrade.touched_at)))
    stood = Coalesce(Subquery(since.order_by("replaced_at").values("score")[:1]), F("submission__verdict__score"))
    pairs = findings.annotate(stood=stood).values_list("stood", "score").annotate(number=Count("pk"))
    return {(before, after): number for before, after, number in pairs}
