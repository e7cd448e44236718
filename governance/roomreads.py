"""Reads of what happens in a meeting."""

from governance.rows import TenantQuerySet


class AttendanceQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """For those who edit in the cooperation. What the others are to read of it stands in the minutes."""
        if actor is None or not actor.is_known:
            return self.none()
        rows = self.of(actor.alliance)
        if actor.edits_everything:
            return rows
        return rows.filter(meeting__body__cooperation__in=actor.edited_cooperations)
