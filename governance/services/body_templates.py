"""Bodies made from templates: the body, its seats, its procedure rules and its right to attend, in one act."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from governance import history
from governance.access import require
from governance.addressnames import address_name
from governance.bodies.templates import LEADING, Template
from governance.choices import BodyKind
from governance.models import Cooperation, GoverningBody, Membership, Organisation, Seat
from governance.services import bodies


@dataclass(frozen=True)
class Wanted:
    """A body somebody asks for: its template, its name, its numbers, and the areas of a board."""

    template: Template
    name: str
    number_format: str
    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Made:
    """What came of it: new bodies, and those of that name that were there already."""

    new: tuple[GoverningBody, ...]
    already: tuple[GoverningBody, ...]


def make_bodies(actor, *, cooperation: Cooperation, wanted: Iterable[Wanted], at=None) -> Made:
    """Make the bodies with seats for the members of today. One that has the name and kind already stays as it is, so
    that the same form sent twice makes nothing twice. Raises ValidationError, and then makes none of them."""
    new, already = [], []
    with history.recording(actor, "body.from_templates", cooperation, at=at):
        history.take(cooperation, weak=False)  # two windows with the same bodies come one after the other
        require(actor, "body.edit", cooperation)
        members = current_members(cooperation, actor.on)
        for each in wanted:
            known = GoverningBody.objects.of(actor.alliance).filter(cooperation=cooperation, name=each.name).first()
            if known is None:
                new.append(_make(actor, cooperation, each, members))
            elif known.kind == each.template.kind:
                already.append(known)
            else:
                sentence = _("Det finnes alt et organ som heter {name}. Velg et annet navn.")
                raise ValidationError({f"{each.template.key}-name": sentence.format(name=known)})
    return Made(tuple(new), tuple(already))


def current_members(cooperation: Cooperation, day) -> list[Organisation]:
    """The members on `day`, municipalities before county councils, each in the order of the names."""
    rows = Membership.objects.present().filter(cooperation=cooperation).on(day).select_related("organisation")
    found = {row.organisation_id: row.organisation for row in rows.order_by("organisation__name")}
    return sorted(found.values(), key=lambda each: each.kind, reverse=True)


def leading_body(cooperation: Cooperation, day) -> GoverningBody | None:
    """The body that others prepare cases for."""
    rows = GoverningBody.objects.present().on(day).filter(cooperation=cooperation, kind__in=LEADING)
    return rows.order_by("position", "name").first()


def _make(actor, cooperation, wanted: Wanted, members: list[Organisation]) -> GoverningBody:
    template = wanted.template
    leading = leading_body(cooperation, actor.on)
    body = bodies.create_body(
        actor,
        cooperation=cooperation,
        name=wanted.name,
        slug=_free_slug(actor, wanted.name),
        kind=template.kind,
        composition=template.composition,
        number_format=wanted.number_format,
        position=_next_position(cooperation),
        prepares_for=leading if template.prepares else None,
        parent=leading if template.kind == BodyKind.SECRETARIAT else None,
    )
    if template.rules:
        bodies.add_rules(actor, body=body, **template.rules)
    if template.prepares and leading is not None:
        right = {"attending_body": body, "may_speak": True, "may_propose": True}
        bodies.add_right(actor, body=leading, **right)
    _add_seats(body, template.seats(members, list(wanted.areas)))
    return body


def _add_seats(body: GoverningBody, seats) -> None:
    """All seats of a new body in one statement; it is held, and nobody else can have given it any."""
    rows = [
        Seat(body=body, on_behalf_of=organisation, area=area, title=title, position=number)
        for number, (organisation, area, title) in enumerate(seats, start=1)
    ]
    history.save_many(rows)


def _next_position(cooperation: Cooperation) -> int:
    return (cooperation.bodies.aggregate(last=Max("position"))["last"] or 0) + 1


def _free_slug(actor, name: str) -> str:
    """The name as it stands in an address, with a number behind it where another body, also one in the bin, has it."""
    longest = GoverningBody._meta.get_field("slug").max_length
    base = address_name(name, longest - 4) or "organ"
    taken = set(GoverningBody.objects.filter(alliance=actor.alliance).values_list("slug", flat=True))
    taken |= bodies.reserved_body_slugs()
    number = 1
    while (slug := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return slug
