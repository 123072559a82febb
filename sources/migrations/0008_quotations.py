"""Quotations laid beside the documents they are from, and passages that a person chose."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("sources", "0007_opinions"),)

    operations = (
        migrations.AddField(
            model_name="passage",
            name="by_hand",
            field=models.BooleanField(
                default=False, help_text="Words a person chose; other passages hold them too."
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="quotation_checks",
            field=models.JSONField(
                default=list,
                help_text="The claim's quotations laid beside the document, as sources.quotations gives them.",
            ),
        ),
    )
