"""The site in a real browser: the tutorial's section 1.3, step by step. With TENON_SCREENSHOTS=1 it
takes the pictures in docs/screenshots anew.
"""

import json
import os
import subprocess

from conftest import ROOT

SCRIPT = ROOT / "tests/signup/browser_sign_up.cjs"


def use_browser(*words):
    """Runs the script in a browser and returns what it saw."""
    done = subprocess.run(
        [os.environ.get("NODE", "node"), SCRIPT, *words],
        env={**os.environ, "CONSOLE": str(ROOT / "console")},
        text=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def test_somebody_signs_up_sees_the_message_and_clicks_a_feed(site, database):
    [(feed_id, title)] = database.rows(
        "SELECT id, title FROM form_feeds ORDER BY id OFFSET 3 LIMIT 1"
    )
    pictures = [ROOT / "docs/screenshots"] if os.environ.get("TENON_SCREENSHOTS") else []
    seen = use_browser(site.address, "Ada Lovelace", "ada@example.com", title, *pictures)
    assert seen["complaints"] == []
    pages = {page["title"]: page for page in seen["pages"]}
    assert pages["form"]["messages"] == []
    assert pages["feeds"]["messages"] == ["Thank you, Ada Lovelace. You have signed up."]
    assert pages["article"]["heading"] == title
    assert pages["article"]["messages"] == [
        f"You clicked the article “{title}”; the click is recorded."
    ]
    [(lead_id, *lead)] = database.rows("SELECT id, name, email, preview FROM form_leads")
    assert lead == ["Ada Lovelace", "ada@example.com", False]
    hits = database.rows("SELECT feed_id, lead_id FROM form_articlehits")
    assert hits == [(feed_id, lead_id)]
    assert f"New lead created: {lead_id}" in site.output()
