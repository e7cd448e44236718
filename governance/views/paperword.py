"""A case paper from Word: upload, look at which part each piece becomes and what does not come along, confirm."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.access import require
from governance.editorwords import editor_words
from governance.forms.papers import PaperForm
from governance.forms.paperword import WordForm
from governance.forms.row import VersionField
from governance.history import Clash, Refused
from governance.importing.importticket import seal
from governance.models import CasePaper
from governance.once import changed_once, new_token
from governance.paperparts import NAMES, PARTS, texts_of
from governance.paperword import NOTHING_LEFT, left_out, pieces_of, put_otherwise
from governance.saying import sentence_of
from governance.services.paperimport import find_word, keep_word, replaced_parts, take_word, texts_from
from governance.views.casefile import CaseFileMixin
from governance.views.importpreview import PreviewView
from governance.views.papers import editor_media
from governance.views.row import SENT_TWICE, RowFormView

TICKET, SALT = "dokument", "governance.paperword"
TITLE = gettext_lazy("Hent saksframlegget fra Word")


class WordMixin(CaseFileMixin):
    def dispatch(self, request, *args, **kwargs):
        self.item = self.visible_item()
        require(request.actor, "paper.edit", self.paper)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def paper(self) -> CasePaper:
        rows = CasePaper.objects.visible_to(self.actor).filter(item=self.item).order_by("-number")
        paper = get_object_or_404(rows[:1])
        paper.item = self.item
        return paper

    def breadcrumb(self):
        return self.item_trail(self.item, TITLE)


class WordUploadView(WordMixin, RowFormView):
    act = "paper.edit"
    form_class = WordForm
    page_title = TITLE
    submit_label = gettext_lazy("Les dokumentet")
    explanation = gettext_lazy(
        "Overskriftene i dokumentet sier hvilken del teksten hører til, for eksempel «Bakgrunn» eller «Forslag til "
        "vedtak». Du ser over alt før noe lagres. Sporede endringer kommer inn som om de er godtatt."
    )

    @property
    def lead(self):
        return f"{self.item.case.title} – {self.item.body}"

    def get_subject(self):
        return self.paper

    def perform(self, form):
        stored = keep_word(self.actor, self.paper, form.data_read)
        values = {"sha256": stored.sha256, "file_name": form.file_name}
        self.ticket = seal(values, self.actor, self.paper, salt=SALT)

    def get_success_url(self):
        return f"{self.to('item_paper_word_preview', self.item.pk)}?{urlencode({TICKET: self.ticket})}"

    def get_cancel_url(self):
        return self.to("item_paper_edit", self.item.pk)


class WordPreviewView(WordMixin, PreviewView):
    """The pieces of the document and what does not come along; with the part that is chosen for each."""

    ticket_name, salt = TICKET, SALT

    @property
    def scope(self):
        return self.paper

    @property
    def upload_url(self) -> str:
        return self.to("item_paper_word", self.item.pk)

    def read_kept(self, ticket):
        return find_word(self.actor, self.paper, ticket["sha256"], ticket["file_name"])

    def _places(self, pieces) -> list[str]:
        """The part of each piece: as chosen, else as its heading says."""
        chosen = [self.request.POST.get(f"del-{index}") for index, _piece in enumerate(pieces)]
        known = {"", *NAMES}
        return [each if each in known else piece.part for each, piece in zip(chosen, pieces, strict=True)]

    @property
    def _keeps_text(self) -> bool:
        return self.request.POST.get("behold") == "1"

    def _base_version(self) -> int | None:
        try:
            return VersionField().clean(self.request.POST.get("base_version") or str(self.paper.version))
        except ValidationError:
            return self.paper.version

    def store(self, ticket, found):
        pieces = pieces_of(found)
        places = self._places(pieces)
        base = self._base_version()
        texts = texts_from(self.paper, found, places=places, keeps_text=self._keeps_text, base_version=base)
        how = {"file_name": ticket["file_name"], "base_version": base}
        try:
            _change, is_new = changed_once(self.request, partial(take_word, self.actor, self.paper, texts, **how))
        except Clash as clash:
            return self._clash(clash, texts)
        except (Refused, ValidationError) as error:
            return self.page(ticket, found, error=sentence_of(error), status=422)
        if is_new:
            messages.success(self.request, _("Teksten er hentet fra Word. Se over den, og rett det som trengs."))
        else:
            messages.info(self.request, SENT_TWICE)
        return redirect(self.to("item_paper_edit", self.item.pk))

    def _clash(self, clash: Clash, texts: dict[str, str]):
        """As the form of the paper shows it, with both texts; from there it is saved as any other change. `texts` is
        what would have been stored; where that is what stood there before, the other's text stands."""
        own = {*clash.merged, *(field.name for field in clash.fields)}
        told = {part: html for part, html in texts.items() if part in own}
        form = PaperForm(
            {**texts_of(clash.current), **told, "base_version": str(clash.current.version)},
            instance=self.paper,
            actor=self.actor,
        )
        form.is_valid()
        form.take_clash(clash)
        context = {
            "form": form,
            "item": self.item,
            "paper": self.paper,
            "hints": [],
            "page_title": _("Rediger saksframlegget"),
            "explanation": "",
            "submit_label": "",
            "cancel_url": self.item_url(self.item),
            "breadcrumb": self.breadcrumb(),
            "action": self.to("item_paper_edit", self.item.pk),
            "editor_media": editor_media(self.request, form),
            "editor_words": editor_words(),
        }
        return render(self.request, "governance/item_paper_form.html", context, status=409)

    def page(self, ticket, found, *, error="", status=200):
        pieces = pieces_of(found)
        places = self._places(pieces)
        shown = [
            {"index": index, "piece": piece, "part": part, "html": piece.html(part or piece.part)}
            for index, (piece, part) in enumerate(zip(pieces, places, strict=True))
        ]
        replaced = replaced_parts(self.paper)
        headings = {part.name: part.heading for part in PARTS}
        context = {
            "item": self.item,
            "paper": self.paper,
            "pieces": shown,
            "choices": [(part.name, part.heading) for part in PARTS],
            "left_out": left_out(found),
            "put_otherwise": put_otherwise(found),
            "nothing_left": NOTHING_LEFT,
            "replaced": [headings[part] for part in dict.fromkeys(places) if part in replaced],
            "has_text": bool(replaced),
            "keeps_text": self._keeps_text,
            "error": error,
            "ticket": {"name": TICKET, "text": seal(ticket, self.actor, self.paper, salt=SALT)},
            "file_name": ticket["file_name"],
            "base_version": self.request.POST.get("base_version") or self.paper.version,
            "form_token": new_token(),
            "upload_url": self.upload_url,
            "breadcrumb": self.breadcrumb(),
        }
        return render(self.request, "governance/paper_word_preview.html", context, status=status)
