"""The gates themselves: each lets the good through and stops the bad."""

import logging
import warnings

import pytest
from django.template import Context, Origin, Template, engines

from tests import gates, strict_templates


def render(text, folder=strict_templates.TEMPLATES, **context):
    origin = Origin(name=str(folder / "page.html"))
    return Template(text, origin=origin, engine=engines["django"].engine).render(Context(context))


@pytest.mark.parametrize(
    "text",
    [
        "{{ titel }}",
        "{{ case.titel }}",
        "{{ titel|upper }}",
        "{% if True %}{{ titel }}{% endif %}",
        "{% for one in 'ab' %}{{ tow }}{% endfor %}",
        "{% with name=titel %}{{ name }}{% endwith %}",
        "{% blocktranslate %}Sak {{ titel }}{% endblocktranslate %}",
    ],
)
def test_a_typo_in_our_template_is_an_error(text):
    with pytest.raises(strict_templates.UndefinedTemplateVariable, match=r"page.html line 1"):
        render(text, case={"title": "Handlingsplan"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ title }}", "Handlingsplan"),
        ("{{ empty }}{{ none|default:'-' }}", "-"),
        ("{% if titel %}x{% endif %}", ""),
        ("{{ titel|default:'-' }}", "-"),
        ("{% for one in titel %}x{% endfor %}", ""),
        ("{% blocktranslate %}Sak {{ title }}{% endblocktranslate %}", "Sak Handlingsplan"),
    ],
)
def test_what_may_be_missing_renders_as_in_plain_django(text, expected):
    assert render(text, title="Handlingsplan", empty="", none=None) == expected


def test_a_library_template_may_name_what_is_missing(tmp_path):
    assert render("[{{ titel }}{{ titel|upper }}]", folder=tmp_path) == "[]"


def test_an_announced_error_passes(expect_error_log):
    expect_error_log("vestregion.jobs", "gave up")
    logging.getLogger("vestregion.jobs").error("The job %s", "gave up")


def test_an_unannounced_error_is_a_surprise():
    recorder = gates._Recorder()
    recorder.announced.append(("vestregion.jobs", "gave up"))
    for name, level, text in [
        ("vestregion.jobs", logging.ERROR, "the job gave up"),
        ("vestregion.jobs", logging.ERROR, "another reason"),
        ("vestregion.mail", logging.CRITICAL, "gave up"),
    ]:
        recorder.handle(logging.LogRecord(name, level, "", 1, text, (), None))
    assert [(one.name, one.getMessage()) for one in recorder.unannounced()] == [
        ("vestregion.jobs", "another reason"),
        ("vestregion.mail", "gave up"),
    ]
    assert recorder.unmet() == []


def test_an_announced_error_that_never_comes_is_told():
    recorder = gates._Recorder()
    recorder.announced.append(("vestregion.jobs", "gave up"))
    assert recorder.unmet() == [("vestregion.jobs", "gave up")]


def test_a_warning_is_an_error():
    with pytest.raises(DeprecationWarning):
        warnings.warn("old", DeprecationWarning, stacklevel=1)
