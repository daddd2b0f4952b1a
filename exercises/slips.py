"""The register of slips: every wrong model that has a name, and the family it belongs to.

Slips of one family say the same thing about the student: when an answer fits several of them and no other family,
the family is named. The ids are those of the domain notes: M.. of section 3, or the kind (K..) or fact (S..) that
the slip belongs to.
"""

from dataclasses import dataclass

from exercises.text import T, Text


@dataclass(frozen=True)
class Slip:
    """A wrong model: `slug` is stored, `title` completes "This is what you get when you ..."."""

    slug: str
    id: str
    family: str
    title: Text


FAMILIES: dict[str, Text] = {
    "plus-one": T("The + 1 for the first window is missing, or came before the division."),
    "rounding": T("Something went wrong where the quotient is rounded."),
    "padding": T("The padding was not counted on both sides."),
    "stride": T("The stride did not divide the span the way it should."),
    "dilation": T("The dilation was not turned into the right extent of the kernel."),
    "transposed": T("The output of a transposed convolution is put together in another way."),
    "same": T("The padding for “same” was not worked out from the size that is wanted."),
    "sides": T("The padding is right in total, but not on each side."),
    "axes": T("The two axes were mixed up."),
    "channels": T("The channels of the output are not counted the way the layer makes them."),
    "reading": T("The cells that the windows read are not quite these."),
    "range": T("The list holds too many, or leaves some out."),
    "field": T("The receptive field was not carried through the layers."),
    "kernel": T("The kernel was turned before it was used."),
    "window": T("The windows do not start where they should."),
    "arithmetic": T("The window is right, but what is done inside it is not."),
    "border": T("The padding holds other values than it should."),
    "divisor": T("The sum was not divided by the number of cells that count."),
    "chain": T("The chain of layers was not followed to its end."),
}

_ALL = (
    Slip("forgot-one", "M1", "plus-one", T("leave out the + 1")),
    Slip("one-before-dividing", "M5", "plus-one", T("add the 1 before dividing")),
    Slip("rounded-up", "M2", "rounding", T("round up")),
    Slip("kept-fraction", "M10b", "rounding", T("keep the fraction")),
    Slip("modes-swapped", "K07", "rounding", T("swap the two rounding modes")),
    Slip("clip-forgotten", "M27", "rounding", T("keep a window that starts beyond the input")),
    Slip("caffe-clipped", "M28", "rounding", T("use PyTorch's rule for Caffe's last window")),
    Slip("libraries-swapped", "M28", "rounding", T("swap the rules of PyTorch and Caffe")),
    Slip("padding-once", "M3", "padding", T("count the padding on one side only")),
    Slip("padding-ignored", "M4", "padding", T("leave the padding out")),
    Slip("padding-after", "M8", "padding", T("add the padding after dividing")),
    Slip("padding-subtracted", "M12", "padding", T("subtract the padding")),
    Slip("stride-ignored", "M6", "stride", T("ignore the stride")),
    Slip("only-stride", "M7", "stride", T("divide the input by the stride and look at nothing else")),
    Slip("divided-first", "M9", "stride", T("divide before subtracting the kernel")),
    Slip("skipped-stride", "M13", "stride", T("skip as many cells as the stride says, instead of moving by it")),
    Slip("kernel-less-one", "M11", "plus-one", T("subtract the kernel less one, and then add 1 again")),
    Slip("dilation-ignored", "M14", "dilation", T("ignore the dilation")),
    Slip("dilated-extent", "M15", "dilation", T("spread the kernel over too many cells")),
    Slip("transposed-as-convolution", "M110", "transposed", T("use the formula of the convolution")),
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
    Slip("channels-kept", "M18", "channels", T("keep the channels of the input")),
    Slip("channels-multiplied", "M18", "channels", T("multiply the channels by the filters")),
    Slip("groups-misread", "M86", "channels", T("divide or multiply the filters by the groups")),
    Slip("pool-channels", "M19", "channels", T("let pooling change the channels")),
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
    Slip("counted-from-one", "K16", "reading", T("count from 1 instead of 0")),
    Slip("padding-counted", "K16", "reading", T("count the zeros of the padding as cells of the input")),
    Slip("gaps-missed", "K16", "reading", T("miss the cells between the windows")),
    Slip("gaps-filled", "K18", "dilation", T("read the cells between the taps too")),
    Slip("one-reader-only", "K18", "reading", T("find only one of the windows that read a cell")),
    Slip("uses-everywhere", "M120", "reading", T("take every cell to be read as often as the kernel has taps")),
    Slip("uses-added", "K17", "reading", T("add the windows down and across")),
    Slip("uses-one-axis", "K17", "reading", T("count the windows along one axis only")),
    Slip("uses-uncapped", "M121", "reading", T("look only at the distance to the edge")),
    Slip("window-too-long", "K16", "reading", T("let the last window reach one cell too far")),
    Slip("kernels-added", "M100", "field", T("add the kernels up")),
    Slip("strides-unseen", "M101", "field", T("leave the strides out of the receptive field")),
    Slip("own-stride-first", "M102", "field", T("let a layer's own stride spread its own kernel")),
    Slip("kernels-multiplied", "M103", "field", T("multiply the kernels")),
    Slip("field-without-cell", "K34", "field", T("forget the cell that one starts from")),
    Slip("jump-added", "M106", "field", T("add the strides instead of multiplying them")),
    Slip("start-unscaled", "K34", "field", T("add the paddings as if every map had the input's cells")),
    Slip("start-positive", "K34", "field", T("move the start to the right")),
    Slip("start-ignored", "K34", "field", T("leave the paddings out of the start")),
    Slip("chain-with-input", "K05", "chain", T("list the input as if a layer had made it")),
    Slip("chain-from-input", "K05", "chain", T("give every layer the first input")),
    Slip("chain-cut-short", "K05", "chain", T("leave out the last layer")),
    Slip("chain-one-more", "K05", "chain", T("count the layer that no longer fits")),
    Slip("chain-one-less", "K05", "chain", T("stop one layer too early")),
    Slip("kernel-flipped", "M40", "kernel", T("turn the kernel by 180 degrees first (true convolution)")),
    Slip("kernel-transposed", "M41", "kernel", T("swap the kernel's rows and columns")),
    Slip("window-off-by-one", "M42", "window", T("start every window one cell late")),
    Slip("mean-of-products", "M49", "arithmetic", T("take the mean of the products instead of their sum")),
    Slip("largest-product", "M50", "arithmetic", T("take the largest product instead of the sum")),
    Slip("negatives-cut", "M51", "arithmetic", T("turn negative sums into zero")),
    # Slips of whole maps: convolution and pooling values.
    Slip("sign-slip", "M52", "arithmetic", T("lose the sign of one term in one cell")),
    Slip("term-missing", "M53", "arithmetic", T("leave out one term in one cell")),
    Slip("neighbouring-windows", "M43", "window", T("take neighbouring windows, as if the stride only set the size")),
    Slip("sampled-late", "M44", "window", T("leave out the first window and begin with the next")),
    Slip("edge-repeated", "M45", "border", T("fill the padding with copies of the edge")),
    Slip("zeros-around-output", "M46", "border", T("put the zeros around the output")),
    Slip("settings-swapped", "M16v", "axes", T("use the rows' stride and padding for the columns")),
    Slip("same-other-end", "M23v", "sides", T("put the odd zeros of “same” at the other end")),
    Slip("same-made-symmetric", "M22v", "sides", T("pad all sides alike for “same”")),
    Slip("windows-apart", "M61", "stride", T("move the window by its own size, whatever the stride is")),
    Slip("ceil-ignored", "M29", "rounding", T("drop the windows that hang over the edge in ceil mode")),
    Slip("zeros-compete", "M62", "border", T("let the padding compete as zeros")),
    Slip("other-extreme", "M68", "arithmetic", T("take the smallest for the largest, or the largest for the smallest")),
    Slip("signs-ignored", "M69b", "arithmetic", T("compare the numbers without their signs")),
    Slip("mean-for-extreme", "M68b", "arithmetic", T("take the average of the window")),
    Slip("overlooked-cell", "M68c", "arithmetic", T("overlook a cell of one window")),
    Slip("pads-counted", "M63", "divisor", T("count the padding in the divisor")),
    Slip("pads-not-counted", "M63b", "divisor", T("leave the padding out of the divisor")),
    Slip("overhang-counted", "M65", "divisor", T("count the cells that hang over the edge")),
    Slip("divided-by-side", "M64", "divisor", T("divide by the side of the window")),
    Slip("not-divided", "M71", "divisor", T("add the cells and divide by nothing")),
    Slip("fraction-dropped", "M74", "arithmetic", T("make whole numbers of the averages")),
    Slip("rounded-decimal", "M75", "arithmetic", T("round the exact averages")),
    Slip("extreme-for-mean", "M68d", "arithmetic", T("take the largest cell instead of the average")),
)

SLIPS: dict[str, Slip] = {slip.slug: slip for slip in _ALL}


def family(slug: str) -> str:
    return SLIPS[slug].family
