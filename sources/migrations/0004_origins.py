"""The report that documents go back to, and marks on evidence."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (
        ("sources", "0003_library"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = [
        migrations.CreateModel(
            name='Origin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name='Trace',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='trace', serialize=False, to='sources.document')),
                ('version', models.PositiveSmallIntegerField()),
                ('facts', models.JSONField(help_text='As sources.origins.records writes it.')),
            ],
        ),
        migrations.AddField(
            model_name='evidence',
            name='marks',
            field=models.JSONField(default=list, help_text='What to beware of: {"kind", "sentence"}; see sources.marks.'),
        ),
        migrations.AddField(
            model_name='document',
            name='origin',
            field=models.ForeignKey(help_text='The report that it goes back to together with other documents; empty when it stands alone.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='documents', to='sources.origin'),
        ),
        migrations.CreateModel(
            name='OriginDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('same', models.BooleanField(help_text='Whether the two go back to one report.')),
                ('reason', models.TextField()),
                ('decided_at', models.DateTimeField(auto_now=True)),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='origin_decisions', to=settings.AUTH_USER_MODEL)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='origin_decisions_as_first', to='sources.document')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='origin_decisions_as_second', to='sources.document')),
            ],
            options={
                'ordering': ('-decided_at', '-pk'),
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='two_documents_have_one_decision_on_origin'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='the_documents_of_a_decision_stand_in_order'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_decision_on_origin_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='OriginLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('text', 'text'), ('wire', 'wire'), ('cites', 'cites'), ('web', 'web')], max_length=12)),
                ('share', models.FloatField(help_text='How sure the sign is, 0 to 1; for shared text its share of the shorter text.')),
                ('cover', models.FloatField(help_text='How much of the document goes back to the upstream one, 0 to 1.')),
                ('sentence', models.CharField(help_text='Says it to a person.', max_length=500)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='upstream_links', to='sources.document')),
                ('upstream', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='downstream_links', to='sources.document')),
            ],
            options={
                'ordering': ('document', '-share', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('document', 'upstream', 'kind'), name='a_sign_of_one_origin_is_noted_once'), models.CheckConstraint(condition=models.Q(('document', models.F('upstream')), _negated=True), name='a_document_does_not_go_back_to_itself')],
            },
        ),
        migrations.CreateModel(
            name='OriginRun',
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
                ('links_found', models.PositiveIntegerField(null=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='origin_runs', to='sources.document')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['status', 'asked_at'], name='originrun_by_status')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['pending', 'running', 'done', 'failed', 'stale'])), name='the_status_of_a_originrun_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'done'), _negated=True), ('finished_at__isnull', False), _connector='OR'), name='a_done_originrun_has_an_end'), models.UniqueConstraint(fields=('document', 'component'), name='a_document_is_grouped_once_by_a_component')],
            },
        ),
        migrations.CreateModel(
            name='TraceKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.BigIntegerField()),
                ('day', models.DateField(help_text='When the document was published.', null=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trace_keys', to='sources.document')),
            ],
            options={
                'indexes': [models.Index(fields=['value', 'day'], name='trace_key_by_value')],
            },
        ),
    ]
