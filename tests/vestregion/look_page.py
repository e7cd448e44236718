"""A page that shows every piece of the look at once, for tests only; its module is also its own URL configuration."""

from datetime import date
from decimal import Decimal

from crispy_forms.bootstrap import AppendedText, FormActions
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row, Submit
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import include, path
from django.views.i18n import set_language

TEMPLATE = """{% extends "base.html" %}{% load crispy_forms_tags %}
{% block lead %}<p class="vr-lead">Status per 30. april 2016.</p>{% endblock %}
{% block actions %}<a class="ds-button" href="#form">{% icon "pencil" %}Rediger</a>{% endblock %}
{% block aside %}
<nav class="vr-contents" aria-label="Innhold"><ol><li><a href="#table">Tiltak</a></li></ol></nav>{% endblock %}
{% block content %}
{% tabs tabs "Deler av planen" %}
<section id="table">{% page_header "Samferdsel" lead="Fra Drammen til Oslo." %}
{% data_table "Tiltak" classes="vr-plan" %}<thead><tr><th scope="col">Aktivitet</th><th scope="col">Frist</th>
<th scope="col" class="vr-number">Beløp</th><th scope="col">Status</th></tr></thead>
<tbody>{% for title, due, amount, code, label in rows %}<tr><th scope="row">{{ title }}</th>
<td data-label="Frist">{{ due }}</td><td data-label="Beløp" class="vr-number">{{ amount|kroner }}</td>
<td data-label="Status">{% status_badge code label %}</td></tr>{% endfor %}</tbody>{% enddata_table %}
{% data_table "Kvartaler" stacked=False visible=True %}<thead><tr><th scope="col">Aktivitet</th>
<th scope="col" class="vr-quarter">Q1</th></tr></thead><tbody><tr><th scope="row">Kart</th>
<td class="vr-quarter vr-quarter--on"><span>Ja</span></td></tr></tbody>{% enddata_table %}</section>
<section>{% page_header "Gang" %}<ol class="vr-timeline"><li><time datetime="2015-12-04">{{ day|norwegian_date }}</time>
Vedtatt {% badge "Vedtak" %}</li><li data-waiting>Venter</li></ol>{% field_list facts %}
{% empty_state "Ingen møter i 2018." url="#form" label="Planlegg et møte" title="Ingen møter ennå" %}{% pager page %}
{% details "Slik regner vi" %}<p>Kvartalet må være over.</p>{% enddetails %}</section>
<section id="form">{% page_header "Ny sak" %}{% crispy form %}</section>
<section class="vr-text">{{ text|richtext }}<p>{{ "91234567"|tel }}</p></section>
{% endblock %}"""

ROWS = [
    ("Utrede felles kollektivløsning for Kjørbekk og Lierstranda", "Q1 + Q2", Decimal(350000), "on_track", "I rute"),
    ("Samferdselsstrategi rulleres", "Løpende", None, "delayed", "Forsinket"),
    ("Høringsuttalelse til NTP 2018–2029", "Q3", Decimal("1200.50"), "done", "Gjennomført"),
    ("Båtforbindelse Asker–Oslo prøves ut", "Q4", Decimal(80000), "stopped", "Stoppet"),
]


class CaseForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Tittel", help_text="Slik den står i planen.")
    kind = forms.ChoiceField(label="Type", choices=[("a", "Vedtakssak"), ("b", "Orienteringssak")])
    text = forms.CharField(label="Beskrivelse", widget=forms.Textarea, required=False)
    access = forms.ChoiceField(
        label="Tilgang", widget=forms.RadioSelect, choices=[("p", "Offentlig"), ("e", "Unntatt")], help_text="Velg."
    )
    bodies = forms.MultipleChoiceField(
        label="Organer", widget=forms.CheckboxSelectMultiple, choices=[("1", "Styret"), ("2", "Rådet")], required=False
    )
    warn = forms.BooleanField(label="Send varsel", required=False, help_text="De får en e-post.")
    amount = forms.DecimalField(label="Beløp", required=False)
    file = forms.FileField(label="Vedlegg", required=False)
    when = forms.SplitDateTimeField(
        label="Møtetid",
        required=False,
        widget=forms.SplitDateTimeWidget(
            date_attrs={"type": "date", "aria-label": "Dato"}, time_attrs={"type": "time", "aria-label": "Klokkeslett"}
        ),
    )
    row = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Row("title", "kind"),
            "text",
            Fieldset("Tilgang og organer", "access", "bodies", "warn"),
            AppendedText("amount", "kr"),
            "file",
            "when",
            "row",
            FormActions(Submit("save", "Lagre"), Submit("draft", "Lagre utkast", data_variant="secondary")),
        )

    def clean(self):
        if self.data.get("title") == "dobbel":
            raise forms.ValidationError("Saken finnes fra før.")


@login_not_required
def look(request):
    messages.success(request, "Saken er lagret.")
    context = {
        "page_title": "Handlingsplan 2016",
        "breadcrumb": [("Vestregionen", "/"), ("2016", "")],
        "years": [(2015, "#2015"), (2016, "#2016")],
        "year": 2016,
        "form": CaseForm({}) if "invalid" in request.GET else CaseForm(),
        "rows": ROWS,
        "page": Paginator(range(300), 10).page(5),
        "facts": [("Organ", "Styringsgruppen"), ("Saksbehandler", "")],
        "tabs": [("Sammendrag", "#a", True), ("Økonomi", "#b", False)],
        "day": date(2015, 12, 4),
        "text": "<h2>Innledning</h2><p>Čáhci, Đeatnu.</p><ul><li><p>Først</p></li></ul>",
    }
    return HttpResponse(engines["django"].from_string(TEMPLATE).render(context, request))


@login_not_required
def confirm(request):
    context = {"page_title": "Trekk saken", "question": "Vil du trekke saken?", "cancel_url": "/", "tone": "danger"}
    return render(request, "components/confirm.html", context)


@login_not_required
def deny(request):
    raise PermissionDenied("Planen er vedtatt.")


@login_not_required
def garble(request):
    raise BadRequest


@login_not_required
def crash(request):
    raise ValueError("broken on purpose")


@login_not_required
def save(request):
    return HttpResponse("saved " + request.POST["text"])


urlpatterns = [
    path("konto/sprak/", login_not_required(set_language), name="set_language"),
    path("konto/", include("allauth.urls")),
    path("tilgjengelighet/", look, name="accessibility"),  # the footer leads there
    path("personvern/", look, name="privacy"),
    path("look/", look),
    path("confirm/", confirm),
    path("deny/", deny),
    path("garble/", garble),
    path("crash/", crash),
    path("save/", save),
]
handler400 = "vestregion.errors.bad_request"
handler403 = "vestregion.errors.permission_denied"
handler404 = "vestregion.errors.page_not_found"
handler500 = "vestregion.errors.server_error"
