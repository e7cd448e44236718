"""Reads of agendas: as they went out, and of what stands below their cases."""

from django.db.models import F, Q

from governance.querysets import MeetingQuerySet
from governance.rows import TenantQuerySet


class AgendaVersionQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """Versions of the meetings she sees; what of the rows is hers to read, is asked of each treatment."""
        if actor is None:
            return self.none()
        meetings = MeetingQuerySet(self.model._meta.get_field("meeting").related_model).visible_to(actor)
        return self.of(actor.alliance).filter(meeting__in=meetings.order_by().values("pk"))

    def in_bin(self, actor):
        """What has gone out is never taken back, so none lies there."""
        return self.none()

    def newest_first(self):
        return self.order_by("-number")


class SubItemQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """Those of the treatments she sees, where she may read the case in full. While an agenda is reopened who does
        not edit it has them as they went out last (governance/subitems.py), and so none of these rows."""
        if actor is None:
            return self.none()
        rows = self.of(actor.alliance)
        if actor.edits_everything:
            return rows
        items = self.model._meta.get_field("item").related_model
        cases = items._meta.get_field("case").related_model
        stands = Q(item__meeting__reopened_at__isnull=True)
        edited = Q(item__body__cooperation__in=actor.edited_cooperations)
        return rows.filter(
            stands | edited,
            item__in=items.objects.visible_to(actor).order_by().values("pk"),
            item__case__in=cases.objects.readable_by(actor).order_by().values("pk"),
        )

    def in_order(self):
        """The order of their letters, below each treatment."""
        return self.order_by("item_id", "position", "pk")


class ProgrammeQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """The programmes of the meetings she sees; of which case an entry is, is asked of the agenda."""
        if actor is None:
            return self.none()
        meetings = MeetingQuerySet(self.model._meta.get_field("meeting").related_model).visible_to(actor)
        return self.of(actor.alliance).filter(meeting__in=meetings.order_by().values("pk"))

    def in_order(self):
        """By day and hour; what has no end before what has one."""
        return self.order_by("on_day", "starts_at", F("ends_at").asc(nulls_first=True), "title", "pk")
