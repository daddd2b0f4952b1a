"""The shape of a whole batch: examples, channels, height and width, in the order of a layout."""

from dataclasses import dataclass

from exercises.engine.sizes import Axis

Four = tuple[int, ...]


@dataclass(frozen=True)
class Tensor:
    """What goes in and what is done with it; `filters` is 0 for a pooling layer."""

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
        numbers = {"N": batch, "C": channels, "H": height, "W": width}
        return tuple(numbers[letter] for letter in layout or self.layout)
