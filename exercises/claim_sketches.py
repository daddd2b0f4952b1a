"""What a statement of `exercises.claims` speaks about, drawn where a picture is possible and tells no answer."""

from collections.abc import Callable
from typing import Any

from exercises.pictures import Frame, Panel, Role, grid_panel, padded_panel
from exercises.strips import strip_panel
from exercises.text import T, Text, count

Drawn = tuple[Any, ...]
Sketch = tuple[Panel, Text]
"""The drawing and what it shows, as the end of a sentence."""


def sketch(number: int, drawn: Drawn) -> Sketch | None:
    """The drawing of statement `number`; None where there is nothing to be drawn."""
    slug, *numbers, _claimed = drawn
    draw = _SKETCHES.get(slug)
    return draw(f"statement-{number}", T("statement %(i)s", i=number), *numbers) if draw else None


def _strip(key: str, caption: Text, n: int, kernel: int = 0) -> Sketch:
    """An axis of `n` cells, with the first window on it where there is one."""
    panel = strip_panel(key, caption, n)
    if not kernel:
        return panel, T("%(n)s cells", n=n)
    framed = Frame(0, 0, kernel, 1, Role.WINDOW, key)
    panel = Panel(key, caption, panel.width, 1, panel.cells, (framed,), panel.labels)
    return panel, T("%(n)s cells, the first window of %(k)s framed", n=n, k=kernel)


def _corner(key: str, caption: Text, kernel: int, padding: int) -> Sketch:
    """The upper left corner of an image in its rings of zeros; putting the window there is the reader's work."""
    real = kernel - padding + 1
    corner = padded_panel(key, caption, [[""] * real] * real, (padding, 0, padding, 0))
    said = count(
        "the corner of an image with 1 ring of zeros", "the corner of an image with %(n)s rings of zeros", padding
    )
    return corner, said


def _kernel(key: str, caption: Text, kernel: int) -> Sketch:
    return grid_panel(key, caption, [[""] * kernel], Role.WEIGHT), T("a kernel of %(k)s cells, from the side", k=kernel)


def _window(key: str, caption: Text, kernel: int) -> Sketch:
    panel = grid_panel(key, caption, [[""] * kernel] * kernel, frames=(Frame(0, 0, kernel, kernel, Role.WINDOW, key),))
    return panel, T("a window of %(k)s × %(k)s cells", k=kernel)


_SKETCHES: dict[str, Callable[..., Sketch]] = {
    "loss": _kernel,
    "depth": lambda key, caption, n, k, _layers: _strip(key, caption, n, k),
    "corner": _corner,
    "pooled": lambda key, caption, n, k, _stride: _strip(key, caption, n, k),
    "kept": _window,
    "learnt": lambda key, caption, k, _channels: _window(key, caption, k),
    "largest": _strip,
    "same": lambda key, caption, n, _stride: _strip(key, caption, n),
}
