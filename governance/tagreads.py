"""Reads of tags. Imports no model: see governance/querysets.py."""

from governance.rows import TenantQuerySet


class CaseTagQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """Tags of the cases she may read in full, for those who are known: a tag tells what a case is about."""
        if actor is None or not actor.is_known:
            return self.none()
        cases = self.model._meta.get_field("case").related_model.objects.readable_by(actor)
        return self.of(actor.alliance).filter(case__in=cases.order_by().values("pk"))

    def in_bin(self, actor):
        """What a case is no longer about is set anew on its page."""
        return self.none()
