"""What drafts ask: of a reader to say what she means, of the secretariat to mend what must be changed."""

from django.db.models import F
from django.utils.translation import gettext as _

from governance.addresses import to
from governance.choices import Verdict
from governance.models import PaperReview
from governance.mypage.asks import Ask
from governance.mypage.meetingasks import edited

WITH = ("paper__item__case", "paper__item__body", "person")


def to_review(actor) -> list[Ask]:
    """The drafts she is asked to read and has not given her word on. One query, where she is asked of any."""
    if not actor.reviewed:
        return []
    rows = PaperReview.objects.visible_to(actor).standing().filter(person=actor.person, verdict="")
    return [_reading(actor, each) for each in rows.select_related(*WITH)]


def _reading(actor, review) -> Ask:
    item = review.paper.item
    sentence = _("Les gjennom utkastet «{title}» til {body}").format(title=item.case.title, body=item.body)
    late = review.wanted_by is not None and review.wanted_by < actor.on
    return Ask(sentence, to(actor, "item_review", item.pk), "file", due=review.wanted_by, late=late)


def to_mend(actor) -> list[Ask]:
    """Drafts that a reader says must be changed, and that nobody has changed since. One query."""
    own = edited(actor, "paper__item__body__cooperation")
    if own is None:
        return []
    rows = PaperReview.objects.visible_to(actor).standing().filter(own, verdict=Verdict.CHANGES)
    rows = rows.select_related(*WITH).order_by(F("judged_at").desc())
    return [_mending(actor, each) for each in rows if each.is_of(each.paper)]


def _mending(actor, review) -> Ask:
    item = review.paper.item
    sentence = _("Endre utkastet «{title}» til {body}").format(title=item.case.title, body=item.body)
    note = _("{name}: {reason}").format(name=review.person, reason=review.why)
    return Ask(sentence, to(actor, "item_review", item.pk), "pencil", note=note, weight=1)
