"""The groups editor, reviewer, cms and library with their rights, and the head of the feed."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

READ = (
    "claims.view_article", "claims.view_claim", "claims.view_speaker",
    "sources.view_source", "sources.view_document", "sources.view_evidence",
    "reviews.view_review", "reviews.view_verdict",
    "exports.view_publication",
)
GROUPS = {
    "editor": (
        *READ, "claims.add_article", "claims.change_article", "claims.add_claim", "claims.change_claim",
        "sources.add_document", "sources.add_source", "sources.change_evidence", "sources.add_evidence",
        "reviews.assess_review", "reviews.assign_review", "reviews.publish_review", "claims.view_ledgerentry",
    ),
    "reviewer": (*READ, "sources.add_document", "sources.change_evidence", "sources.add_evidence",
                 "reviews.assess_review", "claims.view_ledgerentry"),
    "library": ("sources.add_document", "sources.view_document", "sources.view_source"),
    "cms": ("claims.add_article", "claims.view_article", "claims.view_claim", "sources.view_evidence",
            "exports.view_publication"),
}  # fmt: skip


def add_groups(apps, schema_editor):
    for label in ("claims", "sources", "reviews", "exports"):
        # Rights are rows that Django makes only after all migrations; the groups need them now.
        create_permissions(installed.get_app_config(label), verbosity=0, using=schema_editor.connection.alias)
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    for name, rights in GROUPS.items():
        group, _ = group_model.objects.get_or_create(name=name)
        for right in rights:
            label, codename = right.split(".")
            group.permissions.add(
                permission_model.objects.get(content_type__app_label=label, codename=codename)
            )
    apps.get_model("exports", "FeedHead").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [
        ("exports", "0001_initial"),
        ("claims", "0001_initial"),
        ("sources", "0001_initial"),
        ("reviews", "0002_default_scale"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(add_groups, migrations.RunPython.noop)]
