"""Who opened what is exempt from public disclosure: written when it is read, shown to the secretariat, kept two years.

This is the one thing that reading writes. It is no change of anyone's row, so it has no history and no version, and a
reader is never kept from the file because the line could not be written.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, transaction

from governance import clock
from governance.choices import Access, OpenedKind
from governance.models import Attachment, CasePaper, Opening

logger = logging.getLogger(__name__)

ONCE_IN = timedelta(minutes=10)
SHOWN = 200


def is_logged(obj: CasePaper | Attachment) -> bool:
    """Whether opening it leaves a line: an exempt case's paper and attachments, and an exempt attachment."""
    exempt = Access.EXEMPT
    return obj.item.case.access == exempt or getattr(obj, "access", None) == exempt


def note(actor, obj: CasePaper | Attachment, *, number: int) -> bool:
    """Note that the actor opened a version of a paper or an attachment, at most once in ten minutes. Whether it was."""
    if actor.user is None or not is_logged(obj):
        return False
    now = clock.now()
    same = Opening.objects.filter(user=actor.user, object_id=obj.pk, number=number, at__gt=now - ONCE_IN)
    try:
        with transaction.atomic():
            if same.exists():
                return False
            # Two windows at once: the constraint lets one line through.
            Opening.objects.bulk_create([_line(actor, obj, number, now)], ignore_conflicts=True)
    except DatabaseError:
        logger.warning("An opening of %s could not be noted", obj.pk, exc_info=True)
        return False
    return True


def _line(actor, obj, number: int, now: datetime) -> Opening:
    is_paper = isinstance(obj, CasePaper)
    return Opening(
        alliance=actor.alliance,
        at=now,
        user=actor.user,
        by_name=actor.name,
        item=obj.item,
        kind=OpenedKind.PAPER if is_paper else OpenedKind.ATTACHMENT,
        object_id=obj.pk,
        label="" if is_paper else obj.title,
        number=number,
        window=int(now.timestamp() // ONCE_IN.total_seconds()),
    )


def of_item(actor, item) -> list[Opening]:
    """Who opened the papers of a treatment, newest first, for those who edit it; nobody else is told."""
    if not actor.edits(item.body.cooperation_id):
        return []
    return list(Opening.objects.filter(alliance=actor.alliance, item=item).order_by("-at")[:SHOWN])


def forget_old() -> int:
    """Remove lines older than the days they are kept (OPENINGS_KEPT_DAYS); returns how many."""
    before = clock.now() - timedelta(days=settings.OPENINGS_KEPT_DAYS)
    gone, _by_model = Opening.objects.filter(at__lt=before).delete()
    return gone
