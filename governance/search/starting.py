"""What the search asks of the house when it starts: to be told what is written, a job, and two chores of the day."""

from django.utils.translation import gettext_lazy as _

from governance import written
from governance.daily import register_chore
from governance.jobs import register_job
from governance.search import kinds, reading, rebuilding, writing


def start() -> None:
    """Called from AppConfig.ready()."""
    kinds.register_kinds()
    written.listen(writing.follow)
    written.listen(reading.follow)
    register_job(reading.KIND, reading.read)
    register_chore("unread files", reading.order_unread, _("Les vedlegg som søket mangler teksten i"))
    register_chore("search index", rebuilding.complete, _("Se om søket finner alt det skal"))
