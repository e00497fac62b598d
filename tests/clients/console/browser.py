"""A browser as far as the console's server sees one: a cookie, and headers that say where from."""

import http.client
import json
import re
import urllib.parse


class Answer:
    def __init__(self, answer):
        self.status, self.headers, self.body = answer.status, answer.headers, answer.read()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def type(self):
        return self.json["__type"]


class Browser:
    def __init__(self, console):
        self.console = console
        self.host = urllib.parse.urlsplit(console).netloc
        self.cookie = None

    def send(self, method, path, body=None, headers=None):
        """A request of the console's own pages; a header that is None is left out."""
        sent = {"Host": self.host, "Origin": self.console, "Sec-Fetch-Site": "same-origin"}
        if self.cookie:
            sent["Cookie"] = f"theme=dark; tenon_session={self.cookie}"
        sent.update(headers or {})
        connection = http.client.HTTPConnection(
            urllib.parse.urlsplit(self.console).netloc, timeout=30
        )
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in sent.items():
                if value is not None:
                    connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def sign_in(self, document, headers=None):
        answer = self.send(
            "POST",
            "/session",
            json.dumps(document).encode(),
            {"Content-Type": "application/json", **(headers or {})},
        )
        if answer.status == 204:
            self.cookie = re.match("tenon_session=([0-9a-f]{64});", answer.headers["Set-Cookie"])[1]
        return answer

    def call(self, target, document, headers=None):
        sent = {"X-Amz-Target": target, "Content-Type": "application/x-amz-json-1.1"}
        return self.send("POST", "/api", json.dumps(document).encode(), {**sent, **(headers or {})})
