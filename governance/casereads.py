"""Reads of what hangs on a case. Imports no model: see governance/querysets.py."""

from governance.rows import TenantQuerySet


class OfCaseQuerySet(TenantQuerySet):
    """Rows that tell what a case is about."""

    def visible_to(self, actor):
        """Those of the cases she may read in full: of an exempt case nothing that tells what it is about."""
        if actor is None:
            return self.none()
        cases = self.model._meta.get_field("case").related_model.objects.readable_by(actor)
        return self.of(actor.alliance).filter(case__in=cases.order_by().values("pk"))

    def in_bin(self, actor):
        """Those of the cases the actor edits."""
        if actor is None or actor.edits_everything:
            return super().in_bin(actor)
        return self.filter(alliance=actor.alliance, case__cooperation__in=actor.edited_cooperations).removed()
