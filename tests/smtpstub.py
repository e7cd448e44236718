"""A small SMTP server for tests: takes mail, or answers as it is told to, step by step of the protocol."""

import socketserver
import threading
from contextlib import contextmanager


class Stub(socketserver.ThreadingTCPServer):
    """`says` gives the answer to a step: greet, mail, rcpt, data (the command) or text (after the dot). An answer of
    None closes the connection without a word; `silent` never greets. `received` holds the texts that were taken."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int = 0):
        super().__init__(("127.0.0.1", port), _Session)
        self.says: dict[str, str | None] = {}
        self.silent = threading.Event()
        self.received: list[str] = []
        self.sessions = 0

    @property
    def port(self) -> int:
        return self.server_address[1]


class _Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.server.sessions += 1
        if self.server.silent.is_set():
            self.rfile.readline()
            return
        if not self._say("greet", "220 stub"):
            return
        while line := self.rfile.readline():
            if not self._answer(line.decode().strip()):
                return

    def _answer(self, line: str) -> bool:
        verb = line.split(" ")[0].split(":")[0].upper()
        if verb in {"EHLO", "HELO"}:
            return self._write("250 stub")
        if verb == "QUIT":
            self._write("221 bye")
            return False
        if verb == "DATA":
            return self._say("data", "354 go on") and self._take_text()
        return self._say(verb.lower(), "250 ok")

    def _take_text(self) -> bool:
        if not self.server.says.get("data", "354").startswith("354"):
            return True
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.decode())
        answer = self.server.says.get("text", "250 taken")
        if answer is None or answer.startswith("250"):
            self.server.received.append("".join(lines))
        return self._say("text", "250 taken")

    def _say(self, step: str, usual: str) -> bool:
        answer = self.server.says.get(step, usual)
        return answer is not None and self._write(answer)

    def _write(self, answer: str) -> bool:
        self.wfile.write(f"{answer}\r\n".encode())
        return True


@contextmanager
def serving(port: int = 0):
    """A stub that answers while the block lasts."""
    with Stub(port) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
