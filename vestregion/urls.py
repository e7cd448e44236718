"""Every address. Fixed words first; what remains is an alliance's slug (RESERVED_SLUGS keeps them apart)."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path, re_path

from governance.views import start, statements
from governance.views.account import EmailView, NewPasswordView, choose_language
from governance.views.founding import FoundingView
from governance.views.signed import signed_link
from vestregion.robots import robots, sitemap

# Floors that have pages. All lie below the alliance's own address.
FLOORS = ("governance.urls", "actionplan.urls", "vestregion.reporting.urls")

# In the place of allauth's pages.
OWN_ACCOUNT = [
    path("email/", EmailView.as_view()),
    re_path(r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", NewPasswordView.as_view()),
]

urlpatterns = [
    path("", start.chooser, name="chooser"),
    path("oppsett/", FoundingView.as_view(), name="setup"),
    path("konto/sprak/", choose_language, name="set_language"),
    path("konto/", include(OWN_ACCOUNT)),
    path("konto/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("svar/<str:token>/", signed_link, name="signed_link"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("tilgjengelighet/", statements.accessibility, name="accessibility"),
    path("personvern/", statements.privacy, name="privacy"),
    path("helse-sjekk/", start.health, name="health"),
    *[path("<slug:alliance>/", include(floor)) for floor in FLOORS if find_spec(floor)],
]

handler400 = "vestregion.errors.bad_request"
handler403 = "vestregion.errors.permission_denied"
handler404 = "vestregion.errors.page_not_found"
handler500 = "vestregion.errors.server_error"
