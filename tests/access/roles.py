"""Who asks in the table of access, and what each is answered where a page is not hers."""

ANONYMOUS = "anonymous"
OUTSIDER = "outsider"
RECEIVER = "receiver"  # outside the alliance: reads what is published or addressed to her
LOGINS = {
    ANONYMOUS: None,
    OUTSIDER: "sekretariat@vaernesregionen.example",  # secretary of the other alliance: a stranger here
    RECEIVER: "mottaker@vestregionen.example",
    "reader": "leser@vestregionen.example",
    "contact_lier": "kontakt.lier@vestregionen.example",
    "mayor_asker": "ordforer.asker@vestregionen.example",
    "chief_executive": "radmann.barum@vestregionen.example",
    "coordinator_khs": "koordinator.khs@vestregionen.example",
    "secretary": "sekretariat@vestregionen.example",
    "admin": "admin@vestregionen.example",
}

NOBODY = frozenset()
EVERYONE = frozenset(LOGINS)
LOGGED_IN = EVERYONE - {ANONYMOUS}
READERS = LOGGED_IN - {OUTSIDER, RECEIVER}  # everyone known in the alliance
ADMIN = frozenset({"admin"})
EDITORS = ADMIN | {"secretary"}
STAFF = EDITORS | {"coordinator_khs"}
BODY = EDITORS | {"mayor_asker", "chief_executive"}  # who read the papers of the steering group
REVIEWERS = EDITORS | {"reader"}  # who read the draft of "reviewed_item" (land.py)

OK = frozenset({200, 202, 302, 303, 422})  # a page, work ordered, done, or "fill in what is missing"
TO_LOGIN = frozenset({302})
EXPIRED = frozenset({401})  # a form sent without a login gets its text back
REFUSED = frozenset({403})
HIDDEN = frozenset({404})
WRONG_METHOD = frozenset({405})


def is_login(answer) -> bool:
    """Whether the answer sends the visitor to the login."""
    return answer.status_code == 302 and answer["Location"].startswith("/konto/login/")
