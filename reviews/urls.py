"""The pages of this app."""

from django.urls import path

from reviews.views import desk, queue, review, touched

app_name = "reviews"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("articles/<uuid:public_id>/", desk.article, name="article"),
    path("articles/<uuid:public_id>/progress/", desk.progress, name="progress"),
    path("queue/", queue.queue, name="queue"),
    path("notices/", queue.notices, name="notices"),
    path("notices/read/", queue.read, name="read_notices"),
    path("sources/documents/<uuid:public_id>/reviews/", touched.touched, name="touched"),
    path("reviews/<uuid:public_id>/", review.review, name="review"),
    path("reviews/<uuid:public_id>/take/", review.take, name="take"),
    path("reviews/<uuid:public_id>/assign/", review.assign, name="assign"),
    path("reviews/<uuid:public_id>/second/", review.second, name="second"),
    path("reviews/<uuid:public_id>/release/", review.release, name="release"),
    path("reviews/<uuid:public_id>/assess/", review.assess, name="assess"),
    path("reviews/<uuid:public_id>/settle/", review.settle, name="settle"),
    path("reviews/<uuid:public_id>/return/", review.send_back, name="return"),
    path("reviews/<uuid:public_id>/cancel/", review.cancel, name="cancel"),
    path("reviews/<uuid:public_id>/reopen/", review.reopen, name="reopen"),
]
