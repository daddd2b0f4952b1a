"""Measuring the judge: right submissions to every problem, and wrong ones that have to be shrunk and named."""

import time
from random import Random
from statistics import median
from typing import NamedTuple

from exercises.problem import Problem
from exercises.problems import problems
from grader.judging import judge_code
from grader.judging.shrinking import MOST_CALLS, shrunk
from grader.judging.trying import try_all
from grader.sandbox import Jail

FLIPPED = """import numpy as np


def conv2d(x, w):
    seen = np.lib.stride_tricks.sliding_window_view(x * 1.0, w.shape)
    return np.einsum("ijkl,kl->ij", seen, w[::-1, ::-1] * 1.0)
"""


class Figure(NamedTuple):
    """One measured number and the goal it should not pass."""

    name: str
    value: float
    unit: str
    goal: float

    @property
    def verdict(self) -> str:
        """Whether the goal is met, in a word."""
        return "met" if self.value <= self.goal else "missed"


def measured(rounds: int) -> list[Figure]:
    """Every figure, each from so many submissions with other hidden tests."""
    with Jail() as jail:
        figures = [
            Figure(f"{problem.function}: right, p50", _right(jail, problem, rounds), "ms", 100)
            for problem in problems().values()
        ]
        seconds, calls = _shrinking(jail, problems()["conv2d"], FLIPPED, rounds)
    return [
        *figures,
        Figure("shrinking a turned conv2d, p50", 1000 * median(seconds), "ms", 50),
        Figure("shrinking a turned conv2d, most extra calls", max(calls), "calls", MOST_CALLS),
    ]


def _right(jail: Jail, problem: Problem, rounds: int) -> float:
    source, times = next(iter(problem.styles.values())), []
    for number in range(rounds):
        started = time.perf_counter()
        verdict = judge_code(problem, source, dice=Random(number), jail=jail)
        times.append(time.perf_counter() - started)
        if not verdict.score:
            raise AssertionError(f"{problem.function} is right, but was judged: {verdict.sentence}")
    return 1000 * median(times)


def _shrinking(jail: Jail, problem: Problem, source: str, rounds: int) -> tuple[list[float], list[int]]:
    seconds, calls = [], []
    for number in range(rounds):
        with jail.session(source, problem.function) as session:
            tried = try_all(problem, session, problem.suite(Random(number)))
            failing = next(one for one in tried if not one.passed)
            started = time.perf_counter()
            calls.append(shrunk(problem, session, failing)[1])
            seconds.append(time.perf_counter() - started)
    return seconds, calls
