"""Scales with versions, rules of the desk, profiles of reviewers, comments, fixes that were asked for, presence."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def tell_scales_apart(apps, schema_editor):
    """Each scale that is there becomes the first version of a family of its own."""
    scales = apps.get_model("reviews", "Scale").objects
    for pk in scales.values_list("pk", flat=True):
        scales.filter(pk=pk).update(public_id=uuid.uuid4(), family=uuid.uuid4())


def keep_scales_of_blind_reviews(apps, schema_editor):
    """Blind reviews under way are judged on the scale that was in use until now."""
    in_use = apps.get_model("reviews", "Scale").objects.filter(is_default=True).first()
    reviews = apps.get_model("reviews", "Review").objects
    reviews.filter(blind=True, state__in=["assigned", "disputed", "decided"]).update(scale=in_use)


class Migration(migrations.Migration):
    dependencies = (
        ("claims", "0004_topics"),
        ("reviews", "0005_calibration"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = [
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('start', models.PositiveIntegerField(null=True)),
                ('end', models.PositiveIntegerField(null=True)),
                ('kind', models.CharField(choices=[('comment', 'comment'), ('handover', 'hand-over note')], default='comment', max_length=12)),
                ('text', models.TextField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('resolved_at', models.DateTimeField(null=True)),
                ('never_held', models.BooleanField(default=False, help_text='Its author is no reviewer who could be a blind one, so anybody may read it at once.')),
                ('told_at', models.DateTimeField(help_text='When those who are mentioned were told.', null=True)),
            ],
            options={
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='DeskRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(unique=True)),
                ('forces', models.JSONField(default=list, help_text='What a speaker does so that two people judge: “accuses”.')),
                ('accused', models.BooleanField(default=True, help_text='A named person is accused.')),
                ('accusing_words', models.JSONField(default=list, help_text='Words that accuse.')),
                ('health', models.BooleanField(default=False, help_text='The claim is about health.')),
                ('health_words', models.JSONField(default=list, help_text='Words of health.')),
                ('numbers', models.BooleanField(default=False, help_text='The claim rests on a number.')),
                ('below', models.FloatField(default=0.0, help_text='Less confidence than this, 0 to 1.')),
                ('topics', models.JSONField(default=list, help_text='Topics of articles that are sensitive.')),
                ('share', models.FloatField(default=0.0, help_text='Of all other claims, in percent.')),
                ('assigns', models.BooleanField(default=False, help_text='Open reviews are given to people by the machine.')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('reason', models.CharField(help_text='Why they were changed.', max_length=500)),
            ],
            options={
                'verbose_name_plural': 'desk rules',
                'ordering': ('-version',),
            },
        ),
        migrations.CreateModel(
            name='FixRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('asked', models.TextField()),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('resolved_at', models.DateTimeField(null=True)),
                ('resolution', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'ordering': ('asked_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(help_text='When he came.')),
                ('seen_at', models.DateTimeField(help_text='When his page was last heard of.')),
            ],
            options={
                'ordering': ('since', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='ReviewerProfile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('languages', models.JSONField(blank=True, default=list, help_text='Two letters each: “en”, “de”.')),
                ('topics', models.JSONField(blank=True, default=list)),
                ('bylines', models.JSONField(blank=True, default=list, help_text='Names that he writes under.')),
                ('capacity', models.PositiveSmallIntegerField(default=10, help_text='Reviews that he has at once, at most.')),
                ('absent_from', models.DateField(blank=True, null=True)),
                ('absent_until', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ('person',),
            },
        ),
        migrations.AlterModelOptions(
            name='scale',
            options={'ordering': ('name', '-version')},
        ),
        migrations.AddField(
            model_name='rating',
            name='needs_no_contradiction',
            field=models.BooleanField(default=False, help_text='No accepted passage may contradict the claim, cited or not.'),
        ),
        migrations.AddField(
            model_name='rating',
            name='needs_primary',
            field=models.BooleanField(default=False, help_text='Must cite a primary source: records, rulings, measurements, transcripts.'),
        ),
        migrations.AddField(
            model_name='rating',
            name='needs_timely',
            field=models.BooleanField(default=False, help_text='Must cite evidence that was there when the claim was made.'),
        ),
        migrations.AddField(
            model_name='review',
            name='scale',
            field=models.ForeignKey(help_text='The version that both blind reviewers judge on; empty for the one that is in use.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='reviews.scale'),
        ),
        migrations.AddField(
            model_name='scale',
            name='best',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='scale',
            name='description',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='scale',
            name='family',
            field=models.UUIDField(default=uuid.uuid4, editable=False, help_text='What the versions of a scale share.'),
        ),
        migrations.AddField(
            model_name='scale',
            name='is_newest',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='scale',
            name='made_at',
            field=models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='scale',
            name='made_by',
            field=models.ForeignKey(help_text='Who defined this version; empty for the scale that ships.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='scales', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='scale',
            name='public_id',
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='scale',
            name='reason',
            field=models.CharField(blank=True, help_text='Why this version was made.', max_length=500),
        ),
        migrations.AddField(
            model_name='scale',
            name='version',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='scale',
            name='worst',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.RunPython(tell_scales_apart, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='scale',
            name='public_id',
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AlterField(
            model_name='rating',
            name='tone',
            field=models.CharField(choices=[('true', 'green'), ('mixed', 'amber'), ('false', 'red'), ('unproven', 'grey'), ('blue', 'blue'), ('violet', 'violet'), ('leaf', 'leaf'), ('brick', 'brick')], default='unproven', help_text='Name of the colour token the pages use.', max_length=20),
        ),
        migrations.AlterField(
            model_name='review',
            name='blind_reason',
            field=models.CharField(blank=True, help_text='The rules that asked for the second one.', max_length=1000),
        ),
        migrations.AlterField(
            model_name='scale',
            name='name',
            field=models.CharField(max_length=100),
        ),
        migrations.AddConstraint(
            model_name='scale',
            constraint=models.UniqueConstraint(fields=('family', 'version'), name='a_version_of_a_scale_is_made_once'),
        ),
        migrations.AddConstraint(
            model_name='scale',
            constraint=models.UniqueConstraint(condition=models.Q(('is_newest', True)), fields=('family',), name='one_version_of_a_scale_is_the_newest'),
        ),
        migrations.AddConstraint(
            model_name='scale',
            constraint=models.UniqueConstraint(condition=models.Q(('is_newest', True)), fields=('name',), name='two_scales_have_different_names'),
        ),
        migrations.AddConstraint(
            model_name='scale',
            constraint=models.CheckConstraint(condition=models.Q(('worst__isnull', True), ('best__isnull', True), ('worst__lt', models.F('best')), _connector='OR'), name='the_worst_value_of_a_scale_is_below_its_best'),
        ),
        migrations.AddField(
            model_name='comment',
            name='article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='claims.article'),
        ),
        migrations.AddField(
            model_name='comment',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='comment',
            name='claim',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='comment',
            name='mentions',
            field=models.ManyToManyField(related_name='mentioned_in', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='comment',
            name='parent',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='reviews.comment'),
        ),
        migrations.AddField(
            model_name='comment',
            name='resolved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resolved_comments', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='deskrules',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='desk_rules', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='fixrequest',
            name='asked_by',
            field=models.ForeignKey(help_text='Who asked; empty for the machine.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='asked_fixes', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='fixrequest',
            name='before',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='fixes', to='reviews.verdict'),
        ),
        migrations.AddField(
            model_name='fixrequest',
            name='resolved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resolved_fixes', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='fixrequest',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fixes', to='reviews.review'),
        ),
        migrations.AddField(
            model_name='presence',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='presence',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to='reviews.review'),
        ),
        migrations.AddField(
            model_name='reviewerprofile',
            name='person',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reviewer_profile', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_comment_has_words'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', False), ('end__isnull', True), ('start__isnull', True)), models.Q(('claim__isnull', True), ('start__lt', models.F('end'))), _connector='OR'), name='a_comment_is_about_a_claim_or_about_some_words'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('resolved_at__isnull', True), ('resolved_by__isnull', True)), models.Q(('parent__isnull', True), ('resolved_at__isnull', False), ('resolved_by__isnull', False)), _connector='OR'), name='a_thread_is_resolved_by_somebody_at_its_first_comment'),
        ),
        migrations.AddConstraint(
            model_name='deskrules',
            constraint=models.CheckConstraint(condition=models.Q(('below__range', (0, 1))), name='the_least_confidence_of_a_rule_lies_between_0_and_1'),
        ),
        migrations.AddConstraint(
            model_name='deskrules',
            constraint=models.CheckConstraint(condition=models.Q(('share__range', (0, 100))), name='the_share_of_a_rule_is_a_percentage'),
        ),
        migrations.AddConstraint(
            model_name='fixrequest',
            constraint=models.CheckConstraint(condition=models.Q(('asked', ''), _negated=True), name='a_fix_says_what_is_asked'),
        ),
        migrations.AddConstraint(
            model_name='fixrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('resolved_at__isnull', True), ('resolved_by__isnull', True)), models.Q(('resolved_at__isnull', False), ('resolved_by__isnull', False)), _connector='OR'), name='a_fix_is_resolved_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.UniqueConstraint(fields=('review', 'person'), name='somebody_is_at_a_review_once'),
        ),
        migrations.AddConstraint(
            model_name='reviewerprofile',
            constraint=models.CheckConstraint(condition=models.Q(('absent_until__isnull', True), ('absent_until__gte', models.F('absent_from')), _connector='OR'), name='an_absence_does_not_end_before_it_begins'),
        ),
        migrations.RunPython(keep_scales_of_blind_reviews, migrations.RunPython.noop),
    ]
