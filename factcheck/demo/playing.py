"""The whole demo from the empty database to the desk at work; safe to be stopped and run again."""

from collections.abc import Callable
from pathlib import Path

from claims.models import Claim
from factcheck.demo import content, loading
from factcheck.demo.desk import Desk
from factcheck.demo.finding import find_claim
from factcheck.demo.people import Cast
from factcheck.demo.progress import Progress
from factcheck.demo.scenes import SETTLED, Scene
from factcheck.demo.unsettled import UNSETTLED
from factcheck.demo.waiting import wait_until

Tell = Callable[[str], None]

SENT_BY_THE_CMS = ("pier", "jobs")


def play_demo(*, cast: Cast, progress_file: Path, tell: Tell) -> None:
    """Load the texts, wait for the workers, and let the people work; nothing when all of it has been done.

    The article that has just come in is the last thing that is done. What ``progress_file`` says about another
    database, one without the demo's articles, does not count.

    Raises ``StillWaiting`` when the workers are not done in time.
    """
    if loading.is_loaded(content.JUST_IN):
        return
    progress = Progress.load(progress_file) if loading.is_loaded(content.ARTICLES[0]) else Progress(progress_file)
    load_texts(cast=cast, tell=tell)
    for scene in (*SETTLED, *UNSETTLED):
        play_scene(scene, cast=cast, progress=progress, tell=tell)
    loading.load_article(content.JUST_IN, by=cast.cms)
    tell("one more article has just come in")


def load_texts(*, cast: Cast, tell: Tell) -> None:
    """The library first, because claims are looked up in it as soon as an article is there."""
    documents = loading.load_documents(by=cast.edda)
    tell(f"library: {documents} new documents")
    wait_until(loading.missing_documents, tell=tell)
    articles = sum(loading.load_article(slug, by=_sender(slug, cast)) for slug in content.ARTICLES)
    articles += loading.load_page(by=cast.edda)
    tell(f"articles: {articles} new")
    wait_until(loading.missing_work, tell=tell)


def play_scene(scene: Scene, *, cast: Cast, progress: Progress, tell: Tell) -> None:
    """Let the people work on one claim, from where an earlier run stopped."""
    played = progress.scene(scene.name)
    if not played.claim:
        played.claim = str(find_claim(scene.wanted, taken=progress.claims(), by=cast.edda).public_id)
        progress.save()
    claim = Claim.objects.select_related("article").get(public_id=played.claim)
    desk = Desk(cast=cast, claim=claim, progress=progress, name=scene.name, tell=tell)
    before = played.done
    if not played.begun:
        desk.wait_for_review()
    scene.play(desk)
    if played.done > before:
        tell(f"“{claim.statement[:60]}”: {scene.shows}")


def _sender(slug: str, cast: Cast) -> object:
    return cast.cms if slug in SENT_BY_THE_CMS else cast.edda
