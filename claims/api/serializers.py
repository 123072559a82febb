"""The shapes of articles, claims and intakes, in and out."""

from typing import Any

from django.core.validators import RegexValidator
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from claims.api.fields import MomentField, TextField, WebAddressField
from claims.api.incoming import check_contents
from claims.choices import AttributionKind, ClaimOrigin, IntakeWay, RunStatus, SaidPrecision, SpeakerKind
from claims.extraction.base import Part
from claims.extraction.records import change_record
from claims.models import Article, ArticleIntake, Claim
from factcheck.api.serializers import StrictSerializer, moment_field, spans_field

CONTENTS = ("body", "html", "url")
LANGUAGE = RegexValidator(
    r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,2}\Z", "Send a language tag, such as en or pt-BR.", code="language"
)


def names_field(**options: Any) -> serializers.ListField:
    """A list of names."""
    return serializers.ListField(child=serializers.CharField(), **options)


def pair_field(**options: Any) -> serializers.ListField:
    """``[start, end]`` in code points of the article's text."""
    return serializers.ListField(child=serializers.IntegerField(), min_length=2, max_length=2, **options)


class ArticleIn(StrictSerializer):
    """An article that comes in: exactly one of ``body``, ``html`` and ``url``, and what is known about it."""

    body = TextField(
        required=False, trim_whitespace=False, help_text="Plain text, paragraphs separated by an empty line."
    )
    html = TextField(required=False, trim_whitespace=False, help_text="A whole page; its text is taken.")
    url = TextField(required=False, max_length=2000, help_text="A page to fetch.")
    headline = TextField(required=False, allow_blank=True, max_length=500)
    byline = TextField(required=False, allow_blank=True, max_length=300)
    outlet = TextField(required=False, allow_blank=True, max_length=200)
    language = TextField(
        required=False, max_length=12, validators=[LANGUAGE], help_text="BCP 47; recognised when not given."
    )
    topic = TextField(
        required=False, allow_blank=True, max_length=60, help_text="What it is about, in a word of the desk."
    )
    published_at = MomentField(
        required=False,
        help_text="With an offset, or a day: then midnight in the desk's time zone. Every relative date hangs on it.",
    )
    external_id = TextField(required=False, max_length=200, help_text="Your own name for the article.")
    page_url = WebAddressField(
        required=False, max_length=2000, help_text="Where the article stands, with body or html."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Exactly one of the contents is given, and no second address beside an address."""
        return check_contents(attrs, CONTENTS)


class RunOut(serializers.Serializer[Any]):
    """How far a machine step is."""

    status = serializers.ChoiceField(choices=RunStatus.choices)
    component = serializers.CharField(help_text="Name and version of what reads.")
    language = serializers.CharField(help_text="What the text was taken to be in; empty when that is not known.")
    language_recognised = serializers.BooleanField(
        help_text="Whether the machine took the language from the words, because nobody had said it."
    )
    claims_found = serializers.IntegerField(allow_null=True)
    error = serializers.CharField(help_text="Why it failed, in words; empty when it did not.")
    requested_at = moment_field()
    finished_at = moment_field(allow_null=True)


class ArticleLinksOut(serializers.Serializer[Any]):
    """Where to go on."""

    self = serializers.URLField()
    claims = serializers.URLField()
    progress = serializers.URLField()
    publications = serializers.URLField()


class ArticleFactsOut(serializers.Serializer[Any]):
    """What is known of an article, without its text."""

    id = serializers.UUIDField(source="public_id")
    external_id = serializers.CharField()
    url = serializers.CharField()
    headline = serializers.CharField()
    byline = serializers.CharField()
    outlet = serializers.CharField()
    language = serializers.CharField()
    language_recognised = serializers.BooleanField(help_text="Whether the machine took it from the words.")
    topic = serializers.CharField(help_text="What it is about, in a word of the desk; empty when nobody has said it.")
    published_at = moment_field(allow_null=True, help_text="Null: ask for it; dates stay unresolved.")
    created_at = moment_field()
    links = serializers.SerializerMethodField()

    @extend_schema_field(ArticleLinksOut)
    def get_links(self, article: Article) -> dict[str, str]:
        """The addresses of what belongs to the article."""
        request = self.context["request"]
        return {
            "self": reverse("api:article-detail", [article.public_id], request=request),
            "claims": f"{reverse('api:claim-list', request=request)}?article={article.public_id}",
            "progress": reverse("api:article-progress", [article.public_id], request=request),
            "publications": f"{reverse('api:publication-list', request=request)}?article={article.public_id}",
        }


class ArticleOut(ArticleFactsOut):
    """An article with its text, to which all offsets refer."""

    text = serializers.CharField(source="body", help_text="Frozen. Offsets count its Unicode code points.")
    notes = serializers.ListField(child=serializers.CharField(), help_text="What a person should know about the text.")
    extraction = serializers.SerializerMethodField()

    @extend_schema_field(RunOut(allow_null=True))
    def get_extraction(self, article: Article) -> dict[str, Any] | None:
        """The newest reading; the rows are fetched with the article."""
        readings = sorted(article.extraction_runs.all(), key=lambda run: run.pk)
        return RunOut(readings[-1]).data if readings else None


class SpeakerOut(serializers.Serializer[Any]):
    """Who says a claim."""

    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=SpeakerKind.choices)
    role = serializers.CharField(help_text="In the words of the article.")
    affiliation = serializers.CharField(
        required=False, help_text="Whom the speaker stands for, or empty; publications of old lack it."
    )


class SaidOut(serializers.Serializer[Any]):
    """When it was said, as exactly as the article tells."""

    on = serializers.DateField(source="said_on", allow_null=True, help_text="First day of the period.")
    until = serializers.DateField(source="said_until", allow_null=True, help_text="Last day of the period.")
    precision = serializers.ChoiceField(source="said_precision", choices=SaidPrecision.choices)
    value = serializers.CharField(source="said_value", help_text='As in TIMEX3: "2017-05-31", "2017-W22"; or empty.')
    text = serializers.CharField(source="said_text", help_text="The words it was read from.")


class TimeOut(serializers.Serializer[Any]):
    """A date inside the content."""

    on = serializers.DateField(allow_null=True, help_text="First day of the period.")
    until = serializers.DateField(allow_null=True, help_text="Last day of the period.")
    precision = serializers.ChoiceField(choices=SaidPrecision.choices)
    value = serializers.CharField(help_text="As in TIMEX3; empty when it is not known.")
    text = serializers.CharField(help_text="The words it was read from.")
    anchor = serializers.DateField(allow_null=True, help_text="The day that it was counted from.")
    span = pair_field(allow_null=True, help_text="Where the words stand.")


class NestedOut(serializers.Serializer[Any]):
    """What the content says that somebody else said."""

    speaker = serializers.CharField()
    speaker_kind = serializers.CharField(help_text="As the kind of a speaker.")
    source = spans_field()  # type: ignore[assignment]  # a field, not where the serializer takes its value
    cue = spans_field()
    content = spans_field()
    force = serializers.CharField()


class ChangeOut(serializers.Serializer[Any]):
    """A stretch of the statement that the machine worded otherwise than the article."""

    start = serializers.IntegerField(help_text="In code points of the statement.")
    end = serializers.IntegerField()
    original = serializers.CharField(help_text="The words of the article; empty where it has none.")


class StepOut(serializers.Serializer[Any]):
    """How the machine made one decision."""

    part = serializers.ChoiceField(choices=[(part.value, part.value) for part in Part])
    how = serializers.CharField(help_text="A sentence for an editor.")
    confidence = serializers.FloatField(allow_null=True, help_text="0 to 1; null where nothing was measured.")
    spans = spans_field(help_text="The words of the article that it rests on.")


class ProvenanceOut(serializers.Serializer[Any]):
    """Where the claim comes from."""

    origin = serializers.ChoiceField(choices=ClaimOrigin.choices)
    component = serializers.CharField(source="run.component", allow_null=True, help_text="Null for a person's claim.")


class DiscardOut(serializers.Serializer[Any]):
    """That people put a claim aside, and why."""

    at = moment_field(source="discarded_at")
    reason = serializers.CharField(source="discard_reason")


class ClaimOut(serializers.Serializer[Any]):
    """Who said what, when."""

    id = serializers.UUIDField(source="public_id")
    article = serializers.UUIDField(source="article.public_id")
    content = spans_field(help_text="Where it stands; one or more pieces.")
    source = spans_field(source="source_spans", help_text="The words that name the speaker.")  # type: ignore[assignment]
    cue = spans_field(source="cue_spans", help_text='The words that attribute: "said".')
    quote = serializers.CharField(help_text="The exact words of the content.")
    statement = serializers.CharField(help_text="The claim so that it can be judged alone; people may edit it.")
    changes = serializers.SerializerMethodField()
    speaker = serializers.SerializerMethodField()
    members = names_field(help_text="The people of a source that is several.")
    candidates = names_field(help_text="Whom a source may be that is not resolved; people choose.")
    attribution = serializers.ChoiceField(choices=AttributionKind.choices)
    force = serializers.CharField(help_text="What the cue does: says, confirms, denies ...")
    lemma = serializers.CharField(help_text="The verb or noun of the cue in its plain form.")
    hedged = serializers.BooleanField()
    negated = serializers.BooleanField()
    conditional = serializers.BooleanField(help_text="Said only for the case that something else holds.")
    said = SaidOut(source="*")
    times = TimeOut(many=True, help_text="The dates inside the content.")
    nested = NestedOut(allow_null=True, help_text="What the content says that somebody else said.")
    checkworthiness = serializers.FloatField(help_text="0 to 1, a machine's estimate.")
    confidence = serializers.FloatField(help_text="0 to 1, how sure the machine is of the attribution.")
    explanation = StepOut(many=True, source="steps", help_text="How the machine read it; empty where a person did.")
    provenance = ProvenanceOut(source="*")
    version = serializers.IntegerField(help_text="Grows with every change by a person.")
    discarded = serializers.SerializerMethodField()

    @extend_schema_field(SpeakerOut(allow_null=True))
    def get_speaker(self, claim: Claim) -> dict[str, str] | None:
        """The speaker, or null where the article speaks for itself."""
        if claim.speaker is None:
            return None
        speaker = claim.speaker
        return {"name": speaker.name, "kind": speaker.kind, "role": claim.role, "affiliation": claim.affiliation}

    @extend_schema_field(ChangeOut(many=True))
    def get_changes(self, claim: Claim) -> list[dict[str, Any]]:
        """What the machine put in other words; empty once a person has worded the statement."""
        return [change_record(change) for change in claim.changed_words]

    @extend_schema_field(DiscardOut(allow_null=True))
    def get_discarded(self, claim: Claim) -> dict[str, Any] | None:
        """Null for a claim that stands."""
        return DiscardOut(claim).data if claim.discarded_at else None


class IntakeLinksOut(serializers.Serializer[Any]):
    """Where to go on."""

    self = serializers.URLField()
    article = serializers.URLField(allow_null=True)


class IntakeOut(serializers.Serializer[Any]):
    """An article on its way in; ask again until ``article`` or ``error`` is there."""

    id = serializers.UUIDField(source="public_id")
    status = serializers.ChoiceField(choices=RunStatus.choices)
    way = serializers.ChoiceField(choices=IntakeWay.choices)
    article = serializers.UUIDField(source="article.public_id", allow_null=True)
    error = serializers.CharField(help_text="Why it failed, in words; empty when it did not.")
    requested_at = moment_field()
    finished_at = moment_field(allow_null=True)
    links = serializers.SerializerMethodField()

    @extend_schema_field(IntakeLinksOut)
    def get_links(self, intake: ArticleIntake) -> dict[str, str | None]:
        """The addresses of the intake and, once it has arrived, of the article."""
        request = self.context["request"]
        article = intake.article
        return {
            "self": reverse("api:intake-detail", [intake.public_id], request=request),
            "article": reverse("api:article-detail", [article.public_id], request=request) if article else None,
        }
