#include <iostream>
#include <iterator>
#include <sstream>

#include "cli/commands.h"
#include "cli/connection.h"

namespace tenon::cli {
namespace {

// One step of a plan, such as
//
//     COMPUTE  node_3  Join leads and hits
//              SELECT ...
void PrintStep(const json::Value& step, std::ostream& out) {
  std::string kind = step["Step"].StringOr("");
  kind.resize(std::max<std::size_t>(kind.size(), 7), ' ');
  out << "  " << kind << "  " << step["Name"].StringOr("");
  if (const std::string title = step["Title"].StringOr(""); !title.empty()) out << "  " << title;
  out << '\n';
  std::istringstream text(step["Text"].StringOr(""));
  for (std::string line; std::getline(text, line);) out << "           " << line << '\n';
  if (const std::string predicate = step["Predicate"].StringOr(""); !predicate.empty()) {
    out << "           only partitions where " << predicate << '\n';
  }
}

void PrintPlan(std::string_view heading, const json::Value& steps, std::ostream& out) {
  out << heading << '\n';
  for (const json::Value& step : *steps.AsArray()) PrintStep(step, out);
}

Status Explain(const Config& config, const std::string& name) {
  ASSIGN_OR_RETURN(const ApiClient client, ConnectToServer(config));
  ASSIGN_OR_RETURN(const json::Value answer,
                   client.Call("tenon", "Tenon.ExplainJob", {{"JobName", name}}));
  for (const char* member : {"Drawn", "Optimized", "Changes"}) {
    if (answer[member].AsArray() == nullptr) {
      return Internal("the server's answer has no " + std::string(member));
    }
  }
  PrintPlan("As drawn", answer["Drawn"], std::cout);
  const json::Array& changes = *answer["Changes"].AsArray();
  if (changes.empty()) {
    std::cout << "\nIt runs as drawn.\n";
    return {};
  }
  std::cout << "\nWhat the optimizer changes\n";
  for (const json::Value& change : changes) std::cout << "  - " << change.StringOr("") << '\n';
  PrintPlan("\nAs it runs", answer["Optimized"], std::cout);
  return {};
}

}  // namespace

int ExplainJob(const Config& config, const std::string& name) {
  const Status status = Explain(config, name);
  if (status) return 0;
  std::cerr << "tenon: " << status.error().message << '\n';
  return 1;
}

}  // namespace tenon::cli
