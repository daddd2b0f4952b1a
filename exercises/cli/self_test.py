"""The command self-test: every promise of a kind on many draws, and how well its questions tell slips apart."""

import gc
import textwrap
import time
from argparse import Namespace
from collections import Counter
from dataclasses import dataclass, field
from random import Random

from exercises.cli.asking import BadInput, kind_named
from exercises.cli.promises import broken_promises
from exercises.cli.spaces import ENOUGH, ENOUGH_DRAWS, SMALL
from exercises.kinds import catalogue
from exercises.question import LEVELS, NoNumbers, Question
from exercises.slips import UnknownSlip

SHOWN = 3
IN_A_ROW = 50
SHORTEST = 1e-6  # seconds; some clocks count in steps that are longer than a question takes


@dataclass
class Report:
    """What the draws of one kind and level showed."""

    slug: str
    level: int
    questions: int = 0
    draws: int = 0
    times: list[float] = field(default_factory=list)
    different: set[Question] = field(default_factory=set)
    visible: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def line(self) -> str:
        return (
            f"{self.slug:<26} {self.level:>5} {self.questions / sum(self.times):>11.0f} {self.slowest():>6.1f} "
            f"{self.draws / self.questions - 1:>8.2f} {len(self.different):>9} {len(self.broken):>7}"
        )

    def slowest(self) -> float:
        """Milliseconds that 99 of 100 questions stay below."""
        return 1000 * sorted(self.times)[min(len(self.times) * 99 // 100, len(self.times) - 1)]

    def shares(self) -> str:
        """Each slip with the share of questions on which it is visible; the level's targets are marked."""
        words = [
            f"{'*' if slip in self.wanted else ''}{slip}\u00a0{100 * times // self.questions}\u00a0%"
            for slip, times in self.visible.most_common()
        ]
        return textwrap.fill(
            ", ".join(words), 100, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False
        )


def self_test(given: Namespace) -> int:
    if given.draws < 1:
        raise BadInput(f"{given.draws} draws show nothing; take at least 1")
    slugs = [given.kind] if given.kind else list(catalogue())
    kinds = {slug: kind_named(slug) for slug in slugs}
    print(f"{'kind':<26} {'level':>5} {'questions/s':>11} {'p99 ms':>6} {'redraws':>8} {'different':>9} {'broken':>7}")
    print("    slips, and on how many questions each is visible (* = a target: told apart wherever it is one)")
    failed = False
    for slug, kind in kinds.items():
        for level in LEVELS:
            try:
                report = survey(slug, kind, level, given.draws)
            except (UnknownSlip, NoNumbers) as problem:
                print(f"{slug:<26} {level:>5}\n    BROKEN {problem}")
                failed = True
                continue
            print(report.line(), report.shares(), sep="\n", flush=True)
            print("".join(f"    BROKEN {problem}\n" for problem in report.broken[:SHOWN]), end="")
            failed = failed or bool(report.broken)
    return 1 if failed else 0


def survey(slug: str, kind: type[Question], level: int, draws: int) -> Report:
    """Questions of seeds 0, 1, 2 and so on: some are timed one after the other, then looked at, then the next ones.

    To look at each before the next is drawn would time how fast a processor's caches are filled again. What other kinds
    keep is left out of garbage collections: whichever kind met the one that looks through all of it would pay 0.2 s.
    """
    report = Report(slug, level)
    gc.collect()
    gc.freeze()
    for first in range(0, draws, IN_A_ROW):
        seeds = range(first, min(first + IN_A_ROW, draws))
        for seed, question in zip(seeds, [_timed(report, kind, seed) for seed in seeds], strict=True):
            # A bare copy: nobody keeps a thousand questions with all that was worked out.
            report.different.add(kind.restore(question.parameters()))
            report.visible.update({mistake.slip for mistake in question.mistakes()})
            report.wanted.update(question.targets(level))
            report.broken += [f"seed {seed}: {problem}" for problem in broken_promises(question, level, seed)]
    if draws >= ENOUGH_DRAWS and (slug, level) not in SMALL and len(report.different) < ENOUGH:
        report.broken.append(f"only {len(report.different)} different questions; {ENOUGH} are wanted, or a reason")
    return report


def _timed(report: Report, kind: type[Question], seed: int) -> Question:
    """A question; drawing, solving, mistakes and explaining are timed, in processor time."""
    started = time.process_time()
    tried = list(kind.draws(Random(seed), report.level))
    question = tried[-1]
    question.solve()
    question.mistakes()
    question.explain()
    report.times.append(max(time.process_time() - started, SHORTEST))
    report.questions += 1
    report.draws += len(tried)
    return question
