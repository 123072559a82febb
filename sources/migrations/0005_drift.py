"""Documents fetched again and compared; documents that are gone or were retracted."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (
        ("sources", "0004_origins"),
        ("claims", "0003_fetches"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = [
        migrations.CreateModel(
            name='DocumentCheck',
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
                ('host', models.CharField(db_index=True, help_text='Asked one page at a time.', max_length=200)),
                ('outcome', models.CharField(blank=True, choices=[('unchanged', 'unchanged'), ('revised', 'changed elsewhere'), ('changed', 'cited words changed'), ('gone', 'page gone'), ('redirected', 'leads elsewhere'), ('replaced', 'another text'), ('unstable', 'another text each time'), ('walled', 'log-in or paywall'), ('unreadable', 'could not be read'), ('unreachable', 'could not be fetched')], help_text='Empty until done.', max_length=12)),
                ('sentence', models.TextField(blank=True, help_text='The outcome for a person.')),
                ('changes', models.JSONField(default=dict)),
                ('text_hash', models.CharField(blank=True, help_text='Of the text that came.', max_length=64)),
            ],
            options={
                'ordering': ('-pk',),
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='document',
            name='gone_since',
            field=models.DateTimeField(help_text='When its page was first found gone.', null=True),
        ),
        migrations.AddField(
            model_name='document',
            name='next_check_at',
            field=models.DateTimeField(db_index=True, help_text='When its address is asked again; empty until that was done once.', null=True),
        ),
        migrations.AddField(
            model_name='document',
            name='retracted_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='document',
            name='retracted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='retracted_documents', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='document',
            name='retraction_note',
            field=models.TextField(blank=True, help_text='Why nothing may rest on it any more.'),
        ),
        migrations.AddField(
            model_name='document',
            name='steady_checks',
            field=models.PositiveSmallIntegerField(default=0, help_text='Looks in a row that brought nothing new.'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('retracted_at__isnull', True), models.Q(('retraction_note', ''), _negated=True), _connector='OR'), name='a_retracted_document_has_a_reason'),
        ),
        migrations.AddField(
            model_name='documentcheck',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='sources.document'),
        ),
        migrations.AddField(
            model_name='documentcheck',
            name='requested_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='documentcheck',
            name='snapshot',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.snapshot'),
        ),
        migrations.AddField(
            model_name='documentcheck',
            name='version',
            field=models.ForeignKey(help_text='What stands at the address now, where it says something else.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='found_by', to='sources.document'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='drifted_by',
            field=models.ForeignKey(help_text='The look at its address that found the words changed or gone; empty when they stand there.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='drifted', to='sources.documentcheck'),
        ),
        migrations.AddIndex(
            model_name='documentcheck',
            index=models.Index(fields=['status', 'asked_at'], name='documentcheck_by_status'),
        ),
        migrations.AddConstraint(
            model_name='documentcheck',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['pending', 'running', 'done', 'failed', 'stale'])), name='the_status_of_a_documentcheck_is_known'),
        ),
        migrations.AddConstraint(
            model_name='documentcheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'done'), _negated=True), ('finished_at__isnull', False), _connector='OR'), name='a_done_documentcheck_has_an_end'),
        ),
        migrations.AddConstraint(
            model_name='documentcheck',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['pending', 'running'])), fields=('document',), name='a_document_is_checked_once_at_a_time'),
        ),
    ]
