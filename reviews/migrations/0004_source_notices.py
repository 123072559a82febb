"""Notices that a source changed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("reviews", "0003_independent_origins"),)

    operations = (
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("assigned", "assigned to you"),
                    ("returned", "returned to you"),
                    ("overdue", "overdue"),
                    ("released", "released"),
                    ("disputed", "to be settled"),
                    ("decided", "ready to publish"),
                    ("cancelled", "cancelled"),
                    ("source", "a source changed"),
                ],
                max_length=12,
            ),
        ),
    )
