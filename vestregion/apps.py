from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VestregionConfig(AppConfig):
    name = "vestregion"
    verbose_name = _("Vestregion")

    def ready(self):
        from governance import panels
        from governance.documents import register_renderer
        from governance.jobs import register_job
        from vestregion.reporting import heads, making, ordering, permissions, printing  # noqa: F401  permissions register themselves

        for kind in printing.KINDS:
            register_renderer(kind, "pdf", printing.pdf_of)
        register_job(making.JOB, making.print_document)
        panels.register("plan_head", _("PDF"), heads.plan_head, "reporting/_head.html")
        panels.register("item_head", _("PDF"), heads.item_head, "reporting/_head.html")
