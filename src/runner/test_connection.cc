#include "runner/test_connection.h"

#include <chrono>
#include <string>

#include "base/random.h"

namespace tenon::runner {
namespace {

constexpr std::chrono::seconds kLongest{30};

// What the request is about.
Result<Databases::Opened> Open(const Databases& databases, const json::Value& input) {
  const json::Value& described = input["TestConnectionInput"];
  const std::string* name = input["ConnectionName"].AsString();
  if (name != nullptr && described.IsNull()) return databases.Open(*name);
  if (name == nullptr && !described.IsNull()) {
    return databases.OpenDocument("described here", described);
  }
  return InvalidInput("give either ConnectionName or TestConnectionInput");
}

}  // namespace

Status TestConnection(const Databases& databases, TaskRunner& tasks, const json::Value& input) {
  const auto opened = Open(databases, input);
  if (!opened && opened.error().kind == ErrorKind::kNotFound) return opened.error();
  if (!opened) return InvalidInput(opened.error().message);
  const task::Task task{.id = "connect-" + RandomHex(8),
                        .kind = task::Kind::kConnect,
                        .threads = 1,
                        .settlement = task::Settlement{opened->connection, ""}};
  const StopSignal never;
  const auto done =
      tasks.Run(task, {.stop = never, .deadline = std::chrono::steady_clock::now() + kLongest},
                [](const task::Event&) {});
  if (done) return {};
  if (done.error().reason == kTimeout) {
    return Error{
        ErrorKind::kUnavailable,
        "the database of connection " + opened->connection.name + " has not answered in 30 seconds",
        "OperationTimeoutException"};
  }
  return InvalidInput(done.error().message);
}

}  // namespace tenon::runner
