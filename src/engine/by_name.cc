#include "engine/by_name.h"

#include <algorithm>
#include <array>

#include "engine/scan.h"
#include "json/value.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::engine {
namespace {

using task::Format;
using task::Source;

// A column of a file that describes itself, as our types have it.
std::string Adapted(const std::string& name, std::string_view engine_type) {
  const std::string quoted = SqlIdentifier(name);
  if (engine_type == "TIMESTAMP WITH TIME ZONE") return "make_timestamp(epoch_us(" + quoted + "))";
  if (engine_type.starts_with("TIMESTAMP_")) return "CAST(" + quoted + " AS TIMESTAMP)";
  return quoted;
}

// Whether every value of the one type is one of the other.
bool AlwaysFits(std::string_view own, const Type& declared) {
  if (own.starts_with("TIMESTAMP") && declared.kind == TypeKind::kTimestamp) return true;
  if (declared.kind == TypeKind::kString) return true;
  constexpr std::array<std::string_view, 4> kWholes = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT"};
  const std::string wanted = DuckDbName(declared);
  const auto from = std::ranges::find(kWholes, own);
  const auto to = std::ranges::find(kWholes, wanted);
  if (from != kWholes.end() && to != kWholes.end()) return from <= to;
  return own == "FLOAT" && wanted == "DOUBLE";
}

// In a structure as json_group_structure tells it, the types that ours can hold: a number that is
// never negative is still a whole number.
json::Value Widened(const json::Value& structure) {
  if (const std::string* name = structure.AsString()) {
    if (*name == "UBIGINT" || *name == "HUGEINT") return "BIGINT";
    return *name == "NULL" || *name == "JSON" ? json::Value("VARCHAR") : structure;
  }
  if (const json::Array* array = structure.AsArray()) {
    json::Array out;
    for (const json::Value& element : *array) out.push_back(Widened(element));
    return out;
  }
  json::Value out = structure;
  if (json::Object* object = out.AsObject()) {
    for (auto& [name, member] : object->members) member = Widened(member);
  }
  return out;
}

// The records of JSON with a path, with the columns that the first of them have.
Result<std::string> RecordColumns(Connection& connection, const Source& part) {
  const std::string records = RecordScan(part);
  ASSIGN_OR_RETURN(const auto rows,
                   connection.Query("SELECT CAST(json_group_structure(r) AS VARCHAR) FROM (SELECT "
                                    "r FROM " +
                                    records + " LIMIT 20000)"));
  if (rows.empty() || !rows[0][0]) return InvalidInput("there is no record at the JsonPath");
  ASSIGN_OR_RETURN(const json::Value structure, json::Parse(*rows[0][0]));
  if (structure.AsObject() == nullptr) {
    return InvalidInput("what is at the JsonPath are no objects");
  }
  return "(SELECT unnest(s) FROM (SELECT from_json(r, " +
         SqlString(json::Dump(Widened(structure))) + ") AS s FROM " + records + "))";
}

Result<std::string> OwnScan(Connection& connection, const Source& part) {
  if (part.format == Format::kJson && !part.json.path.empty()) {
    return RecordColumns(connection, part);
  }
  return NativeScan(part);
}

std::string AllColumns(const Source& part, const std::vector<Row>& found) {
  std::string select;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::string& name = *found[i][0];
    // Glue calls the columns of a file without header so.
    const bool unnamed = part.format == Format::kCsv && part.csv.header_lines == 0;
    select += select.empty() ? "" : ", ";
    select += Adapted(name, *found[i][1]) + " AS " +
              SqlIdentifier(unnamed ? "col" + std::to_string(i) : name);
  }
  return select;
}

}  // namespace

Result<ByName> ReadByName(Connection& connection, const Source& part, std::string_view misfit) {
  ByName out;
  ASSIGN_OR_RETURN(out.scan, OwnScan(connection, part));
  ASSIGN_OR_RETURN(const auto found, connection.Query("DESCRIBE SELECT * FROM " + out.scan));
  if (part.columns.empty()) {
    out.select = AllColumns(part, found);
    return out;
  }
  for (const Column& column : part.columns) {
    const auto it = std::ranges::find_if(
        found, [&](const Row& row) { return EqualsIgnoringCase(*row[0], column.name); });
    const std::string type = DuckDbName(column.type);
    std::string value = "CAST(NULL AS " + type + ')';
    if (it != found.end() && *(*it)[1] == type) {
      value = SqlIdentifier(*(*it)[0]);
    } else if (it != found.end()) {
      const std::string own = Adapted(*(*it)[0], *(*it)[1]);
      value = "TRY_CAST(" + own + " AS " + type + ')';
      if (!AlwaysFits(*(*it)[1], column.type)) {
        const std::string bad = own + " IS NOT NULL AND " + value + " IS NULL";
        out.doubtful.push_back({column, "CAST(" + own + " AS VARCHAR)", bad});
        if (!misfit.empty()) {
          value = "CASE WHEN " + bad + " THEN " + std::string(misfit) + " ELSE " + value + " END";
        }
      }
    }
    out.select += (out.select.empty() ? "" : ", ") + value + " AS " + SqlIdentifier(column.name);
  }
  return out;
}

}  // namespace tenon::engine
