"""Wrong judgements of statements (K39): one believed or doubted, or all of them the other way round."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exercises.answers import Value
from exercises.question import Mistake
from exercises.text import T, Text


@dataclass(frozen=True)
class Statement:
    """`wanted` says whether it belongs into the answer, `why` the reason; `sentence` says both."""

    text: Text
    wanted: bool
    why: Text
    sentence: Text


def wanted_of(statements: Sequence[Statement]) -> tuple[int, ...]:
    """The numbers of those that belong into the answer, from 1."""
    return tuple(i for i, one in enumerate(statements, 1) if one.wanted)


def wrong_judgements(statements: Sequence[Statement]) -> Iterator[Mistake]:
    """One more, one less, and the other ones."""
    right = set(wanted_of(statements))
    for i, one in enumerate(statements, 1):
        yield _about(i, one, tuple(sorted(right ^ {i})))
    others = tuple(i for i, one in enumerate(statements, 1) if not one.wanted)
    turned = T("You named exactly the other ones. Read once more which ones are asked for.")
    yield Mistake("statements-turned", others, turned, "answer")


def judged_wrongly(statements: Sequence[Statement], given: Value) -> Iterator[Mistake]:
    """The first statement that is named and should not be, or the other way round."""
    differing = sorted(set(given) ^ set(wanted_of(statements)))
    if differing and differing[0] in range(1, len(statements) + 1):
        first = int(differing[0])
        yield _about(first, statements[first - 1], given)


def _about(i: int, one: Statement, answer: Value) -> Mistake:
    slip = "statement-left-out" if one.wanted else "statement-believed"
    return Mistake(slip, answer, one.sentence.filled(i=i, why=one.why), f"statement-{i}")
