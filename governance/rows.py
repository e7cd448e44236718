"""Reads that every tenant table shares. Each app's querysets.py builds on these."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery

# What a row may hang under on its way to the cooperation it belongs to.
ABOVE = ("body", "seat", "item", "meeting", "platform", "area", "focus_area")


def belongs_to(model, cooperations, path="") -> Q | None:
    """The filter for rows that belong to one of the cooperations; None for rows of the whole alliance."""
    fields = {f.name: f.related_model for f in model._meta.concrete_fields if f.is_relation}
    if "cooperation" in fields:
        return Q(**{f"{path}cooperation__in": cooperations})
    found = None
    for name in ABOVE:
        below = belongs_to(fields[name], cooperations, f"{path}{name}__") if name in fields else None
        if below is not None:
            found = below if found is None else found | below
    return found


def dated(on, prefix=""):
    """The filter for rows whose period holds on the day, both ends included."""
    return (Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": on})) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": on})
    )


class TenantQuerySet(models.QuerySet):
    def present(self):
        """Rows that do not lie in the bin."""
        return self.filter(removed_at__isnull=True)

    def with_changed_at(self):
        """Each with `changed_at`: when it was last written."""
        past = self.model.history.model.objects.filter(id=OuterRef("pk")).order_by("-history_date")
        return self.annotate(changed_at=Subquery(past.values("history_date")[:1]))

    def removed(self):
        """Rows in the bin, newest first."""
        return self.filter(removed_at__isnull=False).order_by("-removed_at")

    def in_bin(self, actor):
        """Rows of the alliance that lie in the bin, for those who edit in it; who works for one cooperation alone sees
        what belongs to that one. The other door a view may use."""
        if actor is None:
            return self.none()
        rows = self.filter(alliance=actor.alliance).removed()
        if actor.edits_everything:
            return rows
        own = belongs_to(self.model, actor.staffed_cooperations) if actor.staffed_cooperations else None
        return rows.filter(own) if own is not None else self.none()

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
        return self.filter(dated(day))

    def overlapping(self, first, last):
        """Rows whose period shares at least one day with first..last (None = open)."""
        rows = self
        if last is not None:
            rows = rows.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=last))
        if first is not None:
            rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=first))
        return rows
