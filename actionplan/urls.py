"""Addresses of the first floor, below `<alliance>/`. A cooperation other than the main one has its name in them."""

from django.urls import include, path

from actionplan.views import (
    adopted,
    amendments,
    applications,
    comparing,
    deadline,
    economy,
    edit,
    feeruns,
    gaps,
    gatherings,
    grid,
    gridbulk,
    gridpaste,
    imports,
    latechanges,
    ledgers,
    lines,
    links,
    live,
    networks,
    plan,
    planacts,
    planbin,
    planforms,
    platformrows,
    platforms,
    positions,
    projects,
    publicsignup,
    questions,
    rollover,
    rowacts,
    rows,
    signups,
    status,
    timeline,
    workbook,
)
from governance.openness.public import public

app_name = "actionplan"

row_addresses = [
    path("", rows.RowEditView.as_view(), name="row_edit"),
    path("lenker/", links.RowLinksView.as_view(), name="row_links"),
    path("lenker/<uuid:link>/fjern/", links.RowLinkRemoveView.as_view(), name="row_link_remove"),
    path("lenker/<uuid:link>/hent-tilbake/", links.RowLinkRestoreView.as_view(), name="row_link_restore"),
    path("celle/", grid.CellView.as_view(), name="cell_edit"),
    path("flytt/", rowacts.RowMoveView.as_view(), name="row_move"),
    path("fjern/", rowacts.RowRemoveView.as_view(), name="row_remove"),
    path("gjenopprett/", rowacts.RowRestoreView.as_view(), name="row_restore"),
]

edit_addresses = [
    path("", edit.PlanEditView.as_view(), name="plan_edit"),
    path("tabell/", grid.PlanGridView.as_view(), name="plan_grid"),
    path("tabell/angre/<uuid:change>/", gridbulk.GridUndoView.as_view(), name="grid_undo"),
    path("tabell/samlet/", gridbulk.GridBulkView.as_view(), name="grid_bulk"),
    path("del/<uuid:pk>/lim-inn/", gridpaste.GridPasteView.as_view(), name="grid_paste"),
    path("del/<uuid:pk>/ny-aktivitet/", grid.GridAddView.as_view(), name="grid_add"),
    path("nytt/", live.PlanNewsView.as_view(), name="plan_news"),
    path("tabell/valg/", grid.GridChoicesView.as_view(), name="grid_choices"),
    path("excel/", workbook.WorkbookView.as_view(), name="plan_workbook"),
    path("excel/fil/", workbook.EditWorkbookView.as_view(), name="plan_workbook_file"),
    path("excel/se-over/", workbook.WorkbookCheckView.as_view(), name="plan_workbook_check"),
    path("excel/angre/<uuid:change>/", workbook.WorkbookUndoView.as_view(), name="plan_workbook_undo"),
    path("endret-etterpa/", latechanges.LateChangesView.as_view(), name="plan_late_changes"),
    path("mangler/", gaps.PlanGapsView.as_view(), name="plan_gaps"),
    path("sporsmal/", questions.QuestionsView.as_view(), name="plan_questions"),
    path("sporsmal/<uuid:pk>/sak/", questions.QuestionAskView.as_view(), name="question_ask"),
    path("lenkevalg/", links.LinkChoicesView.as_view(), name="link_choices"),
    path("plan/", planforms.PlanChangeView.as_view(), name="plan_change"),
    path("fjernet/", planbin.PlanBinView.as_view(), name="plan_bin"),
    path("del/<uuid:pk>/tekster/", planforms.SectionTextsView.as_view(), name="section_texts"),
    path("<slug:kind>/ny/", rows.RowAddView.as_view(), name="row_add"),
    path("<slug:kind>/<uuid:pk>/", include(row_addresses)),
]

year_addresses = [
    path("", public(plan.PlanView.as_view()), name="plan_detail"),
    path("kvartaler/", public(timeline.TimelineView.as_view()), name="plan_timeline"),
    path("vedtatt/", public(adopted.AdoptedPlanView.as_view()), name="plan_adopted"),
    path("neste-ar/", rollover.NextPlanView.as_view(), name="plan_next"),
    path("neste-ar/<uuid:pk>/", rollover.NextSectionView.as_view(), name="plan_next_section"),
    path("aktivitet/<uuid:pk>/", public(lines.ActivityLineView.as_view()), name="activity_line"),
    path("sammenlign/", public(comparing.CompareView.as_view()), name="plan_compare"),
    path("endringer/<int:number>/", amendments.AmendmentView.as_view(), name="plan_amendment"),
    path("handling/<slug:act>/", planacts.PlanActView.as_view(), name="plan_act"),
    path("status/<slug:period>/", status.StatusListView.as_view(), name="status_list"),
    path("status/<slug:period>/<uuid:pk>/", status.StatusEditView.as_view(), name="status_edit"),
    path("excel/", public(workbook.PlanWorkbookView.as_view()), name="plan_excel"),
    path("rediger/", include(edit_addresses)),
]

plan_addresses = [
    path("", public(plan.plan_current), name="plan_current"),
    path("ny/", planforms.PlanCreateView.as_view(), name="plan_create"),
    path("import/", imports.PlanUploadView.as_view(), name="plan_import"),
    path("import/se-over/", imports.PlanImportView.as_view(), name="plan_import_preview"),
    path("fjernet/<uuid:pk>/gjenopprett/", planacts.PlanRestoreView.as_view(), name="plan_restore"),
    path("<int:year>/", include(year_addresses)),
]

position_addresses = [
    path("", positions.PositionListView.as_view(), name="position_list"),
    path("ny/", positions.PositionCreateView.as_view(), name="position_create"),
    path("<uuid:pk>/", positions.PositionEditView.as_view(), name="position_edit"),
    path("<uuid:pk>/fjern/", positions.PositionRemoveView.as_view(), name="position_remove"),
    path("<uuid:pk>/gjenopprett/", positions.PositionRestoreView.as_view(), name="position_restore"),
]

platform_addresses = [
    path("", platforms.PlatformListView.as_view(), name="platform_list"),
    path("ny/", platforms.PlatformCreateView.as_view(), name="platform_create"),
    path("<uuid:pk>/", platforms.PlatformDetailView.as_view(), name="platform_detail"),
    path("<uuid:pk>/rediger/", platforms.PlatformEditView.as_view(), name="platform_edit"),
    path("<uuid:platform>/<slug:kind>/ny/", platformrows.PlatformRowAddView.as_view(), name="platform_row_add"),
    path(
        "<uuid:platform>/<slug:kind>/<uuid:pk>/", platformrows.PlatformRowEditView.as_view(), name="platform_row_edit"
    ),
    path(
        "<uuid:platform>/<slug:kind>/<uuid:pk>/<slug:act>/",
        platformrows.PlatformRowActView.as_view(),
        name="platform_row_act",
    ),
]

economy_addresses = [
    path("", public(economy.EconomyView.as_view()), name="economy_detail"),
    path("grenser/", economy.EconomyLimitsView.as_view(), name="economy_limits"),
    path("regnskap/", ledgers.LedgerUploadView.as_view(), name="ledger_import"),
    path("regnskap/se-over/", ledgers.LedgerPreviewView.as_view(), name="ledger_preview"),
    path("regnskap/<uuid:change>/", ledgers.LedgerDoneView.as_view(), name="ledger_done"),
    path("kontingent/", feeruns.FeePageView.as_view(), name="fee_page"),
    path("kontingent/<uuid:pk>/", feeruns.FeeRunView.as_view(), name="fee_run"),
    path("kontingent/<uuid:pk>/send/", feeruns.FeeRunSendView.as_view(), name="fee_run_send"),
    path("kontingent/<uuid:pk>/fjern/", feeruns.FeeRunRemoveView.as_view(), name="fee_run_remove"),
    path("kontingent/<uuid:pk>/gjenopprett/", feeruns.FeeRunRestoreView.as_view(), name="fee_run_restore"),
    path("kontingent/<uuid:pk>/excel/", feeruns.FeeRunExcelView.as_view(), name="fee_run_excel"),
    path("linje/<slug:kind>/<uuid:pk>/", economy.EconomyAmountsView.as_view(), name="economy_amounts"),
]

sign_up_addresses = [
    path("", signups.SignUpEditView.as_view(), name="sign_up_edit"),
    path("meld-av/", signups.TakeOffView.as_view(), name="sign_up_take_off"),
    path("oppmote/", signups.TickView.as_view(), name="sign_up_tick"),
]

application_addresses = [
    path("", applications.ApplicationView.as_view(), name="application_detail"),
    path("rediger/", applications.ApplicationEditView.as_view(), name="application_edit"),
    path("handling/<slug:act>/", applications.ApplicationActView.as_view(), name="application_act"),
    path("fjern/", applications.ApplicationRemoveView.as_view(), name="application_remove"),
    path("gjenopprett/", applications.ApplicationRestoreView.as_view(), name="application_restore"),
]

project_addresses = [
    path("", projects.ProjectView.as_view(), name="project_detail"),
    path("rediger/", projects.ProjectEditView.as_view(), name="project_edit"),
    path("fjern/", projects.ProjectRemoveView.as_view(), name="project_remove"),
    path("gjenopprett/", projects.ProjectRestoreView.as_view(), name="project_restore"),
]

project_part_addresses = [
    path("ny/", projects.ProjectPartAddView.as_view(), name="project_part_add"),
    path("<uuid:pk>/", projects.ProjectPartEditView.as_view(), name="project_part_edit"),
    path("<uuid:pk>/<slug:act>/", projects.ProjectPartActView.as_view(), name="project_part_act"),
]

network_addresses = [
    path("", networks.NetworkView.as_view(), name="network_detail"),
    path("rediger/", networks.NetworkEditView.as_view(), name="network_edit"),
    path("fjern/", networks.NetworkRemoveView.as_view(), name="network_remove"),
    path("gjenopprett/", networks.NetworkRestoreView.as_view(), name="network_restore"),
    path("bli-med/", networks.NetworkJoinView.as_view(), name="network_join"),
    path("meld-ut/", networks.NetworkLeaveView.as_view(), name="network_leave"),
]

network_part_addresses = [
    path("ny/", networks.NetworkPartAddView.as_view(), name="network_part_add"),
    path("<uuid:pk>/", networks.NetworkPartEditView.as_view(), name="network_part_edit"),
    path("<uuid:pk>/<slug:act>/", networks.NetworkPartActView.as_view(), name="network_part_act"),
]

gathering_addresses = [
    path("", gatherings.GatheringView.as_view(), name="gathering_detail"),
    path("rediger/", gatherings.GatheringEditView.as_view(), name="gathering_edit"),
    path("handling/<slug:act>/", gatherings.GatheringActView.as_view(), name="gathering_act"),
    path("fjern/", gatherings.GatheringRemoveView.as_view(), name="gathering_remove"),
    path("gjenopprett/", gatherings.GatheringRestoreView.as_view(), name="gathering_restore"),
    path("pamelding/", public(publicsignup.PublicSignUpView.as_view()), name="gathering_public"),
    path("pamelding/takk/", public(publicsignup.ThanksView.as_view()), name="gathering_thanks"),
    path("meld-pa/", signups.SignUpView.as_view(), name="gathering_sign_up"),
    path("meld-av/", signups.SignUpWithdrawView.as_view(), name="gathering_withdraw"),
    path("oppmote/", signups.RollView.as_view(), name="gathering_roll"),
    path("deltakere/excel/", signups.ListExcelView.as_view(), name="gathering_excel"),
    path("deltakere/ny/", signups.EnrolView.as_view(), name="gathering_enrol"),
    path("deltakere/<uuid:sign_up>/", include(sign_up_addresses)),
]

applications_addresses = [
    path("", applications.ApplicationListView.as_view(), name="application_list"),
    path("ny/", applications.ApplicationCreateView.as_view(), name="application_create"),
    path("<uuid:pk>/", include(application_addresses)),
]

projects_addresses = [
    path("", projects.ProjectListView.as_view(), name="project_list"),
    path("ny/", projects.ProjectCreateView.as_view(), name="project_create"),
    path("<uuid:pk>/", include(project_addresses)),
    path("<uuid:parent>/<slug:part>/", include(project_part_addresses)),
]

networks_addresses = [
    path("", networks.NetworkListView.as_view(), name="network_list"),
    path("ny/", networks.NetworkCreateView.as_view(), name="network_create"),
    path("<uuid:pk>/", include(network_addresses)),
    path("<uuid:parent>/<slug:part>/", include(network_part_addresses)),
]

gatherings_addresses = [
    path("", gatherings.GatheringListView.as_view(), name="gathering_list"),
    path("nytt/", gatherings.GatheringCreateView.as_view(), name="gathering_create"),
    path("min/<str:token>/", public(publicsignup.OwnSignUpView.as_view()), name="own_sign_up"),
    path("<uuid:pk>/", include(gathering_addresses)),
]

register_addresses = [
    path("soknader/", include(applications_addresses)),
    path("prosjekter/", include(projects_addresses)),
    path("nettverk/", include(networks_addresses)),
    path("arrangementer/", include(gatherings_addresses)),
    path("<slug:cooperation>/soknader/", applications.ApplicationListView.as_view(), name="application_list"),
    path("<slug:cooperation>/prosjekter/", projects.ProjectListView.as_view(), name="project_list"),
    path("<slug:cooperation>/nettverk/", networks.NetworkListView.as_view(), name="network_list"),
    path("<slug:cooperation>/arrangementer/", gatherings.GatheringListView.as_view(), name="gathering_list"),
]

urlpatterns = [
    *register_addresses,
    path("handlingsplan/frist/", deadline.deadline_reading, name="deadline_reading"),
    path("handlingsplan/stillinger/", include(position_addresses)),
    path("plattform/", include(platform_addresses)),
    path("handlingsplan/", include(plan_addresses)),
    path("okonomi/<int:year>/", include(economy_addresses)),
    path("<slug:cooperation>/handlingsplan/", include(plan_addresses)),
    path("<slug:cooperation>/okonomi/<int:year>/", include(economy_addresses)),
]
