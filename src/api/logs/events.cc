#include "api/logs/events.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "api/page_token.h"

namespace tenon::api {
namespace {

constexpr int kMaxEvents = 10'000;  // of CloudWatch Logs, for one answer

// Which lines a group holds. NotFound for a group that is none of a job run's.
Result<LogLevel> LeastLevelOf(std::string_view group) {
  if (group == "/aws-glue/jobs/output" || group == "/aws-glue/jobs") return LogLevel::kDebug;
  if (group == "/aws-glue/jobs/error") return LogLevel::kError;
  return NotFound("The specified log group does not exist: " + std::string(group));
}

std::string TextOf(const runner::RunLogLine& line) {
  switch (line.level) {
    case LogLevel::kWarning:
      return "WARN " + line.message;
    case LogLevel::kError:
      return "ERROR " + line.message;
    default:
      return line.message;
  }
}

// The events of one stream within the request's window of time, in order.
Result<json::Array> EventsOf(const runner::RunLogs& logs, const std::string& group,
                             const std::string& stream, const json::Value& input) {
  ASSIGN_OR_RETURN(const LogLevel least, LeastLevelOf(group));
  ASSIGN_OR_RETURN(const auto lines, logs.Read(stream));
  const std::int64_t from = input["startTime"].IntOr(0);
  const std::int64_t to = input["endTime"].IntOr(std::numeric_limits<std::int64_t>::max());
  const std::string filter = input["filterPattern"].StringOr("");
  json::Array events;
  for (const runner::RunLogLine& line : lines) {
    const std::int64_t time = ToMillis(line.time);
    const std::string text = TextOf(line);
    if (line.level < least || time < from || time >= to) continue;
    if (text.find(filter) == std::string::npos) continue;
    events.push_back({{"timestamp", time}, {"message", text}, {"ingestionTime", time}});
  }
  return events;
}

std::size_t ParseIndex(const std::string& text) {
  std::size_t index = 0;
  std::from_chars(text.data(), text.data() + text.size(), index);
  return index;
}

// A page of GetLogEvents: the events from `begin` up to `end`.
struct Page {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// `position` is what nextToken holds: "f12" for the page that begins with event 12, "b12" for the
// one that ends before it. Without one it is the latest page, or the first (startFromHead).
Page PageAt(const std::string& position, bool start_from_head, std::size_t limit,
            std::size_t count) {
  const std::size_t at =
      position.empty() ? (start_from_head ? 0 : count) : ParseIndex(position.substr(1));
  const bool is_forward = position.empty() ? start_from_head : position.starts_with('f');
  const std::size_t edge = std::min(at, count);
  if (is_forward) return {.begin = edge, .end = edge + std::min(limit, count - edge)};
  return {.begin = edge - std::min(limit, edge), .end = edge};
}

Result<json::Value> GetLogEvents(const runner::RunLogs& logs, const json::Value& input) {
  const std::string group = input["logGroupName"].StringOr("");
  const std::string stream = input["logStreamName"].StringOr("");
  const std::string scope = "GetLogEvents/" + group + "/" + stream;
  ASSIGN_OR_RETURN(const std::string position,
                   DecodePageToken(scope, input["nextToken"].StringOr("")));
  ASSIGN_OR_RETURN(const json::Array events, EventsOf(logs, group, stream, input));
  const auto limit = static_cast<std::size_t>(input["limit"].IntOr(kMaxEvents));
  const Page page = PageAt(position, input["startFromHead"].BoolOr(false), limit, events.size());
  using Offset = json::Array::difference_type;
  json::Array found(events.begin() + static_cast<Offset>(page.begin),
                    events.begin() + static_cast<Offset>(page.end));
  // The same token again tells a client that it has reached the end for now.
  return json::Value{
      {"events", std::move(found)},
      {"nextForwardToken", EncodePageToken(scope, "f" + std::to_string(page.end))},
      {"nextBackwardToken", EncodePageToken(scope, "b" + std::to_string(page.begin))}};
}

Result<json::Value> FilterLogEvents(const runner::RunLogs& logs, const json::Value& input) {
  const std::string group = input["logGroupName"].StringOr("");
  const json::Array* streams = input["logStreamNames"].AsArray();
  if (streams == nullptr) {
    return InvalidInput("name the run in logStreamNames: logs are kept by run");
  }
  const std::string scope = "FilterLogEvents/" + group + "/" + json::Dump(input["logStreamNames"]);
  ASSIGN_OR_RETURN(const std::string after,
                   DecodePageToken(scope, input["nextToken"].StringOr("")));
  const std::size_t begin = ParseIndex(after);
  const std::size_t end = begin + static_cast<std::size_t>(input["limit"].IntOr(kMaxEvents));
  std::size_t count = 0;
  json::Value found = json::Array{};
  for (const json::Value& stream : *streams) {
    const std::string name = stream.StringOr("");
    ASSIGN_OR_RETURN(json::Array events, EventsOf(logs, group, name, input));
    for (std::size_t i = 0; i < events.size(); ++i, ++count) {
      if (count < begin || count >= end) continue;
      events[i].Set("logStreamName", name);
      events[i].Set("eventId", name + "/" + std::to_string(i));
      found.Append(std::move(events[i]));
    }
  }
  json::Value reply = {{"events", std::move(found)}};
  if (count > end) reply.Set("nextToken", EncodePageToken(scope, std::to_string(end)));
  return reply;
}

}  // namespace

Operations LogsOperations(const runner::RunLogs& logs) {
  return {
      {"GetLogEvents",
       [&](const json::Value& input, const Call&) { return GetLogEvents(logs, input); }},
      {"FilterLogEvents",
       [&](const json::Value& input, const Call&) { return FilterLogEvents(logs, input); }},
  };
}

}  // namespace tenon::api
