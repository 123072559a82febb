"""The rules of the desk: which claims two people judge, and whether the machine gives out work."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from factcheck.lib.decisions import Denied
from factcheck.lib.forms import posted, require_form
from reviews.forms.rules import RulesForm
from reviews.models import DeskRules
from reviews.policies import can_run_desk
from reviews.services.rules import change_rules, rules_in_force

VERSIONS_SHOWN = 20


@login_required
@require_form
def rules(request: HttpRequest) -> HttpResponse:
    """Read the rules in force, and change them."""
    if not request.user.has_perm("reviews.view_review"):
        Denied("Only the people of the desk can read its rules.").enforce()
    before = rules_in_force()
    form = RulesForm(posted(request), initial=RulesForm.stored(before))
    if form.attempt(lambda _typed: change_rules(by=request.user, **form.given())):
        messages.success(request, "The new rules count from now on, for open reviews that nobody has answered too.")
        return redirect("reviews:rules")
    if form.status == 409:
        form.renew("version", before.version)
    versions = DeskRules.objects.select_related("made_by").order_by("-version")[:VERSIONS_SHOWN]
    page = {"form": form, "in_force": before, "versions": versions, "may": can_run_desk(request.user)}
    return render(request, "reviews/rules.html", page, status=form.status)
