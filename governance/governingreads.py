"""Reads of governing documents. Imports no model: see governance/querysets.py."""

from django.db.models import Q

from governance.casereads import OfCaseQuerySet
from governance.rows import DatedQuerySet, TenantQuerySet


class GoverningDocumentQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """All of them for those who are known in the alliance; for everyone those that are opened."""
        if actor is None or actor.is_known:
            return super().visible_to(actor)
        return self.of(actor.alliance).filter(published_at__isnull=False)


class GoverningVersionQuerySet(DatedQuerySet):
    def visible_to(self, actor):
        """As the document it belongs to; one in the bin keeps its versions."""
        if actor is None:
            return self.none()
        documents = self.model._meta.get_field("document").related_model.objects.visible_to(actor)
        return self.of(actor.alliance).filter(document__in=documents.order_by().values("pk"))

    def in_bin(self, actor):
        """Those of the documents the actor edits."""
        if actor is None or actor.edits_everything:
            return super().in_bin(actor)
        whose = Q(document__cooperation__in=actor.edited_cooperations)
        return self.filter(whose, alliance=actor.alliance).removed()


class CaseDocumentQuerySet(OfCaseQuerySet):
    def visible_to(self, actor):
        """Those of which she may read both the case and the document."""
        if actor is None:
            return self.none()
        documents = self.model._meta.get_field("document").related_model.objects.visible_to(actor)
        return super().visible_to(actor).filter(document__in=documents.order_by().values("pk"))

    def in_bin(self, actor):
        """A case is tied to a document anew on its page."""
        return self.none()
