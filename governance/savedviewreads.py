"""Reads of saved views. Imports no model: see governance/querysets.py."""

from django.db.models import Q

from governance.choices import EDITOR_ROLES
from governance.rows import TenantQuerySet, dated


class SavedViewQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """Her own, and the shared ones of those beside whom she edits: who edits the whole alliance has them all, who
        edits some cooperations those of others who edit one of the same. The name and the words of a view may tell what
        an exempt case is about. What it shows is asked of the register each time it is opened, and never kept here."""
        if actor is None or actor.person is None or not actor.is_known:
            return self.none()
        whose = Q(person=actor.person)
        if actor.edits_everything:
            whose |= Q(is_shared=True)
        elif actor.edited_cooperations:
            whose |= Q(is_shared=True, person__in=self._beside(actor))
        return self.of(actor.alliance).filter(whose)

    def _beside(self, actor):
        """Those who edit a cooperation that the actor edits too."""
        held = dated(actor.on, "roles__") & Q(roles__removed_at__isnull=True, roles__role__in=EDITOR_ROLES)
        people = self.model._meta.get_field("person").related_model._base_manager
        return people.filter(held, roles__cooperation__in=actor.edited_cooperations).values("pk")

    def in_bin(self, actor):
        """A view is saved anew where it is wanted."""
        return self.none()
