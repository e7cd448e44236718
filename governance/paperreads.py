"""Reads of what reviewers are asked and say of a draft: for them and the secretariat, and for nobody else."""

from django.db.models import Q

from governance.choices import PaperState
from governance.querysets import UNDECIDED_ITEMS
from governance.rows import TenantQuerySet


def _standing(path: str) -> Q:
    """Requests that hold; `path` leads to them from the row."""
    of_draft = {f"{path}paper__state": PaperState.DRAFT, f"{path}paper__removed_at__isnull": True}
    undecided = {f"{path}paper__item__state__in": UNDECIDED_ITEMS, f"{path}paper__item__removed_at__isnull": True}
    return Q(**{f"{path}withdrawn_at__isnull": True, f"{path}removed_at__isnull": True}, **of_draft, **undecided)


class _OfReviewQuerySet(TenantQuerySet):
    path = ""

    def visible_to(self, actor):
        """All to those who edit in the cooperation; to the reviewer what is her own, while her request stands."""
        if actor is None or not actor.is_known:
            return self.none()
        rows = self.of(actor.alliance)
        if actor.edits_everything:
            return rows
        edited = Q(**{f"{self.path}paper__item__body__cooperation__in": actor.edited_cooperations})
        own = Q(**{f"{self.path}person": actor.person}) & _standing(self.path) if actor.person else Q(pk__in=[])
        return rows.filter(edited | own)

    def in_bin(self, actor):
        """A request is withdrawn and a comment settled; nothing of it is removed."""
        return self.none()


class ReviewQuerySet(_OfReviewQuerySet):
    def standing(self):
        """Those that hold: neither withdrawn, nor of a draft that has gone out or a case that is treated."""
        return self.filter(_standing(""))


class CommentQuerySet(_OfReviewQuerySet):
    path = "review__"

    def open(self):
        """Not settled yet."""
        return self.filter(settled_at__isnull=True)
