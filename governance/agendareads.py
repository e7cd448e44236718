"""Reads of agendas as they went out."""

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
