"""Addresses of cases, treatments, papers, attachments and meetings; included by governance/urls.py.

A case is /saker/2016-12/. Its treatment by a body is /saker/2016-12/styringsgruppen/, and a second one by the same body
/saker/2016-12/styringsgruppen/2/. Acts on a treatment or an attachment name its id, since they are never typed.
"""

from django.urls import include, path

from governance.openness.public import indexable, public
from governance.urls_governing import governing_addresses
from governance.views import (
    agenda,
    agendanews,
    agendaversions,
    answers,
    attachments,
    attendance,
    casedocuments,
    caselist,
    cases,
    items,
    meetingmails,
    meetings,
    papercompare,
    papers,
    paperword,
    previews,
    programme,
    references,
    reviewcomments,
    reviews,
    routes,
    savedviews,
    subitems,
    tags,
    yearplan,
)

case_addresses = [
    path("", public(cases.CaseDetailView.as_view()), name="case_detail"),
    path("rediger/", cases.CaseEditView.as_view(), name="case_edit"),
    path("unntak/", cases.CaseExemptionView.as_view(), name="case_exemption"),
    path("avslutt/", cases.CaseCloseView.as_view(), name="case_close"),
    path("gjenapne/", cases.CaseReopenView.as_view(), name="case_reopen"),
    path("trekk/", cases.CaseWithdrawView.as_view(), name="case_withdraw"),
    path("folg/", cases.CaseFollowView.as_view(), name="case_follow"),
    path("folg/slutt/", cases.CaseUnfollowView.as_view(), name="case_unfollow"),
    path("emneord/", tags.CaseTagsView.as_view(), name="case_tags"),
    path("knytt/", cases.CaseLinkCreateView.as_view(), name="case_link_create"),
    path("knytt/<uuid:link>/fjern/", cases.CaseLinkRemoveView.as_view(), name="case_link_remove"),
    path("knytt/<uuid:link>/hent-tilbake/", cases.CaseLinkRestoreView.as_view(), name="case_link_restore"),
    path("styring/ny/", casedocuments.CaseDocumentCreateView.as_view(), name="case_document_create"),
    path("styring/<uuid:tie>/fjern/", casedocuments.CaseDocumentRemoveView.as_view(), name="case_document_remove"),
    path("henvisninger/ny/", references.ReferenceCreateView.as_view(), name="reference_create"),
    path("henvisninger/<uuid:reference>/rediger/", references.ReferenceEditView.as_view(), name="reference_edit"),
    path("henvisninger/<uuid:reference>/flytt/", references.ReferencePlaceView.as_view(), name="reference_place"),
    path("henvisninger/<uuid:reference>/fjern/", references.ReferenceRemoveView.as_view(), name="reference_remove"),
    path(
        "henvisninger/<uuid:reference>/hent-tilbake/",
        references.ReferenceRestoreView.as_view(),
        name="reference_restore",
    ),
    path("send/", items.ItemCreateView.as_view(), name="item_create"),
    path("<slug:body>/", public(items.ItemDetailView.as_view()), name="item_detail"),
    path("<slug:body>/<int:turn>/", public(items.ItemDetailView.as_view()), name="item_detail"),
]

# Reading through a draft before it goes out: the page of it, requests, comments.
review_addresses = [
    path("", reviews.ReviewView.as_view(), name="item_review"),
    path("be/", reviews.ReviewAskView.as_view(), name="item_review_ask"),
    path("<uuid:review>/kommenter/", reviewcomments.CommentCreateView.as_view(), name="item_review_comment"),
    path("<uuid:review>/si/", reviews.JudgeView.as_view(), name="item_review_judge"),
    path("<uuid:review>/endret/", reviews.ReviewChangesView.as_view(), name="item_review_changes"),
    path("<uuid:review>/be-pa-nytt/", reviews.ReviewAgainView.as_view(), name="item_review_again"),
    path("<uuid:review>/trekk/", reviews.ReviewWithdrawView.as_view(), name="item_review_withdraw"),
    path("kommentar/<uuid:comment>/rediger/", reviewcomments.CommentEditView.as_view(), name="item_comment_edit"),
    path("kommentar/<uuid:comment>/svar/", reviewcomments.CommentAnswerView.as_view(), name="item_comment_answer"),
    path("kommentar/<uuid:comment>/ferdig/", reviewcomments.CommentSettleView.as_view(), name="item_comment_settle"),
]

item_addresses = [
    path("rediger/", items.ItemEditView.as_view(), name="item_edit"),
    path("saksliste/", items.ItemListView.as_view(), name="item_list"),
    path("saksliste/av/", items.ItemUnlistView.as_view(), name="item_unlist"),
    path("underpunkter/<uuid:pk>/hent-tilbake/", subitems.SubItemRestoreView.as_view(), name="item_subitem_restore"),
    path("trekk/", items.ItemWithdrawView.as_view(), name="item_withdraw"),
    path("utsett/", items.ItemPostponeView.as_view(), name="item_postpone"),
    path("videre/", routes.ItemSendOnView.as_view(), name="item_send_on"),
    path("rute/", public(routes.ItemRouteView.as_view()), name="item_route"),
    path("slett/", items.ItemRemoveView.as_view(), name="item_remove"),
    path("hent-tilbake/", items.ItemRestoreView.as_view(), name="item_restore"),
    path("saksframlegg/", papers.PaperEditView.as_view(), name="item_paper_edit"),
    path("saksframlegg/ny-versjon/", papers.PaperVersionView.as_view(), name="item_paper_version"),
    path("saksframlegg/sammenlign/", public(papercompare.PaperCompareView.as_view()), name="item_paper_compare"),
    path("saksframlegg/word/", paperword.WordUploadView.as_view(), name="item_paper_word"),
    path("saksframlegg/word/se-over/", paperword.WordPreviewView.as_view(), name="item_paper_word_preview"),
    path("saksframlegg/send/", papers.PaperSendView.as_view(), name="item_paper_send"),
    path("gjennomlesing/", include(review_addresses)),
    path("vedtak/", papers.ResolutionView.as_view(), name="item_resolution"),
    path("vedtak/slett/", papers.ResolutionRemoveView.as_view(), name="item_resolution_remove"),
    path("vedtak/<uuid:pk>/hent-tilbake/", papers.ResolutionRestoreView.as_view(), name="item_resolution_restore"),
    path("vedlegg/nytt/", attachments.AttachmentCreateView.as_view(), name="item_attachment_create"),
]

attachment_addresses = [
    path("rediger/", attachments.AttachmentEditView.as_view(), name="item_attachment_edit"),
    path("unntak/", attachments.AttachmentExemptionView.as_view(), name="item_attachment_exemption"),
    path("ny-versjon/", attachments.AttachmentVersionView.as_view(), name="item_attachment_version"),
    path("send-ut/", attachments.AttachmentSendView.as_view(), name="item_attachment_send"),
    path("flytt/", attachments.AttachmentPlaceView.as_view(), name="item_attachment_place"),
    path("fjern/", attachments.AttachmentRemoveView.as_view(), name="item_attachment_remove"),
    path("hent-tilbake/", attachments.AttachmentRestoreView.as_view(), name="item_attachment_restore"),
]

meeting_addresses = [
    path("", public(meetings.MeetingDetailView.as_view()), name="meeting_detail"),
    path("rediger/", meetings.MeetingEditView.as_view(), name="meeting_edit"),
    path("saksliste/", agenda.AgendaView.as_view(), name="meeting_agenda"),
    path("saksliste/flytt/", agenda.AgendaPlaceView.as_view(), name="meeting_agenda_place"),
    path("saksliste/sett-pa/", agenda.AgendaAddView.as_view(), name="meeting_agenda_add"),
    path("saksliste/faste/", agenda.AgendaStandingView.as_view(), name="meeting_agenda_standing"),
    path("saksliste/ta-av/", agenda.AgendaDropView.as_view(), name="meeting_agenda_drop"),
    path("saksliste/sammenlign/", public(agendaversions.AgendaCompareView.as_view()), name="meeting_agenda_compare"),
    path("saksliste/apne/", agendaversions.AgendaReopenView.as_view(), name="meeting_agenda_reopen"),
    path("saksliste/send/", agendaversions.AgendaSendView.as_view(), name="meeting_agenda_send"),
    path("saksliste/lukk/", agendaversions.AgendaCloseView.as_view(), name="meeting_agenda_close"),
    path("saksliste/<uuid:item>/ta-av/", agendaversions.AgendaOffView.as_view(), name="meeting_agenda_off"),
    path("saksliste/<uuid:item>/underpunkt/", subitems.SubItemCreateView.as_view(), name="meeting_agenda_subitem"),
    path("saksliste/underpunkter/flytt/", subitems.SubItemPlaceView.as_view(), name="meeting_agenda_subitem_place"),
    path(
        "saksliste/underpunkter/<uuid:point>/rediger/",
        subitems.SubItemEditView.as_view(),
        name="meeting_agenda_subitem_edit",
    ),
    path(
        "saksliste/underpunkter/<uuid:point>/fjern/",
        subitems.SubItemRemoveView.as_view(),
        name="meeting_agenda_subitem_remove",
    ),
    path("saksliste/behold/", agenda.AgendaKeepView.as_view(), name="meeting_agenda_keep"),
    path("saksliste/nytt/", agendanews.AgendaNewsView.as_view(), name="meeting_agenda_news"),
    path("program/", programme.ProgrammeView.as_view(), name="meeting_programme"),
    path("program/<uuid:entry>/rediger/", programme.ProgrammeEditView.as_view(), name="meeting_programme_edit"),
    path("program/<uuid:entry>/fjern/", programme.ProgrammeRemoveView.as_view(), name="meeting_programme_remove"),
    path(
        "program/<uuid:entry>/hent-tilbake/",
        programme.ProgrammeRestoreView.as_view(),
        name="meeting_programme_restore",
    ),
    path("innkall/", meetings.MeetingCallView.as_view(), name="meeting_call"),
    path("svar/", answers.OwnAnswerView.as_view(), name="meeting_answer"),
    path("svar/<uuid:person>/", answers.AnswerForView.as_view(), name="meeting_answer_for"),
    path("vara/<uuid:seat>/", answers.SummonView.as_view(), name="meeting_summon"),
    path("vara/<uuid:answer>/trekk/", answers.UnsummonView.as_view(), name="meeting_unsummon"),
    path("purr/", answers.RemindView.as_view(), name="meeting_remind"),
    path("e-poster/", meetingmails.MeetingMailsView.as_view(), name="meeting_mails"),
    path("frammote/", attendance.RollView.as_view(), name="meeting_attendance"),
    path("frammote/alle/", attendance.ExpectedView.as_view(), name="meeting_attendance_expected"),
    path("frammote/andre/", attendance.GuestView.as_view(), name="meeting_attendance_guest"),
    path("frammote/plass/<uuid:seat>/", attendance.SeatView.as_view(), name="meeting_attendance_seat"),
    path("frammote/<uuid:stay>/rediger/", attendance.StayView.as_view(), name="meeting_attendance_edit"),
    path("frammote/<uuid:stay>/fjern/", attendance.StayRemoveView.as_view(), name="meeting_attendance_remove"),
    path("frammote/<uuid:pk>/hent-tilbake/", attendance.StayRestoreView.as_view(), name="meeting_attendance_restore"),
    path("avholdt/", meetings.MeetingHoldView.as_view(), name="meeting_hold"),
    path("avlys/", meetings.MeetingCancelView.as_view(), name="meeting_cancel"),
    path("publiser/", meetings.MeetingPublishView.as_view(), name="meeting_publish"),
    path("avpubliser/", meetings.MeetingUnpublishView.as_view(), name="meeting_unpublish"),
]

file_addresses = [
    path("", public(attachments.AttachmentFileView.as_view()), name="file"),
    path("<int:number>/", public(attachments.AttachmentFileView.as_view()), name="file_version"),
    path("vis/", public(previews.AttachmentPreviewView.as_view()), name="file_view"),
    path("<int:number>/vis/", public(previews.AttachmentPreviewView.as_view()), name="file_version_view"),
    path("<int:number>/vis/bestill/", previews.PreviewOrderView.as_view(), name="file_view_order"),
]

cases_addresses = [
    path("", indexable(public(caselist.CaseListView.as_view())), name="case_list"),
    path("styringsdokumenter/", include(governing_addresses)),
    path("visninger/", savedviews.SavedViewListView.as_view(register=caselist.KEY), name="case_views"),
    path("visninger/ny/", savedviews.SavedViewCreateView.as_view(register=caselist.KEY), name="case_view_create"),
    path(
        "visninger/<uuid:view>/rediger/",
        savedviews.SavedViewEditView.as_view(register=caselist.KEY),
        name="case_view_edit",
    ),
    path(
        "visninger/<uuid:view>/slett/",
        savedviews.SavedViewRemoveView.as_view(register=caselist.KEY),
        name="case_view_remove",
    ),
    path("ny/", cases.CaseCreateView.as_view(), name="case_create"),
    path("registrer/", cases.CaseRegisterView.as_view(), name="case_register"),
    path("<int:year>-<int:sequence>/", include(case_addresses)),
    path("behandling/<uuid:item>/", include(item_addresses)),
    path("vedlegg/<uuid:attachment>/", include(attachment_addresses)),
]

meetings_addresses = [
    path("", indexable(public(meetings.MeetingListView.as_view())), name="meeting_list"),
    path("nytt/", meetings.MeetingCreateView.as_view(), name="meeting_create"),
    path("planlegg/", yearplan.YearPlanView.as_view(), name="meeting_year"),
    path("<uuid:meeting>/", include(meeting_addresses)),
]

urlpatterns = [
    path("saker/", include(cases_addresses)),
    path("filer/<uuid:attachment>/", include(file_addresses)),
    path("moter/", include(meetings_addresses)),
]
