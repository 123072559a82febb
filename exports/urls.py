"""The pages of this app."""

from django.urls import path

from exports import views

app_name = "exports"
urlpatterns = [
    path("publications/", views.feed, name="feed"),
    path("publications/<uuid:public_id>/retract/", views.retract, name="retract"),
    path("reviews/<uuid:public_id>/publish/", views.publish, name="publish"),
]
