"""The register of slips: every wrong model that has a name, and the family it belongs to.

Slips of one family say the same thing about the student: when an answer fits several of them and no other family,
the family is named. The ids are those of the domain notes: M.. of section 3, or the kind (K..), function (P..) or fact
(S..) that the slip belongs to. A slip carries the numbers of all models that it is; a letter behind a number is a
variant of ours.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from exercises.families import FAMILIES
from exercises.text import T, Text


@dataclass(frozen=True)
class Slip:
    """A wrong model: `slug` is stored, `title` completes "This is what you get when you ...", `ids` are its numbers."""

    slug: str
    ids: str
    family: str
    title: Text


_ALL = (
    Slip("forgot-one", "M1", "plus-one", T("leave out the + 1")),
    Slip("windows-as-moves", "K02", "plus-one", T("count the windows where the moves are asked for")),
    Slip("one-before-dividing", "M5", "plus-one", T("add the 1 before dividing")),
    Slip("rounded-up", "M2", "rounding", T("round up")),
    Slip("kept-fraction", "M10b", "rounding", T("keep the fraction")),
    Slip("modes-swapped", "K07", "rounding", T("swap the two rounding modes")),
    Slip("caffe-clipped", "M28", "rounding", T("use PyTorch's rule for Caffe's last window")),
    Slip("libraries-swapped", "M28", "rounding", T("swap the rules of PyTorch and Caffe")),
    Slip("padding-once", "M3", "padding", T("count the padding on one side only")),
    Slip("padding-ignored", "M4", "padding", T("leave the padding out")),
    Slip("padding-after", "M8", "padding", T("add the padding after dividing")),
    Slip("padding-subtracted", "M12", "padding", T("subtract the padding")),
    Slip("stride-ignored", "M6 M60 M123", "stride", T("ignore the stride")),
    Slip("only-stride", "M7", "stride", T("divide the input by the stride and look at nothing else")),
    Slip("divided-first", "M9", "stride", T("divide before subtracting the kernel")),
    Slip("skipped-stride", "M13", "stride", T("skip as many cells as the stride says, instead of moving by it")),
    Slip("kernel-less-one", "M11", "plus-one", T("subtract the kernel less one, and then add 1 again")),
    Slip("dilation-ignored", "M14 M104", "dilation", T("ignore the dilation")),
    Slip("dilated-extent", "M15", "dilation", T("spread the kernel over too many cells")),
    Slip("transposed-as-convolution", "M110", "transposed", T("take it for an ordinary convolution")),
    Slip("times-stride", "M111", "transposed", T("only multiply by the stride")),
    Slip("one-stride-too-many", "M112", "transposed", T("count one move for every cell, the first one too")),
    Slip("pytorch-rule", "K11", "transposed", T("use PyTorch's rule for Keras")),
    Slip("padding-added", "M113", "padding", T("add the padding of a transposed convolution")),
    Slip("output-padding-ignored", "M114", "transposed", T("leave the output padding out")),
    Slip("output-padding-doubled", "M114", "transposed", T("take too much output padding")),
    Slip("output-padding-complement", "K11", "transposed", T("take what is missing to the stride")),
    Slip("axes-swapped", "M16", "axes", T("write the two axes in the other order")),
    Slip("axis-settings-swapped", "M17", "axes", T("give one axis the other one's kernel, stride or padding")),
    Slip("one-axis-for-both", "M17", "axes", T("use one axis for both")),
    Slip("layout-mixed", "M19", "axes", T("write the channels where the other layout has them")),
    Slip("channels-multiplied", "M18", "channels", T("multiply the channels by the filters")),
    Slip("groups-misread", "M86", "channels", T("divide or multiply the filters by the groups")),
    Slip("batch-changed", "K04", "channels", T("change the size of the batch")),
    Slip("same-half-kernel", "M20", "same", T("halve the kernel instead of what it takes away")),
    Slip("same-total-each-side", "M21", "same", T("put the whole padding on each side")),
    Slip("same-always-one", "S9", "same", T("take padding 1 for every kernel")),
    Slip("same-stride-ignored", "M22", "same", T("work out the padding as if the stride were 1")),
    Slip("kept-size-with-stride", "M24", "same", T("pad until the stride does not shrink the input at all")),
    Slip("negative-total", "M25", "same", T("keep a negative number of zeros")),
    Slip("size-rounded-down", "M26", "same", T("round the size for “same” down")),
    Slip("one-rule-for-both", "K08", "same", T("use one rule for “valid” and for “same”")),
    Slip("rules-swapped", "K08", "same", T("take “valid” for “same”, and the other way round")),
    Slip("odd-zero-wrong-end", "M23", "sides", T("put the odd zero at the wrong end")),
    Slip("all-on-one-side", "K09", "sides", T("put all the zeros at one end")),
    Slip("odd-split-equally", "M20", "sides", T("share an odd number of zeros equally")),
    Slip("even-split-oddly", "K10", "sides", T("look for an odd zero in an even number of zeros")),
    Slip("odd-zero-one-place", "K10", "sides", T("take one library's place for the odd zero as the only one")),
    Slip("one-input-only", "K15", "range", T("list only one input size where the stride allows several")),
    Slip("only-exact", "K14", "range", T("list only settings with nothing left over")),
    Slip("settings-extra", "K14", "range", T("list a setting that gives another size")),
    Slip("settings-missing", "K14", "range", T("leave out a setting that fits")),
    Slip("range-one-more", "K15", "range", T("list one input size too many")),
    Slip("range-one-less", "K15", "range", T("leave one of the input sizes out")),
    Slip("size-zero-listed", "K15", "range", T("list an input without any cells")),
    Slip("thought-all-read", "M2", "reading", T("take every cell as read")),
    Slip("counted-from-one", "M122 K16", "reading", T("count from 1 instead of 0")),
    Slip("padding-counted", "K16", "reading", T("count the zeros of the padding as cells of the input")),
    Slip("gaps-missed", "K16", "reading", T("miss the cells between the windows")),
    Slip("gaps-filled", "K18", "dilation", T("read the cells between the taps too")),
    Slip("always-invariant", "S65", "shift", T("take the output as blind to every shift")),
    Slip("always-moving", "K29", "shift", T("let the output move along with every shift")),
    Slip("one-reader-only", "K18", "reading", T("find only one of the windows that read a cell")),
    Slip("uses-everywhere", "M120", "reading", T("take every cell to be read as often as the kernel has taps")),
    Slip("uses-added", "K17", "reading", T("add the windows down and across")),
    Slip("uses-one-axis", "K17", "reading", T("count the windows along one axis only")),
    Slip("uses-uncapped", "M121", "reading", T("look only at the distance to the edge")),
    Slip("equal-bins", "K12", "reading", T("give every bin the same number of cells")),
    Slip("bins-without-overlap", "K12", "reading", T("end a bin where the next one begins")),
    Slip("bin-starts-late", "K12", "reading", T("round the start of a bin up")),
    Slip("window-too-long", "K16", "reading", T("let the last window reach one cell too far")),
    Slip("field-without-cell", "K34", "field", T("forget the cell that one starts from")),
    Slip("start-unscaled", "K34", "field", T("add the paddings as if every map had the input's cells")),
    Slip("start-positive", "K34", "field", T("move the start to the right")),
    Slip("start-ignored", "K34", "field", T("leave the paddings out of the start")),
    Slip("chain-with-input", "K05", "chain", T("list the input as if a layer had made it")),
    Slip("chain-from-input", "K05", "chain", T("give every layer the first input")),
    Slip("chain-cut-short", "K05", "chain", T("leave out the last layer")),
    Slip("chain-one-more", "K05", "chain", T("count the layer that no longer fits")),
    Slip("chain-one-less", "K05", "chain", T("stop one layer too early")),
    # Slips of counting weights, work and memory.
    Slip("bias-uncounted", "M80", "bias", T("leave the biases out")),
    Slip("bias-once", "M81", "bias", T("count too few biases")),
    Slip("bias-added", "M80b M94", "bias", T("count a bias where there is none")),
    Slip("bias-each-channel", "M48", "bias", T("count a bias for each channel of a filter")),
    Slip("channels-forgotten", "M82 M93", "weights", T("leave the channels out")),
    Slip("filters-forgotten", "M83", "factors", T("count a single filter")),
    Slip("times-positions", "M84", "positions", T("multiply the weights by the positions of the window")),
    Slip("kernel-not-squared", "M87", "weights", T("count one side of the kernel only")),
    Slip("stride-counted", "M90", "weights", T("count the stride among the weights")),
    Slip("groups-uncounted", "M86", "weights", T("leave the groups out")),
    Slip("channels-added", "M88", "weights", T("add channels and filters")),
    Slip("separable-as-full", "M86", "weights", T("count a separable convolution as an ordinary one")),
    Slip("separable-half", "K31", "factors", T("count one of two layers only")),
    Slip("separable-multiplied", "K31", "factors", T("multiply two layers")),
    Slip("input-positions", "M91", "positions", T("count the positions of the input")),
    Slip("positions-forgotten", "K32", "positions", T("count every weight once")),
    Slip("macs-doubled", "M92", "factors", T("count products and sums apart")),
    Slip("flops-not-doubled", "M92", "factors", T("count a product and a sum as one operation")),
    Slip("ratio-inverted", "K32", "ratio", T("turn the fraction upside down")),
    Slip("ratio-one-part", "K32", "ratio", T("count one of the two layers")),
    Slip("ratio-multiplied", "K32", "ratio", T("multiply the two shares")),
    Slip("ratio-saved", "K32", "ratio", T("take what is saved for what is needed")),
    Slip("bits-for-bytes", "M95", "bytes", T("count bits for bytes")),
    Slip("numbers-for-bytes", "M95", "bytes", T("count numbers for bytes")),
    Slip("other-numbers", "M95", "bytes", T("take 4 bytes for every number")),
    Slip("batch-forgotten", "M96", "held", T("count one example of the batch")),
    Slip("units-confused", "M97", "bytes", T("mix up powers of 1000 and of 1024")),
    Slip("input-for-output", "M98", "held", T("take the input for the output")),
    Slip("norm-four", "M89", "norm", T("count the running mean and variance as learnt")),
    Slip("norm-forgotten", "M89", "norm", T("leave batch normalisation out")),
    Slip("norm-once", "M89", "norm", T("count one scale and one shift for all channels")),
    Slip("flatten-forgotten", "K31", "weights", T("count only a part of the flattened map")),
    Slip("kernel-flipped", "M40", "kernel", T("turn the kernel by 180 degrees first (true convolution)")),
    Slip("kernel-not-turned", "M40b", "kernel", T("leave the kernel as it is printed (cross-correlation)")),
    Slip("turned-one-way", "M40c", "kernel", T("turn the kernel along one axis only")),
    Slip("rest-added", "K24", "equation", T("add the other products instead of taking them away")),
    Slip("rest-forgotten", "K24", "equation", T("leave the other products out")),
    Slip("weight-not-divided", "K24", "equation", T("leave the product undivided")),
    Slip("modes-mixed", "K23", "border", T("take another mode of the convolution")),
    Slip("kernel-transposed", "M41", "kernel", T("swap the kernel's rows and columns")),
    Slip("window-off-by-one", "M42", "window", T("start every window one cell late")),
    Slip("mean-of-products", "M49", "arithmetic", T("take the mean of the products instead of their sum")),
    Slip("largest-product", "M50", "arithmetic", T("take the largest product instead of the sum")),
    Slip("negatives-cut", "M51", "arithmetic", T("turn negative sums into zero")),
    Slip("minus-dropped", "M51", "arithmetic", T("leave the minus signs out")),
    # Slips of whole maps: convolution and pooling values.
    Slip("sign-slip", "M52", "arithmetic", T("lose the sign of one term in one cell")),
    Slip("term-missing", "M53", "arithmetic", T("leave out one term in one cell")),
    Slip("neighbouring-windows", "M43", "window", T("take neighbouring windows, as if the stride only set the size")),
    Slip("sampled-late", "M44", "window", T("begin one cell late, and move on by the stride from there")),
    Slip("edge-repeated", "M45", "border", T("fill the padding with copies of the edge")),
    Slip("zeros-around-output", "M46", "border", T("put the zeros around the output")),
    Slip("settings-swapped", "M16 M17", "axes", T("use the rows' stride or padding for the columns")),
    Slip("same-other-end", "M23", "sides", T("put the odd zeros of “same” at the other end")),
    Slip("same-made-symmetric", "M22b", "sides", T("pad all sides alike for “same”")),
    Slip("windows-apart", "M61", "stride", T("move the window by its own size, whatever the stride is")),
    Slip("ceil-ignored", "M29", "rounding", T("drop the windows that hang over the edge in ceil mode")),
    Slip("zeros-compete", "M62", "border", T("let cells outside of the input compete as zeros")),
    Slip(
        "other-extreme",
        "M68",
        "arithmetic",
        T("take the smallest or largest cell where another is asked for"),
    ),
    Slip("signs-ignored", "M69b", "arithmetic", T("compare the numbers without their signs")),
    Slip("mean-for-extreme", "M68b", "arithmetic", T("take the average of the window")),
    Slip("overlooked-cell", "M68c", "arithmetic", T("overlook a cell of one window")),
    Slip("pads-counted", "M63", "divisor", T("count the padding in the divisor")),
    Slip("pads-not-counted", "M63b", "divisor", T("leave the padding out of the divisor")),
    Slip("overhang-counted", "M65", "divisor", T("count the cells that hang over the edge")),
    Slip("divided-by-side", "M64", "divisor", T("divide by the side of the window")),
    Slip("not-divided", "M71", "divisor", T("add the cells and divide by nothing")),
    Slip("fraction-dropped", "M74", "arithmetic", T("make whole numbers of the averages")),
    Slip("rounded-decimal", "K26 K27", "arithmetic", T("round a number that is asked for exactly")),
    Slip("rounded-too-far", "K27 K33", "arithmetic", T("round further than is asked for")),
    Slip("decimals-cut-off", "K27 K33", "arithmetic", T("cut decimals off instead of rounding them")),
    Slip("extreme-for-mean", "M68d", "arithmetic", T("take the largest cell")),
    Slip("relu-forgotten", "K28", "stages", T("leave ReLU out")),
    Slip("relu-after-pool", "K28", "stages", T("pool before ReLU")),
    Slip("relu-first", "K28", "stages", T("apply ReLU to the input")),
    Slip("relu-as-size", "M51", "arithmetic", T("take the minus signs away instead of the negative numbers")),
    Slip("stage-faulty", "K28", "stages", T("write a map that does not follow from the one before it")),
    Slip("pool-forgotten", "K28", "stages", T("leave the pooling out")),
    Slip("relu-and-pool-forgotten", "K28", "stages", T("stop after the convolution")),
    Slip("other-filter", "K28", "channels", T("use another filter")),
    Slip("filters-added", "K28", "channels", T("add the maps of several filters")),
    Slip("slip-inherited", "K40", "finding", T("name a line that only follows from the wrong one")),
    Slip("right-line-blamed", "K40", "finding", T("name a line that is right")),
    Slip("slip-repeated", "K40", "mending", T("leave the wrong number where it stands")),
    Slip("end-for-line", "K40", "mending", T("write the end of the whole solution")),
    Slip("same-as-input", "S100", "same", T("take “same” for the size of the input")),
    Slip("misprinted", "S50", "mending", T("write down another number than was worked out")),
    Slip("other-gradient", "K30", "gradient", T("take the gradient of something else")),
    Slip("forward-again", "K30", "gradient", T("work the output out instead of its gradient")),
    Slip("routed-to-all", "K30", "gradient", T("give every cell of a window the whole gradient")),
    Slip("gradient-shared", "K30", "gradient", T("share out a gradient that belongs to the maximum")),
    Slip("gradient-routed", "K30", "gradient", T("send to the maximum what belongs to all cells")),
    Slip("maxima-put-back", "K30", "gradient", T("put the maxima back instead of the gradients")),
    Slip("root-forgotten", "M67", "norm2", T("leave the root out")),
    Slip("root-of-mean", "M66", "norm2", T("take the root of the mean of squares")),
    Slip("sizes-added", "M67b", "norm2", T("add the cells instead of their squares")),
    Slip("squares-forgotten", "M67c", "norm2", T("take the root of the sum without squaring")),
    Slip("chain-whole-kernels", "M1", "chain", T("take the whole kernel away in each layer")),
    Slip("chain-reversed", "K05", "chain", T("go through the layers in the wrong order")),
    Slip("chain-forward", "K05", "chain", T("go forward where the way back is asked for")),
    Slip("map-mirrored", "K20", "place", T("write the map down mirrored")),
    Slip("map-shifted", "K20", "place", T("write the map down one cell off")),
    Slip("last-window-missing", "M1 P4", "plus-one", T("leave out the last window of each axis")),
    # Slips of submitted functions.
    Slip("rounded-nearest", "M10", "rounding", T("round to the nearest")),
    Slip("lost-digits", "P1", "arithmetic", T("divide with decimals, which lose digits of large numbers")),
    Slip("narrow-numbers", "M55", "arithmetic", T("calculate in a number type that is too small")),
    Slip("ceil-unclipped", "M27", "rounding", T("keep a window of ceil mode that starts beyond the input")),
    Slip("input-changed", "P6", "manners", T("write into the input")),
    Slip("mode-ignored", "P3", "border", T("leave the mode out")),
    Slip("edge-mirrored", "P3b", "border", T("mirror the input in its padding")),
    Slip("channels-together", "M72", "channels", T("pool all channels at once")),
    Slip("across-channels", "M69", "channels", T("pool across the channels instead of inside them")),
    Slip("whole-batch", "P8", "channels", T("take all images of a batch at once")),
    Slip("channel-last", "M141", "layout", T("take the last axis for the channels")),
    Slip("one-channel", "M48", "channels", T("use one channel only")),
    Slip("one-kernel-for-all", "M48b", "channels", T("use one kernel for every channel")),
    Slip("channels-averaged", "M48c", "channels", T("average the channels instead of adding them")),
    Slip("groups-ignored", "M86", "channels", T("let every filter read the first group of channels")),
    Slip("bias-forgotten", "M47", "arithmetic", T("forget the bias")),
    Slip("bias-subtracted", "M47c", "arithmetic", T("subtract the bias")),
    Slip("bias-per-channel", "M47b", "arithmetic", T("add the bias once for each channel")),
    Slip("windows-as-rows", "M140", "layout", T("write windows as rows instead of columns")),
    Slip("columns-first", "P9", "layout", T("read the window column by column")),
    Slip("windows-down-first", "P9", "layout", T("take the windows from top to bottom first")),
    Slip("overlap-not-added", "P9b", "arithmetic", T("overwrite where windows overlap instead of adding")),
    Slip("overlap-averaged", "P9c", "arithmetic", T("average where windows overlap instead of adding")),
    Slip("padding-not-cropped", "P10", "border", T("hand back the padding too")),
    Slip("bias-averaged", "P10b", "arithmetic", T("average the gradient of the bias")),
    Slip("parts-swapped", "P10c", "layout", T("hand back the parts in another order")),
    Slip("field-kernels-added", "M100", "field", T("add up the kernels")),
    Slip("field-strides-ignored", "M101", "field", T("leave the strides out of the receptive field")),
    Slip("field-own-stride-first", "M102", "field", T("apply a layer's own stride before its kernel")),
    Slip("field-product", "M103", "field", T("multiply the kernels")),
    Slip("field-jump-added", "M106", "field", T("add up the strides instead of multiplying them")),
    # Slips of networks.
    Slip("concat-sizes-added", "M130", "concat", T("add heights and widths too")),
    Slip("concat-channels-max", "M131", "concat", T("take the largest number of channels")),
    Slip("concat-channels-multiplied", "M132", "concat", T("multiply the channels of the branches")),
    Slip("concat-mismatch-unnoticed", "M133", "concat", T("stack maps of different sizes")),
    Slip("concat-all-filters", "K37", "concat", T("count filters inside the branches too")),
    Slip("concat-pool-forgotten", "K37", "concat", T("leave the channels of the pooling out")),
    Slip("concat-input-counted", "K37", "concat", T("count the channels of the input too")),
    Slip("branch-tried", "K37", "concat", T("name a branch that fits")),
    Slip("padding-tried", "K37", "same", T("take a padding that does not mend the size")),
    Slip("pool-weights", "M85", "weights", T("count weights in a pooling")),
    Slip("row-faulty", "K35", "chain", T("write a row that does not follow from the one above it")),
    Slip("fault-blamed-early", "K36", "fault", T("blame the layer before the one that does not fit")),
    Slip("fault-blamed-cause", "K36", "fault", T("take the layer that is changed for the one that does not fit")),
    Slip("fault-misplaced", "K36", "fault", T("name another layer than the first that does not fit")),
    Slip("repair-elsewhere", "K36", "fault", T("choose a repair that mends nothing")),
    Slip("statement-believed", "K39", "statements", T("name a statement that should not be named")),
    Slip("statement-left-out", "K39", "statements", T("leave out a statement that should be named")),
    Slip("statements-turned", "K39", "statements", T("name exactly the other statements")),
    Slip("ripple-everything", "K38", "ripple", T("let everything behind a changed layer change")),
    Slip("ripple-stopped", "K38", "ripple", T("let only the changed layer change")),
    Slip("counts-follow-shapes", "K38", "ripple", T("let the counts follow the size of the maps")),
    Slip("count-of-reader-missed", "K38", "ripple", T("miss the layer that reads other channels now")),
    Slip("ripple-extra", "K38", "ripple", T("name a layer that stays as it was")),
    Slip("ripple-missed", "K38", "ripple", T("leave out a layer that changes")),
    Slip("channels-kept", "M18 M99", "channels", T("keep the channels of the input")),
    Slip("pool-loses-channels", "M19", "channels", T("let pooling change the channels")),
)

SLIPS: dict[str, Slip] = {slip.slug: slip for slip in _ALL}


class UnknownSlip(LookupError):
    """A slip that is not in the register."""


class _Families(dict[str, str]):
    def __missing__(self, slug: str) -> str:
        raise UnknownSlip(f"the slip “{slug}” is not in the register: give it a line in exercises/slips.py")


family: Callable[[str], str] = _Families({slip.slug: slip.family for slip in _ALL}).__getitem__
"""The family of a slip, by its slug. Raises UnknownSlip."""


PLACES = frozenset({"row-faulty", "stage-faulty"})
"""These say where it went wrong first and nothing of why: no wrong model explains the answer."""

ROUNDED = frozenset({"decimals-cut-off", "rounded-too-far"})
"""These need a number that is asked for rounded, and that comes out differently so."""

BY_ANSWER = PLACES | {
    "branch-tried",
    *ROUNDED,
    "fault-misplaced",
    "map-mirrored",
    "map-shifted",
    "overlooked-cell",
    "padding-tried",
    "right-line-blamed",
    "ripple-extra",
    "ripple-missed",
    "settings-extra",
    "settings-missing",
}
"""These are read off the answer alone, not worked out from a question: whoever meets its kind again can make them,
the `ROUNDED` ones where its numbers let them show."""


def ways(slips: Sequence[str]) -> Text:
    """Several slips in words, behind "It comes out like this when you ..."."""
    first, *rest = slips
    title = SLIPS[first].title
    return T("%(first)s, and also when you %(rest)s", first=title, rest=ways(rest)) if rest else title


def title_of(slug: str) -> Text:
    """A slip, or a family of slips, in words; its slug where there are none any more."""
    if slug in SLIPS:
        return SLIPS[slug].title
    return FAMILIES.get(slug, T(slug))
