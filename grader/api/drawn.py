"""Variants: questions with their numbers, carried whole in a signed id instead of a row."""

import uuid
from dataclasses import dataclass
from random import Random
from typing import Any

from django.core.signing import BadSignature

from exercises.kinds import catalogue
from exercises.problem import Problem
from exercises.problems import problems
from exercises.question import Question
from exercises.ranges import Wanted, frameworks_of
from grader.api.problems import Refused
from grader.signatures import Signer

# No time in the signature: a variant has one id.
_SIGNER = Signer(salt="grader.api variant")


@dataclass(frozen=True)
class Drawn:
    """What was drawn: enough to ask it again after every deployment, as it was."""

    key: str
    kind: str
    level: int
    seed: int | None
    parameters: dict[str, Any]
    version: int

    @property
    def id(self) -> str:
        """The signed id."""
        content = [self.key, self.kind, self.level, self.seed, self.parameters, self.version]
        return _SIGNER.sign_object(content, compress=True)

    @property
    def question(self) -> Question | None:
        """The question as it was drawn; None for code."""
        return catalogue()[self.kind].restore(self.parameters) if self.kind in catalogue() else None

    @property
    def problem(self) -> Problem:
        """The function to write; only for code."""
        return problems()[self.kind]


def draw(kind: str, level: int, seed: int | None, dice: Random, convention: str = "") -> Drawn:
    """A fresh variant; without a seed the dice give one. A convention leaves those draws that name it."""
    key = str(uuid.uuid4())
    if kind in problems():
        return Drawn(key, kind, 0, None, {}, problems()[kind].version)
    if kind not in catalogue():
        pointed = [{"detail": "unknown kind", "pointer": "#/kind"}]
        raise Refused(422, f"There is no kind {kind[:80]!r}. GET /api/v1/kinds lists them.", errors=pointed)
    seed = seed or dice.randrange(1, 2**31)
    if convention and convention not in frameworks_of(catalogue()[kind], level):
        known = ", ".join(frameworks_of(catalogue()[kind], level)) or "none"
        said = f"{kind} at level {level} knows no convention {convention[:40]!r}; it knows {known}."
        raise Refused(422, said, errors=[{"detail": said, "pointer": "#/convention"}])
    wanted = Wanted({}, convention) if convention else None
    question = catalogue()[kind].generate(Random(seed), level, wanted)
    return Drawn(key, kind, level, seed, question.parameters(), question.version)


def drawn(variant_id: str) -> Drawn:
    """The variant of an id that we have signed."""
    try:
        return Drawn(*_SIGNER.unsign_object(variant_id))
    except BadSignature:
        raise Refused(404, "This is not the id of a variant, or it was cut short on its way.") from None
