"""Tasks of the task protocol, with everything that a test does not care about filled in."""

from worker import Worker

CSV = {"Separator": ord(","), "Quote": ord('"'), "Escape": ord('"'), "HeaderLines": 0, "Multiline": True}
XML = {
    "RowTag": "",
    "AttributePrefix": "_",
    "ValueTag": "_VALUE",
    "ExcludeAttributes": False,
    "EmptyIsNull": False,
}


def columns(**types):
    """columns(id="bigint"): a schema."""
    return [{"Name": name, "Type": kind} for name, kind in types.items()]


def postgres(cluster, **changes):
    settings = cluster.settings()
    return {
        "Name": "warehouse",
        "Kind": "postgresql",
        "Host": settings["host"],
        "Port": settings["port"],
        "Database": settings["dbname"],
        "User": settings["user"],
        "Password": settings["password"],
        "Tls": "prefer",
        "RootCertificate": "",
        **changes,
    }


def mysql(server, **changes):
    return {
        "Name": "shop",
        "Kind": "mysql",
        "Host": "127.0.0.1",
        "Port": server.port,
        "Database": "shop",
        "User": "tenon",
        "Password": server.password,
        "Tls": "prefer",
        "RootCertificate": "",
        **changes,
    }


def source(name, connection=None, *, schema="", table="", query="", predicate="", key="",
           bookmark=None, declared=(), files=(), title=None):
    database = connection and {
        "Connection": connection,
        "Schema": schema,
        "Table": table,
        "Query": query,
        "Predicate": predicate,
        "BookmarkKey": key,
        "Bookmark": bookmark,
    }
    return {
        "Schema": "",
        "Name": name,
        "Title": title or name.title(),
        "Format": "csv",
        "Csv": CSV,
        "Json": {"Path": "", "Multiline": False},
        "Xml": XML,
        "Excel": {"Rows": 0, "Footer": 0},
        "Lake": {"Root": "", "Metadata": "", "SnapshotId": "", "Timestamp": ""},
        "Columns": list(declared),
        "PartitionColumns": [],
        "BadRows": "null",
        "Files": list(files),
        "Database": database,
    }


def view(name, sql, once=False, rows_of=""):
    return {"Name": name, "Title": name.title(), "Sql": sql, "Once": once, "RowsOf": rows_of}


def sink(name, read, connection=None, *, schema="", table="", mode="append", keys=(), create=False,
         title=None, format="parquet"):
    database = connection and {
        "Connection": connection,
        "Schema": schema,
        "Table": table,
        "Mode": mode,
        "Keys": list(keys),
        "Create": create,
    }
    return {
        "NodeId": name,
        "Title": title or name.title(),
        "Input": read,
        "Format": format,
        "Compression": "snappy" if format == "parquet" else "none",
        "Csv": CSV,
        "Xml": XML,
        "Columns": [],
        "PartitionKeys": [],
        "FilePrefix": "run-",
        "Files": 0,
        "Database": database,
    }


def task(kind, *, staging="", sources=(), views=(), sinks=(), selects=(), descriptions=(),
         commit=None, settlement=None, **changes):
    return {
        "Id": "t1",
        "Kind": kind,
        "Staging": str(staging),
        "Threads": 2,
        "MemoryLimit": "1GB",
        "DiskLimit": "",
        "Sources": list(sources),
        "Views": list(views),
        "Sinks": list(sinks),
        "Query": "",
        "Explain": False,
        "QuerySchema": "",
        "Descriptions": list(descriptions),
        "Selects": list(selects),
        "Commit": commit,
        "Settlement": settlement,
        "JoinsAsWritten": False,
        **changes,
    }


def run(one):
    """The events of a task, the last of them Done, Failed or Gone."""
    with Worker() as worker:
        worker.send(one)
        worker.end()
        return worker.events


def only(events, kind):
    return [event for event in events if event["Event"] == kind]


def select(sources, sql, *, views=(), limit=1000, **changes):
    """The rows of one SELECT, or the message of its failure."""
    selects = [{"Name": "s", "Sql": sql, "Limit": limit, "IsPlain": False}]
    events = run(task("select", sources=sources, views=views, selects=selects, **changes))
    if events[-1]["Event"] != "Done":
        return events[-1].get("Message", events[-1])
    [answer] = only(events, "Rows")
    return answer["Error"] or answer["Rows"]


def describe(sources, sql):
    """The columns of a SELECT as {name: type}, or the message of the failure."""
    events = run(task("describe", sources=sources, descriptions=[{"Name": "d", "Sql": sql}]))
    if events[-1]["Event"] != "Done":
        return events[-1].get("Message", events[-1])
    [answer] = only(events, "Described")
    return answer["Error"] or {column["Name"]: column["Type"] for column in answer["Schema"]}
