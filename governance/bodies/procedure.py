"""What a body's procedure rules mean, in plain words and with the law they come from. Pure functions."""

from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.choices import DecisionMethod, ProcedureAct

# rule -> section in each act (docs/domain.md); own rules name no section.
SECTIONS = {
    "notice": {ProcedureAct.ACT_1992: "§ 32 nr. 2 og 3", ProcedureAct.ACT_2018: "§ 11-3"},
    "quorum": {ProcedureAct.ACT_1992: "§ 33", ProcedureAct.ACT_2018: "§ 11-9"},
    "majority": {ProcedureAct.ACT_1992: "§ 35 nr. 1", ProcedureAct.ACT_2018: "§ 11-9"},
    "remote": {ProcedureAct.ACT_2018: "§ 11-7"},
    "written": {ProcedureAct.ACT_2018: "§ 11-8"},
}


def explain(rules) -> list[tuple[str, str, str]]:
    """(what, sentence, source) for each rule of a ProcedureRules row, in the order people ask."""
    return [
        (_("Innkalling"), _notice(rules), _source(rules, "notice")),
        (_("Sakspapirer"), _papers(rules), _source(rules, "notice")),
        *_year(rules),
        (_("Vedtaksførhet"), _quorum(rules), _source(rules, "quorum")),
        (_("Beslutning"), _decision(rules), _source(rules, "majority")),
        (_("Fjernmøte"), _yes_no(rules.allows_remote, _("Møtet kan holdes som fjernmøte.")), _source(rules, "remote")),
        (
            _("Skriftlig behandling"),
            _yes_no(rules.allows_written, _("Saker kan behandles skriftlig mellom møtene.")),
            _source(rules, "written"),
        ),
        *_meetings(rules),
    ]


def _source(rules, rule: str) -> str:
    section = SECTIONS[rule].get(rules.law, "")
    return f"{rules.get_law_display()} {section}".strip()


def _notice(rules) -> str:
    days = rules.notice_days
    text = ngettext("Senest {days} dag før møtet.", "Senest {days} dager før møtet.", days).format(days=days)
    if rules.law == ProcedureAct.OWN:
        return text
    return (
        text + " " + _("Loven krever bare rimelig tid, så en senere innkalling gir en advarsel og stopper ingenting.")
    )


def _papers(rules) -> str:
    days = rules.paper_days
    return ngettext(
        "Papirene sendes senest {days} dag før møtet.", "Papirene sendes senest {days} dager før møtet.", days
    ).format(days=days)


def _quorum(rules) -> str:
    if not rules.quorum_share:
        return _("Ingen krav til hvor mange som er til stede.")
    share = Fraction(rules.quorum_share)
    if share == Fraction(1, 2):
        return _("Minst halvparten av medlemmene er til stede og stemmer.")
    if share == 1:
        return _("Alle medlemmene er til stede og stemmer.")
    percent = number_format(rules.quorum_share * 100, decimal_pos=1).removesuffix(",0")
    return _("Minst {percent} % av medlemmene er til stede og stemmer.").format(percent=percent)


def _decision(rules) -> str:
    if rules.decision_method == DecisionMethod.CONSENSUS:
        return _("Vedtak krever enighet. Et medlem kan ta forbehold.")
    if rules.chair_breaks_tie:
        return _("Flertallet av stemmene avgjør. Ved likt stemmetall avgjør møtelederens stemme.")
    return _("Flertallet av stemmene avgjør. Ved likt stemmetall faller forslaget.")


def _yes_no(allowed: bool, sentence: str) -> str:
    return sentence if allowed else _("Nei.")


def _year(rules) -> list[tuple[str, str, str]]:
    """What lays the meetings of a year; the second for a body that prepares the cases of another."""
    days = rules.case_days
    text = ngettext(
        "Siste frist er {days} virkedag før møtet.", "Siste frist er {days} virkedager før møtet.", days
    ).format(days=days)
    found = [(_("Nye saker"), text, _("Eget reglement"))]
    if rules.body_id and rules.body.prepares_for_id:
        days = rules.prepares_days
        words = ngettext(
            "Møtene legges {days} dag før møtet i organet det forbereder saker for.",
            "Møtene legges {days} dager før møtet i organet det forbereder saker for.",
            days,
        )
        found.append((_("Forberedende møte"), words.format(days=days), _("Eget reglement")))
    return found


def _meetings(rules) -> list[tuple[str, str, str]]:
    count = rules.meetings_per_year
    if count is None:
        return []
    text = ngettext("Minst {count} møte i året.", "Minst {count} møter i året.", count).format(count=count)
    return [(_("Møter i året"), text, _("Eget reglement"))]
