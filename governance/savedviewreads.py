"""Reads of saved views. Imports no model: see governance/querysets.py."""

from django.db.models import Q

from governance.rows import TenantQuerySet


class SavedViewQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """Her own, and to those who work in the secretariat the shared ones. What a view shows is asked of the register
        each time it is opened, and never kept here."""
        if actor is None or actor.person is None or not actor.is_known:
            return self.none()
        whose = Q(person=actor.person)
        return self.of(actor.alliance).filter(whose | Q(is_shared=True) if actor.is_staff else whose)

    def in_bin(self, actor):
        """A view is saved anew where it is wanted."""
        return self.none()
