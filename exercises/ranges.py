"""What somebody may want of drawn questions: parameters between bounds, a convention that names a framework."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from random import Random
from typing import Any

from exercises.question import Question
from exercises.text import plain

FRAMEWORKS = ("PyTorch", "Keras", "ONNX", "Caffe")
NUMBERS = (int, tuple[int, int], tuple[int, ...])
LOOKS = 60
TRIES = 20


@dataclass(frozen=True)
class Wanted:
    """`bounds` are a least and a most by parameter; each number of a parameter with several lies between them."""

    bounds: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    framework: str = ""

    def __call__(self, question: Question) -> bool:
        """Whether this question is wanted."""
        within = all(
            least <= number <= most
            for name, (least, most) in self.bounds.items()
            for number in _numbers(getattr(question, name))
        )
        return within and self.framework in plain(question.convention())

    def can_be_drawn(self, kind: type[Question], level: int) -> bool:
        """Whether a kind gives such questions with every one of some seeds; raises what `generate` does otherwise."""
        return all(kind.generate(Random(seed), level, self) is not None for seed in range(TRIES))


def parameters_of(kind: type[Question]) -> tuple[str, ...]:
    """The parameters of a kind that are whole numbers, and can be kept between bounds."""
    return tuple(one.name for one in fields(kind) if one.type in NUMBERS)  # type: ignore[arg-type]


@lru_cache(maxsize=256, typed=True)
def seen_of(kind: type[Question], level: int) -> dict[str, tuple[int, int]]:
    """The least and the most that each of these parameters was in some draws: what bounds make sense."""
    drawn = _drawn(kind, level)
    numbers = {name: [n for one in drawn for n in _numbers(getattr(one, name))] for name in parameters_of(kind)}
    return {name: (min(found), max(found)) for name, found in numbers.items() if found}


@lru_cache(maxsize=256, typed=True)
def frameworks_of(kind: type[Question], level: int) -> tuple[str, ...]:
    """The frameworks that the conventions of some draws name."""
    said = [plain(one.convention()) for one in _drawn(kind, level)]
    return tuple(name for name in FRAMEWORKS if any(name in convention for convention in said))


def _drawn(kind: type[Question], level: int) -> list[Question]:
    return [kind.generate(Random(seed), level) for seed in range(LOOKS)]


def _numbers(value: Any) -> Iterator[int]:
    if isinstance(value, tuple):
        yield from value
    else:
        yield value
