#include "engine/bad_fields.h"

#include <algorithm>
#include <string>
#include <vector>

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

// The first bad fields; if there are none by count, the lines that are not UTF-8 only.
Result<std::vector<std::string>> FindExamples(Connection& connection, const task::Source& source,
                                              bool has_bad_fields) {
  std::string counts;
  for (const Column& column : source.columns) {
    counts += (counts.empty() ? "count(" : ", count(") + SqlIdentifier(column.name) + ')';
  }
  // Counting every column makes the scan convert every field.
  RETURN_IF_ERROR(connection.Execute("SELECT " + counts + " FROM " +
                                     RejectsScan(source, "tenon_rejects", "tenon_scans")));
  std::string paths = "[";
  for (const task::InputFile& file : source.files) paths += SqlString(file.path) + ',';
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
  for (const Row& row : rows) examples.push_back(Describe(source, row));
  RETURN_IF_ERROR(connection.Execute("DROP TABLE tenon_rejects; DROP TABLE tenon_scans"));
  return examples;
}

Result<std::uint64_t> CountBadFields(Connection& connection, const task::Source& source) {
  std::string sum;
  for (const Column& column : source.columns) {
    if (HoldsAnyText(column.type)) continue;
    sum += (sum.empty() ? "CAST(" : " + CAST(") + IsBadField(column) + " AS BIGINT)";
  }
  if (sum.empty()) return 0;
  ASSIGN_OR_RETURN(const auto rows, connection.Query("SELECT CAST(sum(" + sum +
                                                     ") AS BIGINT) FROM " + TextScan(source)));
  return std::strtoull(rows[0][0].value_or("0").c_str(), nullptr, 10);
}

}  // namespace

Status ReportBadFields(Connection& connection, const task::Source& source, const Emit& emit) {
  ASSIGN_OR_RETURN(const std::uint64_t count, CountBadFields(connection, source));
  std::vector<std::string> examples;
  if (source.format == task::Format::kCsv) {
    ASSIGN_OR_RETURN(examples, FindExamples(connection, source, count > 0));
  }
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
  for (std::string& example : examples) warn(std::move(example));
  return {};
}

}  // namespace tenon::engine
