"""Comments on a draft: written, changed, answered and done with."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from governance.access import require
from governance.forms.reviews import CommentAnswerForm, CommentForm
from governance.history import Refused
from governance.paperparts import PARTS
from governance.saying import sentence_of
from governance.services import reviews
from governance.views.reviews import ReviewMixin
from governance.views.row import RowFormView


class CommentCreateView(ReviewMixin, RowFormView):
    """A remark on a part of the draft."""

    act = "review.comment"
    form_class = CommentForm
    page_title = _("Kommenter utkastet")
    submit_label = _("Lagre kommentaren")
    success_message = _("Kommentaren er lagret. Bare du og sekretariatet ser den.")

    def dispatch(self, request, *args, **kwargs):
        self.review = self.visible_review()
        return super().dispatch(request, *args, **kwargs)

    def get_subject(self):
        return self.review

    def get_initial(self):
        wanted = self.request.GET.get("del", "")
        return {"part": wanted} if wanted in {part.name for part in PARTS} else {}

    def breadcrumb(self):
        return self.review_trail(self.review.paper.item, self.page_title)

    def perform(self, form):
        return reviews.write_comment(self.actor, self.review, **self.values(form))

    def get_success_url(self):
        return f"{self.review_url(self.review.paper.item)}#kommentar-{self.object.pk}"

    def get_cancel_url(self):
        return self.review_url(self.review.paper.item)


class CommentEditView(ReviewMixin, RowFormView):
    """Change what one wrote."""

    act = "comment.edit"
    form_class = CommentForm
    page_title = _("Endre kommentaren")
    success_message = _("Kommentaren er lagret.")

    def get_object(self):
        return self.visible_comment()

    def breadcrumb(self):
        return self.review_trail(self.object.review.paper.item, self.page_title)

    def perform(self, form):
        return reviews.change_comment(self.actor, self.object, **self.values(form))

    def get_success_url(self):
        return f"{self.review_url(self.visible_item())}#kommentar-{self.object.pk}"


class CommentAnswerView(CommentEditView):
    """The answer of the secretariat."""

    act = "comment.answer"
    form_class = CommentAnswerForm
    page_title = _("Svar på kommentaren")
    success_message = _("Svaret er lagret. Den som skrev kommentaren, ser det.")

    @property
    def lead(self):
        return f"{self.object.review.person}: {self.object.text}"

    def perform(self, form):
        return reviews.answer_comment(self.actor, self.object, **self.values(form))


class CommentSettleView(ReviewMixin, View):
    """Mark a comment as done with, or open it again, by one press."""

    http_method_names = ("post",)

    def post(self, request, **kwargs):
        comment = self.visible_comment()
        require(self.actor, "comment.settle", comment)
        is_settled = request.POST.get("open") != "1"
        try:
            reviews.settle_comment(self.actor, comment, is_settled=is_settled)
        except Refused as refused:
            messages.error(request, sentence_of(refused))
        return redirect(f"{self.review_url(comment.review.paper.item)}#kommentar-{comment.pk}")
