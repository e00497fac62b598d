"""The tutorial's job, whose generated script gives the same rows on Spark as the graph does here."""

import generate_data
import pipeline
import pyarrow.parquet


def rows_of(server, folder):
    s3 = server.client("s3")
    columns, rows = set(), []
    for key, size in pipeline.list_output(s3, prefix=folder):
        if size == 0:  # the mark that Spark leaves
            continue
        body = s3.get_object(Bucket=pipeline.BUCKET, Key=key)["Body"].read()
        table = pyarrow.parquet.read_table(pyarrow.BufferReader(body))
        columns.add(tuple(sorted(table.column_names)))
        rows += [
            tuple(sorted((name, str(value)) for name, value in row.items()))
            for row in table.to_pylist()
        ]
    return columns, sorted(rows)


def test_the_generated_script_gives_the_rows_of_the_graph(server, scripts, tmp_path):
    s3, glue, tenon = (server.client(name) for name in ("s3", "glue", "tenon"))
    pipeline.create_bucket(s3)
    pipeline.create_folders(s3)
    pipeline.upload_files(s3, generate_data.generate(tmp_path / "files"))
    pipeline.create_catalog(glue)
    pipeline.create_job(glue)
    assert pipeline.run_job(glue)["JobRunState"] == "SUCCEEDED"
    graph_output = "transformed_zone/"
    from_graph = rows_of(server, graph_output)
    assert len(from_graph[1]) > 100

    nodes = pipeline.job_definition()["CodeGenConfigurationNodes"]
    script = tenon.generate_script(CodeGenConfigurationNodes=nodes)["Script"]
    assert script.count(graph_output) == 1
    script = script.replace(graph_output, "from_script/")
    run = scripts.run("tutorial", script)
    assert run["JobRunState"] == "SUCCEEDED", (run["ErrorMessage"], scripts.log(run))
    assert rows_of(server, "from_script/") == from_graph
