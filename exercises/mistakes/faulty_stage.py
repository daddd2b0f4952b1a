"""What went wrong in the first map that does not follow from the student's own map before it (K28; M52 M53)."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from exercises.answers import Value
from exercises.engine.windows import Array, patches
from exercises.mistakes.extremes import overlooked
from exercises.mistakes.grids import first_difference, rows_of
from exercises.mistakes.one_cell import Term, one_slip
from exercises.mistakes.patterns import patterns
from exercises.mistakes.stages import Chained, every_wrong
from exercises.pictures import Frame, Role
from exercises.question import Mistake
from exercises.text import T, Text, signed

STEPS = ("map-{}-{}", "relu", "cell-{}-{}")
STAGES = (T("after the convolution"), T("after ReLU"), T("after pooling"))


def follow(chain: Chained, stage: int, given: Value) -> Value | None:
    """The map of a stage as it follows from the one written before it; None where that is too small to be pooled."""
    own = _over(chain, stage, given)
    if stage < 2:
        return rows_of((own.summed, own.rectified)[stage])
    return rows_of(own.pooled) if _can_be_pooled(own) else None


def _can_be_pooled(own: Chained) -> bool:
    return min(own.rectified.shape) >= own.right.window


def _over(chain: Chained, stage: int, given: Value) -> Chained:
    """The stages over what was written so far. Its numbers may have many digits, so they stay Python's own."""
    return replace(chain, own=tuple(np.array(one, dtype=object) for one in given[:stage]))


def faulty_stage(chain: Chained, given: Value) -> Iterator[Mistake]:
    """The slip of the first faulty stage, or only its place; later maps are not looked at."""
    for stage, one in enumerate(given):
        right = follow(chain, stage, given)
        if right is None:
            return
        if one != right:
            own = _over(chain, stage, given)
            further = _further(chain, stage, given)
            explained = list(_explaining(own, stage, one)) if _can_be_pooled(own) else []
            for found in explained or [_only_place(stage, one, right)]:
                yield replace(found, answer=given, sentence=further.filled(said=found.sentence))
            return


def _explaining(own: Chained, stage: int, written: Value) -> Iterator[Mistake]:
    """What gives this map over the student's own one before it: a whole model, or else what is wrong in its cells."""
    models = [
        Mistake(wrong.slip, rows_of(wrong.maps[stage]), wrong.sentence, wrong.step or _step(stage))
        for wrong in every_wrong(own)
        if wrong.stage == stage and wrong.slip != "relu-and-pool-forgotten"
    ]
    if whole := [model for model in models if model.answer == written]:
        yield from whole
        return
    right = own.maps[stage]
    found = list(_in_one_cell(own, stage, written))
    for one in found or patterns(written, rows_of(right), models):
        yield replace(one, sentence=T("The map %(stage)s: %(said)s", stage=STAGES[stage], said=one.sentence))


def _in_one_cell(own: Chained, stage: int, written: Value) -> Iterator[Mistake]:
    if stage == 2 and own.right.largest:
        yield from overlooked(written, own.rectified, own.right.axes_over(own.rectified), True)
    if stage == 0:
        for one in one_slip(written, rows_of(own.summed), lambda i, j: _terms(own, i, j)):
            yield replace(one, step=one.step.replace("cell", "map"))


def _terms(own: Chained, i: int, j: int) -> Iterator[Term]:
    stack = own.right.filter
    rows, columns = stack.axes
    for channel, kernel in zip(stack.read, stack.w, strict=True):
        seen = patches(stack.x[channel], *stack.axes)[i, j]
        for (a, b), weight in np.ndenumerate(kernel):
            x, w = int(seen[a, b]), int(weight)
            frame = Frame(j * columns.stride + b, i * rows.stride + a, 1, 1, Role.SLIP, f"channel-{channel}")
            yield Term(f"{signed(x)}×{signed(w)}", x * w, (a, b), frame)


def _only_place(stage: int, written: Value, right: Value) -> Mistake:
    """Where the first cell goes wrong that does not follow; nothing is said of why."""
    one, other = (np.array(value, dtype=object) for value in (written, right))
    if one.shape != other.shape:
        said = T("The map %(stage)s has another size. Work out how many windows fit down and across.")
        said = said if stage != 1 else T("The map %(stage)s is as large as the one before it: ReLU changes no size.")
        return Mistake("stage-faulty", written, said.filled(stage=STAGES[stage]), "setup")
    i, j = _first(one, other)
    said = T(
        "The map %(stage)s is the first that goes wrong, from row %(row)s, column %(column)s on. Work it out again.",
        stage=STAGES[stage],
        row=i + 1,
        column=j + 1,
    )
    return Mistake("stage-faulty", written, said, _step(stage, i, j))


def _first(one: Array, other: Array) -> tuple[int, int]:
    return first_difference(one, other) or (0, 0)


def _step(stage: int, i: int = 0, j: int = 0) -> str:
    return STEPS[stage].format(i, j)


def _further(chain: Chained, stage: int, given: Value) -> Text:
    """Adds that the rest is right, where all of it follows from the faulty map."""
    rest = range(stage + 1, len(given))
    if rest and all(follow(chain, later, given) == given[later] for later in rest):
        return T("%(said)s The maps after it follow from yours and are right.")
    return T("%(said)s")
