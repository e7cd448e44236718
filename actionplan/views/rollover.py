"""The plan of the next year made from this year's: section by section, then looked over, then written as one change."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View

from actionplan.choices import Fate
from actionplan.forms.rollover import FateForm, RollForm
from actionplan.models import FundingLine
from actionplan.nextareas import platform_for
from actionplan.permissions import edits_plan, led_sections
from actionplan.rolloverfacts import SectionFates, fates_of, going_of, next_plan
from actionplan.services.fates import choose_fate, choose_fates, need_texts
from actionplan.services.rollover import MAY_GROW, roll_over, titles_of
from actionplan.services.rollovermoney import comes_once
from actionplan.views.base import PlanMixin
from actionplan.views.deadline import watch_deadline
from governance.access import may, require
from governance.history import Clash, Refused
from governance.saying import sentence_of

LOOKED_OVER = "se-over"


class NextMixin(PlanMixin):
    """`self.target`: the plan of the next year, where there is one."""

    plan_related = ("platform",)

    def dispatch(self, request, *args, **kwargs):
        self.plan = self.get_plan()
        require(request.actor, "plan.go_through", self.plan)
        self.target = next_plan(request.actor, self.plan)
        return super().dispatch(request, *args, **kwargs)

    @property
    def year(self) -> int:
        return self.plan.year + 1

    @property
    def page_title(self) -> str:
        words = _("Ny plan for {next} fra planen for {year}")
        return words.format(next=self.year, year=self.plan.year)

    @property
    def deadline_url(self) -> str:
        return super().deadline_url.replace(f"={self.plan.year}", f"={self.year}")

    def is_mine(self, section) -> bool:
        """Whether the actor chooses for the section."""
        return edits_plan(self.actor, self.plan) or section.pk in led_sections(self.actor)

    def context(self, **more) -> dict:
        """What both pages show."""
        return {"plan": self.plan, "target": self.target, "next_year": self.year, "page_title": self.page_title} | more


class NextPlanView(NextMixin, View):
    """All sections with how far each is. POST with `bekreft` writes what was chosen; without it, it leads to a summary.

    That is a GET with the choices in its address, so that the browser goes back to it and sends nothing again.
    """

    def get(self, request, *args, **kwargs):
        if LOOKED_OVER not in request.GET:
            return self._page(self._form() if self._may_write() and self._has_more() else None)
        require(self.actor, "plan.create", self.plan.cooperation)
        form = self._form(request.GET)
        was_made = "title" in request.GET and self.target is not None  # since the choices were made
        if was_made or not self._may_write() or not form.is_valid():
            return redirect(self.to("plan_next"))
        return self._check(form)

    def post(self, request, *args, **kwargs):
        require(self.actor, "plan.create", self.plan.cooperation)
        form = self._form(request.POST)
        if not self._may_write() or not form.is_valid():
            return self._page(form, status=422)
        if "flytt" in request.POST:
            self._move(form)
        if "bekreft" not in request.POST:
            return redirect(f"{self.to('plan_next')}?{urlencode([(LOOKED_OVER, '1'), *_sent(form)])}")
        try:
            done = roll_over(self.actor, source=self.plan, wanted=form.wanted(), **form.values())
        except (Refused, ValidationError) as error:
            return self._check(form, error=sentence_of(error), status=422)
        messages.success(request, self._told(done))
        return redirect(self.edit_url(done.plan))

    def _move(self, form: RollForm) -> None:
        """The deadlines that are over, a year later where that reaches the new year: one change."""
        rows = [row for row in going_of(form.chosen) if row.is_over and row.moved]
        try:
            choose_fates(self.actor, self.plan, [(row.activity, row.moved_choice) for row in rows])
        except (Clash, Refused, ValidationError) as error:
            messages.error(self.request, sentence_of(error))
            return
        words = ngettext("{n} frist er flyttet ett år.", "{n} frister er flyttet ett år.", len(rows))
        messages.success(self.request, words.format(n=len(rows)))

    def edit_url(self, plan) -> str:
        return self.to("plan_edit").replace(f"/{self.plan.year}/", f"/{plan.year}/")

    def _may_write(self) -> bool:
        return bool(may(self.actor, "plan.create", self.plan.cooperation)) and (
            self.target is None or self.target.state in MAY_GROW
        )

    def _has_more(self) -> bool:
        """Whether anything is left to take on, or a part to begin with."""
        return any(each.open for each in self._sections()) or "new_areas" in self._form().fields

    def _sections(self) -> list[SectionFates]:
        if not hasattr(self, "_read"):
            self._read = fates_of(self.plan, self.actor, self.target)
        return self._read

    def _form(self, data=None) -> RollForm:
        platform = platform_for(self.actor, self.plan.cooperation, self.year) or self.plan.platform
        return RollForm(
            data, actor=self.actor, plan=self.plan, target=self.target, sections=self._sections(), platform=platform
        )

    def _page(self, form, *, status: int = 200):
        sections = self._sections()
        ticked = set(form["sections"].value() or ()) if form is not None else set()
        rows = [
            {
                "facts": each,
                "url": self.to("plan_next_section", pk=each.section.pk) if self.is_mine(each.section) else "",
                "words": words_of(each.counts),
                "lost": form.places[each.section.pk].lost if form is not None else "",
                "is_ticked": str(each.section.pk) in ticked,
            }
            for each in sections
        ]
        left = [each for each in sections if each.open]
        context = self.context(
            rows=rows,
            form=form,
            number=sum(each.chosen for each in left),
            of=sum(len(each.open) for each in left),
            is_closed=self.target is not None and self.target.state not in MAY_GROW,
            target_url=self.edit_url(self.target) if self.target is not None else "",
            breadcrumb=self.trail((_("Neste år"), "")),
        )
        return render(self.request, "actionplan/plan_next.html", context, status=status)

    def _check(self, form: RollForm, *, error: str = "", status: int = 200):
        """The summary: what will be made, what is left behind, and what must be looked at afterwards."""
        chosen = form.chosen
        rows = [row for each in chosen for row in each.open]
        going = going_of(chosen)
        over = [row for row in going if row.is_over]
        money = FundingLine.objects.visible_to(self.actor).filter(section__in=[each.section.pk for each in chosen])
        counts = {fate: sum(row.choice.fate == fate for row in rows) for fate in Fate}
        context = self.context(
            form=form,
            error=error,
            sent=_sent(form),
            sections=[(each, words_of(each.counts)) for each in chosen],
            left_out=[each.section for each in self._sections() if each.open and each not in chosen],
            new_areas=form.wanted().new_areas,
            words=words_of(counts),
            activities=sum(len(titles_of(row.activity, row.choice)) for row in going),
            presumed=sum(row.choice.is_preset for row in rows),
            undated=sum(not row.choice.deadline_text.strip() for row in going),
            unread=self._with_way([row for row in going if not row.next_deadline.understood]),
            over=self._with_way(over),
            movable=sum(bool(row.moved) for row in over),
            dropped=[row for row in rows if row.choice.fate == Fate.DROPPED],
            left_money=[line for line in money if comes_once(line)],
            back_url=self.to("plan_next"),
            breadcrumb=self.trail((_("Neste år"), self.to("plan_next")), (_("Se over"), "")),
        )
        return render(self.request, "actionplan/plan_next_check.html", context, status=status)

    def _with_way(self, rows) -> list[tuple]:
        """(row, where its deadline is chosen)."""
        ways = (self.to("plan_next_section", pk=row.activity.section_id) for row in rows)
        return [(row, f"{way}#rad-{row.pk}") for row, way in zip(rows, ways, strict=True)]

    def _told(self, done) -> str:
        made = done.counts["activities"]
        text = ngettext("{n} aktivitet er tatt med til {plan}.", "{n} aktiviteter er tatt med til {plan}.", made)
        return text.format(n=made, plan=done.plan)


class NextSectionView(NextMixin, View):
    """One section: a choice for each activity. With `rad` one row is saved as it is changed."""

    def dispatch(self, request, *args, **kwargs):
        plan = self.get_plan()
        target = next_plan(request.actor, plan)
        found = fates_of(plan, request.actor, target, only=kwargs["pk"])
        if not found:
            raise Http404
        self.facts = found[0]
        self.facts.section.plan = plan
        require(request.actor, "activity.choose_fate", self.facts.section)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return self._page([self._form(row) for row in self.facts.open])

    def post(self, request, *args, **kwargs):
        one = request.POST.get("rad")
        rows = [row for row in self.facts.open if one is None or str(row.pk) == one]
        forms = [self._form(row, request.POST) for row in rows if f"{row.pk}-fate" in request.POST]
        if one is not None and not forms:
            raise Http404
        invalid = [form for form in forms if not form.is_valid()]  # every one is asked, so that each says what is wrong
        status = 422 if invalid else self._save(forms)
        if one is not None:
            return self._saved(forms[0], status)
        if status != 200:
            return self._page(self._with_rest(forms), status=status)
        messages.success(request, _("Valgene for «{section}» er lagret.").format(section=self.facts.section))
        return redirect(self._onward())

    def _form(self, row, data=None) -> FateForm:
        row.activity.section = self.facts.section
        form = FateForm(data, row=row)
        watch_deadline(form, "deadline_text", self.deadline_url)
        # The reading is there when the page is; a section has many rows, and each would ask.
        more = {"data-hx-trigger": "input changed delay:300ms", "data-hx-params": form.add_prefix("deadline_text")}
        form.fields["deadline_text"].widget.attrs |= more
        return form

    def _save(self, forms: list[FateForm]) -> int:
        """Store them as one change, or none of them and say at each what is wrong. Returns the HTTP status."""
        try:
            if len(forms) == 1:
                forms[0].stored = choose_fate(self.actor, forms[0].row.activity, **forms[0].values())
            else:
                changed = [(form.row.activity, form.values()) for form in forms]
                choose_fates(self.actor, self.facts.section, changed)
        except Clash as clash:
            form = next(form for form in forms if form.row.pk == clash.current.activity_id)
            return self._clashed(form, clash)
        except ValidationError as error:
            return self._refused(forms, error)
        except Refused as refused:
            forms[0].refusal = str(refused)
            return 409
        return 200

    def _clashed(self, form: FateForm, clash: Clash) -> int:
        """Somebody chose otherwise: her choice is shown, and one's own is kept to be saved over it."""
        stored = clash.current
        words = _("En annen har valgt «{fate}» her mens du så på raden. Se over, og lagre på nytt.")
        form.refusal = words.format(fate=stored.get_fate_display())
        form.data = form.data.copy()
        form.data[form.add_prefix("base_version")] = str(stored.version)
        form.newer = stored.version
        return 409

    def _refused(self, forms: list[FateForm], error: ValidationError) -> int:
        """The service says which field; every row that it would refuse is marked."""
        for form in forms:
            try:
                need_texts(form.cleaned_data)
            except ValidationError as own:
                form.add_error(None, own)
        if not any(form.errors for form in forms):
            forms[0].refusal = sentence_of(error)
        return 422

    def _with_rest(self, forms: list[FateForm]) -> list[FateForm]:
        sent = {form.row.pk: form for form in forms}
        return [sent.get(row.pk) or self._form(row) for row in self.facts.open]

    def _saved(self, form: FateForm, status: int):
        """The answer to one changed row: its next version, and in words that it is saved or what is wrong."""
        version = form.stored.version if status == 200 else getattr(form, "newer", None)
        context = {"form": form, "is_saved": status == 200, "version": version, "pk": form.row.pk}
        return render(self.request, "actionplan/_fate_saved.html", context, status=status)

    def _onward(self) -> str:
        """The next section that the actor chooses for; after the last one, the summary."""
        if "videre" not in self.request.POST:
            return self.request.path
        sections = fates_of(self.plan, self.actor, self.target)
        keys = [each.section.pk for each in sections]
        after = sections[keys.index(self.facts.section.pk) + 1 :]
        onward = next((each for each in after if each.open and self.is_mine(each.section)), None)
        return self.to("plan_next_section", pk=onward.section.pk) if onward else self.to("plan_next")

    def _page(self, forms: list[FateForm], *, status: int = 200):
        context = self.context(
            facts=self.facts,
            forms=forms,
            carried=[row for row in self.facts.rows if row.carried],
            back_url=self.to("plan_next"),
            breadcrumb=self.trail((_("Neste år"), self.to("plan_next")), (self.facts.section.title, "")),
        )
        return render(self.request, "actionplan/plan_next_section.html", context, status=status)


def words_of(counts: dict) -> list[str]:
    """How many of each fate, in words; what there is none of is left out."""
    said = {
        Fate.DONE: ngettext("{n} ferdig", "{n} ferdige", counts[Fate.DONE]),
        Fate.CONTINUES: ngettext("{n} fortsetter", "{n} fortsetter", counts[Fate.CONTINUES]),
        Fate.CHANGED: ngettext("{n} endres", "{n} endres", counts[Fate.CHANGED]),
        Fate.SPLIT: ngettext("{n} deles", "{n} deles", counts[Fate.SPLIT]),
        Fate.DROPPED: ngettext("{n} droppes", "{n} droppes", counts[Fate.DROPPED]),
    }
    return [words.format(n=counts[fate]) for fate, words in said.items() if counts[fate]]


def _sent(form: RollForm) -> list[tuple[str, str]]:
    """Name and value of each choice, as the form that writes sends them once more."""
    return [(name, value) for name in form.fields for value in form.data.getlist(name)]
