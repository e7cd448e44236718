"""Reading through a draft before it goes out: the page of it, requests, comments and answers."""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from governance.access import may, require
from governance.exemption import reveal
from governance.forms.reviews import AskForm, JudgeForm
from governance.history import Refused
from governance.models import AgendaItem, CasePaper, PaperComment, PaperReview
from governance.paperparts import PARTS, fingerprint, written_parts
from governance.reviewstates import ALL_OF_IT, Reading, open_comments, readings_of, text_read
from governance.services import reviews
from governance.story import openings
from governance.views.casefile import CaseFileMixin
from governance.views.items import ItemEditView
from governance.views.papercompare import compared
from governance.views.row import RowActView, RowDetailView, RowFormView


class PartRead(NamedTuple):
    """A part of the draft with what is remarked on it; the whole of it has no name and no text."""

    name: str
    heading: str
    anchor: str
    text: str
    comments: list[PaperComment]


def parts_read(paper: CasePaper, readings: list[Reading]) -> list[PartRead]:
    """Each part that is written or remarked on, and last what is remarked on all of it."""
    comments = [each for reading in readings for each in reading.comments]
    comments.sort(key=lambda each: (each.settled_at is not None, each.written_at))
    written = {part.name: part.text for part in written_parts(paper)}
    said = {name: [each for each in comments if each.part == name] for name in ("", *(part.name for part in PARTS))}
    shown = [part for part in PARTS if part.name in written or said[part.name]]
    parts = [PartRead(*part, written.get(part.name, ""), said[part.name]) for part in shown]
    return [*parts, PartRead("", ALL_OF_IT, "hele", "", said[""])]


class ReviewMixin(CaseFileMixin):
    """What the pages of a reading share: the treatment, its newest draft, and the way back to the page of it."""

    def review_url(self, item) -> str:
        return self.to("item_review", item.pk)

    def newest_paper(self, item) -> CasePaper:
        rows = CasePaper.objects.visible_to(self.actor).filter(item=item).order_by("-number")
        paper = get_object_or_404(rows[:1])
        paper.item = item
        return paper

    def review_trail(self, item, title) -> list:
        *way, _last = self.item_trail(item, "")
        return [*way, (str(_("Gjennomlesing")), self.review_url(item)), (title, "")]

    def visible_review(self) -> PaperReview:
        rows = PaperReview.objects.visible_to(self.actor).select_related("paper", "person", "asked_by")
        return self._placed(get_object_or_404(rows, pk=self.kwargs["review"], paper__item=self.visible_item()))

    def visible_comment(self) -> PaperComment:
        rows = PaperComment.objects.visible_to(self.actor).select_related("review__paper", "review__person")
        item = self.visible_item()
        comment = get_object_or_404(rows, pk=self.kwargs["comment"], review__paper__item=item)
        self._placed(comment.review)
        return comment

    def _placed(self, review: PaperReview) -> PaperReview:
        review.paper.item = self.visible_item()
        return review


class ReviewView(ReviewMixin, RowDetailView):
    """The draft part by part with what is remarked on it: for who is asked to read it, and for those who edit it."""

    model = AgendaItem
    template_name = "governance/paper_review.html"
    page_title = _("Gjennomlesing")

    def get_object(self, queryset=None):
        item = self.visible_item()
        if not (self.actor.edits(item.body.cooperation_id) or item.pk in self.actor.reviewed):
            raise Http404
        self.paper = self.newest_paper(item)
        return item

    def breadcrumb(self):
        return self.item_trail(self.object, self.page_title)

    def get_context_data(self, **kwargs):
        item, paper = self.object, self.paper
        openings.note(self.actor, paper, number=paper.number)
        reveal(self.actor, [item.case])
        readings = readings_of(self.actor, item, paper)
        own = next((each for each in readings if each.review.is_hers(self.actor)), None)
        return super().get_context_data(
            page_title=self.page_title,
            item=item,
            case=item.case,
            paper=paper,
            parts=parts_read(paper, readings),
            readings=readings,
            own=own,
            edits=self.actor.edits(item.body.cooperation_id),
            open_count=open_comments(readings),
            judge_form=self._judging(own),
            **kwargs,
        )

    def _judging(self, own: Reading | None) -> JudgeForm | None:
        if own is None or not may(self.actor, "review.judge", own.review):
            return None
        typed = self.request.POST  # what she had written when the text turned out to be changed (JudgeView)
        said = {"verdict": typed.get("verdict", ""), "reason": typed.get("reason", own.review.why)}
        return JudgeForm(initial=said | {"seen": fingerprint(self.paper)})


class ReviewAskView(ReviewMixin, ItemEditView):
    """Ask persons to read through the draft."""

    act = "review.ask"
    form_class = AskForm
    page_title = _("Be om gjennomlesing")
    submit_label = _("Send forespørselen")
    success_message = _("De er bedt om å lese gjennom, og får e-post med lenke.")

    def get_subject(self):
        return self.newest_paper(self.object)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": None, "item": self.object}

    def perform(self, form):
        reviews.ask_review(self.actor, self.object, **self.values(form))
        return self.object

    def get_success_url(self):
        return self.review_url(self.object)


class ReviewActMixin(ReviewMixin):
    def get_object(self):
        review = self.visible_review()
        review.words = str(review.person)
        return review

    def breadcrumb(self):
        return self.review_trail(self.visible_item(), self.title)

    def get_success_url(self, row):
        return self.review_url(row.paper.item)


class ReviewAgainView(ReviewActMixin, View):
    """Ask the same person anew, or with `purr` remind her, by one press; the page of the reading tells a refusal."""

    http_method_names = ("post",)

    def post(self, request, **kwargs):
        review = self.visible_review()
        item = review.paper.item
        require(self.actor, "review.ask", self.newest_paper(item))
        try:
            if "purr" in request.POST:
                reviews.remind(self.actor, review)
                told = _("{name} får en purring.")
            else:
                reviews.ask_again(self.actor, review, base_version=self._seen_version())
                told = _("{name} er bedt om å lese på nytt.")
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, told.format(name=review.person))
        return redirect(self.review_url(item))

    def _seen_version(self) -> int | None:
        text = self.request.POST.get("version", "")
        return int(text) if text.isdecimal() and len(text) < 10 else None


class ReviewWithdrawView(ReviewActMixin, RowActView):
    act = "review.withdraw"
    title = _("Trekk forespørselen")
    explanation = _(
        "Den som er bedt, får e-post hvis svaret mangler, og kan ikke lenger lese utkastet som gjennomleser."
    )
    success_message = _("Forespørselen er trukket tilbake.")

    def perform(self, row, reason):
        return reviews.withdraw_review(self.actor, row)


class ReviewChangesView(ReviewActMixin, RowDetailView):
    """What is changed since the reader gave her word on the draft, part by part."""

    template_name = "governance/paper_review_changes.html"
    title = _("Endret siden svaret")

    def get_object(self, queryset=None):
        return self.visible_review()

    def get_context_data(self, **kwargs):
        review = self.object
        paper = self.newest_paper(review.paper.item)
        openings.note(self.actor, paper, number=paper.number)
        read = text_read(review)
        parts = compared(read, paper) if read is not None else []
        return super().get_context_data(
            page_title=self.title,
            item=paper.item,
            paper=paper,
            review=review,
            is_known=read is not None,
            changed=[part for part in parts if part.changed],
            **kwargs,
        )


class JudgeView(ReviewActMixin, RowFormView):
    """Her word on the draft. The form stands on the page of the reading, and here when something is missing. With `les`
    in the address the text is shown anew with what she has typed, and nothing is sent."""

    act = "review.judge"
    form_class = JudgeForm
    page_title = title = _("Si hva du mener")
    submit_label = _("Send svaret")
    success_message = _("Takk. Svaret er sendt til sekretariatet.")

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        del kwargs["actor"], kwargs["instance"]
        return kwargs | {"initial": {"seen": fingerprint(self.object.paper), "verdict": self.object.verdict}}

    def post(self, request, *args, **kwargs):
        if "les" in request.GET:
            page = ReviewView()
            page.setup(request, *args, **kwargs)
            return page.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            reviews.judge(self.actor, self.object, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("reason", error.message_dict["reason"])
            return self.form_invalid(form)
        except Refused as refused:
            form.add_error(None, str(refused))
            anew = {"action": f"{self.request.path}?les=1", "submit_label": _("Les teksten på nytt"), "cancel_url": ""}
            return self.render_to_response(self.get_context_data(form=form, **anew), status=422)
        messages.success(self.request, self.success_message)
        return redirect(self.get_success_url())

    def get_success_url(self):
        return self.review_url(self.object.paper.item)
