"""The shape of a whole batch: examples, channels, height and width, in the order of a layout."""

from dataclasses import dataclass

from exercises.engine.sizes import Axis

Four = tuple[int, ...]


@dataclass(frozen=True)
class Tensor:
    """What goes in and what is done with it; `filters` is 0 for a pooling layer, and `layout` is NCHW or NHWC."""

    batch: int
    channels: int
    filters: int
    groups: int
    rows: Axis
    columns: Axis
    layout: str

    @property
    def given(self) -> Four:
        return self.shape(self.batch, self.channels, self.rows.n, self.columns.n)

    @property
    def right(self) -> Four:
        return self.made(self.filters or self.channels)

    def made(self, channels: int) -> Four:
        """The output's shape, were these its channels."""
        return self.shape(self.batch, channels, self.rows.out, self.columns.out)

    def shape(self, batch: int, channels: int, height: int, width: int, layout: str = "") -> Four:
        if (layout or self.layout) == "NCHW":
            return (batch, channels, height, width)
        return (batch, height, width, channels)
