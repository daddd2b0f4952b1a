"""K25: the largest cell of each window."""

from dataclasses import dataclass

from exercises.extremes import ExtremePooling
from exercises.text import T, Text


@dataclass(frozen=True)
class MaxPooling(ExtremePooling):
    """The largest cell wins; padding is minus infinity and never does."""

    title = T("Max pooling")
    about = T("Keep the largest cell of each window, also where windows overlap or hang over the edge.")
    order = 1
    largest = True
    values = ((-6, 9), (-9, 7), (-9, 3))
    asks = T("Max pooling of the %(size)s input with %(settings)s. What is the output?")

    def convention(self) -> Text:
        if self.padding:
            return T("PyTorch: floor; padding is minus infinity, never 0")
        if self.ceil:
            return T("PyTorch: ceil_mode, the last windows may hang over the edge")
        return T("PyTorch: floor")
