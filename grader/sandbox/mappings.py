"""Fewer mappings in the fork server: each one is copied at every fork and torn down at every exit.

A loaded library is five mappings of one file, side by side. Three of them differ only in a permission that
matters to nobody in the jail, so the neighbours are given the same one, and the kernel joins them: what could
only be read may be executed like the code next to it, what was made read-only after loading may be written
like the data next to it. Nothing becomes both writable and executable.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from grader.sandbox import kernel

READ, WRITE, EXECUTE = 1, 2, 4
_LINE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (\S{4}) ([0-9a-f]+) \S+ \d+ +(/.*)")


@dataclass(frozen=True, slots=True)
class Mapping:
    """A stretch of a file in memory: addresses in bytes, `permissions` as /proc writes them ("r-xp")."""

    start: int
    end: int
    permissions: str
    offset: int
    file: str

    def continues(self, other: "Mapping") -> bool:
        """Whether it lies right behind the other, in memory and in the file."""
        return (
            self.start == other.end
            and self.file == other.file
            and self.offset - other.offset == self.start - other.start
        )


def join() -> None:
    """Join what can be joined, in this process."""
    for mapping, protection in plan(Path("/proc/self/maps").read_text()):
        kernel.protect(mapping.start, mapping.end - mapping.start, protection)


def plan(maps: str) -> list[tuple[Mapping, int]]:
    """Return which read-only mappings of a /proc/PID/maps get which protection of a neighbour."""
    found = [_read(match) for match in map(_LINE.fullmatch, maps.splitlines()) if match]
    chosen = []
    for before, mapping, after in zip([None, *found], found, [*found[1:], None], strict=False):
        if mapping.permissions != "r--p":
            continue
        sides = {
            side.permissions
            for side in (before, after)
            if side and (mapping.continues(side) or side.continues(mapping))
        }
        if "rw-p" in sides:
            chosen.append((mapping, READ | WRITE))
        elif "r-xp" in sides:
            chosen.append((mapping, READ | EXECUTE))
    return chosen


def _read(match: re.Match[str]) -> Mapping:
    start, end, permissions, offset, file = match.groups()
    return Mapping(int(start, 16), int(end, 16), permissions, int(offset, 16), file)
