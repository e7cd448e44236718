"""Addresses of the ground floor, below /<alliance>/. The register here; cases, meetings and papers in urls_cases.py."""

from django.urls import include, path

from governance.models import GoverningBody, Organisation, Person
from governance.openness.public import indexable, public
from governance.urls_cases import urlpatterns as case_patterns
from governance.urls_public import urlpatterns as public_patterns
from governance.views import (
    agendatemplates,
    alliance,
    bin,
    binpage,
    bodies,
    body_edit,
    contacts,
    cooperations,
    duplicates,
    election,
    happenings,
    help,
    invitations,
    jobs,
    jobs_list,
    leaving,
    mailhook,
    mailtemplates,
    member_edit,
    members,
    notices,
    outbox,
    people,
    personimport,
    puttingback,
    rotation,
    search,
    seat_edit,
    setup,
    setup_alliance,
    setup_bodies,
    setup_members,
    setup_rules,
    start,
    tags,
)

app_name = "governance"

setup_addresses = [
    path("", setup.SetupView.as_view(), name="setup"),
    path("medlemmer/", setup_members.SetupMembersView.as_view(), name="setup_members"),
    path("organer/", setup_bodies.SetupBodiesView.as_view(), name="setup_bodies"),
    path("regler/", setup_rules.SetupRulesView.as_view(), name="setup_rules"),
    path("utseende/", setup_alliance.SetupLookView.as_view(), name="setup_look"),
    path("avsender/", setup_alliance.SetupSenderView.as_view(), name="setup_sender"),
]

members_addresses = [
    path("", indexable(public(members.MemberListView.as_view())), name="member_list"),
    path("ny/", member_edit.MemberCreateView.as_view(), name="member_create"),
    path("<uuid:pk>/", public(members.MemberDetailView.as_view()), name="member_detail"),
    path("<uuid:pk>/rediger/", member_edit.MemberEditView.as_view(), name="member_edit"),
    path("<uuid:pk>/slett/", member_edit.MemberRemoveView.as_view(), name="member_remove"),
    path("<uuid:pk>/hent-tilbake/", member_edit.MemberRestoreView.as_view(), name="member_restore"),
    path(
        "<uuid:owner>/hent-tilbake/<slug:kind>/<uuid:pk>/",
        bin.BinRestoreView.as_view(model=Organisation),
        name="member_bin_restore",
    ),
    path("<uuid:pk>/medlemskap/nytt/", member_edit.MemberJoinView.as_view(), name="member_join"),
    path("<uuid:pk>/kontakt/ny/", member_edit.ContactCreateView.as_view(), name="member_contact_create"),
    path("medlemskap/<uuid:pk>/", member_edit.MembershipEditView.as_view(), name="member_membership_edit"),
    path("medlemskap/<uuid:pk>/slett/", member_edit.MembershipRemoveView.as_view(), name="member_membership_remove"),
    path("kontakter/<uuid:pk>/", member_edit.ContactEditView.as_view(), name="member_contact_edit"),
    path("kontakter/<uuid:pk>/slett/", member_edit.ContactRemoveView.as_view(), name="member_contact_remove"),
]

body_addresses = [
    path("", public(bodies.BodyDetailView.as_view()), name="body_detail"),
    path("rediger/", body_edit.BodyEditView.as_view(), name="body_edit"),
    path("saksnumre/", body_edit.BodyNumbersView.as_view(), name="body_numbers"),
    path("slett/", body_edit.BodyRemoveView.as_view(), name="body_remove"),
    path("hent-tilbake/", body_edit.BodyRestoreView.as_view(), name="body_restore"),
    path("regler/nye/", body_edit.RulesCreateView.as_view(), name="body_rules_create"),
    path("regler/<uuid:pk>/", body_edit.RulesEditView.as_view(), name="body_rules_edit"),
    path("regler/<uuid:pk>/slett/", body_edit.RulesRemoveView.as_view(), name="body_rules_remove"),
    path("retter/ny/", body_edit.RightCreateView.as_view(), name="body_right_create"),
    path("retter/<uuid:pk>/", body_edit.RightEditView.as_view(), name="body_right_edit"),
    path("retter/<uuid:pk>/slett/", body_edit.RightRemoveView.as_view(), name="body_right_remove"),
    path("saksliste-mal/", agendatemplates.AgendaTemplateView.as_view(), name="body_template"),
    path("saksliste-mal/flytt/", agendatemplates.TemplatePlaceView.as_view(), name="body_template_place"),
    path("saksliste-mal/forslag/", agendatemplates.TemplateBeginView.as_view(), name="body_template_begin"),
    path("faste-saker/ny/", body_edit.StandingCreateView.as_view(), name="body_standing_create"),
    path("faste-saker/<uuid:pk>/", body_edit.StandingEditView.as_view(), name="body_standing_edit"),
    path("faste-saker/<uuid:pk>/slett/", body_edit.StandingRemoveView.as_view(), name="body_standing_remove"),
    path("kontakt.vcf", contacts.BodyCardsView.as_view(), name="body_cards"),
    path("leder/forslag/", rotation.ChairProposalView.as_view(), name="body_chair_proposal"),
    path("leder/ny/", body_edit.ChairCreateView.as_view(), name="body_chair_create"),
    path("leder/<uuid:pk>/", body_edit.ChairEditView.as_view(), name="body_chair_edit"),
    path("leder/<uuid:pk>/slett/", body_edit.ChairRemoveView.as_view(), name="body_chair_remove"),
    path("plasser/ny/", seat_edit.SeatCreateView.as_view(), name="seat_create"),
    path("plasser/<uuid:pk>/", seat_edit.SeatEditView.as_view(), name="seat_edit"),
    path("plasser/<uuid:pk>/slett/", seat_edit.SeatRemoveView.as_view(), name="seat_remove"),
    path("plasser/<uuid:pk>/verv/", seat_edit.AppointView.as_view(), name="seat_appoint"),
    path("verv/<uuid:pk>/", seat_edit.AppointmentEditView.as_view(), name="seat_holder_edit"),
    path("verv/<uuid:pk>/avslutt/", seat_edit.AppointmentEndView.as_view(), name="seat_holder_end"),
    path("verv/<uuid:pk>/slett/", seat_edit.AppointmentRemoveView.as_view(), name="seat_holder_remove"),
]

bodies_addresses = [
    path("", public(bodies.BodyListView.as_view()), name="body_list"),
    path("etter-valget/", election.ElectionView.as_view(), name="body_election"),
    path("nytt/", body_edit.BodyCreateView.as_view(), name="body_create"),
    path(
        "<slug:owner>/hent-tilbake/<slug:kind>/<uuid:pk>/",
        bin.BinRestoreView.as_view(model=GoverningBody),
        name="body_bin_restore",
    ),
    path("<slug:slug>/", include(body_addresses)),
]

person_addresses = [
    path("kontakt.vcf", contacts.PersonCardView.as_view(), name="person_card"),
    path("deaktiver/", leaving.PersonDeactivateView.as_view(), name="person_deactivate"),
    path("aktiver/", leaving.PersonReactivateView.as_view(), name="person_reactivate"),
    path("inviter/", invitations.InviteView.as_view(), name="person_invite"),
    path("inviter/trekk/", invitations.RevokeView.as_view(), name="person_invite_revoke"),
    path("", people.PersonDetailView.as_view(), name="person_detail"),
    path("rediger/", people.PersonEditView.as_view(), name="person_edit"),
    path("slett/", people.PersonRemoveView.as_view(), name="person_remove"),
    path("hent-tilbake/", people.PersonRestoreView.as_view(), name="person_restore"),
    path("innlogging/", people.LoginView.as_view(), name="person_login"),
    path("roller/ny/", people.RoleCreateView.as_view(), name="person_role_create"),
]

persons_addresses = [
    path("", contacts.PersonListView.as_view(), name="person_list"),
    path("import/", personimport.PeopleUploadView.as_view(), name="person_import"),
    path("import/se-over/", personimport.PeoplePreviewView.as_view(), name="person_import_preview"),
    path("import/mal.xlsx", personimport.PeopleTemplateView.as_view(), name="person_import_template"),
    path("dubletter/", duplicates.DuplicatesView.as_view(), name="person_duplicates"),
    path("ny/", people.PersonCreateView.as_view(), name="person_create"),
    path("inviter/", invitations.InviteManyView.as_view(), name="person_invite_many"),
    path(
        "<uuid:owner>/hent-tilbake/<slug:kind>/<uuid:pk>/",
        bin.BinRestoreView.as_view(model=Person),
        name="person_bin_restore",
    ),
    path("roller/<uuid:pk>/", people.RoleEditView.as_view(), name="person_role_edit"),
    path("roller/<uuid:pk>/slett/", people.RoleRemoveView.as_view(), name="person_role_remove"),
    path("<uuid:pk>/", include(person_addresses)),
]

outbox_addresses = [
    path("", outbox.MailListView.as_view(), name="mail_list"),
    path("prove/", outbox.TestMailView.as_view(), name="mail_test"),
    path("forbindelse/", outbox.CheckView.as_view(), name="mail_check"),
    path("slipp/", outbox.ReleaseView.as_view(), name="mail_release"),
    path("oppsett/", outbox.MailSettingsView.as_view(), name="mail_settings"),
    path("melding/", mailhook.mail_hook, name="mail_hook"),
    path("maler/", mailtemplates.TemplateListView.as_view(), name="mail_templates"),
    path("maler/<str:event>/<str:language>/", mailtemplates.TemplateView.as_view(), name="mail_template"),
    path("<uuid:pk>/", outbox.MailDetailView.as_view(), name="mail_detail"),
    path("<uuid:pk>/igjen/", outbox.SendAgainView.as_view(), name="mail_again"),
    path("<uuid:pk>/trekk/", outbox.TakeBackView.as_view(), name="mail_take_back"),
    path("<uuid:pk>/retur/", outbox.BouncedView.as_view(), name="mail_bounced"),
]

jobs_addresses = [
    path("", jobs_list.JobListView.as_view(), name="job_list"),
    path("natt/", jobs_list.ChoresNowView.as_view(), name="chores_now"),
    path("<uuid:pk>/", jobs.job_detail, name="job_detail"),
    path("<uuid:pk>/igjen/", jobs.JobRetryView.as_view(), name="job_retry"),
]

search_addresses = [
    path("", public(search.SearchView.as_view()), name="search"),
    path("filer/", search.FileTextListView.as_view(), name="search_files"),
]

happenings_addresses = [
    path("", happenings.HappeningsView.as_view(), name="happenings"),
    path("endring/<uuid:change>/", happenings.ChangeView.as_view(), name="change_detail"),
    path("endring/<uuid:change>/angre/", puttingback.ChangeUndoView.as_view(), name="change_undo"),
    path("<slug:kind>/<uuid:pk>/", happenings.StoryView.as_view(), name="story"),
    path(
        "<slug:kind>/<uuid:pk>/sett-tilbake/<int:version>/<slug:field>/",
        puttingback.ValuePutBackView.as_view(),
        name="value_put_back",
    ),
]

tags_addresses = [
    path("", tags.TagListView.as_view(), name="tag_list"),
    path("nytt/", tags.TagCreateView.as_view(), name="tag_create"),
    path("<uuid:pk>/", tags.TagDetailView.as_view(), name="tag_detail"),
    path("<uuid:pk>/rediger/", tags.TagEditView.as_view(), name="tag_edit"),
    path("<uuid:pk>/sla-sammen/", tags.TagMergeView.as_view(), name="tag_merge"),
    path("<uuid:pk>/slett/", tags.TagRemoveView.as_view(), name="tag_remove"),
    path("<uuid:pk>/hent-tilbake/", tags.TagRestoreView.as_view(), name="tag_restore"),
]

cooperations_addresses = [
    path("", cooperations.CooperationListView.as_view(), name="cooperation_list"),
    path("nytt/", cooperations.CooperationCreateView.as_view(), name="cooperation_create"),
    path("<slug:slug>/", cooperations.CooperationEditView.as_view(), name="cooperation_edit"),
]

register_patterns = [
    path("", start.home, name="my_page"),
    path("demodag/", start.demo_day, name="demo_day"),
    path("innstillinger/", alliance.AllianceEditView.as_view(), name="alliance_edit"),
    path("oppsett/", include(setup_addresses)),
    path("logo/<uuid:pk>/", setup_alliance.logo, name="logo"),
    path("medlemmer/", include(members_addresses)),
    path("organer/", include(bodies_addresses)),
    path("personer/", include(persons_addresses)),
    path("utboks/", include(outbox_addresses)),
    path("varsler/", notices.NoticeView.as_view(), name="notices"),
    path("jobber/", include(jobs_addresses)),
    path("hjelp/", help.help_page, name="help"),
    path("sok/", include(search_addresses)),
    path("hendelser/", include(happenings_addresses)),
    path("papirkurv/", binpage.BinView.as_view(), name="bin"),
    path("emneord/", include(tags_addresses)),
    path("samarbeid/", include(cooperations_addresses)),
]
urlpatterns = [*register_patterns, *public_patterns, *case_patterns]
