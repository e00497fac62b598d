#!/usr/bin/env python3
"""The console in Debian's Chromium, as somebody sees it who opens a page or selects a node.

Lists: from the start of the navigation until the rows of the list are drawn and the page answers at
once: the end of the last task of more than 50 ms that the page's thread had in the half second after
the rows. "first" with nothing in the browser's cache, "again" with all files there.

Nodes: in the job editor, from the click on a node of the tutorial's job until its first rows are
drawn, and from the click on "Output schema" until its columns are. "first" where nobody has asked
for that node's rows before, "again" in a page that was loaded anew.

Every round has a server and a browser of its own, and its order of pages rotates.
"""

# needs: console
import json
import sys

import harness
from harness.browser import Browser

# After harness, which makes the examples importable.
import generate_data
import pipeline
from tenon_server import Server

LIST_GOAL, NODE_GOAL = 1.0, 0.3
TABLES = 200  # beside the tutorial's

# The list pages: address, and words in a row of the list.
LISTS = {
    "Home": ("/", pipeline.JOB),
    "ETL jobs": ("/jobs", pipeline.JOB),
    "Job run monitoring": ("/monitoring", pipeline.JOB),
    "Databases": ("/catalog/databases", pipeline.DATABASE),
    "Tables": ("/catalog/tables", "article_hits"),
    "Table": (f"/catalog/tables/view/{pipeline.DATABASE}/users", "country"),
    "Buckets": ("/s3", pipeline.BUCKET),
    "Objects": (f"/s3/buckets/{pipeline.BUCKET}", "landing_zone"),
    "Recent queries": ("/query/history", "SELECT 1 AS one"),
    "Saved queries": ("/query/saved", "Everybody"),
}

# Runs before the page's own scripts. WORDS is put in as JSON.
WATCH_LIST = """
(() => {
  let busyUntil = 0;
  new PerformanceObserver(tasks => {
    for (const { startTime, duration } of tasks.getEntries())
      busyUntil = Math.max(busyUntil, startTime + duration);
  }).observe({ type: 'longtask', buffered: true });
  window.measured = new Promise(resolve => {
    const look = () => {
      const lists = [...document.querySelectorAll('main tbody')];
      if (!lists.some(list => list.textContent.includes(WORDS))) return;
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() => {
        const drawn = performance.now();
        setTimeout(() => resolve(Math.max(drawn, busyUntil) / 1000), 500);
      }));
    };
    const watch = new MutationObserver(look);
    watch.observe(document, { subtree: true, childList: true, characterData: true });
  });
})()
"""

# From the next click until an element is there that SELECTOR finds, and drawn.
WATCH_PANE = """
window.measured = new Promise(resolve => {
  addEventListener('click', ({ timeStamp }) => {
    const look = () => {
      if (!document.querySelector(SELECTOR)) return false;
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() =>
        resolve((performance.now() - timeStamp) / 1000)));
      return true;
    };
    const watch = new MutationObserver(look);
    watch.observe(document.body, { subtree: true, childList: true });
    look();
  }, { capture: true, once: true });
});
true
"""

WAIT_FOR = """
new Promise(resolve => {
  const look = () => document.querySelector(SELECTOR) ? resolve(true) : setTimeout(look, 10);
  look();
})
"""

PLACE_OF = """
(() => {
  const { x, y, width, height } = document.querySelector(SELECTOR).getBoundingClientRect();
  return [x + width / 2, y + height / 2];
})()
"""

PANE = 'section[aria-label="Data of the selected node"]'
ROWS = f'{PANE} [aria-label="Data preview"] tbody tr'
PROFILE = f"{PANE} .job-nulls-filled"
SCHEMA_TAB = f'{PANE} [role="tab"][data-testid="schema"]'
SCHEMA = f'{PANE} [aria-label="Output schema"] tbody tr'


def put(script, **values):
    for name, value in values.items():
        script = script.replace(name.upper(), json.dumps(value))
    return script


def prepare(server, files):
    """The tutorial with one run, a query, a saved query, and a catalog that has some length."""
    s3, glue, athena = (server.client(name) for name in ("s3", "glue", "athena"))
    pipeline.create_bucket(s3)
    pipeline.create_folders(s3)
    pipeline.upload_files(s3, files)
    pipeline.create_catalog(glue)
    pipeline.create_job(glue)
    pipeline.run_job(glue)
    for number in range(TABLES):
        table = pipeline.csv_table(f"more_{number}", {"id": "bigint"}, f"s3://more/{number}/")
        glue.create_table(DatabaseName=pipeline.DATABASE, TableInput=table)
    athena.start_query_execution(
        QueryString="SELECT 1 AS one",
        ResultConfiguration={"OutputLocation": f"s3://{pipeline.BUCKET}/athena/"},
    )
    athena.create_named_query(
        Name="Everybody", Database=pipeline.DATABASE, QueryString="SELECT * FROM users"
    )


def sign_in(page, server):
    settings = server.settings()
    keys = {
        "AccessKeyId": settings["AWS_ACCESS_KEY_ID"],
        "SecretAccessKey": settings["AWS_SECRET_ACCESS_KEY"],
    }
    page.go(f"{server.console}/sign-in")
    call = {
        "method": "POST",
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps(keys),
    }
    if (
        page.evaluate(f"fetch('/session', {json.dumps(call)}).then(answer => answer.ok)")
        is not True
    ):
        sys.exit("the console refuses the key that tenon env prints")


def measure_lists(page, console, names, times):
    for name in names:
        address, words = LISTS[name]
        page.before_each_page(put(WATCH_LIST, words=words))
        for visit in ("first", "again"):
            page.call("Network.setCacheDisabled", cacheDisabled=visit == "first")
            page.go(console + address)
            times.setdefault((name, visit), []).append(page.evaluate("measured"))


def click_through(page, target, shown):
    """Seconds from the click on one element until another is drawn."""
    page.evaluate(put(WATCH_PANE, selector=shown))
    page.click(*page.evaluate(put(PLACE_OF, selector=target)))
    return page.evaluate("measured")


def measure_nodes(page, console, nodes, times):
    page.before_each_page("")
    for visit in ("first", "again"):
        page.go(f"{console}/jobs/{pipeline.JOB}")
        page.evaluate(
            put(WAIT_FOR, selector=f'.react-flow__node[data-id="{pipeline.TARGET_NODE}"]')
        )
        # The graph is laid out and comes to rest.
        page.evaluate("new Promise(resolve => setTimeout(resolve, 1000))")
        for node_id, name in nodes.items():
            card = f'.react-flow__node[data-id="{node_id}"]'
            rows = click_through(page, card, ROWS)
            times.setdefault((name, "rows", visit), []).append(rows)
            page.evaluate(put(WAIT_FOR, selector=PROFILE))
            columns = click_through(page, SCHEMA_TAB, SCHEMA)
            times.setdefault((name, "schema", visit), []).append(columns)


def tutorial_nodes():
    """Names by id, without the target, whose rows are those of the node before it."""
    nodes = pipeline.job_definition()["CodeGenConfigurationNodes"]
    names = {node_id: next(iter(node.values()))["Name"] for node_id, node in nodes.items()}
    return {node_id: name for node_id, name in names.items() if node_id != pipeline.TARGET_NODE}


def run_rounds(options):
    lists, panes = {}, {}
    nodes = tutorial_nodes()
    for number in range(options.rounds):
        print(f"round {number + 1} of {options.rounds}", flush=True)
        names = list(LISTS)
        names = names[number % len(names) :] + names[: number % len(names)]
        with harness.scratch() as folder:
            files = generate_data.generate(folder / "files")
            with (
                Server(options.tenon, folder / "data") as server,
                Browser(folder / "profile") as browser,
            ):
                prepare(server, files)
                page = browser.open_page(1280, 900)
                page.call("Network.enable")
                sign_in(page, server)
                measure_lists(page, server.console, names, lists)
                measure_nodes(page, server.console, nodes, panes)
    return lists, panes


def table_row(name, visit, taken, goal):
    middle = harness.median(taken)
    return [
        name,
        visit,
        harness.seconds_text(middle),
        harness.seconds_text(max(taken)),
        harness.seconds_text(goal),
        "yes" if middle <= goal else "no",
    ]


def main():
    options = harness.arguments(__doc__, rounds=5).parse_args()
    print(harness.machine())
    lists, panes = run_rounds(options)
    header = ["", "", "median", "worst", "goal", "reached"]
    rows = [table_row(name, visit, taken, LIST_GOAL) for (name, visit), taken in lists.items()]
    print("\nLists, until they are interactive")
    harness.print_table(header, sorted(rows))
    print("\nThe selected node of the tutorial's job")
    rows = [
        table_row(f"{name}: {part}", visit, taken, NODE_GOAL)
        for (name, part, visit), taken in panes.items()
    ]
    harness.print_table(header, sorted(rows))
    cases = [
        {
            "case": "; ".join(key),
            "ours": {
                "seconds": round(harness.median(taken), 4),
                "all_seconds": [round(seconds, 4) for seconds in taken],
            },
            "peers": {},
        }
        for key, taken in (lists | panes).items()
    ]
    harness.write_json(options.json, "console", cases, settings={"tables": TABLES})
    return 0


if __name__ == "__main__":
    sys.exit(main())
