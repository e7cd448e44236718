from django.apps import AppConfig
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _


class ActionPlanConfig(AppConfig):
    """First floor: what we promised."""

    name = "actionplan"
    verbose_name = _("Handlingsplan")

    def ready(self):
        from actionplan import permissions, wording  # noqa: F401  permissions register their acts when they load
        from actionplan.casepanel import plans_of_case
        from actionplan.grants import grants_of
        from actionplan.mypanel import status_to_report
        from governance import access, panels

        wording.speak_with(gettext, ngettext)
        access.add_grants(grants_of)
        panels.register("case", _("Handlingsplan"), plans_of_case, "actionplan/_case_panel.html")
        panels.register("my_page", _("Status å melde"), status_to_report, "actionplan/_my_panel.html")
