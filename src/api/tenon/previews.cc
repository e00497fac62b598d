#include "api/tenon/previews.h"

#include "runner/previews.h"
#include "task/task.h"

namespace tenon::api {
namespace {

// "1,234,567".
std::string Grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

// "all 5,000 rows of Leads", "the first 2,048 rows of Hits (12 files)".
std::string InWords(const runner::SourceRead& read) {
  std::string words =
      (read.all ? "all " : "the first ") + Grouped(read.rows) + " rows of " + read.title;
  if (read.files != 1 && !read.in_database) words += " (" + Grouped(read.files) + " files)";
  return words;
}

json::Value ToJson(const runner::SourceRead& read) {
  return {{"NodeId", read.node_id}, {"Files", read.files}, {"Bytes", read.bytes},
          {"Rows", read.rows},      {"All", read.all},     {"Text", InWords(read)}};
}

json::Value ToJson(const graph::DataRows& rows) {
  json::Array list;
  list.reserve(rows.size());
  for (const auto& row : rows) {
    json::Array fields;
    fields.reserve(row.size());
    for (const auto& field : row) fields.push_back(field ? json::Value(*field) : json::Value());
    list.emplace_back(std::move(fields));
  }
  return list;
}

json::Value ToJson(const graph::Summary& summary, const Schema& schema) {
  json::Value columns = json::Array{};
  for (std::size_t i = 0; i < schema.size(); ++i) {
    const graph::ColumnSummary& of = summary.columns[i];
    json::Value column = {{"Name", schema[i].name}, {"Nulls", of.nulls}, {"Distinct", of.distinct}};
    if (of.min) column.Set("Min", *of.min);
    if (of.max) column.Set("Max", *of.max);
    columns.Append(std::move(column));
  }
  return {{"Rows", summary.rows}, {"Columns", std::move(columns)}};
}

json::Value ToJson(const graph::ColumnDetail& of, const std::string& name) {
  json::Value top = json::Array{};
  for (const auto& value : of.top) top.Append({{"Value", value.text}, {"Rows", value.rows}});
  json::Value quantiles = json::Array{};
  for (std::size_t i = 0; i < of.quantiles.size(); ++i) {
    quantiles.Append({{"Fraction", graph::kQuantiles[i]}, {"Value", of.quantiles[i]}});
  }
  json::Value bars = json::Array{};
  for (const auto& bar : of.histogram) {
    bars.Append({{"Low", bar.low}, {"High", bar.high}, {"Rows", bar.rows}});
  }
  return {{"Name", name},
          {"TopValues", std::move(top)},
          {"Quantiles", std::move(quantiles)},
          {"Histogram", std::move(bars)}};
}

json::Value ToJson(const graph::Detail& detail, const Schema& schema) {
  json::Value columns = json::Array{};
  for (std::size_t i = 0; i < schema.size(); ++i) {
    columns.Append(ToJson(detail.columns[i], schema[i].name));
  }
  return {{"SampledRows", detail.sampled}, {"Columns", std::move(columns)}};
}

json::Value ToJson(const runner::Preview& preview, const runner::PreviewRequest& request) {
  json::Value answer = {{"Columns", task::ToJson(preview.schema)}};
  if (request.rows > 0) {
    answer.Set("Rows", ToJson(preview.rows));
    answer.Set("AllRows", preview.all_rows);
  }
  json::Value read = json::Array{};
  for (const runner::SourceRead& source : preview.read) read.Append(ToJson(source));
  answer.Set("Read", std::move(read));
  if (preview.summary) answer.Set("Summary", ToJson(*preview.summary, preview.schema));
  if (preview.detail) answer.Set("Detail", ToJson(*preview.detail, preview.schema));
  json::Value notes = json::Array{};
  for (const std::string& note : preview.notes) notes.Append(note);
  answer.Set("Notes", std::move(notes));
  return answer;
}

Result<json::Value> PreviewNode(runner::Previews& previews, const json::Value& input,
                                const Call& call) {
  runner::PreviewRequest request{
      .nodes = input["CodeGenConfigurationNodes"],
      .node_id = input["NodeId"].StringOr(""),
      .frame = input["Table"].StringOr(""),
      .session = call.access_key_id + '/' + input["SessionId"].StringOr("")};
  request.rows = static_cast<std::uint64_t>(input["MaxRows"].IntOr(200));
  request.summary = input["Summary"].BoolOr(false);
  request.detail = input["Detail"].BoolOr(false);
  request.time_limit = std::chrono::seconds(input["TimeoutSeconds"].IntOr(60));
  ASSIGN_OR_RETURN(const runner::Preview preview, previews.Show(request));
  return ToJson(preview, request);
}

}  // namespace

Operations PreviewOperations(const TenonParts& parts) {
  return {{"PreviewNode", [&previews = parts.previews](const json::Value& input, const Call& call) {
             return PreviewNode(previews, input, call);
           }}};
}

}  // namespace tenon::api
