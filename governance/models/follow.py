from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models.base import TenantRow
from governance.models.case import Case
from governance.models.people import Person
from governance.querysets import FollowQuerySet


class CaseFollow(TenantRow):
    """A person follows a case. `seen_at` is when she began; what has happened since is news to her (following.py)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="follows", verbose_name=_("sak"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="follows", verbose_name=_("person"))
    seen_at = models.DateTimeField(_("sist sett"), editable=False)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("fulgt sak")
        verbose_name_plural = _("fulgte saker")
        ordering = ["-seen_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(removed_at__isnull=True),
                name="governance_follow_once",
                violation_error_message=_("Du følger alt denne saken."),
            )
        ]

    def __str__(self):
        return self.case.number  # never the title, which may be exempt
