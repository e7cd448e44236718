"""Where the claims of a run of fees are sent: to the address of e-mail of the member, and to who answers for it."""

from collections.abc import Iterable
from uuid import UUID

from actionplan.choices import FeeRunState
from actionplan.models import FeeClaim, FeeRun
from governance.models import Organisation, OrganisationContact


def contacts_of(actor, organisations: Iterable[UUID]) -> dict[UUID, str]:
    """Organisation -> the names of those who answer for it today."""
    rows = OrganisationContact.objects.of(actor.alliance).on(actor.on).filter(organisation__in=list(organisations))
    found: dict = {}
    for row in rows.select_related("person").order_by("person__family_name", "person__given_name"):
        found.setdefault(row.organisation_id, []).append(str(row.person))
    return {key: ", ".join(names)[:300] for key, names in found.items()}


def claims_of(actor, run: FeeRun, **which) -> list[FeeClaim]:
    """The claims of a run that the actor may read, or `which` of them, in Norwegian order; those of a draft without an
    address with the one that they will be given."""
    claims = list(FeeClaim.objects.visible_to(actor).filter(run=run, **which).order_by("name", "pk"))
    found = addresses_now(actor, run, claims)
    for claim in claims:
        claim.run, claim.alliance = run, run.alliance
        for name, value in found.get(claim.pk, {}).items():
            setattr(claim, name, value)
    return claims


def addresses_now(actor, run: FeeRun, claims: Iterable[FeeClaim]) -> dict[UUID, dict[str, str]]:
    """Claim -> the e-mail and contact that its member has now, of the claims of a draft that have neither."""
    if run.state != FeeRunState.DRAFT:
        return {}
    bare = {claim.pk: claim.organisation_id for claim in claims if not (claim.email or claim.contact)}
    if not bare:
        return {}
    contacts = contacts_of(actor, bare.values())
    emails = dict(Organisation.objects.of(actor.alliance).filter(pk__in=bare.values()).values_list("pk", "email"))
    return {claim: {"email": emails.get(key, ""), "contact": contacts.get(key, "")} for claim, key in bare.items()}
