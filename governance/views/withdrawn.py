"""An address whose content was published once, for a visitor who comes back to it."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from governance.openness.publication import was_withdrawn


def withdrawn_file(request, model, **which):
    """The same for the address of a file. Raises Http404 where everyone could not read it once."""
    answer = withdrawn_page(request, model, **which)
    if answer is None:
        raise Http404
    return answer


def withdrawn_page(request, model, **which):
    """410 where what stood at the address has been taken back from publication; None where it never was published."""
    if request.actor is None or request.actor.is_known or not was_withdrawn(request.actor, model, **which):
        return None
    context = {"page_title": _("Trukket tilbake fra publisering")}
    return render(request, "governance/withdrawn.html", context, status=410)
