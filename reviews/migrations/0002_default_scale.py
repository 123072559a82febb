"""The scale that ships: seven answers, after the common practice of fact-checking desks."""

from django.db import migrations

NAME = "Default scale"

# slug, name, description, ClaimReview value, tone, needs evidence, needs contradiction, needs corroboration
RATINGS = (
    ("true", "True", "The claim is accurate and nothing significant is missing.", 5, "true", True, False, True),
    ("mostly-true", "Mostly true", "Accurate, but needs clarification or more information.", 4, "true", True, False, True),
    ("mixed", "Mixed", "Partly right and partly wrong, or leaves out important context.", 3, "mixed", True, False, False),
    ("mostly-false", "Mostly false", "Holds some truth but gives a false impression.", 2, "false", True, True, False),
    ("false", "False", "The claim is not accurate.", 1, "false", True, True, False),
    ("unproven", "Unproven", "We looked and found too little to say.", None, "unproven", False, False, False),
    ("not-checkable", "Not checkable", "An opinion, a forecast, or nothing that facts could settle.", None, "unproven", False, False, False),
)


def add_scale(apps, schema_editor):
    scale, _ = apps.get_model("reviews", "Scale").objects.get_or_create(name=NAME, defaults={"is_default": True})
    rating = apps.get_model("reviews", "Rating")
    for order, (slug, name, description, value, tone, evidence, contradiction, corroboration) in enumerate(RATINGS, 1):
        rating.objects.get_or_create(
            scale=scale,
            slug=slug,
            defaults={
                "name": name,
                "description": description,
                "value": value,
                "order": order,
                "tone": tone,
                "needs_evidence": evidence,
                "needs_contradiction": contradiction,
                "needs_corroboration": corroboration,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial")]
    operations = [migrations.RunPython(add_scale, migrations.RunPython.noop)]
