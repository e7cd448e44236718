from django.apps import AppConfig
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _


class GovernanceConfig(AppConfig):
    """Ground floor: who we are, who may, what we decided."""

    name = "governance"
    verbose_name = _("Styring")

    def ready(self):
        from governance import history, norwegian_order, permissions, taggedcases, wording  # noqa: F401  they register themselves when they load
        from governance.agendalive import agendas_written
        from governance.daily import forget_finished_tasks, register_chore
        from governance.filing import previews
        from governance.filing.files import remove_unused
        from governance.jobs import register_job, retry_stale_jobs, send_lost_jobs
        from governance.live import presence, pulses
        from governance.mail import notices
        from governance.mail.digest import DIGEST, send_digests
        from governance.mail.mailevents import register_event
        from governance.mail.postman import give_up_silent, send_waiting
        from governance.mypage import parts
        from governance.openness import opened
        from governance.room import permissions as room_permissions  # noqa: F401  registers its acts when it loads
        from governance.search.starting import start as start_search
        from governance.services import puttingbackkinds
        from governance.story import kinds, openings
        from governance.views.previews import make_preview

        wording.speak_with(gettext, ngettext)
        opened.register_lists()
        start_search()
        kinds.register_all()
        taggedcases.register_all()
        puttingbackkinds.register_all()
        register_job("preview", make_preview)
        register_chore("old openings", openings.forget_old, _("Slett gamle linjer om hvem som åpnet unntatte papirer"))
        presence.start()
        pulses.start()
        pulses.register(agendas_written)
        register_chore("old previews", previews.remove_stale, _("Rydd bort gamle visninger av filer"))
        notices.register()
        parts.register_all()
        register_event(DIGEST)
        register_chore("silent jobs", retry_stale_jobs, _("Prøv på nytt jobber som er blitt stille"))
        register_chore("lost jobs", send_lost_jobs, _("Sett i gang jobber som er falt ut av køen"))
        register_chore("silent mails", give_up_silent, _("Merk brev som ingen vet om kom fram"))
        register_chore("digests", send_digests, _("Skriv samlebrevene"))
        register_chore("waiting mails", send_waiting, _("Send brev som venter"))
        register_chore("unused files", remove_unused, _("Rydd bort filer som ikke brukes"))
        register_chore("finished tasks", forget_finished_tasks, _("Rydd i køen"))
