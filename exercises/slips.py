"""The register of slips: every wrong model that has a name, and the family it belongs to.

Slips of one family say the same thing about the student: when an answer fits several of them and no other family,
the family is named. The ids are those of the domain notes, section 3.
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
    "same": T("The padding for “same” was not worked out from the size that is wanted."),
    "sides": T("The padding is right in total, but not on each side."),
    "axes": T("The two axes were mixed up."),
    "reading": T("The cells that the windows read are not quite these."),
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
    Slip("rounded-to-nearest", "M10", "rounding", T("round to the nearest whole number")),
    Slip("kept-fraction", "M10b", "rounding", T("keep the fraction")),
    Slip("padding-once", "M3", "padding", T("count the padding on one side only")),
    Slip("padding-ignored", "M4", "padding", T("leave the padding out")),
    Slip("padding-after", "M8", "padding", T("add the padding after dividing")),
    Slip("padding-subtracted", "M12", "padding", T("subtract the padding")),
    Slip("stride-ignored", "M6", "stride", T("ignore the stride")),
    Slip("only-stride", "M7", "stride", T("divide the input by the stride and look at nothing else")),
    Slip("divided-first", "M9", "stride", T("divide before subtracting the kernel")),
    Slip("skipped-stride", "M13", "stride", T("skip as many cells as the stride says, instead of moving by it")),
    Slip("kernel-less-one", "M11", "plus-one", T("subtract the kernel less one, and then add 1 again")),
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
