"""What each part of the stance model says, and quotations laid beside their source."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("sources", "0006_settled_claims"),)

    operations = [
        migrations.AddField(
            model_name='evidence',
            name='machine_dissent',
            field=models.TextField(blank=True, help_text='What parts of the machine do not agree on.'),
        ),
    ]
