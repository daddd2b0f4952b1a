"""K13: the one setting that makes an output of a given size."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

from exercises.answers import Format, Integer, Value
from exercises.draws import between, one_of
from exercises.engine.inverse import settings_for
from exercises.engine.sizes import Axis
from exercises.frozen import once
from exercises.mistakes.missing import wrong_numbers, wrong_settings
from exercises.mistakes.size_ways import told_apart
from exercises.pictures import Picture, Role
from exercises.question import Explanation, Mistake, Question
from exercises.solutions.missing import missing_steps
from exercises.strips import strip_panel
from exercises.text import T, Text
from exercises.words import kernel_of, zeros_each_side

ASKED = {
    "n": T("How many cells does the input have?"),
    "kernel": T("How large is the kernel?"),
    "stride": T("What is the stride?"),
    "padding": T("How many zeros of padding are on each side?"),
}

PROMPTS: dict[object, Text] = {
    "n": T("%(kernel)s slides with %(stride)s over an input %(padding)s. The output has %(out)s cells. %(asked)s"),
    1: T(
        "%(kernel)s slides with %(stride)s over an input of %(n)s cells %(padding)s. The output has %(out)s cells. "
        "%(asked)s"
    ),
    2: T(
        "%(kernel)s slides with %(stride)s over inputs %(padding)s. It makes %(out)s cells out of %(n)s, and %(other)s "
        "out of %(more)s. %(asked)s"
    ),
}


@dataclass(frozen=True)
class MissingNumber(Question):
    """One axis, or two that share kernel, stride and padding: `n` holds a size for each.

    `missing` names the number that is asked for: "n" (one axis only), "kernel", "stride" or "padding".
    """

    n: tuple[int, ...]
    kernel: int
    stride: int
    padding: int
    missing: str

    title = T("The missing number")
    about = T("Work backwards from the output: which kernel, stride, padding or input made it?")
    topic = "inverse"
    order = 1
    gives_output = True

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        kernel = between(rng, 2, 9)
        if level == 1:
            missing = one_of(rng, ["n", "kernel", "padding"])
            lowest = 1 if missing == "padding" else 0
            return cls((between(rng, 6, 48),), kernel, 1, one_of(rng, [lowest, 1, 2, 3]), missing)
        if level == 2:
            missing = one_of(rng, ["stride", "padding"])
            padding = between(rng, 1, 3) if missing == "padding" else one_of(rng, [0, 0, 1, 2])
            return cls((between(rng, 8, 48),), kernel, between(rng, 2, 6), padding, missing)
        missing = one_of(rng, ["kernel", "kernel", "padding"])
        stride, padding = between(rng, 2 if missing == "kernel" else 4, 5), between(rng, 1, 3)
        return cls(cls._two_inputs(rng, kernel + 3, stride, padding), kernel + 3, stride, padding, missing)

    @staticmethod
    def _two_inputs(rng: Random, kernel: int, stride: int, padding: int) -> tuple[int, ...]:
        """One input that its windows fill exactly and one that is a cell too short for another window.

        Either leaves several kernels possible, and only both of them together just one.
        """
        moves = rng.sample(range(3, 16), 2)
        bare = kernel - 2 * padding
        sizes = [moves[0] * stride + bare, moves[1] * stride + stride - 1 + bare]
        rng.shuffle(sizes)
        return tuple(sizes)

    def targets(self, level: int) -> tuple[str, ...]:
        if self.missing == "padding":
            return ("padding-once",)
        return ("forgot-one", *(("padding-ignored",) if self.padding and level < 3 and self.stride == 1 else ()))

    def well_posed(self, level: int) -> bool:
        """Exactly one number fits, found by trying all of them; on two axes it takes both to tell."""
        if self.padding >= self.kernel or any(n < self.kernel for n in self.n) or min(self.outputs) < 2:
            return False
        if level == 3 and any(len(settings_for(self.missing, (axis,))) == 1 for axis in self.axes):
            return False
        fitting = settings_for(self.missing, self.axes)
        return len(fitting) == 1 and fitting[0] == self.solve() and self._tells_numbers_apart(level)

    def _tells_numbers_apart(self, level: int) -> bool:
        seen = [(slip, number) for slip, number in self._wrong if number != self.solve()]
        return told_apart(seen, self.targets(level))

    @once
    def _wrong(self) -> list[tuple[str, int]]:
        return wrong_numbers(self.missing, self.axes)

    @once
    def axes(self) -> tuple[Axis, ...]:
        return tuple(Axis.symmetric(n, self.kernel, self.stride, self.padding) for n in self.n)

    @once
    def outputs(self) -> tuple[int, ...]:
        return tuple(axis.out for axis in self.axes)

    def sliding(self) -> tuple[Axis, ...]:
        return self.axes

    def prompt(self) -> Text:
        hidden = self.missing == "padding"
        return PROMPTS["n" if self.missing == "n" else len(self.n)].filled(
            kernel=T("A kernel") if self.missing == "kernel" else kernel_of(self.kernel),
            stride=T("some stride") if self.missing == "stride" else T("stride %(s)s", s=self.stride),
            padding=T("with the same padding on each side") if hidden else zeros_each_side(self.padding),
            asked=ASKED[self.missing],
            n=self.n[0],
            more=self.n[-1],
            out=self.outputs[0],
            other=self.outputs[-1],
        )

    def convention(self) -> Text:
        return T("PyTorch: floor; padding counted per side; exactly one number fits")

    def picture(self) -> Picture:
        panels = []
        for place, (n, out) in enumerate(zip(self.n, self.outputs, strict=True)):
            if self.missing != "n":
                panels.append(strip_panel(f"input-{place}", T("input, without padding"), n))
            panels.append(strip_panel(f"output-{place}", T("output"), out, role=Role.OUTPUT))
        if self.missing == "n":
            return Picture(tuple(panels), T("An output of %(out)s cells.", out=self.outputs[0]))
        sizes = ", ".join(f"{n} → {out}" for n, out in zip(self.n, self.outputs, strict=True))
        return Picture(tuple(panels), T("Sizes of input and output: %(sizes)s.", sizes=sizes))

    @property
    def answer(self) -> Format:
        return Integer()

    def solve(self) -> Value:
        return self.n[0] if self.missing == "n" else getattr(self, self.missing)

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_settings(self.missing, self.axes, self._wrong)

    def explain(self) -> Explanation:
        return Explanation(self.picture(), tuple(missing_steps(self.missing, self.axes)))
