#include "graph/database_table.h"

#include "graph/database_test.h"

namespace tenon::graph {

TEST_CASE("the name of a table tells its schema and the table") {
  struct Case {
    const char* connection;
    const char* text;
    const char* outcome;  // "schema|table", or the error
  };
  for (const Case& c : {
           Case{"pg", "hits", "public|hits"},
           Case{"pg", "sales.hits", "sales|hits"},
           Case{"pg", "shop.sales.hits", "sales|hits"},
           Case{"pg", R"("sa.les"."Hits 1")", "sa.les|Hits 1"},
           Case{"pg", "stats.sales.hits",
                "connection pg leads to the database shop, not to that of stats.sales.hits; choose "
                "a connection that leads there"},
           Case{"my", "hits", "shop|hits"},
           Case{"my", "stats.hits", "stats|hits"},
           Case{"my", "`sta.ts`.hits", "sta.ts|hits"},
           Case{"my", "shop.sales.hits",
                "a table of MySQL is named table or database.table, with double quotes around a "
                "part that has dots, unlike this: shop.sales.hits"},
           Case{"pg", "sales.",
                "a table of PostgreSQL is named table, schema.table or database.schema.table, with "
                "double quotes around a part that has dots, unlike this: sales."},
           Case{"pg", "\"sales.hits",
                "a table of PostgreSQL is named table, schema.table or database.schema.table, with "
                "double quotes around a part that has dots, unlike this: \"sales.hits"},
           Case{"pg", "",
                "a table of PostgreSQL is named table, schema.table or database.schema.table, with "
                "double quotes around a part that has dots, unlike this: "},
       }) {
    CAPTURE(c.text);
    const Result<DatabaseTable> table =
        ReadTableName(c.text, DatabaseWorld().connections.at(c.connection));
    CHECK((table ? table->schema + "|" + table->table : table.error().message) == c.outcome);
    // What more a connection says is the runner's.
    if (table) CHECK(table->connection.name == c.connection);
    if (table) CHECK(table->connection.host.empty());
  }
}

TEST_CASE("a table is in a database if it says so and is not in S3") {
  struct Case {
    const char* document;
    bool is_in_database;
  };
  for (const Case& c : {
           Case{R"({"Parameters":{"connectionName":"pg"},
                   "StorageDescriptor":{"Location":"shop.public.t"}})",
                true},
           Case{R"({"StorageDescriptor":{"Location":"shop.t",
                    "Parameters":{"connectionName":"my"}}})",
                true},
           Case{R"({"Parameters":{"classification":"PostgreSQL"}})", true},
           Case{R"({"Parameters":{"classification":"redshift"}})", true},
           Case{R"({"Parameters":{"connectionName":"network","classification":"csv"},
                   "StorageDescriptor":{"Location":"s3://b/t/"}})",
                false},
           Case{R"({"Parameters":{"classification":"csv"}})", false},
           Case{"{}", false},
       }) {
    CAPTURE(c.document);
    CHECK(IsInDatabase(*json::Parse(c.document)) == c.is_in_database);
  }
}

TEST_CASE("what is read and written is told to people") {
  task::DatabaseSource source;
  source.connection.name = "pg";
  source.schema = "sales";
  source.table = "hits";
  CHECK(ToString(source) == "postgresql: sales.hits, by connection pg");
  source.predicate = "id > 7";
  source.bookmark_key = "id";
  CHECK(ToString(source) ==
        "postgresql: sales.hits, by connection pg\nrows where id > 7\nonly rows of a greater id "
        "than the last run has read, if job bookmarks are enabled");
  task::DatabaseSource query;
  query.connection = {.name = "my", .kind = task::DatabaseKind::kMySql};
  query.query = "SELECT 1";
  CHECK(ToString(query) == "mysql: a query, by connection my\nSELECT 1");
  task::DatabaseSink sink;
  sink.connection.name = "pg";
  sink.table = "hits";
  CHECK(ToString(sink) == "postgresql: append to hits, by connection pg");
  sink.mode = task::WriteMode::kMerge;
  sink.keys = {"id", "day"};
  sink.create = true;
  CHECK(ToString(sink) ==
        "postgresql: merge by id, day to hits, by connection pg; the table is made if it is not "
        "there");
}

}  // namespace tenon::graph
