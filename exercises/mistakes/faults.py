"""Wrong answers about a network that stops (K36): the wrong layer, or a repair that mends nothing."""

from collections.abc import Iterator, Mapping

from exercises.answers import Value
from exercises.broken import Broken, Repair
from exercises.engine.layers import Shape
from exercises.networks import shape_said
from exercises.question import Mistake
from exercises.text import T, Text


def wrong_faults(broken: Broken, repairs: Mapping[str, Repair], right: str) -> Iterator[Mistake]:
    """Wrong (layer, repair)."""
    stop = broken.stop
    early = T(
        "Layer %(early)s still works: it makes %(shape)s. Layer %(stop)s, which gets that, is the first that cannot "
        "go on.",
        early=stop - 1,
        stop=stop,
        shape=shape_said(broken.before(stop)),
    )
    yield Mistake("fault-blamed-early", (stop - 1, right), early, f"layer-{stop - 1}")
    cause = repairs[right][0]
    if cause < stop - 1:
        said = T(
            "The repair belongs to layer %(cause)s, but that layer works. The question is where the network stops.",
            cause=cause,
        )
        yield Mistake("fault-blamed-cause", (cause, right), said, f"layer-{cause}")
    for key, repair in repairs.items():
        if key != right:
            yield Mistake("repair-elsewhere", (stop, key), _still(broken.given, broken.mended(repair), key), "repair")


def _still(given: Shape, mended: tuple[Shape, ...], key: str) -> Text:
    values = {"key": key, "stop": len(mended) + 1, "shape": shape_said((given, *mended)[-1])}
    return T("With repair %(key)s layer %(stop)s gets %(shape)s and does not fit.", **values)


def misplaced(broken: Broken, given: Value) -> Iterator[Mistake]:
    """What is true of a layer that was named."""
    number, _ = given
    if number in range(1, broken.stop):
        said = T(
            "Layer %(i)s works: it gets %(before)s and makes %(after)s.",
            i=number,
            before=shape_said(broken.before(number)),
            after=shape_said(broken.shapes[number - 1]),
        )
        yield Mistake("fault-misplaced", given, said, f"layer-{number}")
    elif number in range(broken.stop + 1, len(broken.layers) + 1):
        late = T("The network stops before it comes to layer %(i)s.", i=number)
        yield Mistake("fault-misplaced", given, late, "fault")
