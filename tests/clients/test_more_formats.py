"""Avro, Excel and XML, read and written, and targets that are tables of the catalog."""

import bz2
import datetime
import decimal
import io
import zipfile

import pyarrow
import pyarrow.parquet
import pytest
from lake import BUCKET, DATABASE
from test_sources import run_source

ROWS = {
    "id": pyarrow.array([1, 2, 2, None], pyarrow.int64()),
    "small": pyarrow.array([1, None, 3, 4], pyarrow.int16()),
    "name": ["Zoë <&>", None, "", "Zoë <&>"],
    "tags": [["a", "b"], [], None, ["c"]],
    "at": pyarrow.array([datetime.datetime(2026, 1, 2, 3, 4, 5), None, None, None]),
    "price": pyarrow.array([decimal.Decimal("12345678901234.50")] + [None] * 3,
                           pyarrow.decimal128(20, 2)),
}


def parquet_source(lake, columns):
    folder = lake.name("files")
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), buffer)
    lake.put(f"{folder}/x.parquet", buffer.getvalue())
    return {"S3ParquetSource": {"Name": "Files", "Paths": [f"s3://{BUCKET}/{folder}/"]}}


def table(lake, glue, columns, classification, folder, serde=None, partitions=()):
    name = lake.name("table")
    glue.create_table(
        DatabaseName=DATABASE,
        TableInput={
            "Name": name,
            "Parameters": {"classification": classification},
            "PartitionKeys": [{"Name": key, "Type": kind} for key, kind in partitions],
            "StorageDescriptor": {
                "Location": f"s3://{BUCKET}/{folder}/",
                "Columns": [{"Name": key, "Type": kind} for key, kind in columns],
                "SerdeInfo": {"Parameters": serde or {}},
            },
        },
    )
    return name


def source(name):
    return {"CatalogSource": {"Name": "Table", "Database": DATABASE, "Table": name}}


def key(row):
    return [(value is not None, str(value)) for value in row.values()]


def succeeded(lake, nodes, **options):
    run = lake.run(nodes, **options)
    assert run["JobRunState"] == "SUCCEEDED", run.get("ErrorMessage")
    return run


COLUMNS = [
    ("id", "bigint"),
    ("small", "smallint"),
    ("name", "string"),
    ("tags", "array<string>"),
    ("at", "timestamp"),
    ("price", "decimal(20,2)"),
]


@pytest.mark.parametrize("keys", [[], [["id"]]])
def test_avro_comes_back_as_it_was_written(lake, glue, keys):
    folder, made = lake.name("avro"), lake.name("made")
    policy = {"EnableUpdateCatalog": True, "Database": DATABASE, "Table": made}
    target = lake.target(
        "a", folder, Format="avro", Compression="", PartitionKeys=keys, SchemaChangePolicy=policy
    )
    succeeded(lake, {"a": parquet_source(lake, ROWS), "b": target})
    stored = glue.get_table(DatabaseName=DATABASE, Name=made)["Table"]
    assert stored["Parameters"]["classification"] == "avro"
    rows = run_source(lake, source(made))
    expected = pyarrow.table(ROWS).to_pylist()
    assert sorted(rows, key=lambda r: key({k: r[k] for k in ROWS})) and sorted(
        [{name: row[name] for name in ROWS} for row in rows], key=key
    ) == sorted(expected, key=key)


def test_xml_comes_back_as_it_was_written(lake, glue):
    folder, made = lake.name("xml"), lake.name("made")
    policy = {"EnableUpdateCatalog": True, "Database": DATABASE, "Table": made}
    target = lake.target(
        "a", folder, Format="xml", Compression="", SchemaChangePolicy=policy
    )
    succeeded(lake, {"a": parquet_source(lake, ROWS), "b": target})
    [written] = lake.keys(folder)
    text = lake.s3.get_object(Bucket=BUCKET, Key=written)["Body"].read().decode()
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<root>\n<row><id>1</id>')
    assert "Zoë &lt;&amp;&gt;" in text and "12345678901234.50" in text
    rows = run_source(lake, source(made))
    expected = [
        {**row, "tags": row["tags"] or None} for row in pyarrow.table(ROWS).to_pylist()
    ]
    assert sorted(rows, key=key) == sorted(expected, key=key)


BOOKS = """<?xml version="1.0"?>
<catalog><!-- two books -->
  <book id="bk101"><title lang="de">Über &amp; Unter</title><price>44.95</price>
    <author>A</author><author>B</author></book>
  <shelf><book id="bk102"><title>Plain</title><price>cheap</price><author>C</author></book></shelf>
</catalog>"""


def test_xml_table_with_attributes_arrays_and_bad_fields(lake, glue):
    folder = lake.name("books")
    lake.put(f"{folder}/x.xml", BOOKS)
    columns = [
        ("_id", "string"),
        ("title", "struct<_value:string,_lang:string>"),
        ("price", "double"),
        ("author", "array<string>"),
    ]
    name = table(lake, glue, columns, "xml", folder, {"rowTag": "book"})
    result = lake.name("result")
    run = succeeded(lake, {"a": source(name), "b": lake.target("a", result)})
    rows = sorted(lake.rows(result), key=lambda row: row["_id"])
    assert [row["_id"] for row in rows] == ["bk101", "bk102"]
    assert [row["author"] for row in rows] == [["A", "B"], ["C"]]
    assert [row["price"] for row in rows] == [44.95, None]
    assert [list(row["title"].values()) for row in rows] == [
        ["Über & Unter", "de"],
        ["Plain", None],
    ]
    assert any('column price: "cheap" is no double' in line for line in lake.messages(run["Id"]))


def test_xml_table_that_declares_no_columns(lake, glue):
    folder = lake.name("books")
    lake.put(f"{folder}/x.xml", "<r><row><n>1</n><s>01</s></row><row><n>2</n><s>b</s></row></r>")
    name = table(lake, glue, [], "xml", folder, {"rowTag": "row"})
    assert sorted(run_source(lake, source(name)), key=key) == [
        {"n": 1, "s": "01"},
        {"n": 2, "s": "b"},
    ]


def test_broken_xml_is_told_with_its_file(lake, glue):
    folder = lake.name("books")
    lake.put(f"{folder}/x.xml", "<r><row></r>")
    name = table(lake, glue, [("a", "string")], "xml", folder, {"rowTag": "row"})
    run = lake.run({"a": source(name), "b": lake.target("a", "never")})
    assert run["JobRunState"] == "FAILED" and f"{folder}/x.xml" in run["ErrorMessage"]


def workbook(rows):
    """The smallest .xlsx with those cells."""

    def cell(place, value):
        if value is None:
            return ""
        if isinstance(value, str):
            return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
        return f'<c r="{place}"><v>{value}</v></c>'

    body = "".join(
        f'<row r="{number}">'
        + "".join(cell(f"{chr(65 + index)}{number}", value) for index, value in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData>'
        "</worksheet>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return buffer.getvalue()


def test_excel_workbooks(lake):
    folder = lake.name("files")
    lake.put(f"{folder}/a.xlsx", workbook([["id", "name"], [1, "é"], [2, None], [3, "sum"]]))
    lake.put(f"{folder}/b.xlsx", workbook([["id", "name"], [4, "d"], [5, "sum"]]))

    def rows(**more):
        node = {"S3ExcelSource": {"Name": "F", "Paths": [f"s3://{BUCKET}/{folder}/"], **more}}
        return sorted((row["id"], row["name"]) for row in run_source(lake, node))

    assert rows(SkipFooter=1) == [(1, "é"), (2, None), (4, "d")]
    assert rows(NumberRows=1) == [(1, "é"), (4, "d")]
    declared = {"Columns": [{"Name": "id", "Type": "int"}, {"Name": "name", "Type": "string"}]}
    assert rows(OutputSchemas=[declared], NumberRows=1) == [(1, "é"), (4, "d")]


@pytest.mark.parametrize("kind", ["S3CatalogTarget", "CatalogTarget", "GovernedCatalogTarget"])
@pytest.mark.parametrize("form", ["csv", "json", "parquet", "avro"])
def test_catalog_targets_write_what_their_table_is(lake, glue, kind, form):
    folder = lake.name("zone")
    serde = {"field.delim": "|"} if form == "csv" else {}
    # The order of columns is another than the input's.
    name = table(lake, glue, [("name", "string"), ("id", "bigint")], form, folder, serde)
    data = {"id": [1, 2, 2], "name": ["ä", None, "b"]}
    target = {kind: {"Name": "Zone", "Inputs": ["a"], "Database": DATABASE, "Table": name}}
    succeeded(lake, {"a": parquet_source(lake, data), "b": target})
    rows = run_source(lake, source(name))
    assert sorted((row["id"], row["name"]) for row in rows if row["name"]) == [(1, "ä"), (2, "b")]
    assert len(rows) == 3


def test_catalog_target_adds_the_partitions_of_its_table(lake, glue):
    folder = lake.name("zone")
    name = table(lake, glue, [("id", "bigint")], "parquet", folder, partitions=[("city", "string")])
    data = {"city": ["A b", "Ü", None], "id": [1, 2, 3]}
    target = {
        "S3CatalogTarget": {
            "Name": "Zone",
            "Inputs": ["a"],
            "Database": DATABASE,
            "Table": name,
            "SchemaChangePolicy": {"EnableUpdateCatalog": True},
        }
    }
    succeeded(lake, {"a": parquet_source(lake, data), "b": target})
    rows = run_source(lake, source(name))
    assert sorted((row["id"], row["city"]) for row in rows) == [(1, "A b"), (2, "Ü"), (3, None)]


def test_catalog_target_of_a_table_that_is_not_there_is_a_problem(lake):
    node = {"CatalogTarget": {"Name": "Z", "Inputs": ["a"], "Database": DATABASE, "Table": "none"}}
    problems = lake.problems({"a": parquet_source(lake, {"id": [1]}), "b": node})
    assert [problem["NodeId"] for problem in problems] == ["b"]


def test_parquet_of_other_types_than_declared(lake):
    node = parquet_source(lake, {"id": ["1", "x", None], "name": ["a", "b", "c"]})
    node["S3ParquetSource"]["OutputSchemas"] = [
        {"Columns": [{"Name": "id", "Type": "bigint"}, {"Name": "name", "Type": "string"}]}
    ]
    result = lake.name("result")
    run = succeeded(lake, {"a": node, "b": lake.target("a", result)})
    assert sorted((row["name"], row["id"]) for row in lake.rows(result)) == [
        ("a", 1),
        ("b", None),
        ("c", None),
    ]
    assert any('column id: "x" is no bigint' in line for line in lake.messages(run["Id"]))


@pytest.mark.parametrize("form", ["csv", "json"])
def test_text_that_is_packed_by_bzip2(lake, form):
    folder = lake.name("result")
    target = lake.target("a", folder, Format=form, Compression="bzip2")
    succeeded(lake, {"a": parquet_source(lake, {"id": [1], "name": ["ä"]}), "b": target})
    [written] = lake.keys(folder)
    assert written.endswith(".bz2")
    assert "ä" in bz2.decompress(
        lake.s3.get_object(Bucket=BUCKET, Key=written)["Body"].read()
    ).decode()
