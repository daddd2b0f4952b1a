"""What is said when an answer fits several slips of one family: it must be true of each of them."""

import pytest

from exercises.diagnosis import check
from exercises.families import FAMILIES
from exercises.kinds.keras_size import KerasSize
from exercises.kinds.true_convolution import TrueConvolution
from exercises.slips import SLIPS, family
from exercises.text import plain

X = ((5, 3, 5, 6), (2, 1, 5, 2), (6, 8, 2, 9), (9, 9, 8, 5))
SYMMETRIC = TrueConvolution(X, ((-2, -1), (-1, -1)), "valid")


def said(question, typed):
    checked = check(question, question.answer.read(typed))
    return checked.slip, plain(checked.sentence)


def test_whoever_did_not_turn_the_kernel_is_not_told_that_it_was_turned():
    """As printed and transposed are one map here: who did nothing to the kernel reads the same as who swapped it."""
    slip, sentence = said(SYMMETRIC, "-16 -17 -23; -19 -17 -23; -38 -35 -26")
    assert (slip, sentence) == ("kernel", "The kernel does not lie the way round that it should.")


def test_where_a_size_is_asked_for_the_words_are_about_a_size():
    """27 cells under “same” with stride 2 make 14; 13 is what “valid” makes, and what rounding down makes."""
    slip, sentence = said(KerasSize(27, 3, 2, 1), "13; 13")
    assert slip == "same"
    assert sentence.startswith("“Same” starts from the size that is wanted, rounded up")


@pytest.mark.parametrize(
    ("slug", "slips"),
    [
        (
            "plus-one",
            {"forgot-one", "one-before-dividing", "kernel-less-one", "last-window-missing", "windows-as-moves"},
        ),
        ("padding", {"padding-once", "padding-ignored", "padding-after", "padding-subtracted", "padding-added"}),
        ("kernel", {"kernel-flipped", "kernel-not-turned", "turned-one-way", "kernel-transposed"}),
    ],
)
def test_a_family_grows_only_when_its_sentence_is_read_again(slug, slips):
    """A new slip of one of these needs a look at what is said of all of them together."""
    assert {slip for slip in SLIPS if family(slip) == slug} == slips


def test_every_family_has_a_slip():
    assert {slip.family for slip in SLIPS.values()} == set(FAMILIES)
