"""What a plan lacks, for those who work with it: the whole plan first, then section by section with the way to mend."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from actionplan.choices import LOOK_AGAIN, Gap
from actionplan.gaps import SectionGaps, gaps_of
from actionplan.views.base import address
from actionplan.views.edit import EditMixin
from governance.access import require

ADVICE = {
    Gap.NO_LEAD: gettext_lazy("Gi delen en ledende stilling, eller velg ansvarlig på hver aktivitet."),
    Gap.NO_RESPONSIBLE: gettext_lazy("Velg en stilling, en organisasjon eller en person."),
    Gap.NO_DEADLINE: gettext_lazy("Skriv en frist, eller «Løpende» om arbeidet går hele året."),
    Gap.UNREAD_DEADLINE: gettext_lazy("Skriv fristen slik at den kan leses, for eksempel «Q2» eller «innen 1. juni»."),
    Gap.NOTHING_BELOW: gettext_lazy("Legg til det som skal gjøres, eller fjern raden."),
    Gap.NO_RECEIVER: gettext_lazy("Si hvem som skal ha rapporten."),
    Gap.UNASKED: gettext_lazy("Lag en sak av spørsmålet, så får organet det til behandling."),
    Gap.BEFORE_YEAR: gettext_lazy("Skriv når arbeidet skal være ferdig i planens år, eller senere."),
    Gap.LATE: gettext_lazy("Meld status, eller flytt fristen."),
    Gap.SAME_TEXT: gettext_lazy("Se om teksten fra forrige plan fortsatt er riktig."),
}


class PlanGapsView(EditMixin, TemplateView):
    """The page. What lies in other people's sections is told too, without the way to mend it."""

    template_name = "actionplan/plan_gaps.html"
    http_method_names = ("get", "head")

    def get(self, request, *args, **kwargs):
        require(self.actor, "plan.work", self.plan)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        sections = gaps_of(self.plan, self.actor)
        return super().get_context_data(
            page_title=_("Hva mangler i planen?"),
            kinds=self._kinds(sections),
            sections=[self._section(each) for each in sections],
            counts=_counts(sections),
            undated=_undated(sections),
            economy_url=address("economy_detail", self.plan.cooperation, self.request.alliance, year=self.plan.year),
            urls={name: self.to(name) for name in ("plan_edit", "plan_grid")},
            **kwargs,
        )

    def _kinds(self, sections: list[SectionGaps]) -> list[tuple]:
        """(gap, how many, advice, is it missing or only to be looked at), what there is of."""
        number = Counter(each.gap for section in sections for each in section.found)
        return [(gap, number[gap], ADVICE[gap], gap not in LOOK_AGAIN) for gap in Gap if number[gap]]

    def _section(self, each: SectionGaps) -> dict:
        editable = self.tools(each.section.pk).editable
        groups = [
            (gap, [(found.text, self._mend(found, gap) if editable else "") for found in those])
            for gap, those in each.by_gap
        ]
        return {
            "row": each.section,
            "missing": len(each.missing),
            "look": len(each.found) - len(each.missing),
            "groups": groups,
        }

    def _mend(self, found, gap: Gap) -> str:
        """Where it is mended: what hangs below a section or a measure, in the section; the rest in the row's form."""
        if gap in (Gap.NOTHING_BELOW, Gap.NO_LEAD, Gap.NO_RECEIVER):
            return f"{self.to('plan_edit')}#del-{found.section}"
        if gap is Gap.UNASKED:
            return self.to("plan_questions")
        if found.kind == "del":
            return self.to("section_texts", pk=found.pk)
        return self.to("row_edit", kind=found.kind, pk=found.pk)

    def breadcrumb(self):
        return self.trail((_("Rediger"), self.to("plan_edit")), (_("Mangler"), ""))


def _counts(sections: list[SectionGaps]) -> dict[str, int]:
    return {
        "activities": sum(each.activities for each in sections),
        "dated": sum(each.dated for each in sections),
        "missing": sum(len(each.missing) for each in sections),
        "whole": sum(not each.missing for each in sections),
        "sections": len(sections),
    }


def _undated(sections: list[SectionGaps]) -> list[str]:
    """Why the rest has no deadline, in words: the three numbers and those that have one are all activities."""
    found = Counter(each.gap for section in sections for each in section.found)
    without, unread, free = found[Gap.NO_DEADLINE], found[Gap.UNREAD_DEADLINE], sum(each.free for each in sections)
    said = [
        (without, ngettext("{n} mangler frist", "{n} mangler frist", without)),
        (unread, ngettext("{n} har en frist som ikke kan leses", "{n} har frister som ikke kan leses", unread)),
        (
            free,
            ngettext(
                "{n} er et spørsmål til et organ og trenger ingen frist",
                "{n} er spørsmål til et organ og trenger ingen frist",
                free,
            ),
        ),
    ]
    return [words.format(n=number) for number, words in said if number]
