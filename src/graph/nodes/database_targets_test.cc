// The targets over databases: PostgreSQLCatalogTarget, MySQLCatalogTarget, JDBCConnectorTarget, and
// the node over any table of the Data Catalog.

#include "graph/database_table.h"
#include "graph/database_test.h"

namespace tenon::graph {
namespace {

const char kTable[] = R"({"Database":"db","Table":"t"})";

// "postgresql: append to public.t, by connection pg", or the faults.
std::string Outcome(const BindResult& bound) {
  if (!bound) return FaultsOf(bound);
  const Target& target = std::get<Target>(bound->part);
  REQUIRE(target.sink.database);
  CHECK(target.location.empty());
  CHECK_FALSE(target.catalog_update);
  CHECK(target.schema == bound->schema);
  const task::DatabaseConnection& connection = target.sink.database->connection;
  CHECK(connection == task::DatabaseConnection{.name = connection.name, .kind = connection.kind});
  return ToString(*target.sink.database);
}

}  // namespace

TEST_CASE("a table of the Data Catalog that is in a database is written there") {
  struct Case {
    const char* kind;
    const char* connection;
    const char* location;
    const char* outcome;
  };
  const char* postgres = "postgresql: append to public.leads, by connection pg";
  const char* mysql = "mysql: append to shop.leads, by connection my";
  for (const Case& c : {
           Case{"PostgreSQLCatalogTarget", "pg", "shop.public.leads", postgres},
           Case{"CatalogTarget", "pg", "shop.public.leads", postgres},
           Case{"MySQLCatalogTarget", "my", "shop.leads", mysql},
           Case{"CatalogTarget", "my", "shop.leads", mysql},
           Case{"MySQLCatalogTarget", "pg", "shop.public.leads",
                "Table: table db.t: connection pg leads to PostgreSQL, but this node is for MySQL; "
                "choose a connection that leads there, or another node"},
           Case{"PostgreSQLCatalogTarget", "gone", "shop.public.leads",
                "Table: table db.t: there is no connection gone in the Data Catalog; create it or "
                "choose another"},
           Case{"PostgreSQLCatalogTarget", "pg", "s3://b/t/",
                "Table: table db.t is not in a database; choose one that is, or write it with the "
                "node AWS Glue Data Catalog"},
           Case{"S3CatalogTarget", "pg", "shop.public.leads",
                "Table: table db.t is in a database, not in S3; write it with the node AWS Glue "
                "Data Catalog, or with that of the database"},
           Case{"GovernedCatalogTarget", "pg", "shop.public.leads",
                "Table: table db.t is in a database, not in S3; write it with the node AWS Glue "
                "Data Catalog, or with that of the database"},
       }) {
    CAPTURE(c.kind);
    CAPTURE(c.connection);
    MemoryEnvironment world = DatabaseWorld();
    AddTable(world, "t", c.connection, c.location, "id bigint, email string");
    CHECK(Outcome(BindNode(c.kind, kTable, {"ID bigint"}, world)) == c.outcome);
  }
  MemoryEnvironment world = DatabaseWorld();
  AddTable(world, "t", "pg", "shop.public.t", "id bigint");
  CHECK(FaultsOf(BindNode("CatalogTarget",
                          R"({"Database":"db","Table":"t","PartitionKeys":[["id"]]})",
                          {"id bigint"}, world)) ==
        "PartitionKeys: table db.t is in a database, which has no partitions; remove the keys");
}

TEST_CASE("parameters of a table say how rows are written to it") {
  struct Case {
    const char* parameters;
    const char* input;
    const char* outcome;
  };
  for (const Case& c : {
           Case{R"({"writeMode":"overwrite","CRAWL_RUN_ID":"x"})", "id bigint",
                "postgresql: overwrite to public.t, by connection pg"},
           Case{R"({"writeMode":"merge","mergeKeys":"ID , day"})", "id bigint, Day date",
                "postgresql: merge by id, Day to public.t, by connection pg"},
           Case{R"({"createTable":"true"})", "id bigint, more int",
                "postgresql: append to public.t, by connection pg; the table is made if it is not "
                "there"},
           Case{R"({"createTable":"false"})", "id bigint, more int, most int",
                "Table: table db.t: there is no column more, most in it; there are: id, day. Drop "
                "or rename what there is not, or add it to the table and to the Data Catalog"},
           Case{R"({"writemode":"merge"})", "id bigint",
                "Table: table db.t: writemode is spelled writeMode"},
           Case{R"({"writeMode":"upsert","createTable":"yes"})", "id bigint",
                "Table: table db.t: writeMode is append, overwrite or merge, unlike upsert\n"
                "Table: table db.t: createTable is true or false, unlike yes"},
       }) {
    CAPTURE(c.parameters);
    MemoryEnvironment world = DatabaseWorld();
    AddTable(world, "t", "pg", "shop.public.t", "id bigint, day date", c.parameters);
    CHECK(Outcome(BindNode("PostgreSQLCatalogTarget", kTable, {c.input}, world)) == c.outcome);
  }
  MemoryEnvironment world = DatabaseWorld();
  AddTable(world, "t", "pg", "shop.public.t", "");
  CHECK(Outcome(BindNode("PostgreSQLCatalogTarget", kTable, {"any int"}, world)) ==
        "postgresql: append to public.t, by connection pg");
}

TEST_CASE("JDBCConnectorTarget writes to a table by a connection") {
  struct Case {
    const char* connection;
    const char* options;
    const char* input;
    const char* outcome;
  };
  for (const Case& c : {
           Case{"pg", "{}", "id bigint, tags array<string>, address struct<zip:int>",
                "postgresql: append to sales.t, by connection pg"},
           Case{"my", R"({"writeMode":"append","createTable":"true"})", "id bigint",
                "mysql: append to sales.t, by connection my; the table is made if it is not "
                "there"},
           Case{"pg", R"({"writeMode":"merge","mergeKeys":"id"})", "id bigint",
                "postgresql: merge by id to sales.t, by connection pg"},
           Case{"gone", "{}", "id bigint",
                "ConnectionName: there is no connection gone in the Data Catalog; create it or "
                "choose another"},
           Case{"pg", R"({"dbtable":"x"})", "id bigint",
                "AdditionalOptions: there is no option dbtable; writeMode, mergeKeys and "
                "createTable are understood"},
           Case{"pg", R"({"mergeKeys":"id"})", "id bigint",
                "AdditionalOptions: mergeKeys have a meaning with writeMode merge only"},
           Case{"pg", R"({"writeMode":"merge","mergeKeys":" , "})", "id bigint",
                "AdditionalOptions: to merge, name by mergeKeys the columns that tell which row is "
                "replaced: id, day"},
           Case{"pg", R"({"writeMode":"merge","mergeKeys":"id,ID,emial,tags"})",
                "id bigint, email string, tags array<int>",
                "AdditionalOptions: mergeKeys name a column twice: id\n"
                "AdditionalOptions: mergeKeys: there is no column emial; did you mean email?\n"
                "AdditionalOptions: mergeKeys: tags is of type array<int>, by which no row is "
                "told"},
       }) {
    CAPTURE(c.options);
    MemoryEnvironment world = DatabaseWorld();
    const std::string parameters = R"({"ConnectionName":")" + std::string(c.connection) +
                                   R"(","ConnectionTable":"sales.t","AdditionalOptions":)" +
                                   c.options + "}";
    CHECK(Outcome(BindNode("JDBCConnectorTarget", parameters, {c.input}, world)) == c.outcome);
  }
  CHECK(ParseNode("JDBCConnectorTarget",
                  R"({"ConnectionName":"pg","ConnectionTable":"t",
                      "AdditionalOptions":{"createTable":true}})")
            .error()
            .message == "createTable must be a string");
}

}  // namespace tenon::graph
