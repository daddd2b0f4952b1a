"""Answers as JSON: the schema of each format, and JSON values as the text that a student would type."""

from functools import singledispatch
from typing import Any

from exercises.answers import (
    BORDER,
    Choice,
    Format,
    Grid,
    Grids,
    Integer,
    Line,
    Number,
    Rounded,
    Several,
    Shape,
    Steps,
    Table,
    Tuples,
)

JsonSchema = dict[str, Any]
NUMBER: JsonSchema = {
    "description": 'A number, exactly: 3, 2.75, or as a string "11/4".',
    "type": ["number", "string"],
}


@singledispatch
def schema_of(answer: Format) -> JsonSchema:
    """The JSON Schema (2020-12) of an answer in this format. A string as a student would type it always does too."""
    return {"type": "string"}


@schema_of.register
def _(answer: Number) -> JsonSchema:
    return NUMBER


@schema_of.register
def _(answer: Integer) -> JsonSchema:
    return {**NUMBER, "description": "One whole number."}


@schema_of.register
def _(answer: Rounded) -> JsonSchema:
    return {**NUMBER, "description": f"One number, rounded to {answer.places} decimals."}


@schema_of.register
def _(answer: Shape) -> JsonSchema:
    names = [str(name) for name in answer.names]
    exactly = {"minItems": len(names), "maxItems": len(names)} if names else {"minItems": 1}
    return _array(NUMBER, f"In this order: {', '.join(names)}." if names else "In order.", **exactly)


@schema_of.register
def _(answer: Several) -> JsonSchema:
    return _array({"type": "integer"}, "All of them, in any order; empty when there are none.", uniqueItems=True)


@schema_of.register
def _(answer: Tuples) -> JsonSchema:
    names = [str(name) for name in answer.names]
    one = _array({"type": "integer"}, f"({', '.join(names)})", minItems=len(names), maxItems=len(names))
    return _array(one, "All of them, in any order; empty when there are none.", uniqueItems=True)


@schema_of.register
def _(answer: Grid) -> JsonSchema:
    row = _array(NUMBER, "One row.", minItems=1, maxItems=20)
    return _array(row, "Row after row, all equally long.", minItems=1, maxItems=20)


@schema_of.register
def _(answer: Grids) -> JsonSchema:
    grids = [{**schema_of(stage.format), "title": str(stage.label)} for stage in answer.stages]
    many = {"prefixItems": grids, "items": False, "minItems": len(grids)}
    return {"type": ["array", "string"], "description": "One grid for each stage, in order.", **many}


@schema_of.register
def _(answer: Table) -> JsonSchema:
    rows = [
        {
            **_array(NUMBER, _named(answer, line), minItems=len(line.columns), maxItems=len(line.columns)),
            "title": str(line.label),
        }
        for line in answer.lines
    ]
    many = {"prefixItems": rows, "items": False, "minItems": len(rows)}
    return {"type": ["array", "string"], "description": "One entry for each row, in order.", **many}


def _named(answer: Table, line: Line) -> str:
    return f"In this order: {', '.join(str(answer.columns[column]) for column in line.columns)}."


@schema_of.register
def _(answer: Choice) -> JsonSchema:
    return {"oneOf": [{"const": key, "title": str(title)} for key, title in answer.options]}


@schema_of.register
def _(answer: Steps) -> JsonSchema:
    boxes = [{**schema_of(part.format), "title": str(part.label)} for part in answer.boxes]
    return {
        "type": ["array", "string"],
        "prefixItems": boxes,
        "items": False,
        "minItems": len(boxes),
        "description": "One entry for each box, in order.",
    }


def _array(items: JsonSchema, description: str, **more: object) -> JsonSchema:
    return {"type": ["array", "string"], "items": items, "description": description, **more}


def as_typed(answer: Format, value: Any) -> str:
    """A JSON value as the text that the format reads. What does not fit becomes text that the format refuses."""
    if isinstance(value, str):
        return value
    if isinstance(answer, Steps) and isinstance(value, list):
        boxes = [part.format for part in answer.boxes] + [None] * len(value)
        return "; ".join(as_typed(box, one) if box else _word(one) for box, one in zip(boxes, value, strict=False))
    if isinstance(answer, Grids) and isinstance(value, list):
        grids: list[Format | None] = [*(stage.format for stage in answer.stages), *[None] * len(value)]
        typed = [as_typed(grid, one) if grid else _word(one) for grid, one in zip(grids, value, strict=False)]
        return f"\n{BORDER}\n".join(typed)
    if isinstance(answer, Grid | Table) and isinstance(value, list):
        return "\n".join("\t".join(map(_word, row)) if isinstance(row, list) else _word(row) for row in value)
    if isinstance(answer, Tuples) and isinstance(value, list):
        return ", ".join(f"({_joined(one)})" for one in value) or "none"
    if isinstance(value, list):
        return _joined(value) or ("none" if isinstance(answer, Several) else "")
    return _word(value)


def _joined(value: Any) -> str:
    return ", ".join(map(_word, value)) if isinstance(value, list) else _word(value)


def _word(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
