"""The pages of this app."""

from django.urls import path

from exports.views import backfills, corrections, deliveries, feed, impact, speakers, subscribers

app_name = "exports"
urlpatterns = [
    path("articles/<uuid:public_id>/dossier/", feed.dossier, name="dossier"),
    path("publications/", feed.feed, name="feed"),
    path("publications/<uuid:public_id>/retract/", feed.retract, name="retract"),
    path("reviews/<uuid:public_id>/publish/", feed.publish, name="publish"),
    path("subscribers/", subscribers.subscribers, name="subscribers"),
    path("subscribers/add/<slug:connector>/", subscribers.add, name="add_subscriber"),
    path("subscribers/<uuid:public_id>/", subscribers.subscriber, name="subscriber"),
    path("subscribers/<uuid:public_id>/change/", subscribers.change, name="change_subscriber"),
    path("subscribers/<uuid:public_id>/secret/", subscribers.rotate, name="rotate_secret"),
    path("subscribers/<uuid:public_id>/stop/", subscribers.stop, name="stop_subscriber"),
    path("subscribers/<uuid:public_id>/start/", subscribers.start, name="start_subscriber"),
    path("subscribers/<uuid:public_id>/remove/", subscribers.remove, name="remove_subscriber"),
    path("subscribers/<uuid:public_id>/test/", deliveries.test, name="test_subscriber"),
    path("subscribers/<uuid:public_id>/backfill/", backfills.request, name="backfill"),
    path("backfills/<uuid:public_id>/stop/", backfills.stop, name="stop_backfill"),
    path("deliveries/", deliveries.deliveries, name="deliveries"),
    path("deliveries/<uuid:public_id>/", deliveries.delivery, name="delivery"),
    path("deliveries/<uuid:public_id>/replay/", deliveries.replay, name="replay"),
    path("deliveries/<uuid:public_id>/set-aside/", deliveries.set_aside, name="set_aside"),
    path("claims/<uuid:public_id>/impact/", impact.of_claim, name="claim_impact"),
    path("sources/documents/<uuid:public_id>/impact/", impact.of_document, name="document_impact"),
    path("speakers/", speakers.speakers, name="speakers"),
    path("speakers/<uuid:public_id>/", speakers.speaker, name="speaker"),
    path("speakers/<uuid:public_id>/impact/", impact.of_speaker, name="speaker_impact"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/<uuid:public_id>/", corrections.recall, name="recall"),
]
