"""Dates and times as they are typed: in the site's time zone, with its hours that come twice or never."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils import timezone


class WhenInput(forms.DateTimeInput):
    """Seconds are shown where there are any, so that saving a form moves no deadline."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "datetime-local", "step": "any"}, format="%Y-%m-%dT%H:%M:%S")

    def format_value(self, value: Any) -> str | None:
        """The time to the minute, or to the second."""
        said = super().format_value(value)
        return said.removesuffix(":00") if said and said.count(":") == 2 else said


class WhenField(forms.DateTimeField):
    """A date and time in the site's time zone, picked in the browser; empty means never.

    When clocks change, an hour comes twice or never. Of two times that could be meant the later one is: nobody loses
    an hour that they were promised.
    """

    def __init__(self, **more: Any) -> None:
        super().__init__(
            required=False, widget=WhenInput(), input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **more
        )

    def to_python(self, value: Any) -> datetime | None:
        """The time with its zone."""
        try:
            return super().to_python(value)
        except forms.ValidationError as problem:
            if problem.code != "ambiguous_timezone" or not problem.params:
                raise
            typed: datetime = problem.params["datetime"]
            zone = timezone.get_current_timezone()
            return max(typed.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))


def unmoved(form: forms.Form) -> dict[str, datetime]:
    """Times of the form that stand there as they stood before: what was typed may say less than what is stored."""
    found = {}
    for name, field in form.fields.items():
        before = form.get_initial_for_field(field, name) if isinstance(field, WhenField) else None
        if before and form[name].data == field.widget.format_value(field.prepare_value(before)):
            found[name] = before
    return found
