"""What an article is about, in a word of the desk."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("claims", "0004_sealed_ledger"),)

    operations = (
        migrations.AddField(
            model_name="article",
            name="topic",
            field=models.CharField(blank=True, help_text="What it is about, in a word of the desk.", max_length=60),
        ),
    )
