"""Receptive fields, against published numbers that can be derived by hand."""

from exercises.engine.field import Field, receptive_fields
from exercises.engine.stack import Layer

VGG = [layer for times in (2, 2, 3, 3, 3) for layer in (*[Layer(3, 1, 1)] * times, Layer(2, 2))]
ALEXNET = [
    Layer(11, 4), Layer(3, 2), Layer(5, 1, 2), Layer(3, 2), *[Layer(3, 1, 1)] * 3, Layer(3, 2),
]  # fmt: skip


def test_a_stack_of_threes_sees_as_much_as_one_seven():
    assert [field.size for field in receptive_fields([Layer(3)] * 3)] == [3, 5, 7]


def test_vgg_16_sees_196_cells_at_conv5_3_and_212_behind_its_last_pooling():
    fields = receptive_fields(VGG)
    assert [field.size for field in fields] == [
        3,
        5,
        6,
        10,
        14,
        16,
        24,
        32,
        40,
        44,
        60,
        76,
        92,
        100,
        132,
        164,
        196,
        212,
    ]
    assert (fields[-2].jump, fields[-1].jump) == (16, 32)


def test_alexnet_sees_195_cells_behind_its_last_pooling():
    fields = receptive_fields(ALEXNET)
    assert [field.size for field in fields] == [11, 19, 51, 67, 99, 131, 163, 195]
    assert fields[-1].jump == 32


def test_dilation_and_padding_count_in_the_cells_of_the_map_they_work_on():
    assert receptive_fields([Layer(3, 2, 1), Layer(3, 3, 2, 2)]) == (Field(3, 2, -1), Field(11, 6, -5))
