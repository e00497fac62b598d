"""Uses the site as a browser does: keeps cookies, and sends forms as the page has them."""

import html.parser

import requests


class Page(html.parser.HTMLParser):
    """What a test wants to know of a page."""

    def __init__(self, answer):
        super().__init__()
        self.status = answer.status_code
        self.headers = answer.headers
        self.url = answer.url
        self.html = answer.text
        self.messages = []
        self.complaints = []
        self.heading = ""
        self.forms = []  # (action, hidden fields, text of its button)
        self.links = []  # (element, address) of whatever is loaded or led to
        self._reading = None
        self.feed(answer.text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        for name in ("href", "src"):
            if name in attributes:
                self.links.append((tag, attributes[name]))
        if tag == "form":
            self.forms.append([attributes.get("action"), {}, ""])
        if tag == "input" and attributes.get("type") == "hidden":
            self.forms[-1][1][attributes["name"]] = attributes["value"]
        kinds = (attributes.get("class") or "").split()
        if tag == "p" and "message" in kinds:
            self._begin(self.messages)
        elif tag == "p" and "complaint" in kinds:
            self._begin(self.complaints)
        elif tag in ("h1", "button"):
            self._reading = tag

    def _begin(self, texts):
        texts.append("")
        self._reading = texts

    def handle_endtag(self, tag):
        if tag in ("p", "h1", "button"):
            self._reading = None

    def handle_data(self, data):
        if self._reading == "h1":
            self.heading += data
        elif self._reading == "button" and self.forms:
            self.forms[-1][2] += data
        elif isinstance(self._reading, list):
            self._reading[-1] += data


class Visitor:
    def __init__(self, address):
        self.address = address
        self.session = requests.Session()

    def get(self, path="", **options):
        return Page(self.session.get(self.address + path, timeout=60, **options))

    def post(self, path, fields, **options):
        return Page(self.session.post(self.address + path, data=fields, timeout=60, **options))

    def sign_up(self, name, email, **more):
        """Fills in the form and presses its button; the page that follows."""
        [(action, hidden, _)] = self.get().forms
        return self.post(action.lstrip("/"), {**hidden, "name": name, "email": email, **more})

    def click(self, title):
        """Clicks a feed on the feeds page; the page that follows."""
        for action, hidden, button in self.get("feeds/").forms:
            if button == title:
                return self.post(action.lstrip("/"), hidden)
        raise AssertionError(f"the feeds page has no feed: {title}")
