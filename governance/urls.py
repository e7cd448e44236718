"""Addresses of the ground floor, below /<alliance>/. The register here; cases, meetings and papers in urls_cases.py."""

from django.urls import path

from governance.models import GoverningBody, Organisation, Person
from governance.urls_cases import urlpatterns as case_patterns
from governance.views import (
    alliance,
    bin,
    bodies,
    body_edit,
    cooperations,
    jobs,
    member_edit,
    members,
    people,
    seat_edit,
    start,
)

app_name = "governance"

register_patterns = [
    path("", start.MyPageView.as_view(), name="my_page"),
    path("demodag/", start.demo_day, name="demo_day"),
    path("innstillinger/", alliance.AllianceEditView.as_view(), name="alliance_edit"),
    path("medlemmer/", members.MemberListView.as_view(), name="member_list"),
    path("medlemmer/ny/", member_edit.MemberCreateView.as_view(), name="member_create"),
    path("medlemmer/<uuid:pk>/", members.MemberDetailView.as_view(), name="member_detail"),
    path("medlemmer/<uuid:pk>/rediger/", member_edit.MemberEditView.as_view(), name="member_edit"),
    path("medlemmer/<uuid:pk>/slett/", member_edit.MemberRemoveView.as_view(), name="member_remove"),
    path("medlemmer/<uuid:pk>/hent-tilbake/", member_edit.MemberRestoreView.as_view(), name="member_restore"),
    path(
        "medlemmer/<uuid:owner>/hent-tilbake/<slug:kind>/<uuid:pk>/",
        bin.BinRestoreView.as_view(model=Organisation),
        name="member_bin_restore",
    ),
    path("medlemmer/<uuid:pk>/medlemskap/nytt/", member_edit.MemberJoinView.as_view(), name="member_join"),
    path("medlemmer/<uuid:pk>/kontakt/ny/", member_edit.ContactCreateView.as_view(), name="member_contact_create"),
    path("medlemmer/medlemskap/<uuid:pk>/", member_edit.MembershipEditView.as_view(), name="member_membership_edit"),
    path(
        "medlemmer/medlemskap/<uuid:pk>/slett/",
        member_edit.MembershipRemoveView.as_view(),
        name="member_membership_remove",
    ),
    path("medlemmer/kontakter/<uuid:pk>/", member_edit.ContactEditView.as_view(), name="member_contact_edit"),
    path("medlemmer/kontakter/<uuid:pk>/slett/", member_edit.ContactRemoveView.as_view(), name="member_contact_remove"),
    path("organer/", bodies.BodyListView.as_view(), name="body_list"),
    path("organer/nytt/", body_edit.BodyCreateView.as_view(), name="body_create"),
    path("organer/<slug:slug>/", bodies.BodyDetailView.as_view(), name="body_detail"),
    path("organer/<slug:slug>/rediger/", body_edit.BodyEditView.as_view(), name="body_edit"),
    path("organer/<slug:slug>/slett/", body_edit.BodyRemoveView.as_view(), name="body_remove"),
    path("organer/<slug:slug>/hent-tilbake/", body_edit.BodyRestoreView.as_view(), name="body_restore"),
    path(
        "organer/<slug:owner>/hent-tilbake/<slug:kind>/<uuid:pk>/",
        bin.BinRestoreView.as_view(model=GoverningBody),
        name="body_bin_restore",
    ),
    path("organer/<slug:slug>/regler/nye/", body_edit.RulesCreateView.as_view(), name="body_rules_create"),
    path("organer/<slug:slug>/regler/<uuid:pk>/", body_edit.RulesEditView.as_view(), name="body_rules_edit"),
    path("organer/<slug:slug>/regler/<uuid:pk>/slett/", body_edit.RulesRemoveView.as_view(), name="body_rules_remove"),
    path("organer/<slug:slug>/retter/ny/", body_edit.RightCreateView.as_view(), name="body_right_create"),
    path("organer/<slug:slug>/retter/<uuid:pk>/", body_edit.RightEditView.as_view(), name="body_right_edit"),
    path("organer/<slug:slug>/retter/<uuid:pk>/slett/", body_edit.RightRemoveView.as_view(), name="body_right_remove"),
    path("organer/<slug:slug>/leder/ny/", body_edit.ChairCreateView.as_view(), name="body_chair_create"),
    path("organer/<slug:slug>/leder/<uuid:pk>/", body_edit.ChairEditView.as_view(), name="body_chair_edit"),
    path("organer/<slug:slug>/leder/<uuid:pk>/slett/", body_edit.ChairRemoveView.as_view(), name="body_chair_remove"),
    path("organer/<slug:slug>/plasser/ny/", seat_edit.SeatCreateView.as_view(), name="seat_create"),
    path("organer/<slug:slug>/plasser/<uuid:pk>/", seat_edit.SeatEditView.as_view(), name="seat_edit"),
    path("organer/<slug:slug>/plasser/<uuid:pk>/slett/", seat_edit.SeatRemoveView.as_view(), name="seat_remove"),
    path("organer/<slug:slug>/plasser/<uuid:pk>/verv/", seat_edit.AppointView.as_view(), name="seat_appoint"),
    path("organer/<slug:slug>/verv/<uuid:pk>/", seat_edit.AppointmentEditView.as_view(), name="seat_holder_edit"),
    path("organer/<slug:slug>/verv/<uuid:pk>/avslutt/", seat_edit.AppointmentEndView.as_view(), name="seat_holder_end"),
    path(
        "organer/<slug:slug>/verv/<uuid:pk>/slett/",
        seat_edit.AppointmentRemoveView.as_view(),
        name="seat_holder_remove",
    ),
    path("personer/", people.PersonListView.as_view(), name="person_list"),
    path("personer/ny/", people.PersonCreateView.as_view(), name="person_create"),
    path("personer/<uuid:pk>/", people.PersonDetailView.as_view(), name="person_detail"),
    path("personer/<uuid:pk>/rediger/", people.PersonEditView.as_view(), name="person_edit"),
    path("personer/<uuid:pk>/slett/", people.PersonRemoveView.as_view(), name="person_remove"),
    path("personer/<uuid:pk>/hent-tilbake/", people.PersonRestoreView.as_view(), name="person_restore"),
    path(
        "personer/<uuid:owner>/hent-tilbake/<slug:kind>/<uuid:pk>/",
        bin.BinRestoreView.as_view(model=Person),
        name="person_bin_restore",
    ),
    path("personer/<uuid:pk>/innlogging/", people.LoginView.as_view(), name="person_login"),
    path("personer/<uuid:pk>/roller/ny/", people.RoleCreateView.as_view(), name="person_role_create"),
    path("personer/roller/<uuid:pk>/", people.RoleEditView.as_view(), name="person_role_edit"),
    path("personer/roller/<uuid:pk>/slett/", people.RoleRemoveView.as_view(), name="person_role_remove"),
    path("jobber/<uuid:pk>/", jobs.job_detail, name="job_detail"),
    path("samarbeid/", cooperations.CooperationListView.as_view(), name="cooperation_list"),
    path("samarbeid/nytt/", cooperations.CooperationCreateView.as_view(), name="cooperation_create"),
    path("samarbeid/<slug:slug>/", cooperations.CooperationEditView.as_view(), name="cooperation_edit"),
]
urlpatterns = [*register_patterns, *case_patterns]
