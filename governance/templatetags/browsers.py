"""What a browser says of itself, as people know it: "Chrome på Windows". The ui library makes it a filter."""

from django.utils.translation import gettext

# The first that is found counts: nearly all browsers also name themselves after the older ones.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


def browser_name(agent: str) -> str:
    """The browser and what it runs on; what is not known stays as it was said."""
    browser = next((name for sign, name in BROWSERS.items() if sign in agent), "")
    system = next((name for sign, name in SYSTEMS.items() if sign in agent), "")
    if not (browser and system):
        return agent
    return gettext("{browser} på {system}").format(browser=browser, system=system)
