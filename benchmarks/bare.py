"""What ours is measured against: the least a page and a write can cost with the same middleware, session and login."""

import uuid

from django.db import transaction
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.utils import timezone


def empty_page(request):
    """The base template with no content."""
    return render(request, "base.html", {"page_title": "Tom side"})


def bare_write(request, pk):
    """One row and one history row in a transaction, and nothing else."""
    from actionplan.models import Activity

    with transaction.atomic():
        activity = Activity._base_manager.get(pk=pk)
        activity.note = request.POST["note"]
        Activity._base_manager.filter(pk=pk).update(note=activity.note)
        history = Activity.history.model
        values = {f.attname: getattr(activity, f.attname) for f in Activity._meta.concrete_fields}
        told = {"history_type": "~", "history_date": timezone.now(), "change_id": uuid.uuid4(), "act": "bare"}
        row = history(**values, **told, by_name="bare")
        Model.save_base(row, force_insert=True)  # as Django does it, and not with the statement that we compose once
    return HttpResponse(status=204)


urlpatterns = [
    path("<slug:alliance>/_bare/page/", empty_page),
    path("<slug:alliance>/_bare/write/<uuid:pk>/", bare_write),
    path("", include("vestregion.urls")),
]
