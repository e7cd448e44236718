"""Reads of the ground floor, named for their purpose.

A queryset imports no model: it reaches other tables through relations, so models can carry their own reads.
"""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from governance import clock, paperparts
from governance.choices import OPEN_MEETINGS, STAFF_ROLES, Access, DocumentState, ItemState, MailState, PaperState, Role
from governance.rows import DatedQuerySet, TenantQuerySet

READ_THROUGH_THEIR_ROW = ("casepaper", "feeclaims", "convocation")
UNDECIDED_ITEMS = (ItemState.WAITING, ItemState.LISTED, ItemState.NUMBERED)
READABLE_ITEMS = (ItemState.NUMBERED, ItemState.TREATED, ItemState.POSTPONED, ItemState.WITHDRAWN)


def _called(prefix=""):
    """Treatments that have gone out: called, or before this system. One withdrawn before the call has not."""
    numbered = Q(**{f"{prefix}number_sequence__isnull": False}) | Q(**{f"{prefix}registered": True})
    unnumbered = Q(**{f"{prefix}is_numbered": False, f"{prefix}meeting__isnull": False})
    return Q(**{f"{prefix}state__in": READABLE_ITEMS}) & (numbered | unnumbered)


def _published(prefix=""):
    return Q(**{f"{prefix}meeting__published_at__isnull": False}) & _called(prefix)


def _hers(actor):
    """Treatments called in the actor's bodies, those of the cooperations she edits, and of drafts she reviews."""
    return _sits(actor) & _called() | Q(body__cooperation__in=actor.edited_cooperations) | Q(pk__in=actor.reviewed)


def _sits(actor, item=""):
    """Treatments in the bodies whose papers she reads, and in the meetings to which she is summoned."""
    return Q(**{f"{item}body__in": actor.bodies}) | Q(**{f"{item}meeting__in": actor.summoned})


class AllianceQuerySet(models.QuerySet):
    def of_user(self, user):
        """Alliances in which the login is a person; what she may see there is decided by her roles."""
        return self.filter(pk__in=user.persons.present().admitted().values("alliance"))

    def open(self):
        """Those with a front page for everyone."""
        return self.filter(is_open=True)


class PersonQuerySet(TenantQuerySet):
    def admitted(self):
        """Whose login opens something today, in each alliance by its own day."""
        today = Coalesce("alliance__demo_day", Value(clock.today()), output_field=models.DateField())
        return self.filter(Q(last_day__isnull=True) | Q(last_day__gte=today))

    def active_on(self, day):
        """Who has not been deactivated before `day`."""
        return self.filter(Q(last_day__isnull=True) | Q(last_day__gte=day))

    def named_like(self, text: str):
        """Whose name, title, workplace, address or number holds every word of the text."""
        rows = self
        for word in text.split():
            fields = ("given_name", "family_name", "title", "organisation__name", "email", "phone")
            rows = rows.filter(reduce(or_, (Q(**{f"{name}__icontains": word}) for name in fields)))
        return rows


class BodyQuerySet(DatedQuerySet):
    def visible_to(self, actor):
        """Every body for those who are known in the alliance; for everyone those with a published meeting."""
        if actor is None or actor.is_known:
            return super().visible_to(actor)
        published = {"meetings__published_at__isnull": False, "meetings__removed_at__isnull": True}
        return self.of(actor.alliance).filter(**published).distinct()

    def with_seat_count(self):
        """Each body with `seat_count`, the seats it has had."""
        return self.annotate(seat_count=Count("seats", filter=Q(seats__removed_at__isnull=True)))


class MeetingQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """Editors see every meeting; members those of their bodies; everyone what is published."""
        if actor is None:
            return self.none()
        rows = self.of(actor.alliance)
        if not actor.is_known:
            return rows.filter(published_at__isnull=False)
        if actor.edits_everything:
            return rows
        return rows.filter(
            Q(published_at__isnull=False)
            | Q(body__in=actor.bodies)
            | Q(pk__in=actor.summoned)
            | Q(body__cooperation__in=actor.edited_cooperations)
        )

    def open(self):
        """Planned or called: they can take another case."""
        return self.filter(state__in=OPEN_MEETINGS)

    def upcoming(self, on):
        return self.filter(day__gte=on).exclude(state="cancelled").order_by("day", "starts_at", "pk")


class AgendaItemQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """Editors see every treatment; members those called in their bodies, reviewers theirs; everyone the open."""
        if actor is None:
            return self.none()
        rows = self.of(actor.alliance)
        if not actor.is_known:
            return rows.filter(_published())
        return rows if actor.edits_everything else rows.filter(_published() | _hers(actor))

    def hers(self, actor):
        """Of those the actor sees, the ones of which she may read all: called in her bodies, prepared or reviewed."""
        return self.of(actor.alliance).filter(_hers(actor))

    def waiting(self):
        """On no agenda yet."""
        return self.filter(meeting__isnull=True, state=ItemState.WAITING)

    def undecided(self):
        """Still before the body: waiting, on an agenda, or called."""
        return self.filter(state__in=UNDECIDED_ITEMS)

    def journey(self):
        """The stops of a case in the order in which the bodies met; what waits comes last."""
        return self.order_by(models.F("meeting__day").asc(nulls_last=True), "number_year", "number_sequence", "turn")

    def in_order(self):
        """The order of the agenda."""
        return self.order_by("position", "number_year", "number_sequence", "pk")


def _through_item(actor, item="item", sent=None, exempt=None):
    """The filter that lets a row be read through its treatment. Editors see all, and so do reviewers; members what has
    been sent to their bodies; the public what is published and not exempt."""
    public = _published(f"{item}__") & Q(**{f"{item}__case__access": Access.PUBLIC}) & (exempt or Q())
    if not actor.is_known:
        return public & (sent if sent is not None else Q())
    if actor.edits_everything:
        return Q()
    member = _sits(actor, f"{item}__") & _called(f"{item}__")
    read = (public | member) & (sent or Q())
    edited = Q(**{f"{item}__body__cooperation__in": actor.edited_cooperations})
    return read | edited | Q(**{f"{item}__in": actor.reviewed})


class PaperQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """Drafts for editors and their reviewers; sent versions for the body's members; published ones for everyone."""
        if actor is None:
            return self.none()
        return self.of(actor.alliance).filter(_through_item(actor, sent=Q(state=PaperState.SENT)))

    def written(self):
        """Those with any text in them (`CasePaper.is_written`)."""
        return self.exclude(**dict.fromkeys(paperparts.NAMES, ""))


class AttachmentQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """As the paper it belongs to, once it has been sent; an exempt attachment never for the public, nor one whose
        newest version has not been sent."""
        if actor is None:
            return self.none()
        versions = self.model._meta.get_field("versions").related_model._base_manager
        newest = versions.filter(attachment=OuterRef("pk"), removed_at__isnull=True).order_by("-number")
        rows = self.of(actor.alliance).alias(newest_sent_at=Subquery(newest.values("sent_at")[:1]))
        open_to_all = Q(access=Access.PUBLIC, newest_sent_at__isnull=False)
        return rows.filter(_through_item(actor, sent=Q(sent_at__isnull=False), exempt=open_to_all))


class ResolutionQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        if actor is None:
            return self.none()
        return self.of(actor.alliance).filter(_through_item(actor))


class ResolutionPointQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """As the resolution it belongs to; one in the bin keeps its points."""
        if actor is None:
            return self.none()
        rows = self.of(actor.alliance).filter(resolution__removed_at__isnull=True)
        return rows.filter(_through_item(actor, "resolution__item"))


class AttachmentVersionQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """As the attachment it belongs to, once it has been sent; the public only the newest one: an older file may be
        the unredacted one of an attachment that was exempt when it was stored."""
        if actor is None:
            return self.none()
        newer = self.model._base_manager.filter(
            attachment=OuterRef("attachment"), number__gt=OuterRef("number"), removed_at__isnull=True
        )
        open_to_all = Q(attachment__access=Access.PUBLIC) & ~Exists(newer)
        sent = Q(sent_at__isnull=False)
        return self.of(actor.alliance).filter(_through_item(actor, "attachment__item", sent, open_to_all))


class StoredFileQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """Files are never reached by themselves, only through the attachment or document that uses them."""
        return self.none()


class CaseQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """Cases the actor may know of: she sees a treatment of it, or edits in its cooperation. Of an exempt one
        perhaps only the neutral title (`readable_by`)."""
        if actor is None:
            return self.none()
        rows = self.of(actor.alliance)
        if actor.edits_everything:
            return rows
        return rows.filter(self._edited(actor) | self._treated_in(self._items.visible_to(actor)))

    def readable_by(self, actor):
        """Of the cases visible to the actor, those she may read in full: title, papers and all. Public cases, cases she
        edits or whose treatment she prepares, and exempt cases that have been called in her bodies (offentleglova § 13;
        docs/domain.md 2.3)."""
        rows = self.visible_to(actor)
        if actor is None or actor.edits_everything:
            return rows
        hers = self._edited(actor) | self._treated_in(self._items.hers(actor))
        return rows.filter(Q(access=Access.PUBLIC) | hers)

    @property
    def _items(self):
        return self.model._meta.get_field("items").related_model.objects

    @staticmethod
    def _edited(actor) -> Q:
        return Q(cooperation__in=actor.edited_cooperations)

    @staticmethod
    def _treated_in(items) -> Exists:
        """Joined to their items instead, all the years of an alliance would have to be made distinct before the first
        case could be shown."""
        return Exists(items.filter(case=OuterRef("pk")).order_by())


class FollowQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """Her own, of cases she may still know of: whom a case interests is nobody else's business."""
        if actor is None or actor.person is None or not actor.is_known:
            return self.none()
        cases = self.model._meta.get_field("case").related_model.objects.visible_to(actor)
        return self.of(actor.alliance).filter(person=actor.person, case__in=cases.order_by().values("pk"))

    def in_bin(self, actor):
        """What a person follows no more is not brought back: she follows it anew."""
        return self.none()


class CaseLinkQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """Links of which the actor sees both cases."""
        if actor is None:
            return self.none()
        seen = self._seen_cases(actor)
        return self.of(actor.alliance).filter(case__in=seen, other__in=seen)

    def in_bin(self, actor):
        """Links of the cases the actor edits, to cases she sees."""
        if actor is None or actor.edits_everything:
            return super().in_bin(actor)
        rows = self.filter(alliance=actor.alliance, case__cooperation__in=actor.edited_cooperations).removed()
        return rows.filter(other__in=self._seen_cases(actor))

    def _seen_cases(self, actor):
        cases = self.model._meta.get_field("case").related_model.objects
        return cases.visible_to(actor).order_by().values("pk")


class FrozenDocumentQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """Drafts for editors and those who work in the cooperation; final documents for every known reader of the
        alliance; published ones for everyone. A printed case paper is read through its paper, never from here."""
        if actor is None:
            return self.none()
        rows = self.of(actor.alliance).exclude(kind__in=READ_THROUGH_THEIR_ROW)
        if not actor.is_known:
            return rows.filter(published_at__isnull=False)
        if actor.edits_everything or (Role.COORDINATOR, None) in actor.roles:
            return rows
        worked_in = {pk for role, pk in actor.roles if role in STAFF_ROLES}
        return rows.filter(Q(published_at__isnull=False) | Q(state=DocumentState.FINAL) | Q(cooperation__in=worked_in))

    def newest(self):
        """The latest version first."""
        return self.order_by("-number")


class JobQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """Those who asked see their own jobs, editors of the alliance all of them."""
        if actor is None or not actor.is_known:
            return self.none()
        rows = self.of(actor.alliance)
        if actor.edits_everything:
            return rows
        return rows.filter(asked_by=actor.person) if actor.person else self.none()


class OwnRowsQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """What belongs to one person: her own for her, everybody's for the editors of the alliance."""
        if actor is None or not actor.is_known:
            return self.none()
        rows = self.of(actor.alliance)
        if actor.edits_everything:
            return rows
        return rows.filter(person=actor.person) if actor.person else self.none()

    def in_bin(self, actor):
        """Of these nothing is brought back: each is made anew where it is wanted."""
        return self.none()


class MailQuerySet(OwnRowsQuerySet):
    """Mails: each sees what was written to her, administrators and secretariat all of it."""

    def waiting(self):
        return self.filter(state=MailState.QUEUED)


class LinkQuerySet(OwnRowsQuerySet):
    def standing(self, now):
        """Links that may still be used."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now)


class FileTextQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """How far the reading of files has come is for those who edit the whole alliance: it names every file."""
        if actor is None or not actor.edits_everything:
            return self.none()
        return self.filter(alliance=actor.alliance)
