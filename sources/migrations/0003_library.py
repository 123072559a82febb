"""Feeds and sitemaps that are followed; publishers under several names; versions of a page."""

import uuid
from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


TRIGGERS = ("sources_passage_fts_insert", "sources_passage_fts_delete", "sources_passage_fts_update")


def take_triggers_away(apps, schema_editor):
    """SQLite builds a table anew for most changes of a column, and refuses while a trigger reads the old one.

    The migration of the search index makes them again, after the last change of these tables.
    """
    if schema_editor.connection.vendor == "sqlite":
        for name in TRIGGERS:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")


def put_triggers_back(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        full_text = import_module("sources.migrations.0002_full_text")
        for statement in full_text.FTS5:
            if statement.startswith("CREATE TRIGGER"):
                schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = (
        ("sources", "0002_full_text"),
        ("claims", "0003_fetches"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = [
        migrations.RunPython(take_triggers_away, put_triggers_back),
        migrations.AddField(
            model_name='document',
            name='supersedes',
            field=models.ForeignKey(help_text='What stood at the same address before.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='sources.document'),
        ),
        migrations.AddField(
            model_name='source',
            name='same_as',
            field=models.ForeignKey(blank=True, help_text='The publisher that this is only another name of.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='other_names', to='sources.source'),
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(blank=True, choices=[('feed', 'feed'), ('sitemap', 'sitemap')], help_text='Empty until it answered.', max_length=10)),
                ('url', models.URLField(max_length=2000, unique=True)),
                ('title', models.CharField(blank=True, help_text='What it calls itself.', max_length=500)),
                ('enabled', models.BooleanField(default=True)),
                ('backlog', models.PositiveIntegerField(default=100, help_text='How many of the pages that it named when it first answered come in, the newest.')),
                ('etag', models.CharField(blank=True, max_length=500)),
                ('last_modified', models.CharField(blank=True, max_length=200)),
                ('parts', models.JSONField(default=dict, help_text='Of an index: each sitemap, its change and when it was read.')),
                ('polled_at', models.DateTimeField(help_text='When it last answered.', null=True)),
                ('next_poll_at', models.DateTimeField(db_index=True)),
                ('failures', models.PositiveSmallIntegerField(default=0, help_text='How often it failed since it last answered.')),
                ('error', models.TextField(blank=True, help_text='Why it failed last, in words; empty since it answered.')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('followed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='feeds', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feeds', to='sources.source')),
            ],
            options={
                'ordering': ('source__normal_name', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='FeedRun',
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
                ('named', models.PositiveIntegerField(help_text='Pages in the answer; empty when nothing had changed.', null=True)),
                ('found', models.PositiveIntegerField(default=0, help_text='Those that were not known.')),
                ('notes', models.JSONField(default=list, help_text='What a person should know about the answer, in sentences.')),
                ('feed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='sources.feed')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FeedEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(db_index=True, help_text='SHA-256 of its address.', max_length=64)),
                ('name_key', models.CharField(help_text='SHA-256 of the name that the publisher gives it.', max_length=64)),
                ('wanted', models.BooleanField(default=True)),
                ('url', models.URLField(max_length=2000)),
                ('title', models.CharField(blank=True, max_length=500)),
                ('published_at', models.DateTimeField(null=True)),
                ('found_at', models.DateTimeField(auto_now_add=True)),
                ('feed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='sources.feed')),
                ('intake', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='feed_entries', to='sources.documentintake')),
                ('run', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='entries', to='sources.feedrun')),
            ],
            options={
                'verbose_name_plural': 'feed entries',
                'ordering': ('-pk',),
            },
        ),
        migrations.AddIndex(
            model_name='feedrun',
            index=models.Index(fields=['status', 'asked_at'], name='feedrun_by_status'),
        ),
        migrations.AddConstraint(
            model_name='feedrun',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['pending', 'running', 'done', 'failed', 'stale'])), name='the_status_of_a_feedrun_is_known'),
        ),
        migrations.AddConstraint(
            model_name='feedrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'done'), _negated=True), ('finished_at__isnull', False), _connector='OR'), name='a_done_feedrun_has_an_end'),
        ),
        migrations.AddConstraint(
            model_name='feedrun',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ('pending', 'running'))), fields=('feed',), name='a_feed_is_asked_once_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='feedentry',
            index=models.Index(fields=['feed', 'name_key'], name='feedentry_by_name'),
        ),
        migrations.AddConstraint(
            model_name='feedentry',
            constraint=models.UniqueConstraint(fields=('feed', 'key'), name='a_feed_names_an_entry_once'),
        ),
    ]
