"""Forms of those who teach."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grader.pages.when import WhenField, unmoved
from grader.people.models import User
from grader.people.queries import labels_in, students_of
from grader.sets.models import WHEN, Extension, Policy, ProblemSet
from grader.sets.rules import When
from grader.sets.terms import EXCEPTED, SHOWN, TERMS, trouble_with, trouble_with_exception, trouble_with_exceptions

GROUPS = (
    (_("Words"), ("title", "intro", "released")),
    (_("Dates"), ("opens_at", "due_at", "closes_at", "late")),
    (_("Attempts"), ("attempts", "policy", "fresh")),
    (_("Exam"), ("minutes", "exam", "one_by_one")),
    (_("What students see, and when"), SHOWN),
)
STEP = re.compile(r"(\d{1,3})\s*%\s*(\d{1,5})\s*h")


class PlainForm(forms.Form):
    """A form whose labels stand alone: no colon behind them."""

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, label_suffix="", **more)


class SetForm(PlainForm):
    """The words and rules of a set."""

    title = forms.CharField(label=_("Title"), max_length=200)
    intro = forms.CharField(
        label=_("Text above the questions"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Markdown, with formulas as $\\frac{n}{2}$."),
    )
    released = forms.BooleanField(label=_("Students see it"), required=False)
    opens_at = WhenField(label=_("Opens"))
    due_at = WhenField(label=_("Due"))
    late = forms.CharField(
        label=_("Late credit"), required=False, help_text=_("For example 80% 48h, 50% 168h: hours after the due date.")
    )
    closes_at = WhenField(label=_("Closes"))
    attempts = forms.IntegerField(label=_("Attempts at each question"), required=False, min_value=1, max_value=1000)
    fresh = forms.BooleanField(label=_("Each attempt has new numbers"), required=False)
    policy = forms.ChoiceField(label=_("What counts"), choices=Policy)
    minutes = forms.IntegerField(label=_("Time limit in minutes"), required=False, min_value=1, max_value=10_000)
    exam = forms.BooleanField(label=_("Exam: everything is shown after it closes"), required=False)
    one_by_one = forms.BooleanField(label=_("One question at a time, and no way back"), required=False)
    show_verdict = forms.ChoiceField(label=_("Verdicts are shown"), choices=list(WHEN.items()), required=False)
    show_slip = forms.ChoiceField(label=_("Slips are named"), choices=list(WHEN.items()), required=False)
    show_solution = forms.ChoiceField(label=_("Solutions are shown"), choices=list(WHEN.items()), required=False)
    show_score = forms.ChoiceField(label=_("Points are shown"), choices=list(WHEN.items()), required=False)

    exceptions: Sequence[Extension] = ()

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings, in the order of the page."""
        return [(title, [self[name] for name in names]) for title, names in GROUPS]

    @classmethod
    def of(cls, problem_set: ProblemSet, data: Any = None) -> "SetForm":
        """The form with the set as it is, or as it is to be."""
        plain = [name for name in cls.base_fields if name != "late"]
        late = ", ".join(f"{step.percent}% {step.hours}h" for step in problem_set.rules().late)
        form = cls(data, initial={**{name: getattr(problem_set, name) for name in plain}, "late": late})
        form.exceptions = list(Extension.objects.filter(problem_set=problem_set).select_related("user"))
        return form

    def clean_late(self) -> list[list[int]]:
        """Pairs of hours and percent; credit can only fall."""
        typed = self.cleaned_data["late"]
        steps = sorted([int(hours), int(percent)] for percent, hours in STEP.findall(typed))
        if re.sub(r"[\s,;]", "", STEP.sub("", typed)):
            raise forms.ValidationError(_("Write percent and hours, such as 80% 48h, 50% 168h."))
        return steps

    def clean(self) -> dict[str, Any]:
        """Dates in their order, and an end for an exam."""
        said = super().clean() or {}
        said |= unmoved(self)
        if not self.errors:
            terms = {name: value for name, value in self.values().items() if name in TERMS}
            for name, trouble in (trouble_with(terms) or trouble_with_exceptions(terms, self.exceptions)).items():
                self.add_error("late" if name == "late_steps" else name, trouble)
        return said

    def values(self) -> dict[str, Any]:
        """What `change_set` takes."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "late"}
        said |= {name: said[name] or When.NOW for name in SHOWN}
        return {**said, "late_steps": self.cleaned_data["late"]}


class ExceptionForm(PlainForm):
    """What holds for one student of the course, or for all who have a label; with `changing` one that there is."""

    student = forms.ModelChoiceField(label=_("Student"), queryset=User.objects.none(), required=False)
    label = forms.ChoiceField(label=_("or everybody with the label"), required=False)
    due_at = WhenField(label=_("Due"))
    closes_at = WhenField(label=_("Closes"))
    time_factor = forms.IntegerField(
        label=_("Time in percent"), initial=100, min_value=100, max_value=1000, help_text=_("150: half as much again.")
    )
    extra_attempts = forms.IntegerField(label=_("Extra attempts"), initial=0, min_value=0, max_value=1000)

    def __init__(self, data: Any, *, problem_set: ProblemSet, changing: Extension | None = None) -> None:
        super().__init__(data, initial=changing and {"student": changing.user_id, **_held(changing)})
        self.problem_set, self.changing, course = problem_set, changing, problem_set.course
        self.fields["student"].queryset = students_of(course)  # type: ignore[attr-defined]
        self.fields["label"].choices = [("", "–"), *((one, one) for one in labels_in(course))]  # type: ignore[attr-defined]
        if changing:
            del self.fields["student"], self.fields["label"]

    def clean(self) -> dict[str, Any]:
        """Somebody, not two at once, and nobody who has an exception already; dates in their order."""
        said = super().clean() or {}
        said |= unmoved(self)
        if self.changing:
            said |= {"student": self.changing.user, "label": self.changing.label}
        if bool(said.get("student")) == bool(said.get("label")):
            raise forms.ValidationError(_("Choose a student or a label."))
        held = Extension.objects.filter(problem_set=self.problem_set, user=said["student"], label=said["label"])
        if not self.changing and held.exists():
            raise forms.ValidationError(_("There is an exception for these already. Change it in the list above."))
        if not self.errors:
            for name, trouble in trouble_with_exception(self.problem_set, said).items():
                self.add_error(name, trouble)
        return said

    def values(self) -> dict[str, Any]:
        """What `make_exception` takes beside the set."""
        said = dict(self.cleaned_data)
        return {"user": said.pop("student"), **said}


def _held(extension: Extension) -> dict[str, Any]:
    return {name: getattr(extension, name) for name in EXCEPTED}
