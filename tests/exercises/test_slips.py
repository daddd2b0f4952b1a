"""Every wrong model of the domain notes is a slip here, or it is said why not."""

import re

import pytest

from exercises.slips import SLIPS, family, title_of, ways

# Section 3 of the domain notes leaves numbers free between its groups, so that models can be added.
MODELS = (
    *range(1, 30),  # sizes, shapes, "same"
    *range(40, 54),  # values of a convolution
    55,
    *range(60, 70),  # pooling
    *(71, 72, 74),
    *range(80, 107),  # parameters, work, memory, receptive fields
    *range(110, 115),  # transposed convolutions
    *range(120, 124),  # how often a cell is used
    *range(130, 134),  # branches
    *(140, 141),  # im2col
)
NO_SLIP = {
    105: "The notes name six models for M100 to M106: sum, strides ignored, own stride, product, dilation, jump.",
}


def numbers():
    carried = {}
    for slip in SLIPS.values():
        for one in slip.ids.split():
            if found := re.fullmatch(r"M(\d+)[a-z]?", one):
                carried.setdefault(int(found[1]), set()).add(slip.slug)
    return carried


def test_each_model_of_the_notes_is_carried_by_a_slip_or_it_is_said_why_not():
    missing = {number for number in MODELS if number not in numbers()}
    assert missing == set(NO_SLIP), [f"M{number}" for number in missing ^ set(NO_SLIP)]


def test_no_slip_carries_a_number_that_the_notes_do_not_have():
    assert set(numbers()) <= set(MODELS)
    for slip in SLIPS.values():
        assert all(re.fullmatch(r"[MKSP]\d+[a-z]?", one) for one in slip.ids.split()), slip
        assert slip.ids


@pytest.mark.parametrize(
    ("number", "slip"),
    [
        (1, "last-window-missing"),
        (60, "stride-ignored"),
        (90, "stride-counted"),
        (93, "channels-forgotten"),
        (94, "bias-added"),
        (99, "channels-kept"),
        (104, "dilation-ignored"),
        (122, "counted-from-one"),
        (123, "stride-ignored"),
    ],
)
def test_a_slip_may_be_several_models(number, slip):
    assert slip in numbers()[number]


def test_several_slips_are_said_one_after_the_other():
    assert str(ways(["forgot-one"])) == "leave out the + 1"
    assert str(ways(["forgot-one", "rounded-up", "padding-ignored"])) == (
        "leave out the + 1, and also when you round up, and also when you leave the padding out"
    )


def test_a_slug_that_is_gone_is_said_as_it_is():
    assert str(title_of("no-longer-a-slip")) == "no-longer-a-slip"
    assert family("stride-counted") == "weights"
