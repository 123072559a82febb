"""The addresses of the API, below ``/api/v1/``."""

from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, path, re_path
from rest_framework.routers import SimpleRouter

from claims.api.views import ArticleViewSet, ClaimViewSet, IntakeViewSet
from exports.api.views import PublicationViewSet
from factcheck.api.views import DocsView, NoSuchAddress, SchemaView
from reviews.api.views import ProgressViewSet
from sources.api.documents import DocumentIntakeViewSet, DocumentViewSet
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
router.register("evidence", EvidenceViewSet, basename="evidence")
router.register("publications", PublicationViewSet, basename="publication")

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("articles/<uuid:public_id>/progress/", ProgressViewSet.as_view({"get": "retrieve"}), name="article-progress"),
    path("claims/<uuid:public_id>/matches/", MatchViewSet.as_view({"get": "list"}), name="claim-matches"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", login_required(DocsView.as_view()), name="docs"),
    *router.urls,
    re_path("", NoSuchAddress.as_view()),
]
