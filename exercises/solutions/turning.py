"""The first step of a true convolution: the kernel turned, and how far it may stick out in each mode."""

from exercises.draws import Rows
from exercises.pictures import Picture, Role, grid_panel
from exercises.solutions.grids import Axes
from exercises.text import T, Text


def turned_picture(given: Picture, turned: Rows) -> Picture:
    """The input with the kernel as it is used."""
    kernel = grid_panel("kernel", T("kernel, turned by 180 degrees"), turned, Role.WEIGHT)
    return Picture((given.panels[0], kernel), given.description)


def turning_setup(axes: Axes, mode: str) -> Text:
    """What is turned, and the size in this mode."""
    rows, columns = axes
    values = {
        "size": f"{rows.out} × {columns.out}",
        "top": rows.begin,
        "bottom": rows.end,
        "left": columns.begin,
        "right": columns.end,
    }
    if mode == "valid":
        return T(
            "Turn the kernel by 180 degrees: first row last, first column last. In mode “valid” it stays on the input, "
            "so the output is %(size)s.",
            **values,
        )
    if mode == "full":
        return T(
            "Turn the kernel by 180 degrees: first row last, first column last. In mode “full” one cell of overlap is "
            "enough, so zeros are read all round and the output is %(size)s.",
            **values,
        )
    return T(
        "Turn the kernel by 180 degrees: first row last, first column last. Mode “same” is the middle of “full”, as "
        "large as the input: %(size)s. Rows of zeros that it reads: %(top)s above and %(bottom)s below; columns of "
        "zeros: %(left)s on the left and %(right)s on the right.",
        **values,
    )
