from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActionPlanConfig(AppConfig):
    """First floor: what we promised."""

    name = "actionplan"
    verbose_name = _("Handlingsplan")

    def ready(self):
        from actionplan import gatheringrights, mypageparts, personlinks, searchkinds, stories, tagged  # noqa: F401  permissions register their acts when loaded
        from actionplan.calendarentries import deadlines_of
        from actionplan.casepanel import plans_of_case, rows_of_case
        from actionplan.frontpanel import plans_for_all, published_plans
        from actionplan.gatheringasks import gatherings_in_calendar
        from actionplan.grants import grants_of
        from actionplan.livefacts import plans_written
        from actionplan.notices import ask_for_status, register
        from actionplan.registerasks import application_deadlines
        from actionplan.reminding import remind_of_gatherings
        from actionplan.retention import forget_the_past
        from actionplan.services import puttingback
        from actionplan.views.binsource import rows_of_plans, rows_of_platforms, rows_of_registers
        from governance import grants, panels
        from governance.daily import register_chore
        from governance.live import pulses
        from governance.openness import calendars, opened
        from governance.story import binsources

        searchkinds.register_kinds()
        register()
        register_chore("status", ask_for_status, _("Be om status når perioden går mot slutten"))
        register_chore("reminders", remind_of_gatherings, _("Minne de påmeldte på arrangementer om to dager"))
        register_chore("sign_ups", forget_the_past, _("Slette navn på deltakere når arrangementet er lenge siden"))
        pulses.register(plans_written)
        grants.add_grants(grants_of)
        panels.register("case", _("Handlingsplan"), plans_of_case, "actionplan/_case_panel.html")
        panels.register("case", _("Følges opp i"), rows_of_case, "actionplan/_case_rows.html")
        calendars.add_source(deadlines_of)
        calendars.add_source(application_deadlines)
        calendars.add_source(gatherings_in_calendar)
        personlinks.register_all()
        opened.register("actionplan:plan_current", published_plans)
        panels.register("front", _("Handlingsplan"), plans_for_all, "actionplan/_front_panel.html")
        mypageparts.register_all()
        stories.register_all()
        tagged.register_all()
        puttingback.register_all()
        binsources.register(rows_of_plans)
        binsources.register(rows_of_platforms)
        binsources.register(rows_of_registers)
