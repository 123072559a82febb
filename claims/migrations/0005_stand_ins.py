"""Copies of articles to try reviewers with."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("claims", "0004_topics"),)

    operations = (
        migrations.AddField(
            model_name="article",
            name="stands_in_for",
            field=models.ForeignKey(
                help_text=(
                    "The article of which this is a copy to try a reviewer with; such a copy is in no list and no count."
                ),
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stand_ins",
                to="claims.article",
            ),
        ),
    )
