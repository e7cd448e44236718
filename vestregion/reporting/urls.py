"""Addresses of reports and printed documents, below /<alliance>/, and below /<alliance>/<cooperation>/ for another
cooperation than the main one."""

from django.urls import path

from governance.openness.public import public
from vestregion.reporting import adoptedviews, feeviews, meetingviews, publishviews, views, wordviews
from vestregion.reporting.converters import register_period

app_name = "reporting"
register_period()

REPORT = "rapporter/<int:year>/<period:period>/"
per_cooperation = [
    ("rapporter/", public(views.report_list), "report_list"),
    (REPORT, public(views.ReportView.as_view()), "report_detail"),
    (f"{REPORT}lag/", views.MakeView.as_view(), "report_make"),
    (f"{REPORT}endelig/", views.FreezeView.as_view(), "report_freeze"),
    ("handlingsplan/<int:year>/word/", public(wordviews.plan_word), "plan_word"),
    ("handlingsplan/<int:year>/pdf/", public(views.plan_pdf), "plan_pdf"),
    ("handlingsplan/<int:year>/pdf/lag/", views.PlanPrintView.as_view(), "plan_pdf_make"),
    ("okonomi/<int:year>/kontingent/<uuid:pk>/pdf/", feeviews.fee_run_pdf, "fee_run_pdf"),
    ("okonomi/<int:year>/kontingent/<uuid:pk>/pdf/lag/", feeviews.FeeRunPrintView.as_view(), "fee_run_pdf_make"),
    ("okonomi/<int:year>/kontingent/krav/<uuid:pk>/pdf/", feeviews.fee_claim_pdf, "fee_claim_pdf"),
    (
        "okonomi/<int:year>/kontingent/krav/<uuid:pk>/pdf/lag/",
        feeviews.FeeClaimPrintView.as_view(),
        "fee_claim_pdf_make",
    ),
    ("handlingsplan/<int:year>/vedtatt/pdf/", public(adoptedviews.adopted_pdf), "adopted_pdf"),
    ("handlingsplan/<int:year>/vedtatt/pdf/lag/", adoptedviews.AdoptedPrintView.as_view(), "adopted_pdf_make"),
]
urlpatterns = [
    path("rapporter/fil/<uuid:pk>/", public(views.document_file), name="document_file"),
    path("rapporter/fil/<uuid:pk>/publiser/", publishviews.ReportPublishView.as_view(), name="document_publish"),
    path("rapporter/fil/<uuid:pk>/avpubliser/", publishviews.ReportUnpublishView.as_view(), name="document_unpublish"),
    path("saker/saksframlegg/<uuid:pk>/pdf/", public(views.paper_pdf), name="paper_pdf"),
    path("saker/saksframlegg/<uuid:pk>/pdf/lag/", views.PaperPrintView.as_view(), name="paper_pdf_make"),
    path("moter/<uuid:meeting>/innkalling/pdf/", meetingviews.convocation_pdf, name="convocation_pdf"),
    path(
        "moter/<uuid:meeting>/innkalling/pdf/lag/",
        meetingviews.ConvocationPrintView.as_view(),
        name="convocation_pdf_make",
    ),
    *[path(address, view, name=name) for address, view, name in per_cooperation],
    *[path(f"<slug:cooperation>/{address}", view, name=name) for address, view, name in per_cooperation],
]
