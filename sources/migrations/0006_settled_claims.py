"""Claims that are settled, and the ones that are like them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The words a settled claim is found by, in an index of its own: FTS5 with triggers on SQLite, a GIN index on PostgreSQL.
FTS5 = (
    """CREATE VIRTUAL TABLE sources_settledclaim_fts
       USING fts5(keys, detail = none, tokenize = 'unicode61 remove_diacritics 0')""",
    """CREATE TRIGGER sources_settledclaim_fts_insert AFTER INSERT ON sources_settledclaim BEGIN
         INSERT INTO sources_settledclaim_fts (rowid, keys) VALUES (new.id, new.keys);
       END""",
    """CREATE TRIGGER sources_settledclaim_fts_delete AFTER DELETE ON sources_settledclaim BEGIN
         DELETE FROM sources_settledclaim_fts WHERE rowid = old.id;
       END""",
    """CREATE TRIGGER sources_settledclaim_fts_update AFTER UPDATE OF keys ON sources_settledclaim BEGIN
         UPDATE sources_settledclaim_fts SET keys = new.keys WHERE rowid = new.id;
       END""",
)
GIN = ("CREATE INDEX sources_settledclaim_keys ON sources_settledclaim USING GIN (to_tsvector('simple', keys))",)
DROP = {
    "sqlite": (
        "DROP TRIGGER sources_settledclaim_fts_insert",
        "DROP TRIGGER sources_settledclaim_fts_delete",
        "DROP TRIGGER sources_settledclaim_fts_update",
        "DROP TABLE sources_settledclaim_fts",
    ),
    "postgresql": ("DROP INDEX sources_settledclaim_keys",),
}


def build(apps, schema_editor):
    for statement in {"sqlite": FTS5, "postgresql": GIN}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = (
        ("sources", "0005_drift"),
        ("claims", "0003_fetches"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = [
        migrations.CreateModel(
            name='SettledWord',
            fields=[
                ('word', models.CharField(max_length=100, primary_key=True, serialize=False)),
                ('claims', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='SeenBeforeRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('component', models.CharField(help_text='The component and its version, "rules/1".', max_length=100)),
                ('status', models.CharField(choices=[('pending', 'waiting'), ('running', 'running'), ('done', 'done'), ('failed', 'failed'), ('stale', 'out of date')], default='pending', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('token', models.UUIDField(editable=False, null=True)),
                ('lease_expires_at', models.DateTimeField(null=True)),
                ('error', models.TextField(blank=True)),
                ('requested_at', models.DateTimeField(auto_now_add=True)),
                ('asked_at', models.DateTimeField(auto_now_add=True, help_text='When a worker was last asked to take it.')),
                ('started_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('statement_hash', models.CharField(max_length=64)),
                ('matches_found', models.PositiveIntegerField(help_text='0 is a result: it was not seen before.', null=True)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comparisons', to='claims.claim')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SettledClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('raw_id', models.CharField(help_text='Hash of what names it where it comes from.', max_length=64, unique=True)),
                ('statement', models.TextField()),
                ('keys', models.TextField(blank=True, help_text='The words it is found by, each as what stands for its meaning.')),
                ('speaker', models.CharField(blank=True, max_length=300)),
                ('said_on', models.DateField(null=True)),
                ('publisher', models.CharField(blank=True, help_text='Who gave the verdict.', max_length=200)),
                ('url', models.URLField(blank=True, max_length=2000)),
                ('rating_words', models.CharField(blank=True, max_length=300)),
                ('rating_value', models.FloatField(null=True)),
                ('rating_best', models.FloatField(null=True)),
                ('rating_worst', models.FloatField(null=True)),
                ('reviewed_on', models.DateField(null=True)),
                ('language', models.CharField(blank=True, max_length=12)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('claim', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='settled', to='claims.claim')),
            ],
            options={
                'ordering': ('-reviewed_on', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='ClaimMatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('relation', models.CharField(choices=[('same', 'the same claim'), ('other_number', 'another number'), ('other_date', 'another date'), ('other_name', 'another name'), ('opposite', 'the opposite'), ('related', 'the same subject')], max_length=12)),
                ('score', models.FloatField(help_text='How much the two have in common, 0 to 1.')),
                ('sentence', models.TextField(help_text='Says to a person what is alike or differs.')),
                ('spans', models.JSONField(default=list)),
                ('dismissed_at', models.DateTimeField(null=True)),
                ('dismiss_reason', models.CharField(blank=True, max_length=500)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='claims.claim')),
                ('dismissed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='dismissed_matches', to=settings.AUTH_USER_MODEL)),
                ('other_claim', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matched_by', to='claims.claim')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='sources.seenbeforerun')),
                ('settled', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='sources.settledclaim')),
            ],
            options={
                'ordering': ('claim', '-score', 'pk'),
            },
        ),
        migrations.AddIndex(
            model_name='seenbeforerun',
            index=models.Index(fields=['status', 'asked_at'], name='seenbeforerun_by_status'),
        ),
        migrations.AddConstraint(
            model_name='seenbeforerun',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['pending', 'running', 'done', 'failed', 'stale'])), name='the_status_of_a_seenbeforerun_is_known'),
        ),
        migrations.AddConstraint(
            model_name='seenbeforerun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'done'), _negated=True), ('finished_at__isnull', False), _connector='OR'), name='a_done_seenbeforerun_has_an_end'),
        ),
        migrations.AddConstraint(
            model_name='seenbeforerun',
            constraint=models.UniqueConstraint(fields=('claim', 'component', 'statement_hash'), name='a_statement_is_compared_once'),
        ),
        migrations.AddIndex(
            model_name='settledclaim',
            index=models.Index(fields=['-reviewed_on', '-id'], name='settled_claims_by_day'),
        ),
        migrations.AddConstraint(
            model_name='settledclaim',
            constraint=models.CheckConstraint(condition=models.Q(('statement', ''), _negated=True), name='a_settled_claim_has_a_statement'),
        ),
        migrations.AddConstraint(
            model_name='claimmatch',
            constraint=models.UniqueConstraint(fields=('claim', 'other_claim'), name='two_claims_of_an_article_are_matched_once'),
        ),
        migrations.AddConstraint(
            model_name='claimmatch',
            constraint=models.UniqueConstraint(fields=('claim', 'settled'), name='a_claim_matches_a_settled_one_once'),
        ),
        migrations.AddConstraint(
            model_name='claimmatch',
            constraint=models.CheckConstraint(condition=models.Q(('other_claim__isnull', True), ('settled__isnull', True), _connector='XOR'), name='a_match_is_with_one_claim'),
        ),
        migrations.AddConstraint(
            model_name='claimmatch',
            constraint=models.CheckConstraint(condition=models.Q(('score__range', (0, 1))), name='the_score_of_a_match_is_a_share'),
        ),
        migrations.RunPython(build, drop),
    ]
