"""When an answer was last given, and what was typed then."""

from typing import Any

from django.db import migrations, models
from django.utils import timezone


def given_when_received(apps: Any, schema_editor: Any) -> None:
    apps.get_model("attempts", "Submission").objects.update(given_at=models.F("received_at"))


class Migration(migrations.Migration):
    dependencies = [("attempts", "0003_code")]

    operations = [
        migrations.AddField("submission", "typed", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddField(
            "submission", "given_at", models.DateTimeField(default=timezone.now), preserve_default=False
        ),
        migrations.RunPython(given_when_received, migrations.RunPython.noop, elidable=True),
    ]
