"""Pictures and worked solutions arranged for the templates: which marks each step puts on which panel."""

from dataclasses import dataclass

from exercises.pictures import Cell, Frame, Panel, Picture, Role
from exercises.question import Explanation, Step


@dataclass(frozen=True)
class Overlay:
    """What step number `step` adds to one panel."""

    step: int
    frames: tuple[Frame, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class DrawnPanel:
    """A panel with the marks of every step on it, and frames that a slip would read."""

    panel: Panel
    overlays: tuple[Overlay, ...] = ()
    slips: tuple[Frame, ...] = ()


@dataclass(frozen=True)
class Solution:
    """A worked solution; `start` is the number of the step to show first."""

    panels: tuple[DrawnPanel, ...]
    picture: Picture
    steps: tuple[Step, ...]
    start: int

    @property
    def roles(self) -> set[Role]:
        """What the legend explains: the roles on the picture and those that a step adds."""
        return {*self.picture.roles, *self.reached}

    @property
    def reached(self) -> dict[Role, int]:
        """Roles that are not on the picture at first, and the step that adds them: until then the legend is silent."""
        first: dict[Role, int] = {}
        for number, step in enumerate(self.steps):
            for cell in step.cells:
                if cell.role not in self.picture.roles:
                    first.setdefault(cell.role, number)
        return first

    @property
    def slipped(self) -> bool:
        """Whether the picture shows what a slip would read."""
        return any(panel.slips for panel in self.panels)


def drawn(picture: Picture) -> tuple[DrawnPanel, ...]:
    """A picture without steps."""
    return tuple(DrawnPanel(panel) for panel in picture.panels)


def solution(explanation: Explanation, step: str = "", slips: tuple[Frame, ...] = ()) -> Solution:
    """A worked solution that opens at the step with this key, with the slip's frames over its picture."""
    panels = tuple(
        DrawnPanel(panel, _overlays(panel.key, explanation.steps), tuple(f for f in slips if f.panel == panel.key))
        for panel in explanation.picture.panels
    )
    keys = [one.key for one in explanation.steps]
    return Solution(panels, explanation.picture, explanation.steps, keys.index(step) if step in keys else 0)


def _overlays(panel: str, steps: tuple[Step, ...]) -> tuple[Overlay, ...]:
    found = (
        Overlay(
            number,
            tuple(frame for frame in step.frames if frame.panel == panel),
            tuple(cell for cell in step.cells if cell.panel == panel),
        )
        for number, step in enumerate(steps)
    )
    return tuple(overlay for overlay in found if overlay.frames or overlay.cells)
