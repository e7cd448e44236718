"""The annual report of 2016: ours against WeasyPrint alone on the same HTML, stylesheets and PDF variant."""

from benchmarks.setting import Result, compare


def annual_report() -> Result:
    from actionplan.models import ActionPlan
    from actionplan.periods import Period
    from vestregion.reporting.facts.report import collect_report
    from vestregion.reporting.pdf import render_pdf
    from vestregion.reporting.printing import as_frozen, pdf_arguments, print_html

    plan = ActionPlan._base_manager.get(year=2016, alliance__slug="vestregionen")
    facts = collect_report(plan, Period.AAR)
    content = as_frozen(facts.content() | _stamp())
    html = print_html("report", content, schema_version=facts.schema_version)
    arguments = pdf_arguments("report", content)
    return compare(
        "annual_report",
        lambda: render_pdf(html, **arguments),
        lambda: _plain(html, arguments),
        promise=1.15,
        rounds=5,
        warmup=1,
    )


def _stamp() -> dict:
    return {"document": {"state": "final", "number": 1, "made_on": "2018-03-08", "reason": ""}}


def _plain(html: str, arguments: dict) -> None:
    """What someone would write who only wants a tagged archive PDF."""
    from weasyprint import CSS, HTML
    from weasyprint.css.counters import CounterStyle
    from weasyprint.text.fonts import FontConfiguration

    from vestregion.reporting import assets, pdf

    shared = {"font_config": FontConfiguration(), "counter_style": CounterStyle()}
    fetcher = pdf._static_fetcher()
    names = pdf.STYLESHEETS[arguments["kind"]]
    sheets = [pdf._stylesheet(CSS, name, fetcher, shared) for name in names]
    colours = CSS(string=arguments["theme_css"], base_url=assets.static_url(""), url_fetcher=fetcher, **shared)
    source = HTML(string=html, base_url=assets.static_url(""), url_fetcher=fetcher)
    source.write_pdf(stylesheets=[*sheets, colours], **shared, pdf_variant="pdf/a-2a")
