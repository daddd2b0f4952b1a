"""The colours of pictures can be told apart in both schemes: WCAG's contrast, computed from the style sheet."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

TEXTS = [
    ("ink", "paper"),
    ("ink", "sheet"),
    ("soft", "paper"),
    ("soft", "sheet"),
    ("soft", "pad"),
    ("teal", "teal-fill"),
]
LINES = [
    ("hatch", "pad"),
    ("hatch", "sheet"),
    ("amber", "sheet"),
    ("teal", "sheet"),
    ("wrong", "sheet"),
    ("rule", "sheet"),
]


@pytest.fixture(scope="module")
def schemes():
    light, dark, *_ = Path(finders.find("pages/drawing.css")).read_text().split(":root {")[1:]
    return [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})\b", scheme)) for scheme in (light, dark)]


def test_contrast_is_that_of_black_on_white():
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # the known example that just fails


@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_texts_can_be_read(schemes, text, ground):
    assert all(contrast(scheme[text], scheme[ground]) >= 4.5 for scheme in schemes)


@pytest.mark.parametrize(("line", "ground"), LINES)
def test_lines_and_hatches_can_be_seen(schemes, line, ground):
    assert all(contrast(scheme[line], scheme[ground]) >= 3 for scheme in schemes)


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
