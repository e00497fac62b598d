#include <sys/statvfs.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <iostream>
#include <regex>

#include "cli/commands.h"
#include "cli/server_file.h"
#include "cli/spark_place.h"
#include "http/server.h"
#include "runner/worker_process.h"

namespace tenon::cli {
namespace {

// What one check found: a line for people, and what to do if it is not well.
struct Finding {
  bool well;
  std::string text;
  std::string advice = "";
};

Finding CheckData(const Config& config) {
  // A folder that is not there yet is made by the first start, below the nearest one that is.
  std::filesystem::path nearest = config.data;
  while (!std::filesystem::exists(nearest) && nearest.has_relative_path()) {
    nearest = nearest.parent_path();
  }
  if (access(nearest.c_str(), W_OK) != 0) {
    return {false, "data folder " + config.data.string() + " cannot be written",
            "choose another with --data, or change its owner"};
  }
  struct statvfs disk{};
  if (statvfs(nearest.c_str(), &disk) != 0) return {false, "the disk does not answer", ""};
  const auto free = static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize >> 20;
  return {free >= 1024,
          "data folder " + config.data.string() + ", " + std::to_string(free) + " MiB free",
          "free some space: objects, spilled joins and logs are kept there"};
}

Finding CheckPort(const Address& address, const std::string& what, const std::string& running) {
  if (running == "http://" + ToString(address)) {
    return {true, what + " " + ToString(address) + " is the running server's"};
  }
  const auto server = http::Server::Listen({.host = address.host, .port = address.port},
                                           [](http::Request&) { return http::Response{}; });
  if (server) return {true, what + " " + ToString(address) + " is free"};
  return {false, what + ": " + server.error().message,
          "end the program that listens there, or choose another port with --api or --console"};
}

Finding CheckWorker(const std::filesystem::path& program) {
  auto worker = runner::WorkerProcess::Spawn({.program = program});
  const std::string advice = "build again, and copy the folder of the program as a whole";
  if (!worker) return {false, worker.error().message, advice};
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  const auto event = (*worker)->Receive(deadline, nullptr);
  if (!event) return {false, event.error().message, advice};
  if (!*event || !std::holds_alternative<task::Ready>(**event)) {
    return {false, "the worker " + program.string() + " does not get ready", advice};
  }
  return {true, "worker " + program.string() + " starts, engine and extensions load"};
}

// The first line that a command prints; "" if there is no such command.
std::string FirstLineOf(const char* command) {
  FILE* pipe = popen(command, "r");
  if (pipe == nullptr) return {};
  std::array<char, 256> line{};
  if (std::fgets(line.data(), line.size(), pipe) == nullptr) line[0] = '\0';
  pclose(pipe);
  return line.data();
}

Finding CheckAwsCli() {
  const std::string line = FirstLineOf("aws --version 2>&1");
  std::smatch parts;
  if (!std::regex_search(line, parts, std::regex(R"(aws-cli/(\d+)\.(\d+))"))) {
    return {true, "aws CLI: none found (boto3 and other SDKs work without it)"};
  }
  const int major = std::stoi(parts[1]);
  const int minor = std::stoi(parts[2]);
  const std::string version = parts[0].str();
  // AWS_ENDPOINT_URL came with 2.13 and 1.29.
  const bool honours = major > 2 || (major == 2 && minor >= 13) || (major == 1 && minor >= 29);
  return {honours, version + (honours ? " honours AWS_ENDPOINT_URL" : " ignores AWS_ENDPOINT_URL"),
          "it would talk to the real AWS: update it to 2.13 or later, or pass --endpoint-url"};
}

// Who has only visual jobs needs no Spark.
Finding CheckScripts(const runner::SparkInstallation& spark) {
  const Status found = runner::CheckSpark(spark);
  if (!found) return {true, "scripts cannot run: " + found.error().message};
  if (FirstLineOf("java -version 2>&1").find("version") == std::string::npos) {
    return {false, "Spark is at " + spark.python.string() + ", but there is no Java",
            "install Java 17 (Debian: openjdk-17-jre-headless), or set JAVA_HOME"};
  }
  return {true, "scripts run on Spark by " + spark.python.string()};
}

}  // namespace

int PrintDiagnosis(const Config& config, const std::filesystem::path& worker) {
  const auto server = FindServer(config.data);
  bool all_well = true;
  for (const Finding& finding :
       {CheckData(config), CheckPort(config.api, "API address", server ? server->api : ""),
        CheckPort(config.console, "console address", server ? server->console : ""),
        CheckWorker(worker), CheckScripts(SparkOf(config, worker.parent_path())), CheckAwsCli()}) {
    std::cout << (finding.well ? "ok    " : "WRONG ") << finding.text << '\n';
    if (!finding.well) std::cout << "      " << finding.advice << '\n';
    all_well = all_well && finding.well;
  }
  return all_well ? 0 : 1;
}

}  // namespace tenon::cli
