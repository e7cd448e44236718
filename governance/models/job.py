from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from governance.choices import JobState
from governance.models.base import TenantRow
from governance.querysets import JobQuerySet


class Job(TenantRow):
    """Slow work asked for by a person: its state, progress and outcome. Run by the worker, see governance/jobs.py."""

    UNHISTORISED = frozenset({"progress", "step", "heartbeat_at"})

    kind = models.CharField(_("type"), max_length=40)
    title = models.CharField(_("tittel"), max_length=200)
    arguments = models.JSONField(_("argumenter"), default=dict, blank=True)
    state = models.CharField(_("tilstand"), max_length=8, choices=JobState, default=JobState.QUEUED)
    progress = models.PositiveSmallIntegerField(_("prosent ferdig"), default=0)
    step = models.CharField(_("arbeider med"), max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField(_("forsøk"), default=0)
    heartbeat_at = models.DateTimeField(_("sist i arbeid"), null=True, blank=True)
    failure = models.CharField(_("hvorfor den stoppet"), max_length=500, blank=True)
    asked_by = models.ForeignKey(
        "governance.Person", on_delete=models.PROTECT, null=True, related_name="jobs", verbose_name=_("bestilt av")
    )
    result_url = models.CharField(_("resultat"), max_length=300, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("jobb")
        verbose_name_plural = _("jobber")
        ordering = ["-heartbeat_at"]

    @property
    def spoken_title(self) -> str:
        """The title in the language of the page, where it is our sentence; one with a name in it stays."""
        return gettext(self.title) if self.title else ""

    def __str__(self):
        return f"{self.title}: {self.get_state_display()}"
