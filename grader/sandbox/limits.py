"""What one submission may use."""

from dataclasses import dataclass, fields

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Budgets of one submission, over loading and all its calls together; memory comes on top of numpy
    itself.
    """

    cpu_seconds: int = 2
    wall_seconds: float = 3.0
    memory_bytes: int = 256 * MEGABYTE
    result_bytes: int = 32 * MEGABYTE
    text_bytes: int = 64 * 1024
    source_bytes: int = 256 * 1024

    def capped(self) -> "Limits":
        """Return these limits, none above the largest that any exercise may ask for."""
        names = [field.name for field in fields(Limits)]
        return Limits(*(min(getattr(self, name), getattr(CAPS, name)) for name in names))


CAPS = Limits(
    cpu_seconds=60,
    wall_seconds=90.0,
    memory_bytes=1024 * MEGABYTE,
    result_bytes=64 * MEGABYTE,
    text_bytes=1 * MEGABYTE,
    source_bytes=256 * 1024,
)
