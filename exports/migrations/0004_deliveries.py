"""Subscribers, messages on their way to them with attempts and receipts, and recalls."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from factcheck.lib import guards

GUARDED = ("exports_attempt", "exports_receipt")


def guard(apps, schema_editor):
    for statement in guards.create(schema_editor.connection.vendor, GUARDED):
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    for statement in guards.drop(schema_editor.connection.vendor, GUARDED):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0003_fetches'),
        ('exports', '0003_tokens_and_replays'),
        ('reviews', '0004_source_notices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Delivery',
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
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('published', 'published'), ('corrected', 'corrected'), ('retracted', 'retracted'), ('test', 'test')], max_length=10)),
                ('sequence', models.PositiveBigIntegerField(null=True)),
                ('next_attempt_at', models.DateTimeField()),
                ('failures', models.PositiveSmallIntegerField(default=0, help_text='How many attempts failed since it was asked for.')),
                ('sending_at', models.DateTimeField(null=True)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('publication', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='exports.publication')),
                ('requested_by', models.ForeignKey(help_text='Who asked for the test or for sending it again.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'deliveries',
                'ordering': ('-pk',),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Recall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('cause', models.CharField(choices=[('claim', 'a verdict changed'), ('document', 'a source changed'), ('speaker', 'a speaker was merged')], max_length=10)),
                ('cause_id', models.UUIDField(help_text='The public id of the claim, document or speaker that changed.')),
                ('label', models.CharField(help_text='What changed, in words.', max_length=500)),
                ('reason', models.CharField(max_length=500)),
                ('due_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField()),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recalls', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='RecalledClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('refusal', models.TextField(blank=True, help_text='Why no review could be opened; empty when one was.')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recalls', to='claims.claim')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recalls', to='exports.publication')),
                ('recall', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='exports.recall')),
                ('review', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recalls', to='reviews.review')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Subscriber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('connector', models.CharField(help_text='A name in FACTCHECK_CONNECTORS.', max_length=40)),
                ('url', models.CharField(max_length=2000)),
                ('kinds', models.JSONField(help_text='The kinds of entries that it gets.')),
                ('options', models.JSONField(default=dict)),
                ('sealed', models.TextField(blank=True)),
                ('previous_until', models.DateTimeField(null=True)),
                ('enabled', models.BooleanField(default=True)),
                ('disabled_reason', models.CharField(blank=True, max_length=500)),
                ('disabled_at', models.DateTimeField(null=True)),
                ('told_at', models.DateTimeField(help_text='When people were told that it does not answer.', null=True)),
                ('failing_since', models.DateTimeField(help_text='Since when no message has arrived; empty when all do.', null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('removed_at', models.DateTimeField(null=True)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('name', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('remote_id', models.CharField(blank=True, max_length=200)),
                ('remote_url', models.CharField(blank=True, max_length=2000)),
                ('status', models.PositiveSmallIntegerField()),
                ('detail', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('claim', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='claims.claim')),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='exports.delivery')),
                ('subscriber', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='exports.subscriber')),
            ],
            options={
                'ordering': ('-pk',),
            },
        ),
        migrations.AddField(
            model_name='delivery',
            name='subscriber',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='exports.subscriber'),
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('seconds', models.FloatField()),
                ('outcome', models.CharField(choices=[('confirmed', 'confirmed'), ('accepted', 'taken, not confirmed yet'), ('found', 'found to have arrived'), ('waiting', 'not there yet'), ('failed', 'failed')], max_length=10)),
                ('status', models.PositiveSmallIntegerField(help_text='HTTP status of the answer; empty for none.', null=True)),
                ('sentence', models.TextField(blank=True)),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts_made', to='exports.delivery')),
            ],
            options={
                'ordering': ('-pk',),
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['confirmed', 'accepted', 'found', 'waiting', 'failed'])), name='the_outcome_of_an_attempt_is_known')],
            },
        ),
        migrations.AddConstraint(
            model_name='recall',
            constraint=models.CheckConstraint(condition=models.Q(('cause__in', ['claim', 'document', 'speaker'])), name='the_cause_of_a_recall_is_known'),
        ),
        migrations.AddConstraint(
            model_name='recall',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_recall_says_why'),
        ),
        migrations.AddConstraint(
            model_name='recalledclaim',
            constraint=models.UniqueConstraint(fields=('recall', 'claim'), name='a_recall_names_a_claim_once'),
        ),
        migrations.AddConstraint(
            model_name='recalledclaim',
            constraint=models.CheckConstraint(condition=models.Q(('review__isnull', False), models.Q(('refusal', ''), _negated=True), _connector='OR'), name='a_recalled_claim_is_reviewed'),
        ),
        migrations.AddConstraint(
            model_name='subscriber',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at__isnull', True)), fields=('name',), name='a_subscriber_has_a_name_of_its_own'),
        ),
        migrations.AddConstraint(
            model_name='subscriber',
            constraint=models.CheckConstraint(condition=models.Q(('enabled', True), models.Q(('disabled_reason', ''), _negated=True), _connector='OR'), name='a_stopped_subscriber_says_why'),
        ),
        migrations.AddIndex(
            model_name='receipt',
            index=models.Index(fields=['claim', 'subscriber'], name='receipt_by_claim'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['status', 'asked_at'], name='delivery_by_status'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['subscriber', 'status', 'sequence'], name='delivery_by_subscriber'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['status', 'next_attempt_at'], name='delivery_by_time'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['pending', 'running', 'done', 'failed', 'stale'])), name='the_status_of_a_delivery_is_known'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'done'), _negated=True), ('finished_at__isnull', False), _connector='OR'), name='a_done_delivery_has_an_end'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('subscriber', 'publication'), name='a_subscriber_is_told_of_an_entry_in_one_delivery'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'test'), ('publication__isnull', True), ('sequence__isnull', True)), models.Q(('publication__isnull', False), ('sequence__isnull', False)), _connector='OR'), name='a_delivery_is_of_an_entry_or_a_test'),
        ),
        migrations.RunPython(guard, unguard),
    ]
