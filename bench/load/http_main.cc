// tenon-load: what clients of a catalog do, over HTTP, measured.

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "load/clients.h"
#include "load/measure.h"
#include "load/options.h"

namespace tenon::load {
namespace {

Result<std::string> Setting(const char* name) {
  const char* const value = std::getenv(name);
  if (value == nullptr) {
    return InvalidInput(std::string(name) + " is not set: eval \"$(tenon env)\" sets it");
  }
  return std::string(value);
}

// "http://127.0.0.1:9700" and the credentials of the environment.
Result<Target> ReadTarget(std::string_view endpoint) {
  constexpr std::string_view kScheme = "http://";
  const std::size_t colon = endpoint.rfind(':');
  if (!endpoint.starts_with(kScheme) || colon < kScheme.size()) {
    return InvalidInput("an endpoint is like http://127.0.0.1:9700, not: " + std::string(endpoint));
  }
  Target target;
  target.sender.host = endpoint.substr(kScheme.size());
  target.address = endpoint.substr(kScheme.size(), colon - kScheme.size());
  std::from_chars(endpoint.data() + colon + 1, endpoint.data() + endpoint.size(), target.port);
  ASSIGN_OR_RETURN(target.sender.access_key_id, Setting("AWS_ACCESS_KEY_ID"));
  ASSIGN_OR_RETURN(target.sender.secret, Setting("AWS_SECRET_ACCESS_KEY"));
  ASSIGN_OR_RETURN(target.sender.region, Setting("AWS_REGION"));
  return target;
}

Result<json::Value> Run(const Options& options) {
  ASSIGN_OR_RETURN(const Work work, WorkNamed(options.work));
  ASSIGN_OR_RETURN(const Target target, ReadTarget(options.target));
  const Workload workload(work, options.catalog);
  const int threads = std::min(options.threads, options.clients);
  std::vector<Worker> workers;
  for (int i = 0; i < threads; ++i) {
    const int count = options.clients / threads + (i < options.clients % threads ? 1 : 0);
    workers.emplace_back([&target, &workload, count](Schedule& schedule, Recorder& recorder) {
      return Clients(target, count, workload, schedule, recorder).Run();
    });
  }
  return Measure(workers, options.extent);
}

}  // namespace
}  // namespace tenon::load

int main(int argc, char** argv) {
  using namespace tenon::load;  // NOLINT(google-build-using-namespace)
  return Report(Run(ReadOptions(
      argc, argv, "What clients of a catalog do, over HTTP, measured; prints the figures as JSON.",
      "the server's endpoint, like http://127.0.0.1:9700; the key pair and AWS_REGION are taken "
      "from the environment")));
}
