"""The pages of this app."""

from django.urls import path

from claims import views

app_name = "claims"
urlpatterns = [
    path("articles/new/", views.add, name="add"),
    path("intakes/<uuid:public_id>/", views.intake, name="intake"),
    path("articles/<uuid:public_id>/facts/", views.complete, name="complete"),
    path("articles/<uuid:public_id>/claims/new/", views.add_claim, name="add_claim"),
    path("claims/<uuid:public_id>/revise/", views.revise, name="revise"),
    path("claims/<uuid:public_id>/discard/", views.discard, name="discard"),
    path("claims/<uuid:public_id>/restore/", views.restore, name="restore"),
]
