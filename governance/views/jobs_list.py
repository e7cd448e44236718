"""Slow work and nightly chores: what goes on, what stopped and why, and what the night did."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from governance import daily
from governance.access import may, require
from governance.choices import JobState
from governance.jobs import STALE_AFTER, retry_stale_jobs
from governance.models import Job
from governance.views.address import AddressMixin
from governance.views.row import ActorMixin, RowListView


class JobListView(AddressMixin, RowListView):
    """Every job of the alliance for its editors, one's own for the others. Looking deals with the silent ones."""

    model = Job
    select_related = ("asked_by",)
    template_name = "governance/job_list.html"
    paginate_by = 50
    page_kwarg = "side"

    def get_queryset(self):
        retry_stale_jobs(alliance=self.request.alliance)
        rows = super().get_queryset().order_by("-heartbeat_at", "pk")
        state = self.request.GET.get("state", "")
        self.state = state if state in JobState.values else ""
        return rows.filter(state=self.state) if self.state else rows

    def breadcrumb(self):
        return self.trail((_("Jobber"), ""))

    def get_context_data(self, **kwargs):
        runs = bool(may(self.actor, "chores.run"))
        return super().get_context_data(
            state=self.state,
            states=JobState.choices,
            runs=runs,
            chores=daily.latest_runs() if runs else [],
            next_run=daily.next_run() if runs else None,
            silent_after=int(STALE_AFTER.total_seconds()),
            **kwargs,
        )


class ChoresNowView(AddressMixin, ActorMixin, View):
    """Do the nightly chores now."""

    http_method_names = ["post"]
    title = gettext_lazy("Kjør nå")

    def post(self, request):
        require(self.actor, "chores.run")
        daily.order_now()
        messages.success(request, _("Oppgavene er bestilt. Last siden på nytt om litt for å se hva de gjorde."))
        return redirect(self.to("job_list"))
