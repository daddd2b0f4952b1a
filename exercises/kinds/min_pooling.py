"""K25: the smallest cell of each window."""

from dataclasses import dataclass

from exercises.extremes import ExtremePooling
from exercises.text import T, Text


@dataclass(frozen=True)
class MinPooling(ExtremePooling):
    """The smallest cell wins; padding is plus infinity and never does. PyTorch has it as -max_pool2d(-x)."""

    title = T("Min pooling")
    about = T("Keep the smallest cell of each window; padding never wins.")
    order = 2
    largest = False
    values = ((-9, 6), (-7, 9), (-3, 9))
    asks = T("Min pooling of the %(size)s input with %(settings)s. What is the output?")

    def convention(self) -> Text:
        if self.padding:
            return T("−max_pool2d(−x) in PyTorch: floor; padding is plus infinity, never 0")
        if self.ceil:
            return T("−max_pool2d(−x) in PyTorch: ceil_mode, the last windows may hang over the edge")
        return T("−max_pool2d(−x) in PyTorch: floor")
