#include "graph/database_target.h"

#include <algorithm>
#include <array>
#include <set>

#include "graph/column_path.h"
#include "graph/managed/arguments.h"
#include "graph/table_columns.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

constexpr std::array<std::string_view, 3> kOptions = {"writeMode", "mergeKeys", "createTable"};

// Checks one target; collects everything that is wrong.
class DatabaseTargetBinder {
 public:
  DatabaseTargetBinder(const DatabaseWrite& write, const Input& input)
      : write_(write), input_(input) {}

  BindResult Bind() {
    task::DatabaseSink& sink = target_.sink.database.emplace();
    sink.connection = write_.table.connection;
    sink.schema = write_.table.schema;
    sink.table = write_.table.table;
    for (const auto& [name, text] : write_.options) ReadOption(name, text, sink);
    BindKeys(sink);
    BindColumns(sink);
    if (!faults_.empty()) return std::unexpected(std::move(faults_));
    target_.schema = input_.schema;
    Bound bound;
    bound.schema = input_.schema;
    bound.part = std::move(target_);
    return bound;
  }

 private:
  void Add(std::string_view field, const std::string& message) {
    faults_.push_back({std::string(field), write_.subject + message});
  }

  void ReadOption(const std::string& name, const std::string& text, task::DatabaseSink& sink) {
    if (name == "writeMode") {
      const Result<task::WriteMode> mode = task::ParseWriteMode(text);
      if (mode) sink.mode = *mode;
      if (!mode) Add(write_.where, "writeMode is append, overwrite or merge, unlike " + text);
    } else if (name == "mergeKeys") {
      keys_ = SplitNames(text);
    } else if (name == "createTable") {
      sink.create = text == "true";
      if (!sink.create && text != "false") {
        Add(write_.where, "createTable is true or false, unlike " + text);
      }
    } else {
      const auto meant = std::ranges::find_if(
          kOptions, [&](std::string_view option) { return EqualsIgnoringCase(option, name); });
      Add(write_.where, meant == kOptions.end()
                            ? "there is no option " + name +
                                  "; writeMode, mergeKeys and createTable are understood"
                            : name + " is spelled " + std::string(*meant));
    }
  }

  void BindKeys(task::DatabaseSink& sink) {
    if (sink.mode != task::WriteMode::kMerge) {
      if (!keys_.empty()) Add(write_.where, "mergeKeys have a meaning with writeMode merge only");
      return;
    }
    if (keys_.empty()) {
      Add(write_.where,
          "to merge, name by mergeKeys the columns that tell which row is replaced: id, day");
    }
    std::set<std::size_t> seen;
    for (const std::string& name : keys_) {
      const Result<ResolvedColumn> key = Resolve(input_.schema, {name});
      if (!key) {
        Add(write_.where, "mergeKeys: " + key.error().message);
      } else if (key->type.kind >= TypeKind::kArray) {
        Add(write_.where, "mergeKeys: " + key->name + " is of type " + HiveName(key->type) +
                              ", by which no row is told");
      } else if (!seen.insert(key->index).second) {
        Add(write_.where, "mergeKeys name a column twice: " + key->name);
      } else {
        sink.keys.push_back(key->name);
      }
    }
  }

  void BindColumns(const task::DatabaseSink& sink) {
    if (!write_.listed || sink.create) return;
    for (const Column& column : input_.schema) {
      if (FindIgnoringCase(*write_.listed, column.name).empty()) unlisted_.push_back(column);
    }
    if (!unlisted_.empty()) AddUnlisted();
  }

  void AddUnlisted() {
    json::Value paths = json::Array{};
    for (const Column& column : unlisted_) paths.Append(json::Array{column.name});
    const std::string names = ListNames(unlisted_);
    Add(write_.what, std::string("there is no column ") + names +
                         " in it; there are: " + ListNames(*write_.listed) +
                         ". Drop or rename what there is not, or add it to the table and to the "
                         "Data Catalog");
    if (unlisted_.size() == input_.schema.size()) return;
    faults_.back().fixes.push_back(
        {"Drop " + names,
         {InsertNode{0,
                     "DropFields",
                     {{"Name", "Columns of " + input_.title}, {"Paths", std::move(paths)}}}}});
  }

  const DatabaseWrite& write_;
  const Input& input_;
  std::vector<std::string> keys_;
  Schema unlisted_;  // columns of the input that the table has not
  Target target_;
  Faults faults_;
};

// The options among a table's parameters, which hold much else; those of its storage if the table
// has none of that name.
WriteOptions OptionsOf(const json::Value& document) {
  WriteOptions options;
  for (const json::Value* parameters :
       {&document["Parameters"], &document["StorageDescriptor"]["Parameters"]}) {
    if (parameters->AsObject() == nullptr) continue;
    for (const auto& [name, value] : parameters->AsObject()->members) {
      const auto is_name = [&](std::string_view option) {
        return EqualsIgnoringCase(option, name);
      };
      const auto is_known = [&](const auto& option) { return option.first == name; };
      if (std::ranges::none_of(kOptions, is_name) || std::ranges::any_of(options, is_known)) {
        continue;
      }
      options.emplace_back(name, value.StringOr(""));
    }
  }
  return options;
}

}  // namespace

BindResult BindDatabaseWrite(const DatabaseWrite& write, const Input& input) {
  return DatabaseTargetBinder(write, input).Bind();
}

BindResult BindDatabaseTarget(const std::string& name, const json::Value& document,
                              std::optional<task::DatabaseKind> wanted, const Input& input,
                              Environment& environment) {
  Result<DatabaseTable> table = LocateTable(name, document, wanted, environment);
  if (!table) return Fail("Table", table.error().message);
  auto columns = DeclaredColumns(document);
  if (!columns) return std::unexpected(std::move(columns).error());
  DatabaseWrite write{.table = *std::move(table), .options = OptionsOf(document)};
  if (!columns->empty()) write.listed = *std::move(columns);
  write.subject = "table " + name + ": ";
  write.what = "Table";
  write.where = "Table";
  return BindDatabaseWrite(write, input);
}

}  // namespace tenon::graph
