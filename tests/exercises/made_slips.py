"""What every wrong model makes of a few stored questions of each kind and level, as it was when somebody looked at it.

Scripted students make the slips that the models make: they cannot miss a model that is gone. This table can, and names
it. `python -m tests.exercises.made_slips` writes it anew; look at the difference before you commit it.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from exercises.kinds import catalogue
from exercises.question import LEVELS, Question

TABLE = Path(__file__).with_suffix(".txt")
ALWAYS, SEARCHED = 2, 60
"""How many questions of a level are taken anyway, and among how many those are looked for that show another slip."""


def asked() -> Iterator[tuple[str, Question]]:
    """A few questions of each kind and level, each with the line that stores it."""
    for slug, kind in catalogue().items():
        seen: set[str] = set()
        for level in LEVELS:
            for seed in range(SEARCHED):
                question = kind.generate(Random(f"slips of {slug}, level {level}, {seed}"), level)
                slips = {one.slip for one in question.mistakes()}
                if seed < ALWAYS or slips - seen:
                    seen |= slips
                    yield f"{slug} {json.dumps(question.parameters())}", question


def made(question: Question) -> list[str]:
    """Each slip with the answer that it makes, as it is typed."""
    answer = question.answer
    return sorted({f"  {one.slip}: {json.dumps(answer.show(one.answer))}" for one in question.mistakes()})


def stored() -> Iterator[tuple[str, Question, list[str]]]:
    """The questions of the table: the line of each, the question, and its slips."""
    for part in TABLE.read_text().split("\n\n"):
        line, *slips = part.strip("\n").split("\n")
        slug, _, parameters = line.partition(" ")
        yield line, catalogue()[slug].restore(json.loads(parameters)), slips


def main() -> None:
    TABLE.write_text("\n\n".join("\n".join([line, *made(question)]) for line, question in asked()) + "\n")


if __name__ == "__main__":
    main()
