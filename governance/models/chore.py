from django.db import models
from django.utils.translation import gettext_lazy as _

from governance import clock


class ChoreRunManager(models.Manager):
    def note(self, name: str, *, started_at, dealt_with: int | None) -> None:
        """Write what a chore did this time; one row for each chore, the latest time."""
        values = {"started_at": started_at, "finished_at": clock.now(), "dealt_with": dealt_with}
        self.update_or_create(name=name, defaults=values)


class ChoreRun(models.Model):
    """When a daily chore was last done, and how many things it dealt with (None: it failed). Of the installation."""

    name = models.CharField(_("oppgave"), max_length=60, unique=True)
    started_at = models.DateTimeField(_("begynt"))
    finished_at = models.DateTimeField(_("ferdig"))
    dealt_with = models.IntegerField(_("antall"), null=True)

    objects = ChoreRunManager()

    class Meta:
        verbose_name = _("nattlig oppgave")
        verbose_name_plural = _("nattlige oppgaver")
        ordering = ["name"]

    def __str__(self):
        return self.name
