from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.choices import PaperState, Verdict
from governance.models.base import TenantRow
from governance.models.paper import CasePaper
from governance.models.people import Person
from governance.paperparts import PARTS, fingerprint
from governance.paperreads import CommentQuerySet, ReviewQuerySet
from governance.querysets import UNDECIDED_ITEMS


class PaperReview(TenantRow):
    """One person asked to read through a draft before it goes out, and what she says to it.

    While it stands she may read the draft and what is attached to it. Her word is about the text she read: its
    `fingerprint` tells whether that text is still what stands there.
    """

    paper = models.ForeignKey(
        CasePaper, on_delete=models.PROTECT, related_name="reviews", verbose_name=_("saksframlegg")
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="paper_reviews", verbose_name=_("leser"))
    asked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bedt av")
    )
    word = models.CharField(_("beskjed"), max_length=600, blank=True)
    wanted_by = models.DateField(_("svar innen"), null=True, blank=True)
    asked_at = models.DateTimeField(_("bedt om gjennomlesing"), editable=False)
    verdict = models.CharField(_("svar"), max_length=8, choices=Verdict, blank=True)
    why = models.CharField(_("grunn"), max_length=600, blank=True)
    judged_at = models.DateTimeField(_("svarte"), null=True, blank=True, editable=False)
    fingerprint = models.CharField(_("kontrollsum av teksten hun leste"), max_length=64, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("trukket tilbake"), null=True, blank=True, editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("gjennomlesing")
        verbose_name_plural = _("gjennomlesinger")
        ordering = ["paper", "asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "person"],
                condition=Q(removed_at__isnull=True),
                name="governance_review_once",
                violation_error_message=_("Hun er alt bedt om å lese gjennom denne versjonen."),
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.get_verdict_display() or '–'}"

    @property
    def stands(self) -> bool:
        """The request holds: not withdrawn, the draft has not gone out, and the body has not treated the case."""
        is_draft = self.paper.state == PaperState.DRAFT and self.paper.item.state in UNDECIDED_ITEMS
        return self.withdrawn_at is None and is_draft

    @property
    def work(self) -> str:
        """What is to be read, named without the title, which may be exempt."""
        return _("sak {case} til {body}").format(case=self.paper.item.case.number, body=self.paper.item.body)

    def is_hers(self, actor) -> bool:
        """Whether it is the actor who is asked, and the request still holds."""
        return actor.person is not None and self.person_id == actor.person.pk and self.stands

    def is_of(self, paper: CasePaper) -> bool:
        """Whether the text she gave her word on is that of this version."""
        return self.fingerprint == fingerprint(paper)


class PaperComment(TenantRow):
    """What a reviewer remarks on a part of the draft, or on all of it, with the answer of the secretariat."""

    review = models.ForeignKey(
        PaperReview, on_delete=models.PROTECT, related_name="comments", verbose_name=_("gjennomlesing")
    )
    part = models.CharField(_("del"), max_length=30, blank=True, choices=[(part.name, part.heading) for part in PARTS])
    quote = models.CharField(_("ordene det gjelder"), max_length=400, blank=True)
    text = models.TextField(_("kommentar"), max_length=4000)
    written_at = models.DateTimeField(_("skrevet"), editable=False)
    answer = models.TextField(_("svar fra sekretariatet"), max_length=4000, blank=True)
    answered_at = models.DateTimeField(_("besvart"), null=True, blank=True, editable=False)
    settled_at = models.DateTimeField(_("ferdig"), null=True, blank=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("kommentar til utkast")
        verbose_name_plural = _("kommentarer til utkast")
        ordering = ["review", "written_at", "id"]

    def __str__(self):
        return f"{self.review.person}: {self.text[:60]}"
