from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VestregionConfig(AppConfig):
    name = "vestregion"
    verbose_name = _("Vestregion")

    def ready(self):
        from actionplan.announcements import plan_adopted, plan_settled
        from governance import announcements, panels
        from governance.daily import register_chore
        from governance.documents import register_renderer
        from governance.guidance import help
        from governance.jobs import register_job
        from governance.mypage import asks
        from governance.openness import opened
        from vestregion.reporting import (  # noqa: F401  permissions register themselves
            freshasks,
            heads,
            helptexts,
            making,
            nightly,
            ordering,
            permissions,
            printing,
            publishing,
        )

        for kind in printing.KINDS:
            register_renderer(kind, "pdf", printing.pdf_of)
        register_job(making.JOB, making.print_document)
        register_job(ordering.JOB, ordering.print_row)
        announcements.paper_sent.follow(ordering.order_paper)
        announcements.meeting_called.follow(ordering.order_convocation)
        announcements.meeting_changed.follow(ordering.order_changed_convocation)
        announcements.agenda_changed.follow(ordering.order_changed_agenda)
        announcements.meeting_published.follow(ordering.order_published)
        announcements.case_opened.follow(ordering.order_opened)
        plan_settled.follow(ordering.order_plan)
        plan_adopted.follow(making.freeze_adopted)
        register_chore("adopted plans", nightly.complete_plans, _("Lag PDF-ene som mangler av vedtatte planer"))
        help.register(helptexts.TOPICS)
        asks.register(asks.FRESH, freshasks.final_reports)
        opened.register("reporting:report_list", publishing.published_reports)
        panels.register("front", _("Rapporter"), publishing.reports_for_all, "reporting/_front_panel.html")
        panels.register("plan_head", _("PDF"), heads.plan_head, "reporting/_head.html")
        panels.register("plan_file", _("Hent som Word"), heads.plan_word_head, "reporting/_word_head.html")
        panels.register("adopted_plan_head", _("PDF"), heads.adopted_plan_head, "reporting/_head.html")
        panels.register("fee_claim", _("Brevene"), heads.fee_letters, "reporting/_fee_letters.html")
        panels.register("fee_run_head", _("PDF av alle krav"), heads.fee_run_head, "reporting/_head.html")
        panels.register("meeting_head", _("Innkalling (PDF)"), heads.meeting_head, "reporting/_head.html")
        panels.register("item_head", _("PDF"), heads.item_head, "reporting/_head.html")
