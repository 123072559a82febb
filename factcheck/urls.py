"""The addresses of the project: the pages of the four apps, the API, the admin and the people."""

from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from factcheck.views import bad_request, health

urlpatterns = [
    path("", include("reviews.urls")),
    path("", include("claims.urls")),
    path("", include("sources.urls")),
    path("", include("exports.urls")),
    path("login/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("health/", health, name="health"),
    path("api/v1/", include("factcheck.api.urls")),
    path("v1alpha1/", include("exports.api.google_urls")),
    path("admin/", admin.site.urls),
]

handler400 = bad_request
