"""The pages of this app."""

from django.urls import path

from sources.views import archives, citing, drift, evidence, feeds, library, origins, publishers, searching, seen_before

app_name = "sources"
urlpatterns = [
    path("sources/", library.library, name="library"),
    path("sources/add/", library.add, name="add"),
    path("sources/passages/", searching.passages, name="passages"),
    path("sources/intakes/<uuid:public_id>/", library.intake, name="intake"),
    path("sources/documents/<uuid:public_id>/", library.document, name="document"),
    path("sources/documents/<uuid:public_id>/for/<uuid:claim_id>/", citing.cite, name="cite"),
    path("sources/documents/<uuid:public_id>/warc/", archives.warc, name="warc"),
    path("sources/documents/<uuid:public_id>/check/", drift.look_again, name="look_again"),
    path("sources/documents/<uuid:public_id>/retract/", drift.retract, name="retract_document"),
    path("sources/documents/<uuid:public_id>/reinstate/", drift.reinstate, name="reinstate_document"),
    path("sources/drift/", drift.drifted, name="drift"),
    path("sources/drift/<uuid:public_id>/", drift.compared, name="compared"),
    path("sources/publishers/", publishers.publishers, name="publishers"),
    path("sources/publishers/<uuid:public_id>/", publishers.publisher, name="publisher"),
    path("sources/publishers/<uuid:public_id>/edit/", publishers.describe, name="describe_publisher"),
    path("sources/publishers/<uuid:public_id>/merge/", publishers.merge, name="merge_publisher"),
    path("sources/feeds/", feeds.feeds, name="feeds"),
    path("sources/feeds/new/", feeds.follow, name="follow"),
    path("sources/feeds/<uuid:public_id>/", feeds.feed, name="feed"),
    path("sources/feeds/<uuid:public_id>/pause/", feeds.pause, name="pause_feed"),
    path("sources/feeds/<uuid:public_id>/resume/", feeds.resume, name="resume_feed"),
    path("sources/feeds/<uuid:public_id>/poll/", feeds.poll, name="poll_feed"),
    path("sources/feeds/<uuid:public_id>/unfollow/", feeds.unfollow, name="unfollow_feed"),
    path("sources/origins/decide/", origins.decide_origins, name="decide_origins"),
    path("sources/origins/<uuid:public_id>/", origins.origin, name="origin"),
    path("sources/settled/", seen_before.settled, name="settled"),
    path("matches/<uuid:public_id>/", seen_before.match, name="match"),
    path("matches/<uuid:public_id>/restore/", seen_before.restore, name="restore_match"),
    path("claims/<uuid:public_id>/matches/again/", seen_before.compare_again, name="compare_again"),
    path("evidence/<uuid:public_id>/", evidence.curate, name="curate"),
    path("claims/<uuid:public_id>/evidence/new/", evidence.pin, name="pin"),
    path("claims/<uuid:public_id>/evidence/search/", evidence.search_again, name="search_again"),
]
