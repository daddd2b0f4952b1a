"""K32: how many multiply-adds a convolution takes, and what a separable one saves."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Self

from exercises.answers import Format, Integer, Number, Value
from exercises.draws import between, one_of
from exercises.engine.cost import Filters, separable
from exercises.engine.sizes import Axis
from exercises.frozen import changed, once
from exercises.mistakes.work import wrong_ratios, wrong_work
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.counting import filter_block, filter_panel
from exercises.solutions.shapes import shape_panel
from exercises.solutions.work import ratio_steps, work_steps
from exercises.text import T, Text
from exercises.words import zeros_each_side

ONE_LAYER = T(
    "A convolution with %(o)s filters of %(k)s reads %(c)s channels of %(size)s. It slides %(padding)s and with stride "
    "%(s)s. How many %(unit)s does one image take?"
)
PROMPTS = {
    "macs": ONE_LAYER,
    "flops": ONE_LAYER,
    "groups": T(
        "A convolution with %(o)s filters of %(k)s in %(g)s groups reads %(c)s channels of %(size)s. It slides "
        "%(padding)s and with stride %(s)s. How many %(unit)s does one image take?"
    ),
    "ratio": T(
        "A convolution with %(o)s filters of %(k)s reads %(c)s channels. A depthwise convolution of %(k)s and %(o)s "
        "filters of 1 × 1 after it would make a map of the same size. What fraction of the multiply-adds would they "
        "take?"
    ),
}


@dataclass(frozen=True)
class MultiplyAdds(Question):
    """A convolution over a map; `asks` is "macs", "flops", or "ratio" (separable to ordinary)."""

    height: int
    width: int
    channels: int
    filters: int
    kernel: int
    stride: int
    padding: int
    groups: int
    asks: str

    title = T("Multiply-adds")
    about = T("Count the multiplications of a layer, and what strides, groups and depthwise layers save.")
    topic = "counting"
    order = 2

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        height, width = rng.sample(range(8, 33), 2)
        channels, filters = rng.sample([2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32], 2)
        kernel = one_of(rng, [2, 3, 3, 5])
        if level == 1:
            return cls(height, width, channels, filters, kernel, 1, 0, 1, "macs")
        if level == 2:
            asks = one_of(rng, ["macs", "flops"])
            return cls(height, width, channels, filters, kernel, one_of(rng, [2, 3]), between(rng, 0, 1), 1, asks)
        if rng.random() < 0.4:
            return cls(height, width, channels, filters, one_of(rng, [3, 5, 7]), 1, 0, 1, "ratio")
        groups = one_of(rng, [2, 4])
        asks = one_of(rng, ["macs", "flops"])
        return cls(height, width, groups * channels, groups * filters, kernel, one_of(rng, [1, 2]), 1, groups, asks)

    def targets(self, level: int) -> tuple[str, ...]:
        if self.asks == "ratio":
            return ("ratio-inverted", "ratio-one-part")
        double = "flops-not-doubled" if self.asks == "flops" else "macs-doubled"
        groups = ("groups-uncounted",) if self.groups > 1 else ()
        return ("input-positions", "positions-forgotten", "channels-forgotten", double, *groups)

    def well_posed(self, level: int) -> bool:
        return self.height * self.width != self.rows.out * self.columns.out

    @once
    def rows(self) -> Axis:
        return Axis.symmetric(self.height, self.kernel, self.stride, self.padding)

    @once
    def columns(self) -> Axis:
        return Axis.symmetric(self.width, self.kernel, self.stride, self.padding)

    @once
    def conv(self) -> Filters:
        return Filters((self.kernel, self.kernel), self.channels, self.filters, self.groups, False)

    def sliding(self) -> tuple[Axis, ...]:
        return (self.rows, self.columns)

    def prompt(self) -> Text:
        return PROMPTS["groups" if self.groups > 1 else self.asks].filled(
            o=self.filters,
            k=f"{self.kernel} × {self.kernel}",
            c=self.channels,
            size=f"{self.height} × {self.width}",
            s=self.stride,
            g=self.groups,
            padding=zeros_each_side(self.padding),
            unit=T("floating-point operations") if self.asks == "flops" else T("multiply-adds"),
        )

    def convention(self) -> Text:
        if self.asks == "flops":
            return T("A multiply-add is two floating-point operations; the bias is not counted")
        return T("A multiply-add is one multiplication and one addition; the bias is not counted")

    def picture(self) -> Picture:
        numbers = (self.channels, self.height, self.width)
        given = shape_panel("input", T("shape of the map that is read"), "CHW", numbers)
        words = T("A map with %(shape)s numbers.", shape=" × ".join(map(str, numbers)))
        panels = (filter_panel((self.kernel, self.kernel)),)
        return Picture(panels if self.asks == "ratio" else (given, *panels), words)

    @property
    def answer(self) -> Format:
        return Number() if self.asks == "ratio" else Integer()

    def solve(self) -> Value:
        if self.asks == "ratio":
            parts = separable((self.kernel, self.kernel), self.channels, self.filters)
            return Fraction(sum(part.weights for part in parts), self.conv.weights)
        each = 2 if self.asks == "flops" else 1
        return each * self.conv.multiply_adds(self.rows.out, self.columns.out)

    def wrong_models(self) -> Iterator[Mistake]:
        if self.asks == "ratio":
            return wrong_ratios(self.conv)
        return wrong_work(self.conv, self.rows, self.columns, self.asks == "flops")

    def explain(self) -> Explanation:
        if self.asks == "ratio":
            return Explanation(self.picture(), tuple(ratio_steps(self.conv)))
        steps = work_steps(self.conv, self.rows, self.columns, self.asks == "flops")
        given = self.picture()
        picture = changed(given, panels=(given.panels[0], filter_block(self.conv)))
        return Explanation(picture, tuple(steps))
