// JDBCConnectorSource: a table or a query of a database, by a connection.

#include "graph/database_node.h"
#include "graph/database_source.h"
#include "graph/s3_source.h"
#include "graph/script/s3_script.h"

namespace tenon::graph {
namespace {

constexpr Parameter kParameters[] = {
    kConnection,
    {.name = "ConnectionTable",
     .title = "Table name",
     .help = "The table to read, of PostgreSQL with its schema, which else is public: sales.users. "
             "Either this or a query."},
    {.name = "Query",
     .type = ParameterType::kCode,
     .title = "Query code",
     .help = "A SELECT in the database's own SQL, read in place of a table."},
    {.name = "AdditionalOptions",
     .type = ParameterType::kStructure,
     .title = "Additional options",
     .help =
         "FilterPredicate: a condition in the database's own SQL over the columns of the table or "
         "the query. JobBookmarkKeys: the one column that grows with every new row; with job "
         "bookmarks enabled, a run then reads the rows that no earlier run has read. Without it "
         "every run reads all rows; AWS takes the primary key by itself, so that a join loses the "
         "rows whose partners were read before. JobBookmarkKeysSortOrder: asc. PartitionColumn, "
         "LowerBound, UpperBound and NumPartitions change nothing: a large table is read in "
         "parallel by itself, a query or a table with a FilterPredicate by one connection."},
    kSourceColumns,
    kDriverName,
    kDriverType};

// What is asked for in AdditionalOptions.
struct Options {
  std::string predicate;
  std::vector<std::string> keys;
  std::string order;
  bool is_divided = false;     // into parts that are read in parallel
  bool is_type_named = false;  // in DataTypeMapping
  std::string unknown;         // the first option that is none
};

class JdbcConnectorSource final : public Node {
 public:
  JdbcConnectorSource(std::string connection, std::string table, std::string query, Options options,
                      Schema declared)
      : connection_(std::move(connection)),
        table_(std::move(table)),
        query_(std::move(query)),
        options_(std::move(options)),
        declared_(std::move(declared)) {}

  BindResult Bind(std::span<const Input>, Environment& environment) const override {
    if (Faults faults = CheckOptions(); !faults.empty()) return std::unexpected(faults);
    if (table_.empty() == query_.empty()) {
      return Fail("ConnectionTable", table_.empty()
                                         ? "neither a table nor a query is given; give one of them"
                                         : "both a table and a query are given; remove one");
    }
    const auto connection = FindConnection(connection_, std::nullopt, environment);
    if (!connection) return Fail("ConnectionName", connection.error().message);
    DatabaseRead read{.declared = declared_, .keys = options_.keys, .order = options_.order};
    read.what = query_.empty() ? "ConnectionTable" : "Query";
    read.where = "AdditionalOptions";
    if (query_.empty()) {
      const Result<DatabaseTable> table = ReadTableName(table_, *connection);
      if (!table) return Fail("ConnectionTable", table.error().message);
      SetTable(*table, read.source);
    } else {
      read.source.connection.name = connection->name;
      read.source.connection.kind = connection->kind;
      read.source.query = query_;
    }
    read.source.predicate = options_.predicate;
    BindResult bound = BindDatabaseRead(std::move(read), environment);
    if (bound && options_.is_divided) {
      bound->warnings.push_back({"AdditionalOptions",
                                 "PartitionColumn, LowerBound, UpperBound and NumPartitions change "
                                 "nothing: a large table "
                                 "is read in parallel by itself"});
    }
    return bound;
  }

 private:
  Faults CheckOptions() const {
    Faults faults;
    if (!options_.unknown.empty()) {
      faults.push_back({"AdditionalOptions",
                        "there is no option " + options_.unknown +
                            "; FilterPredicate, JobBookmarkKeys and JobBookmarkKeysSortOrder are "
                            "understood"});
    }
    if (options_.is_type_named) {
      faults.push_back({"AdditionalOptions",
                        "DataTypeMapping is not followed here; remove it, and declare the types "
                        "under Output schema or change them with a Change Schema node"});
    }
    return faults;
  }

  const std::string connection_;
  const std::string table_;
  const std::string query_;
  const Options options_;
  const Schema declared_;
};

// Without blanks, line ends and semicolons at its end, as it becomes part of a statement.
std::string WithoutEnd(std::string query) {
  query.resize(query.find_last_not_of("; \t\r\n") + 1);
  return query;
}

Result<Options> ReadOptions(const json::Value& value) {
  Options options;
  if (value.IsNull()) return options;
  const json::Object* object = value.AsObject();
  if (object == nullptr) return InvalidInput("AdditionalOptions must be an object");
  const json::Reader reader(value);
  for (const auto& [name, option] : object->members) {
    if (option.IsNull()) continue;
    if (name == "FilterPredicate") {
      ASSIGN_OR_RETURN(options.predicate, reader.String(name));
    } else if (name == "JobBookmarkKeys") {
      ASSIGN_OR_RETURN(options.keys, reader.Strings(name));
    } else if (name == "JobBookmarkKeysSortOrder") {
      ASSIGN_OR_RETURN(options.order, reader.String(name));
    } else if (name == "DataTypeMapping") {
      options.is_type_named = option.AsObject() == nullptr || !option.AsObject()->members.empty();
    } else if (name == "PartitionColumn" || name == "LowerBound" || name == "UpperBound" ||
               name == "NumPartitions") {
      options.is_divided = true;
    } else if (options.unknown.empty()) {
      options.unknown = name;
    }
  }
  return options;
}

Result<NodePtr> Parse(const json::Value& parameters) {
  const json::Reader reader(parameters);
  ASSIGN_OR_RETURN(std::string connection, reader.String("ConnectionName"));
  ASSIGN_OR_RETURN(std::string table, reader.StringOr("ConnectionTable", ""));
  ASSIGN_OR_RETURN(std::string query, reader.StringOr("Query", ""));
  ASSIGN_OR_RETURN(Options options, ReadOptions(parameters["AdditionalOptions"]));
  ASSIGN_OR_RETURN(Schema declared, ReadOutputSchema(parameters));
  return std::make_unique<JdbcConnectorSource>(std::move(connection), std::move(table),
                                               WithoutEnd(std::move(query)), std::move(options),
                                               std::move(declared));
}

Status WritePart(const ScriptNode& node, Script& script) {
  const json::Reader reader(node.parameters);
  ASSIGN_OR_RETURN(const std::string connection, reader.String("ConnectionName"));
  ASSIGN_OR_RETURN(const std::string type, reader.String("ConnectionType"));
  ASSIGN_OR_RETURN(const std::string table, reader.StringOr("ConnectionTable", ""));
  ASSIGN_OR_RETURN(const std::string query, reader.StringOr("Query", ""));
  ASSIGN_OR_RETURN(const Options given, ReadOptions(node.parameters["AdditionalOptions"]));
  Python::Items options = {{"connectionName", Python::Text(connection)}};
  if (!table.empty()) options.push_back({"dbTable", Python::Text(table)});
  if (!query.empty()) options.push_back({"query", Python::Text(WithoutEnd(query))});
  if (!given.predicate.empty()) {
    options.push_back({"filterPredicate", Python::Text(given.predicate)});
  }
  if (!given.keys.empty()) {
    options.push_back({"jobBookmarkKeys", Python::ListOfTexts(given.keys)});
  }
  if (!given.order.empty()) {
    options.push_back({"jobBookmarkKeysSortOrder", Python::Text(given.order)});
  }
  script.Assign(node.variable,
                Python::Call("glueContext.create_dynamic_frame.from_options",
                             {{"connection_type", Python::Text(type)},
                              {"connection_options", Python::Dictionary(std::move(options))},
                              {"transformation_ctx", Python::Text(node.variable)}}));
  return WriteDeclaredTypes(node, script);
}

}  // namespace

extern constinit const NodeKind kJDBCConnectorSource = {
    .name = "JDBCConnectorSource",
    .category = Category::kSource,
    .least_inputs = 0,
    .most_inputs = 0,
    .title = "JDBC connector",
    .documentation =
        "Reads a table or a query of a database by a connection, without a table in the Data "
        "Catalog and without a driver of your own: PostgreSQL, MySQL and MariaDB can be reached. "
        "Only the columns that the job needs are read, and rows that a filter drops stay in the "
        "database.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
