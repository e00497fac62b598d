#include "engine/bad_fields.h"

#include <algorithm>
#include <cstdlib>
#include <span>
#include <string>
#include <vector>

#include "engine/by_name.h"
#include "engine/scan.h"
#include "engine/source.h"
#include "text/quote.h"

namespace tenon::engine {
namespace {

constexpr std::size_t kExamples = 5;
constexpr std::size_t kLongestText = 100;

// The text in: Could not convert string "abc" to 'BIGINT'. Empty for another message.
std::string TextOf(std::string_view message) {
  constexpr std::string_view kBefore = "convert string \"";
  const std::size_t begin = message.find(kBefore);
  if (begin == std::string_view::npos) return {};
  message.remove_prefix(begin + kBefore.size());
  const std::size_t end = message.rfind("\" to ");
  if (end == std::string_view::npos) return {};
  std::string text(message.substr(0, std::min(end, kLongestText)));
  if (end > kLongestText) text += "...";
  return text;
}

std::string Describe(const task::Source& source, const Row& row) {
  std::string name = *row[0];
  for (const task::InputFile& file : source.files) {
    if (file.path == name) name = file.name;
  }
  const std::string where = name + ", line " + row[1].value_or("?");
  if (row[3] == "INVALID ENCODING") return where + ": not UTF-8; the line is left out";
  const std::string column = row[2].value_or("");
  const Column* declared = Find(source.columns, column);
  return where + ", column " + column + ": \"" + TextOf(row[4].value_or("")) + "\" is no " +
         (declared == nullptr ? "value of its type" : HiveName(declared->type));
}

std::string IsNoValue(const Column& column, const std::string& text) {
  const std::string cut = text.size() > kLongestText ? text.substr(0, kLongestText) + "..." : text;
  return ", column " + column.name + ": \"" + cut + "\" is no " + HiveName(column.type);
}

// The first bad fields; if there are none by count, the lines that are not UTF-8 only.
Result<std::vector<std::string>> FindInCsv(Connection& connection, const task::Source& part,
                                           bool has_bad_fields) {
  std::string counts;
  for (const Column& column : part.columns) {
    counts += (counts.empty() ? "count(" : ", count(") + SqlIdentifier(column.name) + ')';
  }
  // Counting every column makes the scan convert every field.
  RETURN_IF_ERROR(connection.Execute("SELECT " + counts + " FROM " +
                                     RejectsScan(part, "tenon_rejects", "tenon_scans")));
  std::string paths = "[";
  for (const task::InputFile& file : part.files) paths += SqlString(file.path) + ',';
  ASSIGN_OR_RETURN(
      const auto rows,
      connection.Query(
          "SELECT s.file_path, e.line, e.column_name, CAST(e.error_type AS VARCHAR), "
          "e.error_message FROM tenon_rejects e JOIN tenon_scans s USING (scan_id, file_id) "
          "WHERE e.error_type = 'INVALID ENCODING' OR (" +
          std::string(has_bad_fields ? "true" : "false") +
          " AND e.error_type = 'CAST' "
          "AND e.error_message NOT LIKE '%convert string \"\" to%') "
          "ORDER BY list_position(" +
          paths + "], s.file_path), e.line, e.column_idx LIMIT " + std::to_string(kExamples)));
  std::vector<std::string> examples;
  examples.reserve(rows.size());
  for (const Row& row : rows) examples.push_back(Describe(part, row));
  RETURN_IF_ERROR(connection.Execute("DROP TABLE tenon_rejects; DROP TABLE tenon_scans"));
  return examples;
}

// The first bad fields of JSON lines, file by file, and the first lines that are no JSON.
Result<std::vector<std::string>> FindInLines(Connection& connection, const task::Source& part) {
  std::vector<std::string> examples;
  std::string fields;
  std::string bad = "NOT coalesce(json_valid(line), true)";
  for (const Column& column : part.columns) {
    fields += ", " + MemberText("json", column.name) + " AS " + SqlIdentifier(column.name);
    if (!HoldsAnyText(column.type)) bad += " OR " + IsBadField(column);
  }
  for (const task::InputFile& file : part.files) {
    task::Source one = part;
    one.files = {file};
    std::string select = "SELECT number, json_valid(line), left(line, 120)";
    for (const Column& column : part.columns) {
      select += ", CASE WHEN " +
                (HoldsAnyText(column.type) ? std::string("false") : IsBadField(column)) + " THEN " +
                SqlIdentifier(column.name) + " END";
    }
    ASSIGN_OR_RETURN(
        const auto rows,
        connection.Query(select + " FROM (SELECT number, line" + fields +
                         " FROM (SELECT row_number() OVER () AS number, CASE WHEN "
                         "json_valid(line) THEN line END AS json, line FROM " +
                         LineScan(one) + ")) WHERE " + bad + " ORDER BY number LIMIT " +
                         std::to_string(kExamples - examples.size())));
    for (const Row& row : rows) {
      const std::string where = file.name + ", line " + row[0].value_or("?");
      if (row[1] == "false") {
        examples.push_back(where + ": no JSON: " + row[2].value_or(""));
        continue;
      }
      for (std::size_t i = 0; i < part.columns.size() && examples.size() < kExamples; ++i) {
        if (row[i + 3]) examples.push_back(where + IsNoValue(part.columns[i], *row[i + 3]));
      }
    }
    if (examples.size() >= kExamples) break;
  }
  return examples;
}

// Bad fields where only the file can be named: records of documents, rows of binary files.
Result<std::vector<std::string>> FindInFiles(Connection& connection, const task::Source& part,
                                             std::span<const OwnField> fields,
                                             const std::string& scan) {
  std::vector<std::string> examples;
  const bool knows_file = part.format != task::Format::kIceberg &&
                          part.format != task::Format::kDelta && part.files.size() > 1 &&
                          part.format != task::Format::kExcel;
  for (const OwnField& field : fields) {
    ASSIGN_OR_RETURN(
        const auto rows,
        connection.Query("SELECT " + std::string(knows_file ? "CAST(file_index AS BIGINT)" : "0") +
                         ", " + field.text + " FROM " + scan + " WHERE " + field.is_bad +
                         " LIMIT " + std::to_string(kExamples - examples.size())));
    for (const Row& row : rows) {
      const auto index = std::strtoull(row[0].value_or("0").c_str(), nullptr, 10);
      const std::string& name =
          index < part.files.size() ? part.files[index].name : part.files.front().name;
      examples.push_back(name + IsNoValue(field.column, row[1].value_or("")));
    }
    if (examples.size() >= kExamples) break;
  }
  return examples;
}

Result<std::uint64_t> Count(Connection& connection, std::span<const OwnField> fields,
                            const std::string& scan) {
  std::string sum;
  for (const OwnField& field : fields) {
    sum += (sum.empty() ? "CAST(" : " + CAST(") + field.is_bad + " AS BIGINT)";
  }
  if (sum.empty()) return 0;
  ASSIGN_OR_RETURN(const auto rows, connection.Query("SELECT CAST(sum(coalesce(" + sum +
                                                     ", 0)) AS BIGINT) FROM " + scan));
  return std::strtoull(rows[0][0].value_or("0").c_str(), nullptr, 10);
}

// What has been found in a source, part by part.
struct BadFields {
  std::uint64_t count = 0;
  std::vector<std::string> examples;
};

Status Add(Connection& connection, const task::Source& part, BadFields& found) {
  std::vector<OwnField> fields;
  std::string scan;
  if (IsReadByName(part)) {
    ASSIGN_OR_RETURN(ByName by_name, ReadByName(connection, part, ""));
    fields = std::move(by_name.doubtful);
    scan = std::move(by_name.scan);
  } else {
    scan = TextScan(part);
    for (const Column& column : part.columns) {
      if (HoldsAnyText(column.type)) continue;
      fields.push_back({column, SqlIdentifier(column.name), IsBadField(column)});
    }
  }
  ASSIGN_OR_RETURN(const std::uint64_t count, Count(connection, fields, scan));
  found.count += count;
  std::vector<std::string> examples;
  if (part.format == task::Format::kCsv) {
    ASSIGN_OR_RETURN(examples, FindInCsv(connection, part, count > 0));
  } else if (part.format == task::Format::kJson && HasLines(part)) {
    ASSIGN_OR_RETURN(examples, FindInLines(connection, part));
  } else if (count > 0) {
    ASSIGN_OR_RETURN(examples, FindInFiles(connection, part, fields, scan));
  }
  for (std::string& example : examples) {
    if (found.examples.size() < kExamples) found.examples.push_back(std::move(example));
  }
  return {};
}

}  // namespace

Status ReportBadFields(Connection& connection, const task::Source& source, const Emit& emit) {
  BadFields found;
  for (const task::Source& part : PartsOf(source)) {
    RETURN_IF_ERROR(Add(connection, part, found));
  }
  const auto& [count, examples] = found;
  if (source.bad_rows == task::BadRows::kFail && (count > 0 || !examples.empty())) {
    return InvalidInput(source.title + ": " +
                        (examples.empty()
                             ? std::to_string(count) + " fields do not fit their declared types"
                             : examples.front()));
  }
  const auto warn = [&](std::string message) {
    emit(task::LogLine{LogLevel::kWarning, std::move(message)});
  };
  if (count > 0) {
    warn(source.title + ": " + std::to_string(count) + (count == 1 ? " field does" : " fields do") +
         " not fit the declared types and " +
         (source.bad_rows == task::BadRows::kDrop ? "dropped their rows" : "became NULL"));
  }
  for (const std::string& example : examples) warn(example);
  return {};
}

}  // namespace tenon::engine
