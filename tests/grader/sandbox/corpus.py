"""Runs the hostile folder against one jail and says, case by case, what broke.

Also a program, so that the same cases can be run by another user: `python corpus.py TIER` prints one line per
failure.
"""

import dataclasses
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[3]))

from grader.sandbox import Answer, Call, Jail, Limits, Outcome, Report

FOLDER = Path(__file__).parent / "submissions"
LITTER = "stridewise-escape"
LITTERED = ("/", "/tmp", "/dev/shm", "/var/tmp", ".")
USUAL = Limits(wall_seconds=10.0, cpu_seconds=9, memory_bytes=96 << 20)
GOOD = (FOLDER / "style_einsum.py").read_text()
WRONG = (FOLDER / "input_returned.py").read_text()

#: Three streams, its control socket, its Landlock ruleset, and for a moment the pidfd it has just sent.
SERVER_DESCRIPTORS = 6
_HEADS = ("# expect: ", "# limits: ")
rng = np.random.default_rng(20)
IMAGES = [
    (rng.integers(-9, 9, (6, 5)).astype(float), rng.integers(-3, 3, size).astype(float)) for size in [(3, 3), (2, 1)]
]
CALLS = [Call((x, w)) for x, w in IMAGES]


@dataclass(frozen=True)
class Case:
    """One hostile or odd submission and the outcomes it may have."""

    name: str
    source: str
    expected: frozenset[str]
    limits: Limits


def cases() -> list[Case]:
    """Read the folder: `# expect: OUTCOME, ...` and, if need be, `# limits: name=number ...` open each
    file.
    """
    return [_read(path) for path in sorted(FOLDER.glob("*.py"))]


def complaints(jail: Jail, case: Case) -> Iterator[str]:
    """Run a case, then a good and a wrong submission, and yield what is not as it should be."""
    jail.prepare(USUAL)
    jail.zygote.settle()
    before = descriptors_of("self")
    got = judge(jail.run(case.source, "conv2d", CALLS, case.limits))
    if got not in case.expected:
        yield f"{case.name}: {got}, expected {' or '.join(sorted(case.expected))}"
    if judge(jail.run(GOOD, "conv2d", CALLS, USUAL)) != "ACCEPTED":
        yield f"{case.name}: a good submission after it is refused"
    if judge(jail.run(WRONG, "conv2d", CALLS, USUAL)) != "WRONG_ANSWER":
        yield f"{case.name}: a wrong submission after it is not called wrong"
    jail.zygote.settle()
    if descriptors_of("self") != before:
        yield f"{case.name}: {before} descriptors before, {descriptors_of('self')} after"
    if os.geteuid() == 0 and descriptors_of(jail.zygote.pid) > SERVER_DESCRIPTORS:
        yield f"{case.name}: the fork server keeps {descriptors_of(jail.zygote.pid)} descriptors"
    if len(children_of(jail.zygote.pid)) > 1:
        yield f"{case.name}: a process besides the spare is left"
    yield from (f"{case.name}: left {path}" for path in litter())


def judge(report: Report) -> str:
    """Return the verdict: the outcome of the jail, or whether every answer is right."""
    if report.outcome is not Outcome.ANSWERED:
        return report.outcome
    return "ACCEPTED" if all(map(_is_right, report.answers, IMAGES)) else "WRONG_ANSWER"


def expected(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Return the valid cross-correlation, by loops."""
    rows, columns = x.shape[0] - w.shape[0] + 1, x.shape[1] - w.shape[1] + 1
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            out[i, j] = (x[i : i + w.shape[0], j : j + w.shape[1]] * w).sum()
    return out


def children_of(pid: int) -> list[int]:
    """Return the pids of the living and unburied children of a process."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    if listed.exists():
        return [int(word) for word in listed.read_text().split()]
    return [int(stat.parent.name) for stat in Path("/proc").glob("[0-9]*/stat") if _parent_in(stat) == pid]


def _parent_in(stat: Path) -> int:
    try:
        return int(stat.read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0


def descriptors_of(pid: int | str) -> int:
    """Count what a process has open."""
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


def litter() -> list[Path]:
    """Return the files that a submission has managed to leave."""
    return [path for folder in LITTERED for path in Path(folder).glob(f"{LITTER}*")]


def _read(path: Path) -> Case:
    source = path.read_text()
    head = dict(line[2:].split(": ", 1) for line in source.splitlines()[:2] if line.startswith(_HEADS))
    given = dict(pair.split("=") for pair in head.get("limits", "").split())
    numbers = {name: float(number) if name == "wall_seconds" else int(number) for name, number in given.items()}
    return Case(path.stem, source, frozenset(head["expect"].split(", ")), dataclasses.replace(USUAL, **numbers))


def _is_right(answer: Answer, image: tuple[np.ndarray, np.ndarray]) -> bool:
    wanted = expected(*image)
    try:
        got = np.asarray(answer.value, dtype=float)
    except (TypeError, ValueError):
        return False
    return not answer.changed_input and got.shape == wanted.shape and bool(np.allclose(got, wanted))


def main() -> int:
    """Run every case in one tier; the exit status says whether all were contained."""
    failures = 0
    with Jail(tier=sys.argv[1]) as jail:
        for case in cases():
            for complaint in complaints(jail, case):
                failures += 1
                print(complaint)
    print(f"{len(cases())} cases, {failures} complaints")
    return min(failures, 1)


if __name__ == "__main__":
    sys.exit(main())
