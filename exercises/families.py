"""The families of slips, and what is said when an answer fits several slips of one family and no other.

A sentence must be true of every slip of its family, in every kind where one of them is made: it says what all of them
have in common, and nothing of how only some of them come about.
"""

from exercises.text import T, Text

FAMILIES: dict[str, Text] = {
    "plus-one": T("The + 1 for the first window is missing, counted twice, or comes too early."),
    "rounding": T("What is left over behind the last whole window was not rounded by the rule that holds here."),
    "padding": T(
        "The padding is missing, counted on one side only, or goes in at the wrong place or with the wrong sign."
    ),
    "stride": T("The stride was not used as what it is: the way from one window to the next."),
    "dilation": T("The dilation was not used as what it is: the way from one tap of the kernel to the next."),
    "transposed": T(
        "The larger size was not put together as it should be: moves times stride, a kernel, and its ends."
    ),
    "same": T("“Same” starts from the size that is wanted, rounded up; the padding is what that size needs."),
    "sides": T("How the zeros are shared between the two ends is not right yet."),
    "axes": T("Axes were mixed up: something of one of them stands at another."),
    "reading": T("Which windows read which cells was not worked out as it is."),
    "range": T("The list holds too many, or leaves some out."),
    "bias": T("The biases are not counted as they are."),
    "factors": T("Something that counts is missing, counted twice, or multiplied where it is added."),
    "weights": T("The count does not multiply the numbers that it should."),
    "positions": T("The positions of the window do not go into the count as they should."),
    "ratio": T("The fraction is not that of the two layers together over the one."),
    "bytes": T("The numbers were not turned into bytes and units as they should be."),
    "held": T("That is not all that is kept, or something else."),
    "norm": T("Batch normalisation learns two numbers for each channel."),
    "kernel": T("The kernel does not lie the way round that it should."),
    "window": T("The windows do not start where they should."),
    "arithmetic": T("What is done with the numbers is not what it should be, or not all of it."),
    "border": T("What lies around the input, or around the output, is not what it should be."),
    "divisor": T("The cells were added, but divided by another number than that of the cells that count, or by none."),
    "chain": T("The chain was not followed layer by layer as it should be."),
    "channels": T("What becomes of the channels, the filters or the batch is not right yet."),
    "layout": T("The right numbers stand in another order."),
    "concat": T("The branches were not put together as they are: channels add up, heights and widths must agree."),
    "ripple": T("Which shapes and which counts differ was not followed row by row in both tables."),
    "fault": T("The network stops elsewhere, or is not mended by this."),
    "statements": T("Not all statements were judged as they should be."),
    "field": T("The receptive field or its start was not worked out layer by layer, in steps of the input."),
    "norm2": T("What comes out is not the root of the sum of the squares."),
    "gradient": T("The gradient that is asked for was not sent back as it should be."),
    "place": T("The right numbers stand in other cells."),
    "stages": T("The stages were not all done, were done in another order, or one of them went wrong."),
    "finding": T("The first line that is wrong by itself is another one."),
    "mending": T("The line is found, but not the number in which it should end."),
    "shift": T("A shift of the input was answered by a rule that does not always hold."),
    "equation": T("The weight was not worked out of its equation the right way."),
    "manners": T("The result is right, but the function does something beside it."),
}
