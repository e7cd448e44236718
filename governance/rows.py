"""Reads that every tenant table shares. Each app's querysets.py builds on these."""

from django.db import models
from django.db.models import Q


class TenantQuerySet(models.QuerySet):
    def present(self):
        """Rows that do not lie in the bin."""
        return self.filter(removed_at__isnull=True)

    def removed(self):
        """Rows in the bin, newest first."""
        return self.filter(removed_at__isnull=False).order_by("-removed_at")

    def in_bin(self, actor):
        """Rows of the alliance that lie in the bin, for those who edit in it. The other door a view may use."""
        if actor is None or not (actor.edits_everything or actor.edited_cooperations or actor.is_staff):
            return self.none()
        return self.filter(alliance=actor.alliance).removed()

    def of(self, alliance):
        """Present rows of one alliance, whoever asks. For services and commands; views use `visible_to`."""
        return self.filter(removed_at__isnull=True, alliance=alliance)

    def visible_to(self, actor):
        """The only door a view uses. Default: any known reader of the alliance sees the alliance's own rows."""
        if actor is None or not actor.is_known:
            return self.none()
        return self.of(actor.alliance)


class DatedQuerySet(TenantQuerySet):
    def on(self, day):
        """Rows whose period holds on `day`, both ends included."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )

    def overlapping(self, first, last):
        """Rows whose period shares at least one day with first..last (None = open)."""
        rows = self
        if last is not None:
            rows = rows.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=last))
        if first is not None:
            rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=first))
        return rows
