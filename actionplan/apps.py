from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActionPlanConfig(AppConfig):
    """First floor: what we promised."""

    name = "actionplan"
    verbose_name = _("Handlingsplan")

    def ready(self):
        from actionplan import permissions  # noqa: F401  it registers its acts when it loads
        from actionplan.casepanel import plans_of_case
        from governance import panels

        panels.register("case", _("Handlingsplan"), plans_of_case, "actionplan/_case_panel.html")
