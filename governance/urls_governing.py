"""Addresses of governing documents, below those of the cases; included by governance/urls_cases.py."""

from django.urls import include, path

from governance.openness.public import public
from governance.views import governing

version_addresses = [
    path("fil/", public(governing.GoverningFileView.as_view()), name="governing_file"),
    path("rediger/", governing.GoverningVersionEditView.as_view(), name="governing_version_edit"),
    path("fjern/", governing.GoverningVersionRemoveView.as_view(), name="governing_version_remove"),
    path("hent-tilbake/", governing.GoverningVersionRestoreView.as_view(), name="governing_version_restore"),
]

document_addresses = [
    path("", public(governing.GoverningDetailView.as_view()), name="governing_detail"),
    path("rediger/", governing.GoverningEditView.as_view(), name="governing_edit"),
    path("apne/", governing.GoverningOpenView.as_view(), name="governing_open"),
    path("lukk/", governing.GoverningCloseView.as_view(), name="governing_close"),
    path("fjern/", governing.GoverningRemoveView.as_view(), name="governing_remove"),
    path("hent-tilbake/", governing.GoverningRestoreView.as_view(), name="governing_restore"),
    path("versjoner/ny/", governing.GoverningVersionCreateView.as_view(), name="governing_version_create"),
    path("versjoner/<uuid:version>/", include(version_addresses)),
]

governing_addresses = [
    path("", public(governing.GoverningListView.as_view()), name="governing_list"),
    path("ny/", governing.GoverningCreateView.as_view(), name="governing_create"),
    path("<uuid:document>/", include(document_addresses)),
]
