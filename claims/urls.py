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
    path("claims/<uuid:public_id>/speaker/", views.choose, name="choose_speaker"),
    path("claims/<uuid:public_id>/explanation/", views.explanation, name="explanation"),
    path("speakers/same/", views.speakers, name="speakers"),
    path("speakers/match/", views.match, name="match"),
    path("speakers/matches/<uuid:public_id>/take-back/", views.take_back, name="take_back"),
]
