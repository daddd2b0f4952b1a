"""K03: the output size on both axes."""

from collections.abc import Iterator
from random import Random
from typing import Self

from exercises.answers import Format, Shape, Value
from exercises.draws import one_of, two_of
from exercises.engine.sizes import Axis
from exercises.frozen import changed, frozen, once
from exercises.mistakes.axes import could_be_told_apart, one_setting_for_both, wrong_shapes
from exercises.mistakes.size_swaps import shape_swaps
from exercises.pictures import Picture, blank_panel
from exercises.question import Explanation, Mistake, Question
from exercises.recipes import Swap
from exercises.solutions.axes import grid_frame, shape_steps
from exercises.text import T, Text, count

Two = tuple[int, int]
SHAPE = Shape((T("height"), T("width")))


@frozen
class OutputShape(Question):
    """An input of `height` x `width`; kernel, stride and padding per side are (down, across)."""

    height: int
    width: int
    kernel: Two
    stride: Two
    padding: Two

    title = T("Output height and width")
    about = T("Height and width, when the two axes differ in size, kernel, stride or padding.")
    topic = "sizes"
    order = 2

    @classmethod
    def propose(cls, rng: Random, level: int) -> Self:
        size = two_of(rng, range(5, 15) if level < 3 else range(9, 17))
        kernel, stride = two_of(rng, range(2, 6)), two_of(rng, range(1, 4))
        padding = one_of(rng, [(0, 0), (0, 1), (1, 0), (1, 2), (2, 1), (2, 0), (0, 2)])
        if level == 3:  # one cell is left over on the axis with the larger stride, so that rounding up is seen
            axis = stride.index(max(stride))
            size[axis] -= (size[axis] + 2 * padding[axis] - kernel[axis] - 1) % stride[axis]
        else:
            stride[1], padding = stride[0], (padding[0], padding[0])
        if level == 1:
            kernel[1], stride = kernel[0], [min(stride[0], 2)] * 2
        if level < 3 and padding[0] == stride[0] == 1:  # there forgetting the + 1 looks like counting one side only
            padding = (2, 2)
        return cls(size[0], size[1], (kernel[0], kernel[1]), (stride[0], stride[1]), padding)

    def targets(self, level: int) -> tuple[str, ...]:
        mixed = ("axes-swapped",) if level == 1 else ("axes-swapped", "axis-settings-swapped")
        if max(self.stride) > 1:
            return (*mixed, "forgot-one", "stride-ignored", *(("rounded-up",) if level == 3 else ()))
        if max(self.padding) == 1:
            # With stride 1 and padding 1, counting the padding once takes one away, as forgetting the + 1 does.
            return (*mixed, "padding-ignored")
        return (*mixed, "forgot-one", *(("padding-ignored",) if any(self.padding) else ()))

    def well_posed(self, level: int) -> bool:
        if self.height == self.width or self.padding[0] >= self.kernel[0] or self.padding[1] >= self.kernel[1]:
            return False
        rows, columns = self.axes
        if not (rows.fits and columns.fits):
            return False
        if rows.out == columns.out or min(rows.out, columns.out) < 2 or (level == 3 and self._hides_rounding()):
            return False
        return could_be_told_apart(rows, columns, self.targets(level))

    def _hides_rounding(self) -> bool:
        """Whether rounding up gives what dividing the input by the stride does: told here, it costs least."""
        for axis in self.axes:
            divided = -(-axis.n // axis.stride) if axis.stride > 1 else axis.out
            if axis.out + (axis.remainder > 0) != divided:
                return False
        return True

    @once
    def axes(self) -> tuple[Axis, Axis]:
        (high, wide), (down, across), (above, beside) = self.kernel, self.stride, self.padding
        return Axis.symmetric(self.height, high, down, above), Axis.symmetric(self.width, wide, across, beside)

    def sliding(self) -> tuple[Axis, ...]:
        return self.axes

    def prompt(self) -> Text:
        return T(
            "A kernel %(kh)s high and %(kw)s wide slides over an input %(h)s high and %(w)s wide with %(stride)s, "
            "%(padding)s. How high and how wide is the output?",
            kh=self.kernel[0],
            kw=self.kernel[1],
            h=self.height,
            w=self.width,
            stride=self._stride(),
            padding=T("and with %(padding)s", padding=self._padding()) if any(self.padding) else T("without padding"),
        )

    def _stride(self) -> Text:
        down, across = self.stride
        if down == across:
            return T("stride %(s)s", s=down)
        return T("stride %(down)s down and %(across)s across", down=down, across=across)

    def _padding(self) -> Text:
        down, across = self.padding
        if down == across:
            return count("1 zero of padding on every side", "%(n)s zeros of padding on every side", down)
        if not across:
            return count("1 row of zeros above and below", "%(n)s rows of zeros above and below", down)
        if not down:
            return count("1 column of zeros left and right", "%(n)s columns of zeros left and right", across)
        return T("padding of %(down)s above and below and of %(across)s left and right", down=down, across=across)

    def convention(self) -> Text:
        return T("PyTorch: floor; height before width; padding counted per side")

    def picture(self) -> Picture:
        given = self._grid()
        first = changed(given.panels[0], frames=(grid_frame(*self.axes, 0, 0),))
        high, wide = self.kernel
        said = T("%(grid)s A frame marks the first window, %(h)s high and %(w)s wide.", h=high, w=wide)
        return Picture((first,), said.filled(grid=given.description))

    def _grid(self) -> Picture:
        caption = T("input, %(h)s high and %(w)s wide", h=self.height, w=self.width)
        return Picture(
            (blank_panel("input", caption, self.height, self.width, self.padding),),
            self._described(),
        )

    def _described(self) -> Text:
        size = {"h": self.height, "w": self.width}
        if not any(self.padding):
            return T("An input %(h)s high and %(w)s wide, without padding.", **size)
        return T("An input %(h)s high and %(w)s wide, with %(padding)s.", padding=self._padding(), **size)

    @property
    def answer(self) -> Format:
        return SHAPE

    def solve(self) -> Value:
        return tuple(axis.out for axis in self.axes)

    def wrong_models(self) -> Iterator[Mistake]:
        return wrong_shapes(*self.axes)

    def seldom(self) -> Iterator[Mistake]:
        return one_setting_for_both(*self.axes)

    def swaps(self) -> Iterator[tuple[str, Swap]]:
        return shape_swaps(*self.axes)

    def explain(self) -> Explanation:
        return Explanation(self._grid(), shape_steps(*self.axes))
