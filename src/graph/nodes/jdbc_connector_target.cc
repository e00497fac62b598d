// JDBCConnectorTarget: writes to a table of a database, by a connection.

#include "graph/database_node.h"
#include "graph/database_target.h"
#include "graph/script/script.h"

namespace tenon::graph {
namespace {

Status WritePart(const ScriptNode& node, Script& script) {
  const json::Reader reader(node.parameters);
  ASSIGN_OR_RETURN(const std::string connection, reader.String("ConnectionName"));
  ASSIGN_OR_RETURN(const std::string table, reader.String("ConnectionTable"));
  ASSIGN_OR_RETURN(const std::string type, reader.String("ConnectionType"));
  const json::Value& given = node.parameters["AdditionalOptions"];
  const bool adds = given["writeMode"].StringOr("append") == "append";
  if (!adds || given["createTable"].StringOr("false") == "true") {
    return Unsupported(
        "Glue's JDBC writer adds rows to a table that is there; it knows no writeMode and no "
        "createTable");
  }
  script.Assign(node.variable,
                Python::Call("glueContext.write_dynamic_frame.from_options",
                             {{"frame", Python::Code(node.inputs[0].variable)},
                              {"connection_type", Python::Text(type)},
                              {"connection_options",
                               Python::Dictionary({{"connectionName", Python::Text(connection)},
                                                   {"dbTable", Python::Text(table)}})},
                              {"transformation_ctx", Python::Text(node.variable)}}));
  return {};
}

constexpr Parameter kParameters[] = {
    kConnection,
    {.name = "ConnectionTable",
     .required = true,
     .title = "Table name",
     .help = "The table to write, of PostgreSQL with its schema, which else is public: "
             "sales.users"},
    {.name = "AdditionalOptions",
     .type = ParameterType::kMap,
     .title = "Connection options",
     .help = "writeMode is append (so it is without), overwrite (the rows that are there go) or "
             "merge (a row replaces the row of the same mergeKeys). mergeKeys: id, day. "
             "createTable: with true, a run makes the table if it is not there."},
    kDriverName,
    kDriverType,
    {.name = "OutputSchemas",
     .type = ParameterType::kStructure,
     .title = "Output schema",
     .help = "What the console has found; the columns of the input are written."}};

class JdbcConnectorTarget final : public Node {
 public:
  JdbcConnectorTarget(std::string connection, std::string table, WriteOptions options)
      : connection_(std::move(connection)),
        table_(std::move(table)),
        options_(std::move(options)) {}

  BindResult Bind(std::span<const Input> inputs, Environment& environment) const override {
    const auto connection = FindConnection(connection_, std::nullopt, environment);
    if (!connection) return Fail("ConnectionName", connection.error().message);
    Result<DatabaseTable> table = ReadTableName(table_, *connection);
    if (!table) return Fail("ConnectionTable", table.error().message);
    DatabaseWrite write{.table = *std::move(table), .options = options_};
    write.what = "ConnectionTable";
    write.where = "AdditionalOptions";
    return BindDatabaseWrite(write, inputs[0]);
  }

 private:
  const std::string connection_;
  const std::string table_;
  const WriteOptions options_;
};

Result<NodePtr> Parse(const json::Value& parameters) {
  const json::Reader reader(parameters);
  ASSIGN_OR_RETURN(std::string connection, reader.String("ConnectionName"));
  ASSIGN_OR_RETURN(std::string table, reader.String("ConnectionTable"));
  WriteOptions options;
  const json::Value& given = parameters["AdditionalOptions"];
  if (!given.IsNull() && given.AsObject() == nullptr) {
    return InvalidInput("AdditionalOptions must be an object");
  }
  if (given.AsObject() != nullptr) {
    for (const auto& [name, value] : given.AsObject()->members) {
      ASSIGN_OR_RETURN(std::string text, json::Reader(given).String(name));
      options.emplace_back(name, std::move(text));
    }
  }
  return std::make_unique<JdbcConnectorTarget>(std::move(connection), std::move(table),
                                               std::move(options));
}

}  // namespace

extern constinit const NodeKind kJDBCConnectorTarget = {
    .name = "JDBCConnectorTarget",
    .category = Category::kTarget,
    .least_inputs = 1,
    .most_inputs = 1,
    .title = "JDBC connector",
    .documentation =
        "Writes the rows to a table of a database by a connection, without a table in the Data "
        "Catalog and without a driver of your own: PostgreSQL, MySQL and MariaDB can be reached. "
        "All that a run writes to its database is one transaction: if the run fails, the table is "
        "as it was.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
