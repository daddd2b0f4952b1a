import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("gradebook", "0003_record")]

    operations = [
        migrations.AlterField(
            "change",
            "problem_set",
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="sets.problemset"),
        ),
    ]
