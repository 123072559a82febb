"""The right of reply, what a rating asks of it, and the guards of its tables."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from factcheck.lib import guards

GUARDED = ("reviews_replyrequest", "reviews_replytopic", "reviews_reply")
CHANNELS = [
    ("mail", "e-mail"), ("phone", "telephone"), ("letter", "letter"), ("meeting", "in person"),
    ("message", "message"), ("other", "another way"),
]  # fmt: skip
OUTCOMES = [("answered", "answered"), ("declined", "declined to comment"), ("silent", "no answer by the deadline")]


def number():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def key(to, related_name):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=to)


def guard(apps, schema_editor):
    for statement in guards.create(schema_editor.connection.vendor, GUARDED):
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    for statement in guards.drop(schema_editor.connection.vendor, GUARDED):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = (
        ("claims", "0003_fetches"),
        ("reviews", "0004_source_notices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.AddField(
            model_name="rating",
            name="needs_reply",
            field=models.BooleanField(
                default=False,
                help_text="Must not go out before the person concerned was asked and had the time to reply.",
            ),
        ),
        migrations.CreateModel(
            name="ReplyRequest",
            fields=[
                ("id", number()),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("person", models.CharField(help_text="Who was asked: as it may be told to anybody.", max_length=300)),
                ("channel", models.CharField(choices=CHANNELS, max_length=10)),
                ("question", models.TextField(help_text="What was asked or put to the person.")),
                ("asked_at", models.DateTimeField()),
                ("deadline", models.DateTimeField(help_text="Until when an answer was asked for.")),
                ("logged_at", models.DateTimeField(auto_now_add=True)),
                ("article", key("claims.article", "reply_requests")),
                ("asked_by", key(settings.AUTH_USER_MODEL, "reply_requests")),
            ],
            options={"ordering": ("asked_at", "pk")},
        ),
        migrations.CreateModel(
            name="ReplyTopic",
            fields=[
                ("id", number()),
                ("claim", key("claims.claim", "reply_topics")),
                ("request", key("reviews.replyrequest", "topics")),
            ],
            options={"ordering": ("request", "claim")},
        ),
        migrations.AddField(
            model_name="replyrequest",
            name="claims",
            field=models.ManyToManyField(related_name="reply_requests", through="reviews.ReplyTopic", to="claims.claim"),
        ),
        migrations.CreateModel(
            name="ReplyContact",
            fields=[
                ("id", number()),
                ("sealed", models.TextField(help_text="The encrypted text.")),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contact", to="reviews.replyrequest"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=~models.Q(sealed=""), name="a_contact_that_is_kept_is_sealed")
                ]
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", number()),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("outcome", models.CharField(choices=OUTCOMES, max_length=10)),
                ("channel", models.CharField(blank=True, choices=CHANNELS, max_length=10)),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="What was answered, in the words of who answered where possible."
                    ),
                ),
                ("at", models.DateTimeField(help_text="When it came; for no answer, when that was noted.")),
                ("logged_at", models.DateTimeField(auto_now_add=True)),
                ("logged_by", key(settings.AUTH_USER_MODEL, "logged_replies")),
                ("request", key("reviews.replyrequest", "replies")),
            ],
            options={
                "verbose_name_plural": "replies",
                "ordering": ("at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(outcome__in=["answered", "declined", "silent"]),
                        name="the_outcome_of_a_reply_is_known",
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(outcome="answered") | ~models.Q(text=""),
                        name="an_answer_says_what_was_answered",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(outcome="silent"),
                        fields=("request",),
                        name="no_answer_is_noted_once_for_a_request",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="replytopic",
            constraint=models.UniqueConstraint(
                fields=("request", "claim"), name="a_request_for_a_reply_names_a_claim_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="replyrequest",
            constraint=models.CheckConstraint(
                condition=~models.Q(person=""), name="a_request_for_a_reply_says_who_was_asked"
            ),
        ),
        migrations.AddConstraint(
            model_name="replyrequest",
            constraint=models.CheckConstraint(
                condition=~models.Q(question=""), name="a_request_for_a_reply_says_what_was_asked"
            ),
        ),
        migrations.AddConstraint(
            model_name="replyrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(deadline__gt=models.F("asked_at")), name="who_is_asked_is_given_time_to_reply"
            ),
        ),
        migrations.RunPython(guard, unguard),
    )
