// The sources over databases: RelationalCatalogSource, PostgreSQLCatalogSource, MySQLCatalogSource,
// DirectJDBCSource, JDBCConnectorSource, and the node over any table of the Data Catalog.

#include "graph/database_table.h"
#include "graph/database_test.h"
#include "graph/table_scan.h"

namespace tenon::graph {
namespace {

const char kTable[] = R"({"Database":"db","Table":"t"})";

// "postgresql: public.t, by connection pg; id bigint", or the faults.
std::string Outcome(const BindResult& bound) {
  if (!bound) return FaultsOf(bound);
  const Scan& scan = std::get<Scan>(bound->part);
  REQUIRE(scan.source.database);
  CHECK(scan.locations.empty());
  CHECK(scan.database == "");
  CHECK(scan.table == "");
  CHECK(scan.source.columns == bound->schema);
  const task::DatabaseConnection& connection = scan.source.database->connection;
  CHECK(connection == task::DatabaseConnection{.name = connection.name, .kind = connection.kind});
  return ToString(*scan.source.database) + "; " + Text(bound->schema);
}

}  // namespace

TEST_CASE("a table of the Data Catalog that is in a database is read there") {
  struct Case {
    const char* kind;
    const char* connection;
    const char* location;
    const char* outcome;
  };
  const char* postgres = "postgresql: public.leads, by connection pg; id bigint, email string";
  const char* mysql = "mysql: shop.leads, by connection my; id bigint, email string";
  for (const Case& c : {
           Case{"RelationalCatalogSource", "pg", "shop.public.leads", postgres},
           Case{"PostgreSQLCatalogSource", "pg", "shop.public.leads", postgres},
           Case{"CatalogSource", "pg", "shop.public.leads", postgres},
           Case{"RelationalCatalogSource", "my", "shop.leads", mysql},
           Case{"MySQLCatalogSource", "my", "shop.leads", mysql},
           Case{"CatalogSource", "my", "shop.leads", mysql},
           Case{"PostgreSQLCatalogSource", "my", "shop.leads",
                "Table: table db.t: connection my leads to MySQL, but this node is for PostgreSQL; "
                "choose a connection that leads there, or another node"},
           Case{"MySQLCatalogSource", "pg", "shop.public.leads",
                "Table: table db.t: connection pg leads to PostgreSQL, but this node is for MySQL; "
                "choose a connection that leads there, or another node"},
           Case{"PostgreSQLCatalogSource", "gone", "shop.public.leads",
                "Table: table db.t: there is no connection gone in the Data Catalog; create it or "
                "choose another"},
           Case{"PostgreSQLCatalogSource", "", "shop.public.leads",
                "Table: table db.t names no connection by which it is reached; set its parameter "
                "connectionName to one of the Data Catalog"},
           Case{"PostgreSQLCatalogSource", "pg", "leads",
                "Table: table db.t has no location of the form database.schema.table, as a table "
                "of PostgreSQL must have; give it one in the Data Catalog, in place of: leads"},
           Case{"RelationalCatalogSource", "my", "shop.public.leads",
                "Table: table db.t has no location of the form database.table, as a table of MySQL "
                "must have; give it one in the Data Catalog, in place of: shop.public.leads"},
           Case{"RelationalCatalogSource", "pg", "stats.public.leads",
                "Table: table db.t: connection pg leads to the database shop, not to that of "
                "stats.public.leads; choose a connection that leads there"},
           Case{"PostgreSQLCatalogSource", "pg", "s3://b/t/",
                "Table: table db.t is not in a database; choose one that is, or read it with the "
                "node AWS Glue Data Catalog"},
           Case{"S3CatalogSource", "pg", "shop.public.leads",
                "Table: table db.t is in a database, not in S3; read it with the node AWS Glue "
                "Data Catalog, or with that of the database"},
           Case{"GovernedCatalogSource", "pg", "shop.public.leads",
                "Table: table db.t is in a database, not in S3; read it with the node AWS Glue "
                "Data Catalog, or with that of the database"},
           Case{"CatalogDeltaSource", "pg", "shop.public.leads",
                "Table: table db.t is not one of Delta; choose a table of Delta, or another node"},
       }) {
    CAPTURE(c.kind);
    CAPTURE(c.location);
    MemoryEnvironment world = DatabaseWorld();
    AddTable(world, "t", c.connection, c.location, "id bigint, email string");
    CHECK(Outcome(BindNode(c.kind, kTable, {}, world)) == c.outcome);
  }
}

TEST_CASE("a table in a database that is not in the catalog, or that a predicate is put on") {
  MemoryEnvironment world = DatabaseWorld();
  CHECK(FaultsOf(BindNode("PostgreSQLCatalogSource", kTable, {}, world)) ==
        "Table: there is no table db.t in the Data Catalog; create it or choose another");
  AddTable(world, "t", "pg", "shop.public.t", "id bigint");
  CHECK(FaultsOf(BindNode("CatalogSource",
                          R"({"Database":"db","Table":"t","PartitionPredicate":"y = 1"})", {},
                          world)) ==
        "PartitionPredicate: table db.t is in a database, which has no partitions; remove the "
        "predicate and put a Filter node behind this one");
}

TEST_CASE("a query does not reach a database, and says what does") {
  MemoryEnvironment world = DatabaseWorld();
  AddTable(world, "t", "pg", "shop.public.t", "id bigint");
  const Result<Scan> scan = ScanOfTable("db", "t", world);
  REQUIRE_FALSE(scan);
  CHECK(scan.error().message ==
        "table db.t is in a database, which a query does not reach; query it with a job");
}

TEST_CASE("columns that the catalog does not list are the database's") {
  MemoryEnvironment world = DatabaseWorld();
  AddTable(world, "t", "pg", "shop.public.leads", "");
  const BindResult silent = BindNode("PostgreSQLCatalogSource", kTable, {}, world);
  CHECK(FaultsOf(silent) ==
        "Table: table db.t: the columns cannot be told: the database does not answer");
  CHECK(silent.error()[0].severity == Severity::kUnknown);
  world.files["leads"] = Columns("id int, preview boolean");
  CHECK(Outcome(BindNode("PostgreSQLCatalogSource", kTable, {}, world)) ==
        "postgresql: public.leads, by connection pg; id int, preview boolean");
}

TEST_CASE("parameters of a table say by which column new rows are told") {
  struct Case {
    const char* parameters;
    const char* key;  // or the fault
  };
  for (const Case& c : {
           Case{"{}", ""},
           Case{R"({"jobBookmarkKeys":"ID"})", "id"},
           Case{R"({"jobBookmarkKeys":" at ","jobBookmarkKeysSortOrder":"ASC"})", "at"},
           Case{R"({"jobBookmarkKeys":"id,at"})",
                "Table: table db.t: a source has one bookmark key here; leave the one that grows "
                "with every new row"},
           Case{R"({"jobBookmarkKeys":"id","jobBookmarkKeysSortOrder":"desc"})",
                "Table: table db.t: rows can be read anew in the order asc of their bookmark key "
                "only, unlike desc"},
           Case{R"({"jobBookmarkKeys":"idd"})",
                "Table: table db.t: bookmark key: there is no column idd; did you mean id?"},
           Case{R"({"jobBookmarkKeys":"seen"})",
                "Table: table db.t: bookmark key seen is of type boolean, which has no order; "
                "choose a number, a date, a timestamp or a text"},
       }) {
    CAPTURE(c.parameters);
    MemoryEnvironment world = DatabaseWorld();
    AddTable(world, "t", "pg", "shop.public.hits", "id bigint, at timestamp, seen boolean",
             c.parameters);
    const BindResult bound = BindNode("PostgreSQLCatalogSource", kTable, {}, world);
    CHECK((bound ? std::get<Scan>(bound->part).source.database->bookmark_key : FaultsOf(bound)) ==
          c.key);
  }
}

TEST_CASE("DirectJDBCSource reads a table by a connection") {
  struct Case {
    const char* parameters;
    const char* outcome;
  };
  const char* hits = "postgresql: public.hits, by connection pg; id bigint";
  for (const Case& c : {
           Case{R"("Database":"shop","Table":"hits","ConnectionName":"pg",
                   "ConnectionType":"postgresql")",
                hits},
           Case{R"("Database":"shop","Table":"public.hits","ConnectionName":"pg",
                   "ConnectionType":"postgresql")",
                hits},
           Case{R"("Database":"stats","Table":"hits","ConnectionName":"my",
                   "ConnectionType":"mysql")",
                "mysql: stats.hits, by connection my; id bigint"},
           Case{R"("Database":"shop","Table":"hits","ConnectionName":"pg",
                   "ConnectionType":"postgresql","OutputSchemas":[{"Columns":[
                   {"Name":"id","Type":"int"},{"Name":"at","Type":"date"}]}])",
                "postgresql: public.hits, by connection pg; id int, at date"},
           Case{R"("Database":"stats","Table":"hits","ConnectionName":"pg",
                   "ConnectionType":"postgresql")",
                "Database: connection pg leads to the database shop, not to stats; choose a "
                "connection that leads there"},
           Case{R"("Database":"shop","Table":"a.b.c.d","ConnectionName":"pg",
                   "ConnectionType":"postgresql")",
                "Table: a table of PostgreSQL is named table, schema.table or "
                "database.schema.table, with double quotes around a part that has dots, unlike "
                "this: a.b.c.d"},
           Case{R"("Database":"shop","Table":"gone","ConnectionName":"pg",
                   "ConnectionType":"postgresql")",
                "Table: the columns cannot be told: the database does not answer"},
           Case{R"("Database":"shop","Table":"hits","ConnectionName":"my",
                   "ConnectionType":"postgresql")",
                "ConnectionName: connection my leads to MySQL, but this node is for PostgreSQL; "
                "choose a connection that leads there, or another node"},
           Case{R"("Database":"shop","Table":"hits","ConnectionName":"",
                   "ConnectionType":"postgresql")",
                "ConnectionName: no connection is named; choose one of the Data Catalog"},
           Case{R"("Database":"shop","Table":"hits","ConnectionName":"pg",
                   "ConnectionType":"oracle")",
                "ConnectionType: oracle cannot be reached here; postgresql and mysql can. Export "
                "the table to S3 and read it there"},
       }) {
    CAPTURE(c.parameters);
    MemoryEnvironment world = DatabaseWorld();
    world.files["hits"] = Columns("id bigint");
    const std::string parameters = "{" + std::string(c.parameters) + "}";
    CHECK(Outcome(BindNode("DirectJDBCSource", parameters, {}, world)) == c.outcome);
  }
}

TEST_CASE("JDBCConnectorSource reads a table or a query by a connection") {
  struct Case {
    const char* parameters;  // beside the connection
    const char* outcome;
  };
  for (const Case& c : {
           Case{R"("ConnectionTable":"sales.hits")",
                "postgresql: sales.hits, by connection pg; id bigint, at timestamp"},
           Case{R"("Query":"SELECT 1 AS one ; \n")",
                "postgresql: a query, by connection pg\nSELECT 1 AS one; one int"},
           Case{R"("ConnectionTable":"hits","AdditionalOptions":{"FilterPredicate":"id > 7",
                   "JobBookmarkKeys":["id"],"JobBookmarkKeysSortOrder":"asc","DataTypeMapping":{}})",
                "postgresql: public.hits, by connection pg\nrows where id > 7\nonly rows of a "
                "greater id than the last run has read, if job bookmarks are enabled; id bigint, "
                "at timestamp"},
           Case{R"("Query":"SELECT 1 AS one","ConnectionTable":"hits")",
                "ConnectionTable: both a table and a query are given; remove one"},
           Case{R"("Query":" ")",
                "ConnectionTable: neither a table nor a query is given; give one of them"},
           Case{R"("ConnectionTable":"hits","AdditionalOptions":{"JobBookmarkKeys":["id","at"]})",
                "AdditionalOptions: a source has one bookmark key here; leave the one that grows "
                "with every new row"},
           Case{R"("ConnectionTable":"hits",
                   "AdditionalOptions":{"DataTypeMapping":{"VARCHAR":"STRING"}})",
                "AdditionalOptions: DataTypeMapping is not followed here; remove it, and declare "
                "the types under Output schema or change them with a Change Schema node"},
           Case{R"("ConnectionTable":"hits","AdditionalOptions":{"filterPredicate":"id > 7"})",
                "AdditionalOptions: there is no option filterPredicate; FilterPredicate, "
                "JobBookmarkKeys and JobBookmarkKeysSortOrder are understood"},
           Case{R"("Query":"SELECT 2 AS two")",
                "Query: the columns cannot be told: the database does not "
                "answer"},
       }) {
    CAPTURE(c.parameters);
    MemoryEnvironment world = DatabaseWorld();
    world.files["hits"] = Columns("id bigint, at timestamp");
    world.files["SELECT 1 AS one"] = Columns("one int");
    const std::string parameters = R"({"ConnectionName":"pg",)" + std::string(c.parameters) + "}";
    CHECK(Outcome(BindNode("JDBCConnectorSource", parameters, {}, world)) == c.outcome);
  }
}

TEST_CASE("how a table is divided changes nothing, which is said") {
  MemoryEnvironment world = DatabaseWorld();
  world.files["hits"] = Columns("id bigint");
  const BindResult bound =
      BindNode("JDBCConnectorSource",
               R"({"ConnectionName":"pg","ConnectionTable":"hits","AdditionalOptions":
                   {"PartitionColumn":"id","LowerBound":1,"UpperBound":9,"NumPartitions":4}})",
               {}, world);
  REQUIRE_MESSAGE(bound, FaultsOf(bound));
  REQUIRE(bound->warnings.size() == 1);
  CHECK(bound->warnings[0].message ==
        "PartitionColumn, LowerBound, UpperBound and NumPartitions change nothing: a large table "
        "is read in parallel by itself");
}

}  // namespace tenon::graph
