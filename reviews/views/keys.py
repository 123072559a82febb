"""The keys of one person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from factcheck.lib.forms import posted, require_form
from reviews.forms.keys import KeysForm
from reviews.services.keys import ACTIONS, keys_of, set_keys


@login_required
@require_form
def keys(request: HttpRequest) -> HttpResponse:
    """Show and set the keys that the person uses; sent with "reset" they are those that ship."""
    form = KeysForm(posted(request), initial=keys_of(request.user))
    if "reset" in request.POST:
        set_keys(keys={action.name: action.key for action in ACTIONS}, by=request.user)
        messages.success(request, "Your keys are those that ship.")
        return redirect("reviews:keys")
    if form.attempt(lambda typed: set_keys(keys=typed, by=request.user)):
        messages.success(request, "Your keys are set.")
        return redirect("reviews:keys")
    return render(request, "reviews/keys.html", {"form": form}, status=form.status)
