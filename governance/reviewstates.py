"""How far the reading of a draft has come: who is asked, what each says of the text as it stands, what is open."""

from dataclasses import dataclass, field

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.models import CasePaper, PaperComment, PaperReview
from governance.paperparts import PARTS, fingerprint
from governance.richtext import plain_text

ALL_OF_IT = gettext_lazy("Hele saksframlegget")
WARNINGS = {
    "unanswered": gettext_lazy("{name} er bedt om å lese gjennom «{title}» og har ikke svart."),
    "changes": gettext_lazy("{name} mener at saksframlegget «{title}» må endres."),
    "changes_before": gettext_lazy("{name} ba om endringer i «{title}» og har ikke sett den nye teksten."),
    "approved_before": gettext_lazy("Saksframlegget «{title}» er endret siden {name} godkjente det."),
}


@dataclass
class Reading:
    """One person's reading, held against the newest version: `code` says how it stands, `tone` how it is shown."""

    review: PaperReview
    newest: CasePaper
    on: object = None
    comments: list[PaperComment] = field(default_factory=list)

    @cached_property
    def is_of_newest(self) -> bool:
        """Whether her word is on the text as it stands."""
        return bool(self.review.verdict) and self.review.fingerprint == fingerprint(self.newest)

    @cached_property
    def code(self) -> str:
        if self.review.withdrawn_at is not None:
            return "let_off"
        if not self.review.verdict:
            return "unanswered" if self.review.stands else "lapsed"
        return self.review.verdict if self.is_of_newest else f"{self.review.verdict}_before"

    @property
    def words(self) -> str:
        return {
            "let_off": _("Trukket tilbake"),
            "unanswered": _("Venter på svar"),
            "lapsed": _("Sendt ut uten svar"),
            "approved": _("Godkjent"),
            "approved_before": _("Endret siden godkjenningen"),
            "changes": _("Må endres"),
            "changes_before": _("Endret etter «Må endres»"),
        }[self.code]

    @property
    def tone(self) -> str:
        tones = {"approved": "success", "unanswered": "accent", "changes": "danger"}
        return tones.get(self.code, "warning" if self.code.endswith("_before") else "neutral")

    def warning(self, title: str) -> str:
        """The sentence for whoever sends the paper of a case with this title out as it stands; "" where all is well."""
        return str(WARNINGS[self.code]).format(title=title, name=self.review.person) if self.code in WARNINGS else ""

    @property
    def has_read_other(self) -> bool:
        """Whether she has given her word on another text than the one that stands, so that the two can be compared."""
        return bool(self.review.fingerprint) and self.review.fingerprint != fingerprint(self.newest)

    @property
    def is_late(self) -> bool:
        wanted = self.review.wanted_by
        return self.code == "unanswered" and bool(self.on and wanted) and wanted < self.on

    @property
    def wants_asking(self) -> bool:
        """Her word is not on the text as it stands, and none is awaited."""
        return self.code in ("approved_before", "changes_before", "changes", "let_off", "lapsed")


def newest_of_each(reviews) -> dict:
    """Person -> her newest request among those of the versions of one paper; each with its paper read."""
    ordered = sorted(reviews, key=lambda each: (each.paper.number, each.asked_at))
    return {each.person_id: each for each in ordered}


def readings_of(actor, item, newest: CasePaper | None) -> list[Reading]:
    """The readings of a treatment's paper that the actor may know of, in the order they were asked for. Two questions
    at most; none for those who neither edit nor review it."""
    if newest is None or not (actor.edits(item.body.cooperation_id) or item.pk in actor.reviewed):
        return []
    rows = PaperReview.objects.visible_to(actor).filter(paper__item=item)
    reviews = list(rows.select_related("paper", "person", "asked_by"))
    for each in reviews:
        each.paper.item = item
    found = {each.pk: Reading(each, newest, actor.on) for each in newest_of_each(reviews).values()}
    comments = PaperComment.objects.visible_to(actor).filter(review__in=reviews).order_by("written_at", "pk")
    by_pk = {each.pk: each for each in reviews}
    readings = {reading.review.person_id: reading for reading in found.values()}
    for comment in comments if reviews else ():
        comment.review = by_pk[comment.review_id]
        comment.stands = stands_in(comment, newest)
        readings[comment.review.person_id].comments.append(comment)
    return sorted(readings.values(), key=lambda each: (each.review.asked_at, str(each.review.pk)))


def text_read(review: PaperReview) -> CasePaper | None:
    """The draft as it was when the reviewer gave her word on it, from its history; None where that is not known."""
    if not review.fingerprint:
        return None
    past = CasePaper.history.filter(item_id=review.paper.item_id).order_by("-history_date", "-history_id")
    return next((each for each in past.iterator(chunk_size=20) if fingerprint(each) == review.fingerprint), None)


def stands_in(comment: PaperComment, paper: CasePaper) -> bool:
    """Whether the words a comment quotes still stand in the part it is about."""
    texts = [getattr(paper, comment.part)] if comment.part else [getattr(paper, part.name) for part in PARTS]
    written = " ".join(" ".join(plain_text(text).split()) for text in texts)
    return " ".join(comment.quote.split()) in written


def open_comments(readings) -> int:
    """How many comments nobody has settled yet."""
    return sum(comment.settled_at is None for reading in readings for comment in reading.comments)
