"""Who comes to a gathering: one signs up and withdraws by oneself, others are signed up, and who came is ticked."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from actionplan.attendance import Tally, attended, tallies_of
from actionplan.choices import SignUpState
from actionplan.forms import gatherings as forms
from actionplan.gatheringexcel import workbook_of
from actionplan.gatheringmail import when
from actionplan.models import SignUp
from actionplan.services import signups
from actionplan.views.gatherings import GatheringMixin
from actionplan.views.registers import RegisterMixin
from governance.access import may, require
from governance.addressnames import address_name
from governance.filing.filetypes import TYPES
from governance.history import Clash, Refused
from governance.once import made_once
from governance.saying import sentence_of
from governance.views.row import SENT_TWICE, RowActView, RowFormView

EXPECTED = (SignUpState.PLACED, SignUpState.WAITING, SignUpState.INVITED, SignUpState.WALKED_IN)
SAYS = {
    SignUpState.PLACED: _("Du er påmeldt. Du får en e-post med tid og sted."),
    SignUpState.WAITING: _("Det er fullt, og du står på ventelisten. Du får en e-post hvis du får plass."),
}


CAME = _("Du er ført opp som møtt.")


class OwnActView(GatheringMixin, RegisterMixin, RowActView):
    tone = ""

    def get_object(self):
        return self.find_run()

    def get_success_url(self, row):
        return self.page_of(row)

    def breadcrumb(self):
        return self.trail((self.title, ""))


class SignUpView(OwnActView):
    """The actor signs up. Where nothing is asked the page of the gathering posts here at once."""

    act = "gathering.sign_up"
    template_name = "actionplan/sign_up.html"
    title = _("Meld meg på")

    def further_context(self, row):
        form = forms.NeedsForm(self.request.POST or None) if row.asks_needs else None
        return {"form": form, "when": when(row)}

    def perform(self, row, reason):
        form = forms.NeedsForm(self.request.POST)
        if row.asks_needs and not form.is_valid():
            raise ValidationError(form.errors.as_data()["needs"])
        needs = form.cleaned_data["needs"] if row.asks_needs else ""
        own = signups.sign_up(self.actor, row, needs=needs)
        messages.success(self.request, CAME if own.attended else SAYS[own.state])
        return row


class SignUpWithdrawView(OwnActView):
    act = "gathering.withdraw"
    title = _("Meld meg av")
    explanation = _("Står noen på venteliste, får den første plassen din.")
    success_message = _("Du er meldt av.")

    def perform(self, row, reason):
        signups.withdraw(self.actor, row)
        return row


class EnrolView(GatheringMixin, RegisterMixin, RowFormView):
    """Somebody is signed up, or invited, by those who run the gathering."""

    act = "gathering.enrol"
    form_class = forms.EnrolForm
    page_title = _("Meld på en deltaker")
    submit_label = _("Meld på")
    explanation = _("Er det fullt, kommer deltakeren på ventelisten. Svaret går til deltakeren i en e-post.")

    def dispatch(self, request, *args, **kwargs):
        self.gathering = self.find(self.model.objects.visible_to(request.actor))
        return super().dispatch(request, *args, **kwargs)

    def get_subject(self):
        return self.gathering

    @property
    def lead(self):
        return str(self.gathering)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"gathering": self.gathering}

    def perform(self, form):
        return signups.enrol(self.actor, self.gathering, **form.values())

    def get_success_url(self):
        return self.page_of(self.gathering)

    get_cancel_url = get_success_url

    def breadcrumb(self):
        return self.trail((str(self.gathering), self.page_of(self.gathering)), (self.page_title, ""))


class SignUpMixin(GatheringMixin, RegisterMixin):
    """`sign_up` of the address, below its gathering; who may not see it gets 404."""

    def dispatch(self, request, *args, **kwargs):
        self.gathering = self.find(self.model.objects.visible_to(request.actor))
        rows = SignUp.objects.visible_to(request.actor).filter(gathering=self.gathering, pk=kwargs["sign_up"])
        self.row = rows.select_related("person", "organisation").first()
        if self.row is None:
            raise Http404
        self.row.gathering = self.gathering
        return super().dispatch(request, *args, **kwargs)


class SignUpEditView(SignUpMixin, EnrolView):
    act = "gathering.correct"
    form_class = forms.SignUpForm
    page_title = _("Endre påmeldingen")
    submit_label = ""

    @property
    def explanation(self):
        if not may(self.actor, "gathering.enrol", self.gathering):
            return ""
        return _("Retter du e-posten, får den nye adressen svaret, og lenken i den gamle e-posten virker ikke lenger.")

    def get_object(self):
        return self.row

    def perform(self, form):
        return signups.change_sign_up(self.actor, self.row, **self.values(form))


class TakeOffView(SignUpMixin, RowActView):
    """Those who run the gathering withdraw somebody."""

    act = "gathering.enrol"
    title = _("Meld av deltakeren")

    explanation = _("Deltakeren får en e-post om det. Står noen på venteliste, får den første plassen.")

    def further_context(self, row):
        return {"row": self.row}

    def get_object(self):
        return self.gathering

    def perform(self, row, reason):
        signups.take_off(self.actor, self.row)
        return row

    def get_success_url(self, row):
        return self.page_of(row)

    def breadcrumb(self):
        return self.trail((str(self.gathering), self.page_of(self.gathering)), (self.title, ""))


class RollView(GatheringMixin, RegisterMixin, View):
    """Who came: each name is one press, on a phone at the door. Below it who came without having signed up, and a
    plain number."""

    template_name = "actionplan/roll.html"

    def dispatch(self, request, *args, **kwargs):
        self.gathering = self.find(self.model.objects.visible_to(request.actor))
        require(request.actor, "gathering.tick", self.gathering)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, **kwargs):
        return self._page()

    def post(self, request, **kwargs):
        return self._count(request) if "number" in request.POST else self._walk_in(request)

    def _walk_in(self, request):
        form = forms.WalkInForm(request.POST, actor=self.actor, gathering=self.gathering)
        if form.is_valid():
            try:
                _row, is_new = made_once(request, partial(signups.walk_in, self.actor, self.gathering, **form.values()))
            except ValidationError as error:
                form.take_errors(error)
            else:
                if not is_new:
                    messages.info(request, SENT_TWICE)
                return redirect(request.path)
        return self._page(walk_in=form, status=422)

    def _count(self, request):
        form = forms.HeadCountForm(request.POST)
        if not form.is_valid():
            return self._page(heads=form, status=422)
        try:
            signups.count_heads(self.actor, self.gathering, **form.cleaned_data)
        except Clash as clash:
            form.take_clash(clash)
            return self._page(heads=form, status=409)
        except (Refused, ValidationError) as error:
            form.add_error(None, sentence_of(error))
            return self._page(heads=form, status=422)
        messages.success(request, _t("Antallet er lagret."))
        return redirect(request.path)

    def _page(self, *, walk_in=None, heads=None, status=200):
        row = self.gathering
        rows = SignUp.objects.visible_to(self.actor).filter(gathering=row, state__in=EXPECTED)
        people = sorted(rows.select_related("person", "organisation"), key=lambda each: each.who.casefold())
        tally = tallies_of([row.pk]).get(row.pk, Tally())
        context = {
            "row": row,
            "when": when(row),
            "people": people,
            "tally": tally,
            "attended": attended(row, tally),
            "walk_in": walk_in or forms.WalkInForm(actor=self.actor, gathering=row),
            "heads": heads or forms.HeadCountForm(initial={"number": row.head_count, "base_version": row.version}),
            "page_title": _t("Oppmøte"),
            "breadcrumb": self.trail((str(row), self.page_of(row)), (_t("Oppmøte"), "")),
            "may_hold": bool(may(self.actor, "gathering.hold", row)) and self.actor.on >= row.final_day,
        }
        return render(self.request, self.template_name, context, status=status)


class TickView(SignUpMixin, View):
    """One name is ticked, or the tick is taken away: the page again, or by htmx the line alone."""

    http_method_names = ("post", "options")

    def post(self, request, **kwargs):
        require(request.actor, "gathering.tick", self.gathering)
        try:
            signups.tick(self.actor, self.row, attended=request.POST.get("came") == "1")
        except Refused as refused:
            messages.error(request, sentence_of(refused))
        if request.htmx:
            tally = tallies_of([self.gathering.pk]).get(self.gathering.pk, Tally())
            context = {"row": self.gathering, "each": self.row, "attended": attended(self.gathering, tally)}
            return render(request, "actionplan/_roll_line.html", context | {"is_swap": True})
        return redirect(f"{self.to('gathering_roll', pk=self.gathering.pk)}#p-{self.row.pk}")


class ListExcelView(GatheringMixin, RegisterMixin, View):
    """The list as a workbook, for those who run the gathering."""

    http_method_names = ("get", "head", "options")

    def get(self, request, **kwargs):
        row = self.find(self.model.objects.visible_to(self.actor))
        require(self.actor, "gathering.edit", row)
        rows = SignUp.objects.visible_to(self.actor).filter(gathering=row)
        rows = rows.select_related("person__user", "organisation")
        book = workbook_of(row, list(rows.order_by("number")))
        answer = HttpResponse(book, content_type=TYPES["xlsx"])
        answer["Content-Disposition"] = f'attachment; filename="{address_name(row.title, 80) or "deltakere"}.xlsx"'
        answer["Cache-Control"] = "private, no-store"
        return answer
