"""The addresses of the Fact Check Tools API, below ``/v1alpha1/``; they end without a slash, as Google's do."""

from django.urls import path, re_path

from exports.api.google import ClaimSearchViewSet, MarkupPageViewSet
from factcheck.api.views import NoSuchAddress

app_name = "google"
urlpatterns = [
    path("claims:search", ClaimSearchViewSet.as_view({"get": "list"}), name="claims-search"),
    path("pages", MarkupPageViewSet.as_view({"get": "list"}), name="pages"),
    path("pages/<str:name>", MarkupPageViewSet.as_view({"get": "retrieve"}), name="page"),
    re_path("", NoSuchAddress.as_view()),
]
