"""Networks against the tables of their papers, and what is said when layers do not fit.

LeNet-5: LeCun, Bottou, Bengio and Haffner 1998. AlexNet: Krizhevsky, Sutskever and Hinton 2012. VGG-16: Simonyan and
Zisserman 2015, configuration D. GoogLeNet: Szegedy and others 2015, table 1. ResNet-50: He and others 2016, table 1.
MobileNet: Howard and others 2017, table 1. Counts are those that the widely used implementations report.
"""

import pytest

from exercises.engine.conventions import Impossible, Rounding
from exercises.engine.cost import Filters
from exercises.engine.layers import Conv, Dense, Flatten, GlobalPool, Norm, Pool
from exercises.engine.network import Added, Branches, Row, as_far_as, parameters, table

IMAGE = (3, 224, 224)
# After each layer of the paper, up to the first that is fully connected.
ALEXNET_MAPS = (
    (96, 55, 55),
    (96, 27, 27),
    (256, 27, 27),
    (256, 13, 13),
    (384, 13, 13),
    (384, 13, 13),
    (256, 13, 13),
    (256, 6, 6),
    (9216,),
    (4096,),
)


def shapes(given, units):
    return [row.shape for row in table(given, units)]


def counts(given, units):
    return [row.parameters for row in table(given, units)]


class TestLeNet5:
    """Every map of C3 reads all six of S2, and the subsampling learns nothing, as it is built today."""

    UNITS = (Conv(6, 5), Pool(2, 2), Conv(16, 5), Pool(2, 2), Conv(120, 5), Flatten(), Dense(84), Dense(10))

    def test_its_maps_are_those_of_figure_2(self):
        assert shapes((1, 32, 32), self.UNITS) == [
            (6, 28, 28),
            (6, 14, 14),
            (16, 10, 10),
            (16, 5, 5),
            (120, 1, 1),
            (120,),
            (84,),
            (10,),
        ]

    def test_it_has_61_706_parameters(self):
        assert counts((1, 32, 32), self.UNITS) == [156, 0, 2416, 0, 48120, 0, 10164, 850]
        assert parameters((1, 32, 32), self.UNITS) == 61706

    def test_the_paper_joins_c3_to_some_maps_only_and_counts_1516(self):
        joined = [(3, 6), (4, 6), (4, 3), (6, 1)]  # maps read, and how many filters read that many
        assert sum(Filters((5, 5), read, many).parameters for read, many in joined) == 1516


class TestAlexNet:
    """As in the paper, on two halves (groups), with the 227 x 227 input for which its numbers work out."""

    UNITS = (
        Conv(96, 11, 4),
        Pool(3, 2),
        Conv(256, 5, 1, 2, groups=2),
        Pool(3, 2),
        Conv(384, 3, 1, 1),
        Conv(384, 3, 1, 1, groups=2),
        Conv(256, 3, 1, 1, groups=2),
        Pool(3, 2),
        Flatten(),
        Dense(4096),
        Dense(4096),
        Dense(1000),
    )

    def test_its_maps_go_from_55_to_6(self):
        assert tuple(shapes((3, 227, 227), self.UNITS)) == (*ALEXNET_MAPS, (4096,), (1000,))

    def test_it_has_60_965_224_parameters(self):
        learnt = [34944, 0, 307456, 0, 885120, 663936, 442624, 0, 0, 37752832, 16781312, 4097000]
        assert counts((3, 227, 227), self.UNITS) == learnt
        assert parameters((3, 227, 227), self.UNITS) == 60965224

    def test_the_variant_on_one_processor_has_61_100_840(self):
        features = (Conv(64, 11, 4, 2), Pool(3, 2), Conv(192, 5, 1, 2), Pool(3, 2))
        features += (Conv(384, 3, 1, 1), Conv(256, 3, 1, 1), Conv(256, 3, 1, 1), Pool(3, 2))
        assert shapes(IMAGE, features)[-1] == (256, 6, 6)
        assert parameters(IMAGE, (*features, *self.UNITS[8:])) == 61100840


class TestVgg16:
    UNITS = (
        *(Conv(64, 3, 1, 1),) * 2,
        Pool(2, 2),
        *(Conv(128, 3, 1, 1),) * 2,
        Pool(2, 2),
        *(Conv(256, 3, 1, 1),) * 3,
        Pool(2, 2),
        *(Conv(512, 3, 1, 1),) * 3,
        Pool(2, 2),
        *(Conv(512, 3, 1, 1),) * 3,
        Pool(2, 2),
        Flatten(),
        Dense(4096),
        Dense(4096),
        Dense(1000),
    )

    def test_each_pooling_halves_the_maps(self):
        pooled = [
            shape for unit, shape in zip(self.UNITS, shapes(IMAGE, self.UNITS), strict=True) if isinstance(unit, Pool)
        ]
        assert pooled == [(64, 112, 112), (128, 56, 56), (256, 28, 28), (512, 14, 14), (512, 7, 7)]

    def test_it_has_138_357_544_parameters_most_of_them_in_its_first_dense_layer(self):
        learnt = counts(IMAGE, self.UNITS)
        assert learnt[:5] == [1792, 36928, 0, 73856, 147584]
        assert learnt[-3:] == [102764544, 16781312, 4097000]
        assert parameters(IMAGE, self.UNITS) == 138357544


def inception(ones, before3, threes, before5, fives, pooled):
    """A module of table 1, with a bias for each filter."""
    return Branches(
        (
            (Conv(ones, 1),),
            (Conv(before3, 1), Conv(threes, 3, 1, 1)),
            (Conv(before5, 1), Conv(fives, 5, 1, 2)),
            (Pool(3, 1, 1), Conv(pooled, 1)),
        )
    )


class TestGoogLeNet:
    """The main road, without the two auxiliary classifiers; poolings round up, as its 112 to 56 needs."""

    HALVED = Pool(3, 2, rounding=Rounding.CEIL_CLIP)
    UNITS = (
        Conv(64, 7, 2, 3),
        HALVED,
        Conv(64, 1),
        Conv(192, 3, 1, 1),
        HALVED,
        inception(64, 96, 128, 16, 32, 32),
        inception(128, 128, 192, 32, 96, 64),
        HALVED,
        inception(192, 96, 208, 16, 48, 64),
        inception(160, 112, 224, 24, 64, 64),
        inception(128, 128, 256, 24, 64, 64),
        inception(112, 144, 288, 32, 64, 64),
        inception(256, 160, 320, 32, 128, 128),
        HALVED,
        inception(256, 160, 320, 32, 128, 128),
        inception(384, 192, 384, 48, 128, 128),
        GlobalPool(),
        Flatten(),
        Dense(1000),
    )

    def test_its_maps_are_those_of_table_1(self):
        assert shapes(IMAGE, self.UNITS) == [
            (64, 112, 112),
            (64, 56, 56),
            (64, 56, 56),
            (192, 56, 56),
            (192, 28, 28),
            (256, 28, 28),
            (480, 28, 28),
            (480, 14, 14),
            (512, 14, 14),
            (512, 14, 14),
            (512, 14, 14),
            (528, 14, 14),
            (832, 14, 14),
            (832, 7, 7),
            (832, 7, 7),
            (1024, 7, 7),
            (1024, 1, 1),
            (1024,),
            (1000,),
        ]

    def test_module_3a_has_159_k_weights_as_table_1_says_and_368_biases(self):
        # 192*64 + 192*96 + 96*128*9 + 192*16 + 16*32*25 + 192*32 = 163,328 = 159.5 * 1024
        assert counts(IMAGE, self.UNITS)[5] == 163328 + 64 + 96 + 128 + 16 + 32 + 32

    def test_it_has_6_998_552_parameters(self):
        assert parameters(IMAGE, self.UNITS) == 6998552


def bottleneck(width, stride, shortcut):
    """1 x 1, 3 x 3 with the stride, 1 x 1 to four times the width; the shortcut is projected where shapes change."""
    way = (Conv(width, 1, bias=False), Norm(), Conv(width, 3, stride, 1, bias=False), Norm())
    way += (Conv(4 * width, 1, bias=False), Norm())
    return Added((way, (Conv(4 * width, 1, stride, bias=False), Norm()) if shortcut else ()))


def stage(width, blocks, stride):
    return (bottleneck(width, stride, True), *(bottleneck(width, 1, False),) * (blocks - 1))


class TestResNet50:
    UNITS = (
        Conv(64, 7, 2, 3, bias=False),
        Norm(),
        Pool(3, 2, 1),
        *stage(64, 3, 1),
        *stage(128, 4, 2),
        *stage(256, 6, 2),
        *stage(512, 3, 2),
        GlobalPool(),
        Flatten(),
        Dense(1000),
    )

    def test_its_stages_end_at_the_sizes_of_table_1(self):
        after = shapes(IMAGE, self.UNITS)
        assert after[0] == (64, 112, 112)
        assert [after[i] for i in (5, 9, 15, 18)] == [(256, 56, 56), (512, 28, 28), (1024, 14, 14), (2048, 7, 7)]

    def test_it_has_25_557_032_parameters(self):
        assert counts(IMAGE, self.UNITS)[:4] == [9408, 128, 0, 75008]
        assert parameters(IMAGE, self.UNITS) == 25557032


def separable(channels, filters, stride):
    return (Conv(channels, 3, stride, 1, groups=channels, bias=False), Norm(), Conv(filters, 1, bias=False), Norm())


class TestMobileNet:
    UNITS = (
        Conv(32, 3, 2, 1, bias=False),
        Norm(),
        *separable(32, 64, 1),
        *separable(64, 128, 2),
        *separable(128, 128, 1),
        *separable(128, 256, 2),
        *separable(256, 256, 1),
        *separable(256, 512, 2),
        *separable(512, 512, 1) * 5,
        *separable(512, 1024, 2),
        *separable(1024, 1024, 1),
        GlobalPool(),
        Flatten(),
        Dense(1000),
    )

    def test_its_maps_are_those_of_table_1(self):
        blocks = [shapes(IMAGE, self.UNITS)[i] for i in range(5, 54, 4)]
        assert blocks == [
            (64, 112, 112),
            (128, 56, 56),
            (128, 56, 56),
            (256, 28, 28),
            (256, 28, 28),
            *[(512, 14, 14)] * 6,
            (1024, 7, 7),
            (1024, 7, 7),
        ]

    def test_it_has_4_231_976_learnt_parameters(self):
        assert parameters(IMAGE, self.UNITS) == 4231976


class TestMisfits:
    @pytest.mark.parametrize(
        ("given", "units", "words"),
        [
            (
                (3, 8, 8),
                (Conv(6, 3), Conv(4, 3, channels=5)),
                "layer 2: its filters read 5 channels, but 6 come in; let them read 6, or let the layer before it",
            ),
            ((24, 8, 8), (Conv(4, 3, channels=1),), "layer 1: its filters read 1 channel, but 24 come in; let them"),
            ((1, 8, 8), (Conv(4, 3, channels=3),), "layer 1: its filters read 3 channels, but 1 comes in; let them"),
            (
                (1, 1, 1),
                (Flatten(), Dense(4, inputs=9)),
                "layer 2: its weights are made for 9 features, but 1 comes in",
            ),
            (
                (3, 8, 8),
                (Pool(2, 2), Conv(4, 5)),
                "layer 2: the kernel covers 5 cells, but the padded input has only 4",
            ),
            (
                (3, 8, 8),
                (Conv(4, 3, groups=2),),
                "layer 1: 2 groups must divide both 3 input channels and 4 filters;",
            ),
            ((3, 8, 8), (Dense(4),), "layer 1: a dense layer reads one row, but maps of 3 x 8 x 8 come in"),
            ((3, 8, 8), (Flatten(), Pool(2, 2)), "layer 2: a pooling reads maps, but a row of 192 features comes in"),
            (
                (3, 8, 8),
                (Flatten(), Dense(4, inputs=64)),
                "layer 2: its weights are made for 64 features, but 192 come in; make them for 192",
            ),
            (
                (3, 8, 8),
                (Branches(((Conv(4, 1),), (Conv(5, 3),))),),
                "layer 1: branch 1 makes maps of 8 x 8, but branch 2 of 6 x 6; maps are stacked only when",
            ),
            (
                (3, 8, 8),
                (Added(((Conv(4, 3, 1, 1),), ())),),
                "layer 1: way 1 makes 4 x 8 x 8, but way 2 makes 3 x 8 x 8; only equal shapes can be added",
            ),
            (
                (3, 8, 9),
                (Added(((Conv(3, 3, 1, 1),), (Conv(3, 3),))),),
                "layer 1: way 1 makes 3 x 8 x 9, but way 2 makes 3 x 6 x 7; only equal shapes can be added",
            ),
            (
                (3, 4, 4),
                (Pool(2, 2), Branches(((), (Conv(2, 1), Conv(4, 5))))),
                "layer 2: branch 2, layer 2: the kernel covers 5 cells, but the padded input has only 2",
            ),
        ],
    )
    def test_the_layer_is_named_with_its_numbers_and_what_would_mend_it(self, given, units, words):
        with pytest.raises(Impossible) as fault:
            table(given, units)
        assert str(fault.value).startswith(words)

    def test_the_table_is_there_as_far_as_it_goes(self):
        rows, fault = as_far_as((1, 9, 9), (Conv(2, 3), Pool(2, 2), Conv(3, 5), Conv(1, 1)))
        assert rows == (Row((2, 7, 7), 20), Row((2, 3, 3), 0))
        assert fault.startswith("the kernel covers 5 cells, but the padded input has only 3")

    def test_branches_may_hand_their_input_on(self):
        assert table((3, 6, 5), (Branches(((), (Conv(4, 3, 1, 1),))),)) == (Row((7, 6, 5), 112),)
