"""Addresses of cases, treatments, papers, attachments and meetings; included by governance/urls.py.

A case is /saker/2016-12/. Its treatment by a body is /saker/2016-12/styringsgruppen/, and a second one by the same body
/saker/2016-12/styringsgruppen/2/. Acts on a treatment or an attachment name its id, since they are never typed.
"""

from django.urls import path

from governance.openness.public import indexable, public
from governance.views import agenda, attachments, cases, items, meetings, papers, previews, tags

CASE = "saker/<int:year>-<int:sequence>/"
ITEM = "saker/behandling/<uuid:item>/"
ATTACHMENT = "saker/vedlegg/<uuid:attachment>/"
MEETING = "moter/<uuid:meeting>/"

urlpatterns = [
    path("saker/", indexable(public(cases.CaseListView.as_view())), name="case_list"),
    path("saker/ny/", cases.CaseCreateView.as_view(), name="case_create"),
    path("saker/registrer/", cases.CaseRegisterView.as_view(), name="case_register"),
    path(CASE, public(cases.CaseDetailView.as_view()), name="case_detail"),
    path(f"{CASE}rediger/", cases.CaseEditView.as_view(), name="case_edit"),
    path(f"{CASE}avslutt/", cases.CaseCloseView.as_view(), name="case_close"),
    path(f"{CASE}gjenapne/", cases.CaseReopenView.as_view(), name="case_reopen"),
    path(f"{CASE}trekk/", cases.CaseWithdrawView.as_view(), name="case_withdraw"),
    path(f"{CASE}folg/", cases.CaseFollowView.as_view(), name="case_follow"),
    path(f"{CASE}folg/slutt/", cases.CaseUnfollowView.as_view(), name="case_unfollow"),
    path(f"{CASE}emneord/", tags.CaseTagsView.as_view(), name="case_tags"),
    path(f"{CASE}knytt/", cases.CaseLinkCreateView.as_view(), name="case_link_create"),
    path(f"{CASE}knytt/<uuid:link>/fjern/", cases.CaseLinkRemoveView.as_view(), name="case_link_remove"),
    path(f"{CASE}knytt/<uuid:link>/hent-tilbake/", cases.CaseLinkRestoreView.as_view(), name="case_link_restore"),
    path(f"{CASE}send/", items.ItemCreateView.as_view(), name="item_create"),
    path(f"{ITEM}rediger/", items.ItemEditView.as_view(), name="item_edit"),
    path(f"{ITEM}saksliste/", items.ItemListView.as_view(), name="item_list"),
    path(f"{ITEM}saksliste/av/", items.ItemUnlistView.as_view(), name="item_unlist"),
    path(f"{ITEM}trekk/", items.ItemWithdrawView.as_view(), name="item_withdraw"),
    path(f"{ITEM}utsett/", items.ItemPostponeView.as_view(), name="item_postpone"),
    path(f"{ITEM}videre/", items.ItemSendOnView.as_view(), name="item_send_on"),
    path(f"{ITEM}slett/", items.ItemRemoveView.as_view(), name="item_remove"),
    path(f"{ITEM}hent-tilbake/", items.ItemRestoreView.as_view(), name="item_restore"),
    path(f"{ITEM}saksframlegg/", papers.PaperEditView.as_view(), name="item_paper_edit"),
    path(f"{ITEM}saksframlegg/ny-versjon/", papers.PaperVersionView.as_view(), name="item_paper_version"),
    path(f"{ITEM}saksframlegg/send/", papers.PaperSendView.as_view(), name="item_paper_send"),
    path(f"{ITEM}vedtak/", papers.ResolutionView.as_view(), name="item_resolution"),
    path(f"{ITEM}vedtak/slett/", papers.ResolutionRemoveView.as_view(), name="item_resolution_remove"),
    path(
        f"{ITEM}vedtak/<uuid:pk>/hent-tilbake/",
        papers.ResolutionRestoreView.as_view(),
        name="item_resolution_restore",
    ),
    path(f"{ITEM}vedlegg/nytt/", attachments.AttachmentCreateView.as_view(), name="item_attachment_create"),
    path(f"{ATTACHMENT}rediger/", attachments.AttachmentEditView.as_view(), name="item_attachment_edit"),
    path(f"{ATTACHMENT}ny-versjon/", attachments.AttachmentVersionView.as_view(), name="item_attachment_version"),
    path(f"{ATTACHMENT}send-ut/", attachments.AttachmentSendView.as_view(), name="item_attachment_send"),
    path(f"{ATTACHMENT}flytt/", attachments.AttachmentPlaceView.as_view(), name="item_attachment_place"),
    path(f"{ATTACHMENT}fjern/", attachments.AttachmentRemoveView.as_view(), name="item_attachment_remove"),
    path(f"{ATTACHMENT}hent-tilbake/", attachments.AttachmentRestoreView.as_view(), name="item_attachment_restore"),
    path("filer/<uuid:attachment>/", public(attachments.AttachmentFileView.as_view()), name="file"),
    path(
        "filer/<uuid:attachment>/<int:number>/", public(attachments.AttachmentFileView.as_view()), name="file_version"
    ),
    path("filer/<uuid:attachment>/vis/", public(previews.AttachmentPreviewView.as_view()), name="file_view"),
    path(
        "filer/<uuid:attachment>/<int:number>/vis/",
        public(previews.AttachmentPreviewView.as_view()),
        name="file_version_view",
    ),
    path(
        "filer/<uuid:attachment>/<int:number>/vis/bestill/",
        previews.PreviewOrderView.as_view(),
        name="file_view_order",
    ),
    path("moter/", indexable(public(meetings.MeetingListView.as_view())), name="meeting_list"),
    path("moter/nytt/", meetings.MeetingCreateView.as_view(), name="meeting_create"),
    path(MEETING, public(meetings.MeetingDetailView.as_view()), name="meeting_detail"),
    path(f"{MEETING}rediger/", meetings.MeetingEditView.as_view(), name="meeting_edit"),
    path(f"{MEETING}saksliste/", agenda.AgendaView.as_view(), name="meeting_agenda"),
    path(f"{MEETING}saksliste/flytt/", agenda.AgendaPlaceView.as_view(), name="meeting_agenda_place"),
    path(f"{MEETING}saksliste/sett-pa/", agenda.AgendaAddView.as_view(), name="meeting_agenda_add"),
    path(f"{MEETING}saksliste/ta-av/", agenda.AgendaDropView.as_view(), name="meeting_agenda_drop"),
    path(f"{MEETING}innkall/", meetings.MeetingCallView.as_view(), name="meeting_call"),
    path(f"{MEETING}avholdt/", meetings.MeetingHoldView.as_view(), name="meeting_hold"),
    path(f"{MEETING}avlys/", meetings.MeetingCancelView.as_view(), name="meeting_cancel"),
    path(f"{MEETING}publiser/", meetings.MeetingPublishView.as_view(), name="meeting_publish"),
    path(f"{MEETING}avpubliser/", meetings.MeetingUnpublishView.as_view(), name="meeting_unpublish"),
    path(f"{CASE}<slug:body>/", public(items.ItemDetailView.as_view()), name="item_detail"),
    path(f"{CASE}<slug:body>/<int:turn>/", public(items.ItemDetailView.as_view()), name="item_detail"),
]
