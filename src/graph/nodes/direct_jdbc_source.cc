// DirectJDBCSource: a table of a database, by a connection alone.

#include "graph/database_node.h"
#include "graph/database_source.h"
#include "graph/s3_source.h"
#include "graph/script/s3_script.h"

namespace tenon::graph {
namespace {

// The connection has address, user and password; the script names it alone.
Status WritePart(const ScriptNode& node, Script& script) {
  const json::Reader reader(node.parameters);
  ASSIGN_OR_RETURN(const std::string table, reader.String("Table"));
  ASSIGN_OR_RETURN(const std::string connection, reader.String("ConnectionName"));
  ASSIGN_OR_RETURN(const std::string type, reader.String("ConnectionType"));
  script.Assign(
      node.variable,
      Python::Call("glueContext.create_dynamic_frame.from_options",
                   {{"connection_type", Python::Text(type)},
                    {"connection_options",
                     Python::Dictionary({{"useConnectionProperties", Python::Text("true")},
                                         {"dbtable", Python::Text(table)},
                                         {"connectionName", Python::Text(connection)}})},
                    {"transformation_ctx", Python::Text(node.variable)}}));
  return WriteDeclaredTypes(node, script);
}

constexpr Parameter kParameters[] = {
    {.name = "Database",
     .required = true,
     .title = "Database",
     .help = "The database that the connection leads to; of MySQL, any database of that server."},
    {.name = "Table",
     .required = true,
     .title = "Table",
     .help = "The table, of PostgreSQL with its schema, which else is public: sales.users"},
    kConnection,
    {.name = "ConnectionType",
     .type = ParameterType::kChoice,
     .required = true,
     .title = "Connection type",
     .help = "What the connection leads to: postgresql, or mysql, which is also MariaDB. Others "
             "cannot be reached here.",
     .choices = "postgresql|mysql|sqlserver|oracle|redshift"},
    {.name = "RedshiftTmpDir",
     .type = ParameterType::kS3Path,
     .title = "Temporary folder",
     .help = "Of Redshift, which cannot be reached here; without effect."},
    kSourceColumns};

// A kind of database that Glue knows and that cannot be reached.
std::string RefusalOf(const std::string& type) {
  return type +
         " cannot be reached here; postgresql and mysql can. Export the table to S3 and read it "
         "there";
}

class DirectJdbcSource final : public Node {
 public:
  DirectJdbcSource(std::string database, std::string table, std::string connection,
                   std::string type, Schema declared)
      : database_(std::move(database)),
        table_(std::move(table)),
        connection_(std::move(connection)),
        type_(std::move(type)),
        declared_(std::move(declared)) {}

  BindResult Bind(std::span<const Input>, Environment& environment) const override {
    const Result<task::DatabaseKind> wanted = task::ParseDatabaseKind(type_);
    if (!wanted) return Fail("ConnectionType", RefusalOf(type_));
    auto connection = FindConnection(connection_, *wanted, environment);
    if (!connection) return Fail("ConnectionName", connection.error().message);
    if (*wanted == task::DatabaseKind::kMySql) {
      if (!database_.empty()) connection->database = database_;
    } else if (!database_.empty() && database_ != connection->database) {
      return Fail("Database", "connection " + connection_ + " leads to the database " +
                                  connection->database + ", not to " + database_ +
                                  "; choose a connection that leads there");
    }
    const Result<DatabaseTable> table = ReadTableName(table_, *connection);
    if (!table) return Fail("Table", table.error().message);
    DatabaseRead read{.declared = declared_, .what = "Table", .where = "Table"};
    SetTable(*table, read.source);
    return BindDatabaseRead(std::move(read), environment);
  }

 private:
  const std::string database_;
  const std::string table_;
  const std::string connection_;
  const std::string type_;
  const Schema declared_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  const json::Reader reader(parameters);
  ASSIGN_OR_RETURN(std::string database, reader.String("Database"));
  ASSIGN_OR_RETURN(std::string table, reader.String("Table"));
  ASSIGN_OR_RETURN(std::string connection, reader.String("ConnectionName"));
  ASSIGN_OR_RETURN(std::string type, reader.String("ConnectionType"));
  ASSIGN_OR_RETURN(Schema declared, ReadOutputSchema(parameters));
  return std::make_unique<DirectJdbcSource>(std::move(database), std::move(table),
                                            std::move(connection), std::move(type),
                                            std::move(declared));
}

}  // namespace

extern constinit const NodeKind kDirectJDBCSource = {
    .name = "DirectJDBCSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "JDBC",
    .documentation =
        "Reads a table of a database by a connection, without a table in the Data Catalog. Only "
        "the columns that the job needs are read, and rows that a filter drops stay in the "
        "database. Every run reads all rows: a node over a table of the Data Catalog, or JDBC "
        "connector, can read new rows only.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
