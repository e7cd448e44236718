"""Writes about bodies: place in the hierarchy, procedure rules, and who else may take part in their meetings."""

import re
from functools import cache

from django.core.exceptions import ValidationError
from django.urls import get_resolver
from django.utils.translation import gettext as _

from governance import history
from governance.models import AttendanceRight, GoverningBody, ProcedureRules
from governance.services import numbers
from governance.services.claims import claim, claim_back, claim_change, claim_new
from governance.services.periods import refuse_overlap

# How a body's own address stands in a route: below /organer/ and below a case.
BODY_SLOTS = ("organer/<slug:slug>/", "<slug:body>/")
NUMBER_PART = re.compile(r"\{(?:year|yy|seq)(?::0\d)?\}")


def create_body(actor, *, cooperation, at=None, **values) -> GoverningBody:
    """Register a body in a cooperation. Raises ValidationError for a taken address or an unreadable number format."""
    body = GoverningBody(cooperation=cooperation, **values)
    with history.recording(actor, "body.create", body, at=at):
        claim_new(actor, "body.edit", body, below=cooperation)
        _check_body(body)
        return history.create(body)


def change_body(actor, body: GoverningBody, *, base_version=None, reason="", at=None, **values) -> GoverningBody:
    """Change a body. Refuses a parent that already lies below it."""
    with history.recording(actor, "body.change", body, reason=reason, at=at):
        claim_change(actor, "body.edit", body, values)
        history.save(body, values, base_version=base_version)
        _check_body(body)
        return body


def go_on_numbering(actor, body: GoverningBody, *, year: int, last: int, reason="", at=None) -> GoverningBody:
    """Let the body's agenda numbers of a year go on after `last`, which it gave before this system. They are never
    lowered: raises ValidationError where the body has come so far already."""
    with history.recording(actor, "body.change", body, reason=reason, at=at):
        claim(actor, "body.edit", body)
        numbers.go_on_after(body.alliance, numbers.series_of(body), year, last)
        return body


def remove_body(actor, body: GoverningBody, *, reason="", at=None) -> GoverningBody:
    """Put a body in the bin. Refused once it has seats, meetings, cases or bodies below it: then it gets a last day."""
    with history.recording(actor, "body.remove", body, reason=reason, at=at):
        claim(actor, "body.edit", body)
        used = (body.seats, body.meetings, body.children, body.items)
        if any(rows.present().exists() for rows in used):
            sentence = _("{name} har plasser, møter eller saker og kan ikke slettes. Sett en til-dato i stedet.")
            raise history.Refused(sentence.format(name=body))
        return history.remove(body)


def restore_body(actor, body: GoverningBody, *, at=None) -> GoverningBody:
    """Take a body out of the bin. Refused while the body above it, or one it prepares for, lies there."""
    with history.recording(actor, "body.restore", body, at=at):
        claim_back(actor, "body.edit", body)
        return history.restore(body)


@cache
def reserved_body_slugs() -> frozenset[str]:
    """Words that stand where a body's own address may stand, read from the addresses themselves: /organer/nytt/ and
    /saker/2016-12/rediger/ must never be hidden by a body."""
    routes = list(_routes(get_resolver()))
    places = {route[: route.index(slot) + slot.index("<")] for route in routes for slot in BODY_SLOTS if slot in route}
    words = {route.removeprefix(place).split("/")[0] for route in routes for place in places if route.startswith(place)}
    return frozenset(word for word in words if word and "<" not in word)


def _routes(resolver, before: str = ""):
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from _routes(entry, route)
        else:
            yield route


def _check_body(body: GoverningBody) -> None:
    if body.slug in reserved_body_slugs():
        raise ValidationError({"slug": _("Dette adressenavnet er opptatt av systemet. Velg et annet.")})
    if "{" in NUMBER_PART.sub("", body.number_format) or "{seq" not in body.number_format:
        raise ValidationError({"number_format": _("Bruk {seq} og {year} eller {yy}, for eksempel {seq:02}/{year}.")})
    above, seen = body.parent, {body.pk}
    while above is not None:
        if above.pk in seen:
            raise ValidationError(
                {"parent": _("Organet kan ikke ligge under seg selv. Velg et annet overordnet organ.")}
            )
        seen.add(above.pk)
        above = above.parent


def add_rules(actor, *, body, at=None, **values) -> ProcedureRules:
    """Give a body procedure rules from-to. Rules are data per body and period: 1992 § 29 nr 3 lets a § 27 board deviate
    from chapter 6 (docs/domain.md). Two sets never hold on the same day."""
    rules = ProcedureRules(body=body, **values)
    with history.recording(actor, "rules.create", rules, at=at):
        claim_new(actor, "body.edit", rules, below=body)
        history.create(rules)
        refuse_second_rules(rules)
        return rules


def change_rules(actor, rules: ProcedureRules, *, base_version=None, reason="", at=None, **values) -> ProcedureRules:
    """Change a set of procedure rules or its period."""
    with history.recording(actor, "rules.change", rules, reason=reason, at=at):
        claim_change(actor, "body.edit", rules, values)
        history.save(rules, values, base_version=base_version)
        refuse_second_rules(rules)
        return rules


def remove_rules(actor, rules: ProcedureRules, *, reason="", at=None) -> ProcedureRules:
    """Put a set of rules in the bin: it was registered by mistake. Rules that were in force get a last day instead."""
    with history.recording(actor, "rules.remove", rules, reason=reason, at=at):
        claim(actor, "body.edit", rules)
        return history.remove(rules)


def refuse_second_rules(rules: ProcedureRules) -> None:
    others = ProcedureRules.objects.filter(body=rules.body)
    refuse_overlap(rules, others, _("Organet har allerede regler i denne tiden. Avslutt dem dagen før først."))


def add_right(actor, *, body, at=None, **values) -> AttendanceRight:
    """Give another body's members, or a named kind of guest, rights in this body's meetings."""
    right = AttendanceRight(body=body, **values)
    with history.recording(actor, "right.create", right, at=at):
        claim_new(actor, "body.edit", right, below=body)
        check_right(right)
        return history.create(right)


def change_right(actor, right: AttendanceRight, *, base_version=None, reason="", at=None, **values) -> AttendanceRight:
    """Change who has the right, what it holds, or its period."""
    with history.recording(actor, "right.change", right, reason=reason, at=at):
        claim_change(actor, "body.edit", right, values)
        history.save(right, values, base_version=base_version)
        check_right(right)
        return right


def remove_right(actor, right: AttendanceRight, *, reason="", at=None) -> AttendanceRight:
    """Put a right in the bin: it was registered by mistake."""
    with history.recording(actor, "right.remove", right, reason=reason, at=at):
        claim(actor, "body.edit", right)
        return history.remove(right)


def check_right(right: AttendanceRight) -> None:
    if bool(right.attending_body) == bool(right.who.strip()):
        raise ValidationError({"who": _("Velg et organ eller skriv hvem det gjelder, ikke begge deler.")})
