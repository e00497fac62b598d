#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "base/result.h"
#include "catalog/quotas.h"

namespace tenon::cli {

// A place to listen at.
struct Address {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;
  bool operator==(const Address&) const = default;
};

// Reads "127.0.0.1:9700" or "[::1]:9700". kInvalidInput for anything else.
Result<Address> ParseAddress(const std::string& text);
std::string ToString(const Address& address);

// How scripts run.
struct Spark {
  // The program of a Python environment with PySpark; "": that of the folder spark beside tenon.
  std::string python = "";
  std::string jars = "";            // a folder with what PySpark lacks; "": also of that folder
  std::string master = "local[*]";  // as spark-submit takes it
};

// How a server runs. Defaults are here; a file overrides them, the environment overrides the
// file, and flags override both.
struct Config {
  std::filesystem::path data;  // every byte that the server keeps is below this folder
  Address api = {"127.0.0.1", 9700};
  Address console = {"127.0.0.1", 9701};
  // Other names that the console answers as, behind a proxy for example: "a.example,
  // b.example:8443".
  std::string console_hosts = "";
  std::string account = "000000000000";
  std::string region = "us-east-1";
  int warm_workers = 2;
  int worker_threads = 0;          // of the engine, for each task; 0: one for each core
  std::string worker_memory = "";  // of the engine, for each task: "4GB"; "": the engine's default
  int concurrent_runs = 4;
  int concurrent_queries = 4;
  Spark spark;
  struct {
    // What the passwords of connections are sealed with (auth/sealing.h); "": keys/sealing.key in
    // the data folder, made at the first start. A file that is named here has to be there.
    std::string key_file = "";
  } security;
  catalog::Quotas quotas = {};
};

// The folder that is used when nobody names one: $XDG_DATA_HOME/tenon or ~/.local/share/tenon.
std::filesystem::path DefaultDataFolder();

// Reads tenon.toml. Its keys are the names above, `spark`, `security` and `quotas` are tables;
// addresses and `data` are strings. An unknown key or a value of another type is kInvalidInput,
// naming the key and the line.
Status ApplyFile(const std::filesystem::path& file, Config& config);

// Applies TENON_DATA, TENON_API, TENON_SECURITY_KEY_FILE, ...: the names above in upper case.
Status ApplyEnvironment(const std::map<std::string, std::string>& environment, Config& config);

// The configuration as a file that would make it (`tenon serve --print-config`).
std::string ToToml(const Config& config);

}  // namespace tenon::cli
