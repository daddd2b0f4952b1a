"""What the page shows beside the verdict's sentence, as JSON can hold it.

categories: name, passed, failed, untested · counts: passed, all, calls (of shrinking) · counterexample: arguments,
wanted, got, index, part, what · error: type, message, line · stdout. Text in it came out of the jail: escape it.
"""

from collections.abc import Sequence
from typing import Any

from exercises.comparing import as_array
from exercises.packing import packed_value
from exercises.problem import CATEGORIES, Case
from exercises.text import packed
from grader.judging.trying import Tried
from grader.sandbox import Answer

MOST_STDOUT = 4_000


def categories(cases: Sequence[Case], tried: Sequence[Tried]) -> list[dict[str, Any]]:
    """How each category went, in the order of `CATEGORIES`; the last line is about inputs left unchanged."""
    lines = []
    for name in CATEGORIES:
        all_of_it = [case for case in cases if case.category == name]
        reached = [one for one in tried if one.case.category == name]
        if all_of_it:
            passed = sum(one.answered and not one.difference for one in reached)
            lines.append(_line(name, passed, len(reached) - passed, len(all_of_it) - len(reached)))
    answered = [one for one in tried if one.answered]
    changed = sum(one.answer.changed_input for one in answered)
    return [*lines, _line("unchanged", len(answered) - changed, changed, len(cases) - len(answered))]


def _line(name: str, passed: int, failed: int, untested: int) -> dict[str, Any]:
    return {"name": name, "passed": passed, "failed": failed, "untested": untested}


def counterexample(failing: Tried) -> dict[str, Any]:
    """The failing input with both results and where they first differ."""
    found = failing.difference
    got = failing.answer.value
    if hasattr(failing.wanted, "shape") and isinstance(got, list | tuple):
        array = as_array(got)
        got = got if array is None else array
    return {
        "arguments": [packed_value(value) for value in failing.case.arguments],
        "category": failing.case.category,
        "wanted": packed_value(failing.wanted),
        "answered": failing.answered,
        "got": packed_value(got) if failing.answered else None,
        "index": list(found.index) if found and found.index is not None else None,
        "part": found.part if found else None,
        "what": packed(found.sentence) if found else None,
    }


def error(answer: Answer) -> dict[str, Any] | None:
    """The student's own exception."""
    if answer.error is None:
        return None
    return {"type": answer.error.type, "message": answer.error.message, "line": answer.error.line}
