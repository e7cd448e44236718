"""The page of slow work: what it does, how far it has come, and where the result is."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from governance.jobs import UNFINISHED, retry, retry_stale_jobs
from governance.models import Job
from governance.views.address import AddressMixin, own_page
from governance.views.row import RowActView


@require_safe
def job_detail(request, pk):
    """Asked each second by htmx while the work goes on; without script there is a link that asks again.

    `?fra=` is the page where the work was ordered.
    """
    job = get_object_or_404(Job.objects.visible_to(request.actor), pk=pk)
    if job.state in UNFINISHED and retry_stale_jobs(alliance=request.alliance):
        job.refresh_from_db()
    context = {"job": job, "unfinished": job.state in UNFINISHED, "page_title": job.spoken_title}
    if request.htmx:
        # Not a redirect to the result: a browser that saves a PDF stays on this page, and would fetch it each second.
        return render(request, "governance/_job.html", context)
    home = reverse("governance:my_page", args=[request.alliance.slug])
    jobs = reverse("governance:job_list", args=[request.alliance.slug])
    context["came_from"] = own_page(request, request.GET.get("fra", ""))
    context["breadcrumb"] = [(_("Min side"), home), (_("Jobber"), jobs), (job.spoken_title, "")]
    return render(request, "governance/job_detail.html", context)


class JobRetryView(AddressMixin, RowActView):
    """Try once more what failed."""

    act = "job.retry"
    title = gettext_lazy("Prøv igjen")
    tone = ""
    success_message = gettext_lazy("Arbeidet er bestilt på nytt.")

    def get_object(self):
        job = get_object_or_404(Job.objects.visible_to(self.actor), pk=self.kwargs["pk"])
        job.words = job.spoken_title
        return job

    def perform(self, row, reason):
        return retry(self.actor, row)

    def breadcrumb(self):
        return self.trail((_("Jobber"), self.to("job_list")), (self.title, ""))

    def get_success_url(self, row):
        return self.to("job_detail", row.pk)
