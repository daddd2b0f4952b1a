"""What the jail says about a submission, as data."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


class Outcome(enum.StrEnum):
    """How it went, as far as the jail can tell; whether an answer is right is for the judge to say."""

    ANSWERED = "ANSWERED"
    OUTPUT_LIMIT = "OUTPUT_LIMIT"
    SECURITY = "SECURITY"
    TIME_LIMIT = "TIME_LIMIT"
    MEMORY_LIMIT = "MEMORY_LIMIT"
    RUNTIME_ERROR = "RUNTIME_ERROR"
    JUDGE_ERROR = "JUDGE_ERROR"


@dataclass(frozen=True, slots=True)
class Call:
    """The arguments of one call."""

    args: Sequence[Any] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Error:
    """An exception of the submission: its type, its message (500 characters at most) and its own line, 0 if
    unknown.
    """

    type: str
    message: str
    line: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What one call gave. `seconds` is the parent's clock; arrays in `value` are `Array`, read by
    `numpy.asarray`.
    """

    outcome: Outcome
    value: Any = None
    changed_input: bool = False
    error: Error | None = None
    words: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a submission. `answers` holds one answer per call made, the failed one last."""

    outcome: Outcome
    words: str
    error: Error | None
    answers: tuple[Answer, ...]
    stdout: str
    stderr: str
    load_seconds: float
    tier: str

    @property
    def values(self) -> tuple[Any, ...]:
        """The values of the calls that were answered, in order."""
        return tuple(answer.value for answer in self.answers if answer.outcome is Outcome.ANSWERED)


@dataclass(frozen=True, slots=True)
class Death:
    """How a child ended: its wait status and the cpu seconds it used."""

    status: int
    cpu_seconds: float


_CRASHES = {
    4: "an illegal instruction",
    6: "an abort",
    7: "a bus error",
    8: "an arithmetic trap",
    11: "a memory access the processor refused",
}
_SIGKILL, _SIGXCPU, _SIGSYS = 9, 24, 31  # Linux numbers: the module is also read where they do not exist


def of_error(error: Error) -> Outcome:
    """Return what an exception of the submission counts as."""
    return Outcome.MEMORY_LIMIT if error.type == "MemoryError" else Outcome.RUNTIME_ERROR


def of_death(death: Death, cpu_limit: int) -> tuple[Outcome, str]:
    """Return what the end of a process that we did not kill counts as, and why in words."""
    number = death.status & 0x7F
    if number == 0:
        return Outcome.RUNTIME_ERROR, "the program ended before it answered"
    if number == _SIGSYS:
        return Outcome.SECURITY, "the program asked the system for something that is forbidden here"
    if number == _SIGXCPU or (number == _SIGKILL and death.cpu_seconds >= cpu_limit):
        return Outcome.TIME_LIMIT, f"the program used more than {cpu_limit} s of processor time"
    if number == _SIGKILL:
        return Outcome.MEMORY_LIMIT, "the system ran out of memory and ended the program"
    return Outcome.RUNTIME_ERROR, f"the interpreter crashed: {_CRASHES.get(number, f'signal {number}')}"
