"""How many independent reports a rating asks for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("reviews", "0002_default_scale"),)

    operations = [
        migrations.AddField(
            model_name='rating',
            name='needs_origins',
            field=models.PositiveSmallIntegerField(default=0, help_text='How many independent reports must stand behind it; 0 does not count them.'),
        ),
    ]
