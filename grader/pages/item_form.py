"""The form of one question in a set."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.kinds import catalogue
from exercises.problems import problems
from exercises.question import LEVELS, Question
from exercises.ranges import frameworks_of, seen_of
from grader.pages.forms import PlainForm
from grader.sets.models import Item
from grader.sets.toml import MOST_POINTS
from grader.sets.wishes import trouble_with

LEAST_AND_MOST = {"least": _("at least"), "most": _("at most")}
NUMBERS = [("same", _("the same for all")), ("each", _("each student’s own"))]
FARTHEST = (-(10**6), 10**6)


class NewItemForm(PlainForm):
    """One more question: a kind at a level or a function to write, its numbers and points."""

    kind = forms.ChoiceField(
        choices=lambda: [(slug, slug) for slug in (*catalogue(), *problems())],
        error_messages={"required": _("Choose a kind."), "invalid_choice": _("There is no such kind. Choose another.")},
    )
    level = forms.TypedChoiceField(choices=[(level, level) for level in LEVELS], coerce=int, initial=LEVELS[0])
    drawn = forms.ChoiceField(choices=NUMBERS, initial="same")
    points = forms.IntegerField(
        min_value=0,
        max_value=MOST_POINTS,
        initial=1,
        error_messages={"invalid": _("Write points as a whole number, such as 2.")},
    )


class ItemForm(PlainForm):
    """One question of a set: its words, its points, and what is wanted of its numbers."""

    title = forms.CharField(label=_("Title"), max_length=200)
    points = forms.IntegerField(label=_("Points"), min_value=0, max_value=MOST_POINTS)
    words = forms.CharField(
        label=_("Text above the question"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Markdown, with formulas as $\\frac{n}{2}$."),
    )
    level = forms.TypedChoiceField(label=_("Level"), choices=[(level, level) for level in LEVELS], coerce=int)
    drawn = forms.ChoiceField(label=_("Numbers"), choices=NUMBERS)
    framework = forms.ChoiceField(label=_("Convention"), required=False)

    def __init__(self, data: Any = None, *, item: Item) -> None:
        first = {name: getattr(item, name) for name in ("title", "points", "words", "level", "framework")}
        super().__init__(data, initial={**first, "drawn": "each" if item.drawn else "same"})
        self.item = item
        if item.kind in catalogue():
            self._offer_wishes(catalogue()[item.kind])
        else:
            for name in ("level", "drawn", "framework"):
                del self.fields[name]

    def _offer_wishes(self, kind: type[Question]) -> None:
        named = sorted({name for level in LEVELS for name in frameworks_of(kind, level)})
        self.fields["framework"].choices = [("", _("any of the kind’s")), *((one, one) for one in named)]  # type: ignore[attr-defined]
        for name, seen in seen_of(kind, self.item.level or 1).items():
            bounds = self.item.limits.get(name, ("", ""))
            for end, bound, usual in zip(("least", "most"), bounds, seen, strict=True):
                self.fields[f"{name}-{end}"] = forms.IntegerField(
                    label=f"{name}: {LEAST_AND_MOST[end]}", required=False, initial=bound, help_text=str(usual)
                )

    def limits(self) -> dict[str, list[int]]:
        """Bounds by parameter; where one end is empty, it is that of the other or nothing at all."""
        found = {}
        for name in [name.removesuffix("-least") for name in self.fields if name.endswith("-least")]:
            ends = (self.cleaned_data.get(f"{name}-{end}") for end in LEAST_AND_MOST)
            found[name] = [far if end is None else end for end, far in zip(ends, FARTHEST, strict=True)]
        return {name: bounds for name, bounds in found.items() if bounds != list(FARTHEST)}

    def clean(self) -> dict[str, Any]:
        """Numbers that can be had."""
        said = super().clean() or {}
        wished = "level" in said and not self.errors
        trouble = wished and trouble_with(self.item.kind, said["level"], self.limits(), said.get("framework", ""))
        if trouble:
            raise forms.ValidationError(trouble)
        return said

    def values(self) -> dict[str, Any]:
        """What `change_item` takes beside the numbers."""
        said = {name: self.cleaned_data[name] for name in ("title", "points", "words")}
        if "level" not in self.cleaned_data:
            return said
        wishes = {"limits": self.limits(), "framework": self.cleaned_data["framework"]}
        return {**said, **wishes, "level": self.cleaned_data["level"], "drawn": self.cleaned_data["drawn"] == "each"}
