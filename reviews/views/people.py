"""The people who judge, and what is known of each."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from factcheck.lib.decisions import Denied
from factcheck.lib.forms import posted, require_form
from reviews.forms.people import ProfileForm
from reviews.models import ReviewerProfile
from reviews.pages.people import people_rows
from reviews.policies import can_describe_reviewer
from reviews.services.people import describe_reviewer


@login_required
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who may judge claims, with languages, topics, absence; editors see the load of each as well."""
    if not request.user.has_perm("reviews.view_review"):
        Denied("Only the people of the desk can see who judges.").enforce()
    shows_load = request.user.has_perm("reviews.assign_review")
    return render(request, "reviews/people.html", {"rows": people_rows(request.user), "shows_load": shows_load})


@login_required
@require_form
def person(request: HttpRequest, name: str) -> HttpResponse:
    """What is known of one person, and changing it: his own profile, or as an editor everybody's."""
    found = get_object_or_404(get_user_model()._default_manager.with_perm("reviews.assess_review"), username=name)
    can_describe_reviewer(request.user, found).enforce()
    stored = ReviewerProfile.objects.filter(person=found).first()
    form = ProfileForm(posted(request), initial=ProfileForm.stored(stored))
    if form.attempt(lambda _typed: describe_reviewer(person=found, by=request.user, **form.given())):
        messages.success(request, f"The profile of {found} is saved.")
        return redirect("reviews:people")
    if form.status == 409:
        form.renew("version", stored.version if stored else 0)
    return render(request, "reviews/person.html", {"form": form, "person": found}, status=form.status)
