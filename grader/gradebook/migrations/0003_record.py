from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Case, OuterRef, Subquery, Value, When

MATTERS = [
    ("points", "points"),
    ("by hand", "points by hand"),
    ("key", "what is right"),
    ("treatment", "how the question counts"),
    ("worth", "points of the question"),
    ("rules", "rules of the set"),
    ("exception", "exception"),
    ("label", "label"),
]


def say_what_about(apps: Any, schema_editor: Any) -> None:
    """Lines from before had an item each; those without a learner were about keys or treatments."""
    Change, Item = apps.get_model("gradebook", "Change"), apps.get_model("sets", "Item")
    item = Item.objects.filter(pk=OuterRef("item"))
    Change.objects.update(
        problem_set=Subquery(item.values("problem_set")[:1]),
        matter=Case(
            When(learner__isnull=False, then=Value("points")),
            When(before__startswith="the solution", then=Value("key")),
            default=Value("treatment"),
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("gradebook", "0002_regrades"),
        ("sets", "0006_told_closed"),
    ]

    operations = [
        migrations.AddField(
            "change",
            "matter",
            models.CharField(choices=MATTERS, default="points", max_length=10),
        ),
        migrations.AddField(
            "change",
            "problem_set",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="sets.problemset"),
        ),
        migrations.AlterField(
            "change",
            "item",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="sets.item"),
        ),
        migrations.AlterField("change", "before", models.TextField(blank=True)),
        migrations.AlterField("change", "after", models.TextField(blank=True)),
        migrations.AlterField("change", "why", models.TextField(blank=True)),
        migrations.RunPython(say_what_about, migrations.RunPython.noop),
    ]
