"""Addresses for everyone that are no page of a row, and of each person's own calendar; see governance/urls.py."""

from django.urls import path

from governance.openness.public import indexable, public
from governance.views import alliance, calendars, statements

urlpatterns = [
    path("innstillinger/apne-sider/", alliance.AllianceOpenView.as_view(), name="alliance_open"),
    path("innstillinger/lukk-sider/", alliance.AllianceCloseView.as_view(), name="alliance_close"),
    path("tilgjengelighet/", indexable(public(statements.accessibility)), name="accessibility"),
    path("personvern/", indexable(public(statements.privacy)), name="privacy"),
    path("moter/kalender.ics", public(calendars.public_calendar), name="meeting_calendar"),
    path("organer/<slug:slug>/kalender.ics", public(calendars.body_calendar), name="body_calendar"),
    path("kalender/", calendars.calendar_page, name="calendar_page"),
    path("kalender/ny/", calendars.link_new, name="calendar_link_new"),
    path("kalender/trekk/", calendars.link_revoke, name="calendar_link_revoke"),
    path("kalender/<str:secret>.ics", public(calendars.own_calendar), name="own_calendar"),
]
