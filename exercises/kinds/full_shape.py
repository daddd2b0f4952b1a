"""K04: the full shape of an output, with batch and channels, in either layout."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Format, Shape, Value
from exercises.draws import between, one_of
from exercises.engine.shapes import Tensor
from exercises.engine.sizes import Axis
from exercises.frozen import once
from exercises.mistakes.shapes import wrong_tensors
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.shapes import tensor_panel, tensor_steps
from exercises.text import T, Text
from exercises.words import padding_each_side, zeros_each_side

NAMES = {"N": T("batch"), "C": T("channels"), "H": T("height"), "W": T("width")}

PROMPTS = {
    "pool": T(
        "The input has the shape %(shape)s (%(names)s). A max pooling with window %(k)s and stride %(s)s follows, "
        "%(padding)s. What is the shape of its output, in the same order?"
    ),
    "conv": T(
        "The input has the shape %(shape)s (%(names)s). A convolution with %(filters)s filters of %(k)s and stride "
        "%(s)s follows, %(padding)s. What is the shape of its output, in the same order?"
    ),
    "groups": T(
        "The input has the shape %(shape)s (%(names)s). A convolution with %(filters)s filters of %(k)s in %(groups)s "
        "groups and stride %(s)s follows, %(padding)s. What is the shape of its output?"
    ),
}


@dataclass(frozen=True)
class FullShape(Question):
    """`layer` is "conv" or "pool" (then `filters` and `groups` mean nothing); `layout` is "NCHW" or "NHWC"."""

    batch: int
    channels: int
    height: int
    width: int
    layer: str
    filters: int
    kernel: int
    stride: int
    padding: int
    groups: int
    layout: str

    title = T("The full shape")
    about = T("Batch, channels, height and width of an output, in the layouts of PyTorch and Keras.")
    topic = "sizes"
    order = 6

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        batch, height, width = one_of(rng, [2, 4, 8, 16, 32]), between(rng, 12, 64), between(rng, 12, 64)
        channels, filters = rng.sample([3, 6, 12, 16, 24, 32, 48, 64], 2)
        if level == 1:
            kernel, padding = one_of(rng, [3, 5, 7]), one_of(rng, [0, 2, 3])
            return cls(batch, channels, height, width, "conv", filters, kernel, 1, padding, 1, "NCHW")
        layer, layout = one_of(rng, [("conv", "NHWC"), ("conv", "NHWC"), ("pool", "NHWC"), ("pool", "NCHW")])
        kernel, stride = between(rng, 2, 5), between(rng, 2, 3)
        if level == 2:
            return cls(batch, channels, height, width, layer, filters, kernel, stride, 0, 1, layout)
        groups = one_of(rng, [g for g in (2, 3, 4, 6, 8, 16, channels) if channels % g == 0])
        filters = groups * one_of(rng, [2, 3, 4, 5])
        return cls(batch, channels, height, width, "conv", filters, kernel, stride, between(rng, 0, 2), groups, "NCHW")

    def targets(self, level: int) -> tuple[str, ...]:
        channels = ("pool-loses-channels",) if self.layer == "pool" else ("channels-kept", "channels-multiplied")
        if level == 3:
            return (*channels, "groups-misread")
        return (*channels, "axes-swapped", *(("layout-mixed",) if level == 2 else ()))

    def well_posed(self, level: int) -> bool:
        """Every number differs from every other one, so that each slot of the answer can be told."""
        if self.padding >= self.kernel or not all(axis.fits for axis in self.axes):
            return False
        numbers = (self.batch, self.channels, self.filters, self.height, self.width)
        return len({*numbers, *(axis.out for axis in self.axes)}) == 7 and min(axis.out for axis in self.axes) > 1

    @once
    def axes(self) -> tuple[Axis, Axis]:
        settings = (self.kernel, self.stride, self.padding)
        return Axis.symmetric(self.height, *settings), Axis.symmetric(self.width, *settings)

    @once
    def tensor(self) -> Tensor:
        filters = 0 if self.layer == "pool" else self.filters
        return Tensor(self.batch, self.channels, filters, self.groups, *self.axes, self.layout)

    def sliding(self) -> tuple[Axis, ...]:
        return self.axes

    def prompt(self) -> Text:
        order = "%(N)s, %(C)s, %(H)s, %(W)s" if self.layout == "NCHW" else "%(N)s, %(H)s, %(W)s, %(C)s"
        return PROMPTS["groups" if self.groups > 1 else self.layer].filled(
            shape=" × ".join(map(str, self.tensor.given)),
            names=Text(order, NAMES),
            k=f"{self.kernel} × {self.kernel}",
            s=self.stride,
            padding=(padding_each_side if self.layer == "pool" else zeros_each_side)(self.padding),
            filters=self.filters,
            groups=self.groups,
        )

    def convention(self) -> Text:
        if self.layout == "NHWC":
            return T('Keras: channels last, padding="valid"')
        return T("PyTorch: channels first; floor; padding counted per side")

    def picture(self) -> Picture:
        k, s, p, g = self.kernel, self.stride, self.padding, self.groups
        name = "max pool" if self.layer == "pool" else "conv"
        settings = [f"s={s}", f"p={p}" if p else "", f"g={g}" if g > 1 else ""]
        note = ", ".join(filter(None, ["" if self.layer == "pool" else f"{self.filters} filters", *settings]))
        words = T(
            "The input's shape %(shape)s goes into a block: %(layer)s, %(note)s. Blank is the output's shape.",
            shape=" × ".join(map(str, self.tensor.given)),
            layer=f"{name} {k} × {k}",
            note=note,
        )
        return Picture((tensor_panel(self.tensor, f"{name} {k} × {k}", note),), words)

    @property
    def answer(self) -> Format:
        return Shape(tuple(NAMES[letter] for letter in self.layout))

    def solve(self) -> Value:
        return self.tensor.right

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_tensors(self.tensor)

    def explain(self) -> Explanation:
        return Explanation(self.picture(), tuple(tensor_steps(self.tensor)))
