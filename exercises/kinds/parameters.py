"""K31: how many parameters a layer learns."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Format, Integer, Value
from exercises.draws import between, one_of
from exercises.engine.cost import Filters, batch_norm_parameters, dense_parameters, separable
from exercises.frozen import changed, once
from exercises.mistakes.parameters import wrong_conv, wrong_dense, wrong_normed, wrong_separable
from exercises.pictures import Picture
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.counting import filter_block, filter_panel
from exercises.solutions.parameters import conv_steps, dense_steps, normed_steps, separable_steps
from exercises.solutions.shapes import shape_panel
from exercises.text import T, Text

BIAS = {True: T("Each filter has a bias."), False: T("There is no bias.")}


@dataclass(frozen=True)
class Parameters(Question):
    """`layer` is "conv", "separable", "normed" (a convolution and batch normalisation) or "dense".

    The map that it reads has `channels` of `height` x `width`; for "dense" `filters` is the number of outputs. The size
    and the `stride` of a convolution change nothing: they are there to be left alone.
    """

    layer: str
    kernel: tuple[int, int]
    channels: int
    filters: int
    groups: int
    bias: bool
    height: int
    width: int
    stride: int = 1

    title = T("Learnable parameters")
    about = T("Count the weights and biases that a layer learns.")
    topic = "counting"
    order = 1

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        height, width = between(rng, 12, 64), between(rng, 12, 64)
        k = one_of(rng, [2, 3, 3, 5, 7])
        if level == 1:
            return cls("conv", (k, k), between(rng, 1, 12), between(rng, 2, 32), 1, True, height, width)
        if level == 2:
            kernel = one_of(rng, [(k, k), (1, k), (k, 1), (3, 5), (5, 3), (2, 4)])
            channels, filters, stride = between(rng, 2, 64), between(rng, 4, 128), one_of(rng, [1, 2, 3])
            return cls("conv", kernel, channels, filters, 1, rng.random() < 0.4, height, width, stride)
        layer = one_of(rng, ["groups", "separable", "normed", "dense"])
        channels, filters = 4 * between(rng, 2, 24), 4 * between(rng, 2, 32)
        if layer == "dense":
            outputs = 10 * between(rng, 1, 20)
            return cls(layer, (1, 1), channels, outputs, 1, True, between(rng, 3, 9), between(rng, 3, 9))
        groups = one_of(rng, [2, 4]) if layer == "groups" else 1
        name = "conv" if layer == "groups" else layer
        bias = layer != "normed" and rng.random() < 0.7
        return cls(name, (k, k), channels, filters, groups, bias, height, width)

    def targets(self, level: int) -> tuple[str, ...]:
        if self.layer == "dense":
            return ("flatten-forgotten", "bias-uncounted")
        if self.layer == "separable":
            return ("separable-as-full", "separable-half", *(("bias-uncounted",) if self.bias else ()))
        if self.layer == "normed":
            return ("norm-four", "norm-forgotten", "bias-added")
        channels = ("channels-forgotten",) if self.channels > 1 else ()
        groups = ("groups-uncounted",) if self.groups > 1 else ()
        strided = ("stride-counted",) if self.stride > 1 else ()
        bias = "bias-uncounted" if self.bias else "bias-added"
        return ("filters-forgotten", "times-positions", bias, *channels, *groups, *strided)

    @once
    def conv(self) -> Filters:
        return Filters(self.kernel, self.channels, self.filters, self.groups, self.bias)

    @once
    def parts(self) -> tuple[Filters, Filters]:
        return separable(self.kernel, self.channels, self.filters, self.bias)

    def prompt(self) -> Text:
        values = {
            "map": T("%(c)s channels of %(h)s × %(w)s", c=self.channels, h=self.height, w=self.width)
            if self.channels > 1
            else T("1 channel of %(h)s × %(w)s", h=self.height, w=self.width),
            "k": f"{self.kernel[0]} × {self.kernel[1]}",
            "o": self.filters,
            "g": self.groups,
            "s": self.stride,
            "bias": BIAS[self.bias],
        }
        name = "groups" if self.groups > 1 else "strided" if self.stride > 1 else self.layer
        return PROMPTS[name].filled(**values)

    def convention(self) -> Text:
        if self.layer == "normed":
            return T("Learnable parameters only, as model.parameters() counts them in PyTorch")
        return T("Weights and biases; filters without a bias where it is said")

    def picture(self) -> Picture:
        numbers = (self.channels, self.height, self.width)
        given = shape_panel("input", T("shape of the map that is read"), "CHW", numbers)
        words = T("A map with %(shape)s numbers.", shape=" × ".join(map(str, numbers)))
        if self.layer == "dense":
            return Picture((given,), words)
        return Picture((given, filter_panel(self.kernel)), words)

    @property
    def answer(self) -> Format:
        return Integer()

    def solve(self) -> Value:
        if self.layer == "dense":
            return dense_parameters(self.channels * self.height * self.width, self.filters, self.bias)
        if self.layer == "separable":
            return sum(part.parameters for part in self.parts)
        return self.conv.parameters + (batch_norm_parameters(self.filters) if self.layer == "normed" else 0)

    def wrong_models(self) -> Iterator[Mistake]:
        if self.layer == "dense":
            return wrong_dense(self.channels, self.height * self.width, self.filters)
        if self.layer == "separable":
            return wrong_separable(*self.parts)
        if self.layer == "normed":
            return wrong_normed(self.conv, self.height, self.width)
        return wrong_conv(self.conv, self.height, self.width, self.stride)

    def explain(self) -> Explanation:
        if self.layer == "dense":
            steps = dense_steps((self.channels, self.height, self.width), self.filters)
        elif self.layer == "separable":
            steps = separable_steps(*self.parts)
        else:
            steps = (normed_steps if self.layer == "normed" else conv_steps)(self.conv)
        given = self.picture()
        blocks = (
            () if self.layer == "dense" else (filter_block(self.parts[0] if self.layer == "separable" else self.conv),)
        )
        return Explanation(changed(given, panels=(given.panels[0], *blocks)), tuple(steps))


PROMPTS = {
    "conv": T(
        "A convolution with %(o)s filters of %(k)s reads %(map)s. %(bias)s How many parameters does the layer learn?"
    ),
    "strided": T(
        "A convolution with %(o)s filters of %(k)s slides with stride %(s)s over %(map)s. %(bias)s How many parameters "
        "does the layer learn?"
    ),
    "groups": T(
        "A convolution with %(o)s filters of %(k)s in %(g)s groups reads %(map)s. %(bias)s How many parameters does "
        "the layer learn?"
    ),
    "separable": T(
        "A depthwise convolution of %(k)s, one filter for each channel, reads %(map)s. A convolution with %(o)s "
        "filters of 1 × 1 follows. %(bias)s How many parameters do the two layers learn?"
    ),
    "normed": T(
        "A convolution with %(o)s filters of %(k)s reads %(map)s. %(bias)s Batch normalisation follows. How many "
        "parameters do the two layers learn?"
    ),
    "dense": T(
        "A map with %(map)s is flattened and goes into a fully connected layer with %(o)s outputs, each with a bias. "
        "How many parameters does it learn?"
    ),
}
