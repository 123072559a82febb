"""The addresses of the API, below ``/api/v1/``."""

from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, path, re_path
from rest_framework.routers import SimpleRouter

from claims.api.speakers import SpeakerViewSet
from claims.api.views import ArticleViewSet, ClaimViewSet, IntakeViewSet
from exports.api.deliveries import DeliveryViewSet
from exports.api.formats import ArticleFormatViewSet, EntryFormatViewSet, FeedFormatViewSet
from exports.api.impact import ClaimImpactViewSet, DocumentImpactViewSet, SpeakerImpactViewSet
from exports.api.subscribers import ConnectorViewSet, SubscriberViewSet
from exports.api.views import PublicationViewSet
from factcheck.api.views import DocsView, NoSuchAddress, SchemaView
from reviews.api.reviews import ReviewViewSet
from reviews.api.views import ProgressViewSet
from sources.api.documents import DocumentIntakeViewSet, DocumentViewSet
from sources.api.fact_checks import FactCheckViewSet
from sources.api.feeds import FeedViewSet
from sources.api.matches import MatchViewSet
from sources.api.passages import PassageViewSet
from sources.api.publishers import PublisherViewSet
from sources.api.views import EvidenceViewSet

router = SimpleRouter(use_regex_path=False)
router.register("articles", ArticleViewSet, basename="article")
router.register("claims", ClaimViewSet, basename="claim")
router.register("intakes", IntakeViewSet, basename="intake")
router.register("documents", DocumentViewSet, basename="document")
router.register("document-intakes", DocumentIntakeViewSet, basename="document-intake")
router.register("passages", PassageViewSet, basename="passage")
router.register("publishers", PublisherViewSet, basename="publisher")
router.register("feeds", FeedViewSet, basename="feed")
router.register("speakers", SpeakerViewSet, basename="speaker")
router.register("fact-checks", FactCheckViewSet, basename="fact-check")
router.register("reviews", ReviewViewSet, basename="review")
router.register("evidence", EvidenceViewSet, basename="evidence")
router.register("publications", PublicationViewSet, basename="publication")
router.register("connectors", ConnectorViewSet, basename="connector")
router.register("subscribers", SubscriberViewSet, basename="subscriber")
router.register("deliveries", DeliveryViewSet, basename="delivery")

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("articles/<uuid:public_id>/progress/", ProgressViewSet.as_view({"get": "retrieve"}), name="article-progress"),
    path(
        "articles/<uuid:public_id>/as/<slug:shape>/",
        ArticleFormatViewSet.as_view({"get": "retrieve"}),
        name="article-as",
    ),
    path(
        "publications/<uuid:public_id>/as/<slug:shape>/",
        EntryFormatViewSet.as_view({"get": "retrieve"}),
        name="publication-as",
    ),
    path("publications/as/atom/", FeedFormatViewSet.as_view({"get": "atom"}), name="publications-atom"),
    path("publications/as/rss/", FeedFormatViewSet.as_view({"get": "rss"}), name="publications-rss"),
    path("publications/as/csv/", FeedFormatViewSet.as_view({"get": "csv"}), name="publications-csv"),
    path("publications/as/ndjson/", FeedFormatViewSet.as_view({"get": "ndjson"}), name="publications-ndjson"),
    path("claims/<uuid:public_id>/impact/", ClaimImpactViewSet.as_view({"get": "retrieve"}), name="claim-impact"),
    path(
        "documents/<uuid:public_id>/impact/", DocumentImpactViewSet.as_view({"get": "retrieve"}), name="document-impact"
    ),
    path("speakers/<uuid:public_id>/impact/", SpeakerImpactViewSet.as_view({"get": "retrieve"}), name="speaker-impact"),
    path("claims/<uuid:public_id>/matches/", MatchViewSet.as_view({"get": "list"}), name="claim-matches"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", login_required(DocsView.as_view()), name="docs"),
    *router.urls,
    re_path("", NoSuchAddress.as_view()),
]
