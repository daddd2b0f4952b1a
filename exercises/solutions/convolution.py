"""What the kinds of convolution maps show: the given grids, and each window's sum of products."""

import numpy as np

from exercises.draws import NAMED_KERNELS, Rows
from exercises.engine.windows import patches
from exercises.pictures import Picture, Role, describe_grid, grid_panel
from exercises.solutions.grids import Axes, Say, sum_of_products
from exercises.text import T, Text, count


def kernel_words(w: Rows) -> Text:
    """`the 2 × 3 kernel`, with its name when it has one."""
    size = f"{len(w)} × {len(w[0])}"
    if w in NAMED_KERNELS:
        return T("the %(size)s kernel (%(name)s)", size=size, name=NAMED_KERNELS[w])
    return T("the %(size)s kernel", size=size)


def sliding_settings(strides: tuple[int, int], pads: tuple[int, int], same: bool) -> Text:
    """`stride 2 and no padding`, and so on: what a prompt says about strides and pads (down, across)."""
    (down, across), (p, q) = strides, pads
    if same:
        return T("stride %(s)s and SAME_UPPER zero padding", s=down)
    if (down, p) != (across, q):
        return T(
            "stride (%(down)s, %(across)s) and zero padding (%(p)s, %(q)s) per side, rows first",
            down=down,
            across=across,
            p=p,
            q=q,
        )
    if p:
        return T("stride %(s)s and zero padding of %(p)s on every side", s=down, p=p)
    return T("stride %(s)s and no padding", s=down)


def given_picture(x: Rows, w: Rows) -> Picture:
    """The bare input and the kernel: putting the padding round it is the student's work."""
    return Picture(
        (grid_panel("input", T("input"), x), grid_panel("kernel", T("kernel"), w, Role.WEIGHT)),
        T("%(x)s. %(w)s.", x=describe_grid(T("Input"), x), w=describe_grid(T("Kernel"), w)),
    )


def saying_products(x: Rows, w: Rows, axes: Axes) -> Say:
    """Each window's products and their sum."""
    seen, weights = patches(np.array(x), *axes), np.array(w)

    def say(i: int, j: int) -> Text:
        terms, zeros = sum_of_products(seen[i, j], weights)
        values = {"row": i + 1, "column": j + 1, "sum": terms}
        if zeros == weights.size:
            return T("Row %(row)s, column %(column)s: all products are 0, and so is their sum: %(sum)s", **values)
        if zeros:
            return count(
                "Row %(row)s, column %(column)s: %(sum)s (the other product is 0)",
                "Row %(row)s, column %(column)s: %(sum)s (the other %(n)s products are 0)",
                zeros,
                **values,
            )
        return T("Row %(row)s, column %(column)s: %(sum)s", **values)

    return say
