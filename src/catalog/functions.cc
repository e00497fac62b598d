#include "catalog/functions.h"

#include <utility>

#include "catalog/name_pattern.h"
#include "catalog/rows.h"
#include "text/utf8.h"

namespace tenon::catalog {
namespace {

// What a function is that names no FunctionType (model of Glue, UserDefinedFunctionInput).
constexpr std::string_view kDefaultType = "REGULAR_FUNCTION";

// Whichever of the two is missing.
Error NoFunction(db::Transaction& transaction, std::string_view database, std::string_view name) {
  const Status found = CheckDatabase(transaction, database);
  if (!found) return found.error();
  return NotFound("Function " + std::string(name) + " not found.");
}

// Columns: database_name, name, document, created.
Result<Function> ReadFunction(const db::Row& row) {
  ASSIGN_OR_RETURN(json::Value document, json::Parse(row.View(2)));
  return Function{row.Text(0), row.Text(1), std::move(document), FromMillis(row.Int(3))};
}

}  // namespace

Status FunctionStore::Create(db::Transaction& transaction, const Function& function) const {
  const std::string database = AsciiLower(function.database);
  const std::string name = AsciiLower(function.name);
  RETURN_IF_ERROR(CheckDatabase(transaction, database));
  ASSIGN_OR_RETURN(
      const auto rows,
      transaction.Execute(
          "INSERT INTO catalog_functions(database_name, name, document, created) "
          "VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
          {database, name, json::Dump(function.document), ToMillis(function.created)}));
  if (rows == 0) return AlreadyExists("Function " + name + " already exists.");
  return CheckQuota(transaction, {"FUNCTION", "DATABASE", quotas_.functions_per_database},
                    "SELECT count(*) FROM catalog_functions WHERE database_name = ?1", {database});
}

Result<Function> FunctionStore::Get(db::Transaction& transaction, std::string_view database,
                                    std::string_view name) const {
  const std::string folded_database = AsciiLower(database);
  const std::string folded_name = AsciiLower(name);
  auto function =
      QueryOne<Function>(transaction,
                         "SELECT database_name, name, document, created FROM catalog_functions "
                         "WHERE database_name = ?1 AND name = ?2",
                         {folded_database, folded_name}, ReadFunction, NotFound(folded_name));
  if (!function && function.error().kind == ErrorKind::kNotFound) {
    return NoFunction(transaction, folded_database, folded_name);
  }
  return function;
}

Result<Page<Function>> FunctionStore::List(db::Transaction& transaction,
                                           const FunctionRequest& request) const {
  const std::string database = AsciiLower(request.database);
  if (!database.empty()) RETURN_IF_ERROR(CheckDatabase(transaction, database));
  ASSIGN_OR_RETURN(const NamePattern pattern, NamePattern::Parse(request.pattern));
  Page<Function> page;
  RETURN_IF_ERROR(transaction.Query(
      "SELECT database_name, name, document, created FROM catalog_functions "
      "WHERE (database_name, name) > (?1, ?2) AND (?3 = '' OR database_name = ?3) "
      "ORDER BY database_name, name",
      {request.after_database, request.after_name, database}, [&](const db::Row& row) -> Status {
        if (page.more || !pattern.Matches(row.View(1))) return {};
        ASSIGN_OR_RETURN(Function function, ReadFunction(row));
        const std::string type = function.document["FunctionType"].StringOr(kDefaultType);
        if (!request.type.empty() && request.type != type) return {};
        page.more = static_cast<int>(page.items.size()) == request.limit;
        if (!page.more) page.items.push_back(std::move(function));
        return {};
      }));
  return page;
}

Status FunctionStore::Update(db::Transaction& transaction, std::string_view name,
                             const Function& function) const {
  const std::string database = AsciiLower(function.database);
  const std::string old_name = AsciiLower(name);
  const std::string new_name = AsciiLower(function.name);
  auto rows = transaction.Execute(
      "UPDATE catalog_functions SET name = ?3, document = ?4 "
      "WHERE database_name = ?1 AND name = ?2",
      {database, old_name, new_name, json::Dump(function.document)});
  if (!rows && rows.error().kind == ErrorKind::kAlreadyExists) {
    return AlreadyExists("Function " + new_name + " already exists.");
  }
  if (!rows) return rows.error();
  if (*rows == 0) return NoFunction(transaction, database, old_name);
  return {};
}

Status FunctionStore::Delete(db::Transaction& transaction, std::string_view database,
                             std::string_view name) const {
  const std::string folded_database = AsciiLower(database);
  const std::string folded_name = AsciiLower(name);
  ASSIGN_OR_RETURN(
      const auto rows,
      transaction.Execute("DELETE FROM catalog_functions WHERE database_name = ?1 AND name = ?2",
                          {folded_database, folded_name}));
  if (rows == 0) return NoFunction(transaction, folded_database, folded_name);
  return {};
}

}  // namespace tenon::catalog
