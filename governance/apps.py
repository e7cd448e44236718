from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GovernanceConfig(AppConfig):
    """Ground floor: who we are, who may, what we decided."""

    name = "governance"
    verbose_name = _("Styring")

    def ready(self):
        from governance import history, norwegian_order, notices, opened, permissions  # noqa: F401  they register themselves when they load
        from governance.daily import forget_finished_tasks, register_chore
        from governance.files import remove_unused
        from governance.jobs import retry_stale_jobs
        from governance.postman import give_up_silent, send_waiting
        from governance.search.starting import start as start_search

        opened.register_lists()
        start_search()
        from governance import storykinds
        from governance.services import puttingbackkinds

        storykinds.register_all()
        puttingbackkinds.register_all()
        register_chore("silent jobs", retry_stale_jobs)
        notices.register()
        register_chore("silent mails", give_up_silent)
        register_chore("waiting mails", send_waiting)
        register_chore("unused files", remove_unused)
        register_chore("finished tasks", forget_finished_tasks)
