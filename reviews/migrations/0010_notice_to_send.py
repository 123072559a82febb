"""What waits to be mailed is found by an index, however much was said before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("reviews", "0009_signoff"),)

    operations = (
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["way", "mailed_at", "digest"], name="notice_to_send"),
        ),
    )
