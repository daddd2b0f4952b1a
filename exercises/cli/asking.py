"""The commands list, generate and check: each prints for a reader, or as JSON for a program."""

import json
import textwrap
from argparse import Namespace
from difflib import get_close_matches
from random import Random
from typing import Any

from exercises.answers import Unreadable
from exercises.cli.boxes import options_of, parts_to_type
from exercises.diagnosis import Checked, check
from exercises.kinds import catalogue
from exercises.pictures import as_text
from exercises.question import LEVELS, Explanation, Question
from exercises.text import plain
from exercises.topics import TOPICS

WIDTH = 88


class BadInput(Exception):
    """What was typed makes no sense; the message says how to mend it."""


def list_kinds(_given: Namespace) -> int:
    kinds = catalogue()
    wide = max(map(len, kinds))
    for topic, name in TOPICS.items():
        taught = [(slug, kind) for slug, kind in kinds.items() if kind.topic == topic]
        if taught:
            print(f"{plain(name)}")
            print("".join(f"  {slug:<{wide}}  {plain(kind.title)}\n" for slug, kind in taught))
    print("Draw one:  python -m exercises generate KIND --level 2 --seed 7")
    return 0


def generate(given: Namespace) -> int:
    question = drawn(given)
    if given.json:
        _print_json(_head(given) | _asked(question))
        return 0
    print(f"{plain(question.title)}, level {given.level}, seed {given.seed}    [{plain(question.convention())}]\n")
    print(_wrapped(plain(question.prompt())), end="\n\n")
    print(as_text(question.picture()), end="\n\n")
    for line in parts_to_type(question.answer):
        print(_wrapped(line, "    "))
    print(_wrapped(f"Answer: {_hint(question)}"))
    print(f"Check:  python -m exercises check {given.kind} --level {given.level} --seed {given.seed} ANSWER")
    return 0


def check_answer(given: Namespace) -> int:
    question = drawn(given)
    value = question.answer.read(given.answer)
    if isinstance(value, Unreadable):
        raise BadInput(f"that answer cannot be read: {plain(value.message)} {plain(question.answer.hint())}")
    checked = check(question, value)
    if given.json:
        _print_json(_head(given) | _verdict(checked) | _solution(question))
        return 0
    named = f" [{checked.slip}]" if checked.slip else ""
    print(_wrapped(f"{'✓' if checked.right else '✗'} {plain(checked.sentence)}{named}", "  "), end="\n\n")
    print(_wrapped(plain(question.prompt())), end="\n\n")
    print(_worked(question.explain()), end="\n\n")
    print(f"The answer:\n{textwrap.indent(_aligned(question.answer.show(question.solve())), '  ')}")
    return 0


def _hint(question: Question) -> str:
    options = ", ".join(options_of(question.answer))
    return f"{plain(question.answer.hint())}{f' There are: {options}.' if options else ''}"


def drawn(given: Namespace) -> Question:
    """The question that kind, level and seed name."""
    kind = kind_named(given.kind)
    if given.level not in LEVELS:
        raise BadInput(f"there is no level {given.level}; choose {LEVELS[0]}, {LEVELS[1]} or {LEVELS[2]}")
    return kind.generate(Random(given.seed), given.level)


def kind_named(slug: str) -> type[Question]:
    kinds = catalogue()
    if slug in kinds:
        return kinds[slug]
    near = get_close_matches(slug, kinds, n=1, cutoff=0.6)
    hint = f"did you mean {near[0]}?" if near else "`list` shows them all"
    raise BadInput(f"there is no kind “{slug[:40]}”; {hint}")


def _head(given: Namespace) -> dict[str, Any]:
    return {"kind": given.kind, "level": given.level, "seed": given.seed}


def _asked(question: Question) -> dict[str, Any]:
    return {
        "title": plain(question.title),
        "topic": question.topic,
        "version": question.version,
        "parameters": question.parameters(),
        "prompt": plain(question.prompt()),
        "convention": plain(question.convention()),
        "answer_format": {
            "name": type(question.answer).__name__.lower(),
            "hint": _hint(question),
            "parts": [part.strip() for part in parts_to_type(question.answer)[1:]],
        },
        "picture": as_text(question.picture()),
    }


def _verdict(checked: Checked) -> dict[str, Any]:
    return {
        "right": checked.right,
        "score": str(checked.share),
        "marks": list(checked.marks),
        "parts": list(checked.parts),
        "sentence": plain(checked.sentence),
        "slip": checked.slip or None,
        "also": [list(pair) for pair in checked.also],
        "step": checked.step or None,
    }


def _solution(question: Question) -> dict[str, Any]:
    steps = [
        {"key": step.key, "sentence": plain(step.sentence), "formula": plain(f"${step.formula}$")}
        for step in question.explain().steps
    ]
    return {"solution": question.answer.show(question.solve()), "steps": steps}


def _worked(explanation: Explanation) -> str:
    lines = []
    for number, step in enumerate(explanation.steps, 1):
        lines.append(_wrapped(f"{number:>2}. {plain(step.sentence)}", "    "))
        if step.formula:
            lines.append(_wrapped(f"    {plain(f'${step.formula}$')}", "    "))
    return "\n".join(lines)


def _aligned(typed: str) -> str:
    """A grid's rows with its columns under one another; other answers as they are."""
    rows = [line.split("\t") for line in typed.splitlines()]
    wide = max(len(cell) for row in rows for cell in row)
    return "\n".join("  ".join(cell.rjust(wide) for cell in row) for row in rows) if len(rows[0]) > 1 else typed


def _wrapped(text: str, indent: str = "") -> str:
    """Lines of at most WIDTH characters; a line of the text begins a new one."""
    paragraphs = (
        textwrap.fill(line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )
    return "\n".join(paragraphs)


def _print_json(data: dict[str, Any]) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))
