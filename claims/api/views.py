"""Articles in; articles, claims and intakes out."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.idempotency import REPLAYED, Attempt, hash_request, read_key
from claims.api.incoming import given_facts, incoming_of
from claims.api.serializers import ArticleFactsOut, ArticleIn, ArticleOut, ClaimOut, IntakeOut
from claims.models import Article, ArticleIntake, Claim
from claims.services.articles import ArticleDraft, submit_article
from claims.services.intake import take_in_article
from factcheck.api.filters import as_text, as_uuid, read_filters
from factcheck.api.serializers import answers
from factcheck.api.views import Endpoint

FACTS = ("headline", "byline", "outlet", "language", "topic", "published_at", "external_id")
FILTERS = {"external_id": "external_id", "topic": "topic__iexact"}


class ArticleViewSet(Endpoint):
    """Articles under check."""

    rights_of = Article

    @extend_schema(
        summary="List articles",
        description="Newest first, without their texts.",
        parameters=[
            OpenApiParameter("external_id", description="Your own name for the article."),
            OpenApiParameter("topic", description="What it is about, however its letters are written."),
        ],
        responses=answers(ok=ArticleFactsOut(many=True)),
    )
    def list(self, request: Request) -> Response:
        """Articles, newest first."""
        given = read_filters(request, dict.fromkeys(FILTERS, as_text), paged=True)
        articles = Article.objects.visible_to(request.user).listed().for_list()
        return self.page(articles.filter(**{FILTERS[name]: value for name, value in given.items()}), ArticleFactsOut)

    @extend_schema(
        summary="Read an article",
        description="With its text and the state of its reading.",
        responses=answers(404, ok=ArticleOut),
    )
    def retrieve(self, request: Request, public_id: Any) -> Response:
        """One article with its text."""
        return self.one(Article.objects.visible_to(request.user).prefetch_related("extraction_runs"), ArticleOut)

    @extend_schema(
        summary="Send an article",
        description=(
            "With `body` the article is stored at once: 201 when it is new, 200 when it is known already. With `html` "
            "or `url` a worker reads or fetches it: 202 with an intake to follow. A retry under the same "
            "`Idempotency-Key` is answered like the first request and does nothing."
        ),
        parameters=[
            OpenApiParameter(
                "Idempotency-Key", OpenApiTypes.STR, OpenApiParameter.HEADER, description="1 to 200 characters."
            ),
            OpenApiParameter(
                "Location",
                OpenApiTypes.URI,
                OpenApiParameter.HEADER,
                response=[200, 201, 202],
                description="What to read next.",
            ),
            OpenApiParameter(
                REPLAYED,
                OpenApiTypes.STR,
                OpenApiParameter.HEADER,
                response=[200, 202],
                description="true for a retry.",
            ),
        ],
        request=ArticleIn,
        responses=answers(409, 413, 415, 503, created=ArticleOut, ok=ArticleOut, accepted=IntakeOut),
    )
    def create(self, request: Request) -> Response:
        """Take an article in."""
        read_filters(request)
        data = self.body(ArticleIn)
        attempt = Attempt(read_key(request), hash_request(data))
        return self._submit(data, attempt) if "body" in data else self._take_in(data, attempt)

    def _submit(self, data: dict[str, Any], attempt: Attempt) -> Response:
        facts = {name: data[name] for name in FACTS if name in data}
        draft = ArticleDraft(body=data["body"], url=data.get("page_url", ""), **facts)
        submitted = submit_article(
            draft=draft, by=self.request.user, key=attempt.key, request_hash=attempt.request_hash
        )
        return self._answer(
            ArticleOut(submitted.article, context=self.get_serializer_context()).data,
            status.HTTP_201_CREATED if submitted.created else status.HTTP_200_OK,
            replayed=submitted.replayed,
        )

    def _take_in(self, data: dict[str, Any], attempt: Attempt) -> Response:
        given = given_facts(data, FACTS)
        taken = take_in_article(
            incoming=incoming_of(data, filename="article.html"),
            given=given,
            by=self.request.user,
            key=attempt.key,
            request_hash=attempt.request_hash,
        )
        shown = IntakeOut(taken.intake, context=self.get_serializer_context()).data
        return self._answer(shown, status.HTTP_202_ACCEPTED, replayed=taken.replayed)

    def _answer(self, shown: Any, code: int, *, replayed: bool) -> Response:
        headers = {"Location": shown["links"]["self"]} | ({REPLAYED: "true"} if replayed else {})
        return Response(shown, status=code, headers=headers)


class ClaimViewSet(Endpoint):
    """Who said what, when."""

    rights_of = Claim
    ordering = ("start", "pk")

    @extend_schema(
        summary="List the claims of an article",
        description="In the order of the text. Discarded claims are listed too, marked as such.",
        parameters=[OpenApiParameter("article", OpenApiTypes.UUID, required=True)],
        responses=answers(404, ok=ClaimOut(many=True)),
    )
    def list(self, request: Request) -> Response:
        """The claims of one article."""
        given = read_filters(request, {"article": as_uuid}, required=("article",), paged=True)
        articles = Article.objects.visible_to(request.user).for_list()
        article = get_object_or_404(articles, public_id=given["article"])
        return self.page(self._readable().of(article), ClaimOut)

    @extend_schema(summary="Read a claim", responses=answers(404, ok=ClaimOut))
    def retrieve(self, request: Request, public_id: Any) -> Response:
        """One claim."""
        return self.one(self._readable(), ClaimOut)

    def _readable(self) -> Any:
        return Claim.objects.visible_to(self.request.user).for_export().defer("article__body")


class IntakeViewSet(Endpoint):
    """Articles on their way in."""

    rights_of = Article

    @extend_schema(summary="Follow an article on its way in", responses=answers(404, ok=IntakeOut))
    def retrieve(self, request: Request, public_id: Any) -> Response:
        """One intake."""
        rows = ArticleIntake.objects.visible_to(request.user).select_related("article").defer("article__body")
        return self.one(rows, IntakeOut)
