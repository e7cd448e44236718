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
    grid,
    gridbulk,
    gridpaste,
    imports,
    latechanges,
    ledgers,
    lines,
    live,
    plan,
    planacts,
    planbin,
    planforms,
    platformrows,
    platforms,
    positions,
    rollover,
    rowacts,
    rows,
    status,
    timeline,
    workbook,
)
from governance.openness.public import public

app_name = "actionplan"

plan_addresses = [
    path("", public(plan.plan_current), name="plan_current"),
    path("ny/", planforms.PlanCreateView.as_view(), name="plan_create"),
    path("import/", imports.PlanUploadView.as_view(), name="plan_import"),
    path("import/se-over/", imports.PlanImportView.as_view(), name="plan_import_preview"),
    path("<int:year>/", public(plan.PlanView.as_view()), name="plan_detail"),
    path("fjernet/<uuid:pk>/gjenopprett/", planacts.PlanRestoreView.as_view(), name="plan_restore"),
    path("<int:year>/kvartaler/", public(timeline.TimelineView.as_view()), name="plan_timeline"),
    path("<int:year>/vedtatt/", public(adopted.AdoptedPlanView.as_view()), name="plan_adopted"),
    path("<int:year>/neste-ar/", rollover.NextPlanView.as_view(), name="plan_next"),
    path("<int:year>/neste-ar/<uuid:pk>/", rollover.NextSectionView.as_view(), name="plan_next_section"),
    path("<int:year>/aktivitet/<uuid:pk>/", public(lines.ActivityLineView.as_view()), name="activity_line"),
    path("<int:year>/sammenlign/", public(comparing.CompareView.as_view()), name="plan_compare"),
    path("<int:year>/endringer/<int:number>/", amendments.AmendmentView.as_view(), name="plan_amendment"),
    path("<int:year>/handling/<slug:act>/", planacts.PlanActView.as_view(), name="plan_act"),
    path("<int:year>/status/<slug:period>/", status.StatusListView.as_view(), name="status_list"),
    path("<int:year>/status/<slug:period>/<uuid:pk>/", status.StatusEditView.as_view(), name="status_edit"),
    path("<int:year>/rediger/", edit.PlanEditView.as_view(), name="plan_edit"),
    path("<int:year>/rediger/tabell/", grid.PlanGridView.as_view(), name="plan_grid"),
    path("<int:year>/rediger/tabell/angre/<uuid:change>/", gridbulk.GridUndoView.as_view(), name="grid_undo"),
    path("<int:year>/rediger/tabell/samlet/", gridbulk.GridBulkView.as_view(), name="grid_bulk"),
    path("<int:year>/rediger/del/<uuid:pk>/lim-inn/", gridpaste.GridPasteView.as_view(), name="grid_paste"),
    path("<int:year>/rediger/del/<uuid:pk>/ny-aktivitet/", grid.GridAddView.as_view(), name="grid_add"),
    path("<int:year>/rediger/nytt/", live.PlanNewsView.as_view(), name="plan_news"),
    path("<int:year>/rediger/tabell/valg/", grid.GridChoicesView.as_view(), name="grid_choices"),
    path("<int:year>/excel/", public(workbook.PlanWorkbookView.as_view()), name="plan_excel"),
    path("<int:year>/rediger/excel/", workbook.WorkbookView.as_view(), name="plan_workbook"),
    path("<int:year>/rediger/excel/fil/", workbook.EditWorkbookView.as_view(), name="plan_workbook_file"),
    path("<int:year>/rediger/excel/se-over/", workbook.WorkbookCheckView.as_view(), name="plan_workbook_check"),
    path(
        "<int:year>/rediger/excel/angre/<uuid:change>/", workbook.WorkbookUndoView.as_view(), name="plan_workbook_undo"
    ),
    path("<int:year>/rediger/endret-etterpa/", latechanges.LateChangesView.as_view(), name="plan_late_changes"),
    path("<int:year>/rediger/mangler/", gaps.PlanGapsView.as_view(), name="plan_gaps"),
    path("<int:year>/rediger/plan/", planforms.PlanChangeView.as_view(), name="plan_change"),
    path("<int:year>/rediger/fjernet/", planbin.PlanBinView.as_view(), name="plan_bin"),
    path("<int:year>/rediger/del/<uuid:pk>/tekster/", planforms.SectionTextsView.as_view(), name="section_texts"),
    path("<int:year>/rediger/<slug:kind>/ny/", rows.RowAddView.as_view(), name="row_add"),
    path("<int:year>/rediger/<slug:kind>/<uuid:pk>/", rows.RowEditView.as_view(), name="row_edit"),
    path("<int:year>/rediger/<slug:kind>/<uuid:pk>/celle/", grid.CellView.as_view(), name="cell_edit"),
    path("<int:year>/rediger/<slug:kind>/<uuid:pk>/flytt/", rowacts.RowMoveView.as_view(), name="row_move"),
    path("<int:year>/rediger/<slug:kind>/<uuid:pk>/fjern/", rowacts.RowRemoveView.as_view(), name="row_remove"),
    path("<int:year>/rediger/<slug:kind>/<uuid:pk>/gjenopprett/", rowacts.RowRestoreView.as_view(), name="row_restore"),
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

APPLICATION = "soknader/<uuid:pk>"
register_addresses = [
    path("soknader/", applications.ApplicationListView.as_view(), name="application_list"),
    path("soknader/ny/", applications.ApplicationCreateView.as_view(), name="application_create"),
    path(f"{APPLICATION}/", applications.ApplicationView.as_view(), name="application_detail"),
    path(f"{APPLICATION}/rediger/", applications.ApplicationEditView.as_view(), name="application_edit"),
    path(f"{APPLICATION}/handling/<slug:act>/", applications.ApplicationActView.as_view(), name="application_act"),
    path(f"{APPLICATION}/fjern/", applications.ApplicationRemoveView.as_view(), name="application_remove"),
    path(f"{APPLICATION}/gjenopprett/", applications.ApplicationRestoreView.as_view(), name="application_restore"),
    path("<slug:cooperation>/soknader/", applications.ApplicationListView.as_view(), name="application_list"),
]

urlpatterns = [
    *register_addresses,
    path("handlingsplan/frist/", deadline.deadline_reading, name="deadline_reading"),
    path("handlingsplan/stillinger/", positions.PositionListView.as_view(), name="position_list"),
    path("handlingsplan/stillinger/ny/", positions.PositionCreateView.as_view(), name="position_create"),
    path("handlingsplan/stillinger/<uuid:pk>/", positions.PositionEditView.as_view(), name="position_edit"),
    path("handlingsplan/stillinger/<uuid:pk>/fjern/", positions.PositionRemoveView.as_view(), name="position_remove"),
    path(
        "handlingsplan/stillinger/<uuid:pk>/gjenopprett/",
        positions.PositionRestoreView.as_view(),
        name="position_restore",
    ),
    path("plattform/", platforms.PlatformListView.as_view(), name="platform_list"),
    path("plattform/ny/", platforms.PlatformCreateView.as_view(), name="platform_create"),
    path("plattform/<uuid:pk>/", platforms.PlatformDetailView.as_view(), name="platform_detail"),
    path("plattform/<uuid:pk>/rediger/", platforms.PlatformEditView.as_view(), name="platform_edit"),
    path(
        "plattform/<uuid:platform>/<slug:kind>/ny/", platformrows.PlatformRowAddView.as_view(), name="platform_row_add"
    ),
    path(
        "plattform/<uuid:platform>/<slug:kind>/<uuid:pk>/",
        platformrows.PlatformRowEditView.as_view(),
        name="platform_row_edit",
    ),
    path(
        "plattform/<uuid:platform>/<slug:kind>/<uuid:pk>/<slug:act>/",
        platformrows.PlatformRowActView.as_view(),
        name="platform_row_act",
    ),
    path("handlingsplan/", include(plan_addresses)),
    path("okonomi/<int:year>/", include(economy_addresses)),
    path("<slug:cooperation>/handlingsplan/", include(plan_addresses)),
    path("<slug:cooperation>/okonomi/<int:year>/", include(economy_addresses)),
]
