"""The pages of this app."""

from django.urls import path

from sources import views

app_name = "sources"
urlpatterns = [
    path("sources/", views.library, name="library"),
    path("sources/add/", views.add, name="add"),
    path("sources/intakes/<uuid:public_id>/", views.intake, name="intake"),
    path("sources/documents/<uuid:public_id>/", views.document, name="document"),
    path("evidence/<uuid:public_id>/", views.curate, name="curate"),
    path("claims/<uuid:public_id>/evidence/new/", views.pin, name="pin"),
    path("claims/<uuid:public_id>/evidence/search/", views.search_again, name="search_again"),
]
