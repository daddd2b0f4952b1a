"""Words, formulas and drawings in templates."""

import re
from datetime import datetime
from decimal import Decimal

import nh3
from django import template
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from latex2mathml.converter import convert
from markdown_it import MarkdownIt

from exercises.pictures import Cell, Panel
from exercises.slips import title_of
from exercises.text import Text, linear, minus, plain
from grader.pages.times import in_words, zone_in_words

register = template.Library()

# fmt: off
MARKDOWN_TAGS = {
    "p", "br", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "hr", "a",
    "table", "thead", "tbody", "tr", "th", "td"
}
MATHML_TAGS = {
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup",
    "munder", "mover", "munderover", "mtable", "mtr", "mtd"
}
# fmt: on

CELL = 40  # user units a cell in every drawing
LETTER = 9  # user units a letter of a block
NOTE_LETTER = 8  # user units a letter of the note in a block
DENSE, DENSER = 9, 13  # cells across from which on the letters of a drawing begin larger


@register.filter
def say(text: Text | str) -> SafeString:
    """A Text in the reader's language, escaped, with its `$formulas$` as MathML."""
    sentence = text.render(gettext) if isinstance(text, Text) else str(text)
    sentence = re.sub(r"(?<=\w) × (?=\w)", "\u00a0×\u00a0", sentence)  # "5 × 4" stays on one line
    sentence = re.sub(r"(?<=\(\d), (?=\d+\))", ",\u00a0", sentence)  # and so does "(1, 0)"
    parts = re.split(r"\$([^$]*)\$", sentence)
    drawn = [mathml(part) if place % 2 else escape(part) for place, part in enumerate(parts)]
    return mark_safe("".join(drawn))  # noqa: S308 - every part was escaped or made by us


@register.filter
def markdown(text: str) -> SafeString:
    """An instructor's Markdown with `$formulas$`, sanitised: no scripts, no styles, no pictures."""
    formulas: list[str] = []

    def set_aside(found: re.Match[str]) -> str:
        formulas.append(found[1])
        return f"FORMULA{len(formulas) - 1}X"

    kept = re.sub(r"\$([^$\n]+)\$", set_aside, text)
    clean = nh3.clean(MarkdownIt("commonmark", {"html": False}).enable("table").render(kept), tags=MARKDOWN_TAGS)
    whole = re.sub(r"FORMULA(\d+)X", lambda found: _typed_formula(formulas, int(found[1]), found[0]), clean)
    return mark_safe(whole)  # noqa: S308 - sanitised, and formulas are sanitised by themselves


def _typed_formula(formulas: list[str], place: int, otherwise: str) -> str:
    """A formula that an instructor typed; what cannot be read stands there as it was typed."""
    if place >= len(formulas):
        return otherwise
    try:
        return nh3.clean(convert(formulas[place]), tags=MATHML_TAGS, attributes={"*": {"display", "stretchy"}})
    except Exception:  # the converter raises many kinds of errors on formulas that are not well formed
        return str(escape(f"${formulas[place]}$"))


@register.filter
def when(at: datetime | None, style: str = "") -> SafeString:
    """A time in words with its zone, and in the form that machines read; a dash for none."""
    if at is None:
        return mark_safe("–")
    return format_html('<time datetime="{}">{}</time>', timezone.localtime(at).isoformat(), in_words(at, style))


@register.simple_tag
def zone() -> str:
    """The zone that all times are in."""
    return zone_in_words()


@register.filter
def words(text: Text) -> str:
    """A Text where no markup can stand: in a list of options, in a title."""
    return plain(text.render(gettext))


@register.filter
def slip_title(slug: str) -> str:
    """A slip, or a family of slips, in words."""
    return words(title_of(slug)).removesuffix(".")


@register.filter
def mathml(latex: str) -> SafeString:
    """A formula of ours as native MathML."""
    return mark_safe(convert(linear(latex))) if latex else mark_safe("")  # noqa: S308 - formulas are ours, never typed


@register.filter
def units(cells: float) -> str:
    """A length in cells as a length in the drawing."""
    return f"{cells * CELL:g}"


@register.filter
def middle(start: float, size: float = 1) -> str:
    """The middle of something that starts here and is so many cells long."""
    return f"{(start + size / 2) * CELL:g}"


@register.filter
def points(value: Decimal) -> str:
    """Points without idle zeros: 2, 1.6 or 0.67."""
    return f"{round(value, 2).normalize():f}"


@register.filter
def number(value: object) -> str:
    """A number with the real minus sign."""
    return minus(value)


@register.filter
def lettering(cell: Cell) -> str:
    """The class of a cell's text: three characters in a square need smaller letters, and more need the smallest."""
    length = len(cell.text)
    if cell.width > 1:
        return "block" if length * LETTER <= cell.width * CELL else "long"
    return "long" if length > 3 else "wide" if length == 3 else ""


@register.filter
def density(panel: Panel) -> str:
    """A further class for a drawing that is wide: a phone shows it smaller than it is."""
    if panel.is_long:
        return " long-strip"
    return " denser" if panel.width > DENSER else " dense" if panel.width > DENSE else ""


@register.filter
def noting(cell: Cell) -> str:
    """The class of a cell's note: one that would not fit into its block has smaller letters."""
    return "note narrow-note" if len(cell.note) * NOTE_LETTER > cell.width * CELL else "note"


@register.filter
def viewed(cells: float) -> str:
    """The size of a drawing that is so many cells long, with room for the lines at its edge."""
    return f"{cells * CELL + 8:g}"
