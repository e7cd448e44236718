"""The ticket that follows an upload from its preview to its confirmation, so that nothing is sent twice.

Signed, and good for two hours, for the login that made it and the row it was made for.
"""

from collections.abc import Mapping
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from governance.history import Refused

HOURS = 2


def seal(values: Mapping[str, Any], actor, scope, *, salt: str) -> str:
    """The values as text for an address or a form. `scope` is the row they are good for."""
    return signing.dumps(dict(values) | _bound_to(actor, scope), salt=salt, compress=True)


def unseal(text: str, actor, scope, *, salt: str) -> dict[str, Any]:
    """The values back. Raises Refused with a plain sentence when they are too old, changed, or for someone else."""
    try:
        values = signing.loads(text, salt=salt, max_age=HOURS * 3600)
    except signing.SignatureExpired as error:
        message = _("Forhåndsvisningen er eldre enn {hours} timer. Last opp filen på nytt.").format(hours=HOURS)
        raise Refused(message) from error
    except signing.BadSignature as error:
        raise Refused(_("Lenken til forhåndsvisningen er ødelagt. Last opp filen på nytt.")) from error
    bound = _bound_to(actor, scope)
    if {name: values.pop(name, None) for name in bound} != bound:
        raise Refused(
            _("Forhåndsvisningen er laget av noen andre eller for et annet samarbeid. Last opp filen på nytt.")
        )
    return values


def _bound_to(actor, scope) -> dict[str, str]:
    return {"user": str(actor.user_id), scope._meta.model_name: str(scope.pk)}
