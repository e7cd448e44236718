"""An OpenID Connect provider on this machine, for tests of the login: says yes at once, as whom it is told."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CLIENT = "vestregion"


class Provider:
    """`claims` is what it says of the one who logs in; `origin` its address."""

    def __init__(self):
        self.claims = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        # By name: the live server is an address, and the two must be different hosts to a browser.
        self.origin = f"http://localhost:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def says(self, **claims):
        self.claims = {"sub": "en-person", **claims}

    def providers(self, **settings) -> dict:
        """SOCIALACCOUNT_PROVIDERS, as vestregion/settings.py makes it."""
        app = {"provider_id": "entra", "name": "Entra", "client_id": CLIENT, "secret": "hemmelig"}
        app["settings"] = {"server_url": self.origin, "verified_email": False, **settings}
        return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}

    def configuration(self) -> dict:
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo"}
        return {"issuer": self.origin, "jwks_uri": f"{self.origin}/keys"} | {
            name: f"{self.origin}/{path}" for name, path in names.items()
        }

    def token(self) -> dict:
        about = {"iss": self.origin, "aud": CLIENT, "exp": int(time.time()) + 60, **self.claims}
        signed = jwt.encode(about, "x" * 32, algorithm="HS256")
        return {"access_token": "abc", "token_type": "Bearer", "expires_in": 60, "id_token": signed}


def _handler(provider):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked = urlsplit(self.path)
            if asked.path == "/authorize":
                sent = parse_qs(asked.query)
                back = urlencode({"code": "kode", "state": sent["state"][0]})
                self.send_response(302)
                self.send_header("Location", f"{sent['redirect_uri'][0]}?{back}")
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif asked.path == "/userinfo":
                self.answer(provider.claims)
            else:
                self.answer(provider.configuration())

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.answer(provider.token())

        def answer(self, content):
            body = json.dumps(content).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            """Silent: the run's output is for the tests."""

    return Handler
