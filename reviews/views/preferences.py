"""How a person wants to be told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from factcheck.lib.forms import posted, require_form
from reviews.forms.preferences import PreferencesForm
from reviews.services.preferences import set_wishes, wishes_of


@login_required
@require_form
def preferences(request: HttpRequest) -> HttpResponse:
    """What comes by mail at once, what in the daily digest, what never."""
    (wishes,) = wishes_of([request.user]).values()
    form = PreferencesForm(posted(request), wishes=wishes)
    if form.is_bound and form.attempt(lambda _: set_wishes(by=request.user, wishes=form.wishes())):
        messages.success(request, "This is how you are told from now on.")
        return redirect("reviews:preferences")
    return render(request, "reviews/preferences.html", {"form": form}, status=form.status)
