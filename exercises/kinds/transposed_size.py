"""K11: the output size of a transposed convolution, or the output padding that gives a size back."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Format, Integer, Value
from exercises.draws import between, one_of
from exercises.engine.sizes import Axis
from exercises.engine.transposed_sizes import cropped, keras_transposed_size, stamped, transposed_size
from exercises.frozen import once
from exercises.mistakes.transposed import wrong_output_paddings, wrong_transposed
from exercises.pictures import Picture, Role, grid_panel
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.transposed import transposed_steps
from exercises.strips import strip_panel
from exercises.text import T, Text
from exercises.words import commas


@dataclass(frozen=True)
class TransposedSize(Question):
    """`n` cells; `rule` is "pytorch", "keras-valid" or "keras-same".

    With `wanted` the output padding is asked for that gives this size; it is 0 when the size is asked for.
    """

    n: int
    kernel: int
    stride: int
    padding: int
    dilation: int
    output_padding: int
    rule: str
    wanted: int

    title = T("Transposed convolution: the size")
    about = T("How large the output of a transposed convolution is, in PyTorch and in Keras.")
    topic = "sizes"
    order = 5

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        n, kernel = between(rng, 4, 48), between(rng, 2, 7)
        if level == 1:
            return cls(n, kernel, 1, between(rng, 0, 2), 1, 0, "pytorch", 0)
        stride = between(rng, 2, 3)
        if level == 2:
            return cls(n, kernel, stride, between(rng, 0, kernel // 2), 1, 0, "pytorch", 0)
        choice = rng.random()
        if choice < 0.3:
            return cls(n, between(rng, 1, 6), stride, 0, 1, 0, one_of(rng, ["keras-valid", "keras-same"]), 0)
        # With stride 2 the only output padding is 1, and nothing wrong but leaving it out could be seen.
        stride, padding = between(rng, 3, 5), between(rng, 1, kernel - 1)
        extra = between(rng, 1, stride - 1)
        if choice < 0.6:
            return cls(n, kernel, stride, padding, 1, 0, "pytorch", (n - 1) * stride + kernel - 2 * padding + extra)
        clear = [p for p in range(kernel) if not {p, 2 * p, 4 * p} & {stride, extra}]
        return cls(n, kernel, stride, one_of(rng, clear), one_of(rng, [1, 2, 3]), extra, "pytorch", 0)

    def targets(self, level: int) -> tuple[str, ...]:
        if self.wanted:
            half = 2 * self.solve() == self.stride
            return ("output-padding-ignored",) if half else ("output-padding-ignored", "output-padding-complement")
        if self.rule != "pytorch":
            other = ("pytorch-rule",) if self.kernel < self.stride or self.rule == "keras-same" else ()
            return ("transposed-as-convolution", *other)
        padding = ("padding-added",) if self.padding else ()
        stride = ("times-stride", "one-stride-too-many") if level > 1 else ()
        extra = ("output-padding-ignored",) if self.output_padding else ()
        dilation = ("dilation-ignored",) if self.dilation > 1 else ()
        return ("transposed-as-convolution", *padding, *stride, *extra, *dilation)

    def well_posed(self, level: int) -> bool:
        """The padding leaves more than one cell."""
        return self.stamps.n > 2 * self.padding + 1

    @once
    def stamps(self) -> Axis:
        return stamped(self.n, self.kernel, self.stride, self.dilation)

    def sliding(self) -> tuple[Axis, ...]:
        """Of the convolution that it turns round."""
        return (cropped(self.stamps, self.padding),)

    def prompt(self) -> Text:
        settings = [T("kernel %(k)s", k=self.kernel), T("stride %(s)s", s=self.stride)]
        if self.padding:
            settings.append(T("padding %(p)s on each side", p=self.padding))
        if self.dilation > 1:
            settings.append(T("dilation %(d)s", d=self.dilation))
        if self.output_padding:
            settings.append(T("output padding %(op)s", op=self.output_padding))
        values = {"n": self.n, "settings": commas(settings)}
        if self.wanted:
            return T(
                "A convolution with %(settings)s makes %(n)s cells out of %(wanted)s. A transposed "
                "convolution with the same settings is to make %(wanted)s out of %(n)s again. Which output padding "
                "does it need?",
                wanted=self.wanted,
                **values,
            )
        return T(
            "A transposed convolution with %(settings)s is applied to an input of %(n)s cells. "
            "How many cells does the output have?",
            **values,
        )

    def convention(self) -> Text:
        if self.rule == "keras-valid":
            return T('Keras Conv2DTranspose: padding="valid", no output_padding given')
        if self.rule == "keras-same":
            return T('Keras Conv2DTranspose: padding="same", no output_padding given')
        return T("PyTorch ConvTranspose, ONNX: padding counted per side")

    def picture(self) -> Picture:
        kernel = grid_panel("kernel", T("kernel"), [[""] * self.kernel], Role.WEIGHT)
        return Picture(
            (strip_panel("input", T("input"), self.n), kernel),
            T("A strip of %(n)s cells and a kernel of %(k)s.", n=self.n, k=self.kernel),
        )

    @property
    def answer(self) -> Format:
        return Integer()

    def solve(self) -> Value:
        if self.rule != "pytorch":
            return keras_transposed_size(self.n, self.kernel, self.stride, self.rule == "keras-same")
        size = transposed_size(self.n, self.kernel, self.stride, self.padding, self.dilation, self.output_padding)
        return self.wanted - size if self.wanted else size

    def wrong_models(self) -> Iterator[Mistake]:
        if self.wanted:
            return wrong_output_paddings(self.stride, self.solve())
        return wrong_transposed(self.stamps, self.n, self.padding, self.output_padding, self.rule)

    def explain(self) -> Explanation:
        strip = strip_panel("input", T("what the cells of the input write"), self.stamps.n, role=Role.BLANK)
        steps = transposed_steps(self.stamps, self.n, self.padding, self.output_padding, self.rule, self.wanted)
        return Explanation(Picture((strip,), self.picture().description), tuple(steps))
