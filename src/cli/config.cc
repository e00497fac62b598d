#include "cli/config.h"

#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <functional>
#include <sstream>
#include <vector>

namespace tenon::cli {
namespace {

constexpr int kMostOfACount = 1024;
constexpr std::int64_t kMostOfAQuota = 1'000'000'000;

// One setting: how it is read from text and written as TOML.
struct Setting {
  std::string name;
  bool is_number;
  std::function<Status(const std::string& text, Config& config)> set;
  std::function<std::string(const Config& config)> get;
};

template <typename Number>
Result<Number> ParseCount(const std::string& text, Number least, Number most) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < least || number > most) {
    return InvalidInput("must be a whole number from " + std::to_string(least) + " to " +
                        std::to_string(most) + ": " + text);
  }
  return number;
}

Setting Text(std::string name, std::string Config::* member) {
  return {std::move(name), false,
          [member](const std::string& text, Config& config) -> Status {
            config.*member = text;
            return {};
          },
          [member](const Config& config) { return config.*member; }};
}

Setting OfSpark(const std::string& name, std::string Spark::* member) {
  return {"spark." + name, false,
          [member](const std::string& text, Config& config) -> Status {
            config.spark.*member = text;
            return {};
          },
          [member](const Config& config) { return config.spark.*member; }};
}

Setting Count(std::string name, int Config::* member, int least) {
  return {std::move(name), true,
          [member, least](const std::string& text, Config& config) -> Status {
            ASSIGN_OR_RETURN(config.*member, ParseCount(text, least, kMostOfACount));
            return {};
          },
          [member](const Config& config) { return std::to_string(config.*member); }};
}

Setting Quota(const std::string& name, std::int64_t catalog::Quotas::* member) {
  return {"quotas." + name, true,
          [member](const std::string& text, Config& config) -> Status {
            ASSIGN_OR_RETURN(config.quotas.*member,
                             ParseCount(text, std::int64_t{1}, kMostOfAQuota));
            return {};
          },
          [member](const Config& config) { return std::to_string(config.quotas.*member); }};
}

Setting Place(std::string name, Address Config::* member) {
  return {std::move(name), false,
          [member](const std::string& text, Config& config) -> Status {
            ASSIGN_OR_RETURN(config.*member, ParseAddress(text));
            return {};
          },
          [member](const Config& config) { return ToString(config.*member); }};
}

const std::vector<Setting>& Settings() {
  static const std::vector<Setting> kSettings = {
      {"data", false,
       [](const std::string& text, Config& config) -> Status {
         config.data = text;
         return {};
       },
       [](const Config& config) { return config.data.string(); }},
      Place("api", &Config::api),
      Place("console", &Config::console),
      Text("console_hosts", &Config::console_hosts),
      Text("account", &Config::account),
      Text("region", &Config::region),
      Count("warm_workers", &Config::warm_workers, 1),
      Count("worker_threads", &Config::worker_threads, 0),
      Text("worker_memory", &Config::worker_memory),
      Count("concurrent_runs", &Config::concurrent_runs, 1),
      Count("concurrent_queries", &Config::concurrent_queries, 1),
      OfSpark("python", &Spark::python),
      OfSpark("jars", &Spark::jars),
      OfSpark("master", &Spark::master),
      {"security.key_file", false,
       [](const std::string& text, Config& config) -> Status {
         config.security.key_file = text;
         return {};
       },
       [](const Config& config) { return config.security.key_file; }},
      Quota("databases", &catalog::Quotas::databases),
      Quota("tables_per_database", &catalog::Quotas::tables_per_database),
      Quota("versions_per_table", &catalog::Quotas::versions_per_table),
      Quota("partitions_per_table", &catalog::Quotas::partitions_per_table),
      Quota("functions_per_database", &catalog::Quotas::functions_per_database),
      Quota("connections", &catalog::Quotas::connections),
  };
  return kSettings;
}

Status Apply(const std::string& name, const toml::node& value, Config& config) {
  const auto setting = std::ranges::find(Settings(), name, &Setting::name);
  if (setting == Settings().end()) return InvalidInput("unknown key");
  if (setting->is_number != value.is_integer() || (!setting->is_number && !value.is_string())) {
    return InvalidInput(setting->is_number ? "must be a whole number" : "must be a string");
  }
  return setting->set(
      setting->is_number ? std::to_string(value.as_integer()->get()) : value.as_string()->get(),
      config);
}

// Applies a table's settings; those of a table within it are named "table.setting".
Status ApplyTable(const toml::table& table, const std::string& prefix, Config& config) {
  for (const auto& [key, value] : table) {
    const std::string name = prefix + std::string(key.str());
    if (const toml::table* inner = value.as_table()) {
      RETURN_IF_ERROR(ApplyTable(*inner, name + ".", config));
      continue;
    }
    const Status status = Apply(name, value, config);
    if (status) continue;
    return WithContext(status.error(),
                       "line " + std::to_string(value.source().begin.line) + ": " + name);
  }
  return {};
}

// "security.key_file" -> "TENON_SECURITY_KEY_FILE".
std::string VariableOf(const Setting& setting) {
  std::string name = "TENON_" + setting.name;
  std::ranges::transform(name, name.begin(), [](unsigned char c) {
    return c == '.' ? '_' : static_cast<char>(std::toupper(c));
  });
  return name;
}

}  // namespace

Result<Address> ParseAddress(const std::string& text) {
  const Error error = InvalidInput("must be HOST:PORT, such as 127.0.0.1:9700: " + text);
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return error;
  Address address{.host = text.substr(0, colon), .port = 0};
  if (address.host.starts_with('[') && address.host.ends_with(']')) {
    address.host = address.host.substr(1, address.host.size() - 2);
  }
  const char* const end = text.data() + text.size();
  const auto [parsed, code] = std::from_chars(text.data() + colon + 1, end, address.port);
  if (code != std::errc() || parsed != end) return error;
  return address;
}

std::string ToString(const Address& address) {
  const bool is_ipv6 = address.host.find(':') != std::string::npos;
  return (is_ipv6 ? "[" + address.host + "]" : address.host) + ":" + std::to_string(address.port);
}

std::filesystem::path DefaultDataFolder() {
  if (const char* folder = std::getenv("XDG_DATA_HOME"); folder != nullptr && *folder != '\0') {
    return std::filesystem::path(folder) / "tenon";
  }
  const char* home = std::getenv("HOME");
  return std::filesystem::path(home != nullptr ? home : ".") / ".local/share/tenon";
}

Status ApplyFile(const std::filesystem::path& file, Config& config) {
  try {
    const toml::table table = toml::parse_file(file.string());
    const Status status = ApplyTable(table, "", config);
    if (!status) return WithContext(status.error(), file.string());
  } catch (const toml::parse_error& error) {
    return InvalidInput(file.string() + " line " + std::to_string(error.source().begin.line) +
                        ": " + std::string(error.description()));
  }
  return {};
}

Status ApplyEnvironment(const std::map<std::string, std::string>& environment, Config& config) {
  for (const Setting& setting : Settings()) {
    const std::string name = VariableOf(setting);
    const auto it = environment.find(name);
    if (it == environment.end()) continue;
    const Status status = setting.set(it->second, config);
    if (!status) return WithContext(status.error(), name);
  }
  return {};
}

std::string ToToml(const Config& config) {
  std::ostringstream out;
  for (const Setting& setting : Settings()) {
    out << setting.name << " = ";
    if (setting.is_number) {
      out << setting.get(config);
    } else {
      out << toml::value<std::string>(setting.get(config));
    }
    out << '\n';
  }
  return out.str();
}

}  // namespace tenon::cli
