"""Networks: who takes part and as what, and those who join and leave by themselves."""

from datetime import timedelta

from django.utils.translation import gettext as _

from actionplan.choices import NetworkRole
from actionplan.models import Network, NetworkMember
from actionplan.services.changing import keep_targets
from governance import clock, history
from governance.access import require
from governance.services.claims import claim, claim_back, claim_new, keep


def create_network(actor, *, cooperation, reason: str = "", at=None, **values) -> Network:
    """Set up a network."""
    row = Network(cooperation=cooperation, **values)
    with history.recording(actor, "network.create", row, reason=reason, at=at):
        claim_new(actor, "network.make", row, below=cooperation)
        return history.create(row)


def change_network(actor, row: Network, *, base_version=None, reason: str = "", at=None, **values) -> Network:
    """Change what a network is for, who answers for it, and whether it is open. Raises Clash."""
    with history.recording(actor, "network.change", row, reason=reason, at=at):
        claim(actor, "network.edit", row)
        keep_targets(row, values, "founder_body", "founder", "responsible", "section")
        return history.save(row, values, base_version=base_version)


def add_member(actor, *, network: Network, reason: str = "", at=None, **values) -> NetworkMember:
    """Somebody takes part. Raises ValidationError where the person does already."""
    row = NetworkMember(network=network, **values)
    with history.recording(actor, "networkmember.create", row, reason=reason, at=at):
        claim(actor, "network.edit", network)
        for each in (row.organisation, row.person):
            if each is not None:
                keep(each, weak=True)
        return history.create(row)


def change_member(actor, row: NetworkMember, *, base_version=None, reason: str = "", at=None, **values):
    """Change who takes part, as what, and from when to when. Raises Clash."""
    with history.recording(actor, "networkmember.change", row, reason=reason, at=at):
        claim(actor, "network.edit", row.network)
        keep_targets(row, values, "organisation", "person")
        return history.save(row, values, base_version=base_version)


def remove_member(actor, row: NetworkMember, *, reason: str = "", at=None) -> NetworkMember:
    """Put a membership in the bin, as if it had not been; who leaves has a last day instead."""
    with history.recording(actor, "networkmember.remove", row, reason=reason, at=at):
        claim(actor, "network.edit", row.network)
        return history.remove(row)


def restore_member(actor, row: NetworkMember, *, at=None) -> NetworkMember:
    """Take a membership out of the bin."""
    with history.recording(actor, "networkmember.restore", row, at=at):
        claim(actor, "network.edit", row.network)
        for each in (row.organisation, row.person):
            if each is not None:
                keep(each, weak=True)
        return history.restore(row)


def join_network(actor, network: Network, *, at=None) -> NetworkMember:
    """The actor becomes a member of an open network, on behalf of where she works. Twice is as good as once."""
    row = NetworkMember(network=network, person=actor.person, valid_from=clock.day_of_act(actor.alliance, at))
    with history.recording(actor, "network.join", network, at=at):
        claim(actor, "network.join", network)
        already = _own(actor, network).first()
        if already is not None:
            return already
        person = keep(actor.person, weak=True)
        row.organisation, row.role = person.organisation, NetworkRole.MEMBER
        return history.create(row)


def leave_network(actor, network: Network, *, at=None) -> NetworkMember:
    """Yesterday was the actor's last day as a member. Raises Refused where she is none."""
    with history.recording(actor, "network.leave", network, at=at) as change:
        # Held only: to leave is her own, whatever became of the network.
        history.take(network)
        require(actor, "network.leave", network)
        row = _own(actor, network).first()
        if row is None:
            raise history.Refused(_("Du er ikke med i nettverket."))
        yesterday = clock.day_of_act(actor.alliance, at) - timedelta(days=1)
        if row.valid_from is not None and row.valid_from > yesterday:  # she joined today, and never took part
            return history.save(row, {"removed_at": change.at})
        return history.save(row, {"valid_to": yesterday})


def _own(actor, network: Network):
    return NetworkMember.objects.of(actor.alliance).on(actor.on).filter(network=network, person=actor.person)


def remove_network(actor, row: Network, *, reason: str = "", at=None) -> Network:
    """Put a network in the bin; its members come back with it."""
    with history.recording(actor, "network.remove", row, reason=reason, at=at):
        claim(actor, "network.remove", row)
        return history.remove(row)


def restore_network(actor, row: Network, *, at=None) -> Network:
    """Take a network out of the bin. Refused while what it points to lies there too."""
    with history.recording(actor, "network.restore", row, at=at):
        claim_back(actor, "network.remove", row)
        return history.restore(row)
