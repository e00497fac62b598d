#include "cli/config.h"

#include <doctest/doctest.h>

#include "base/file.h"

namespace tenon::cli {
namespace {

Status ApplyText(const TemporaryFolder& folder, std::string_view text, Config& config) {
  const auto file = folder.path() / "tenon.toml";
  REQUIRE(WriteFileAtomically(file, text, 0600));
  return ApplyFile(file, config);
}

}  // namespace

TEST_CASE("addresses are a host and a port") {
  CHECK(*ParseAddress("127.0.0.1:9700") == Address{"127.0.0.1", 9700});
  CHECK(*ParseAddress("[::1]:80") == Address{"::1", 80});
  CHECK(ToString(Address{"::1", 80}) == "[::1]:80");
  for (const char* bad : {"", "9700", ":9700", "h:", "h:x", "h:70000", "h:1x"}) {
    CAPTURE(bad);
    CHECK_FALSE(ParseAddress(bad));
  }
}

TEST_CASE("a file overrides the defaults, the environment overrides the file") {
  const TemporaryFolder folder;
  Config config;
  REQUIRE(ApplyText(folder, "api = \"127.0.0.1:1\"\nregion = \"eu-west-1\"\nwarm_workers = 5\n",
                    config));
  REQUIRE(ApplyEnvironment({{"TENON_API", "127.0.0.1:2"}, {"HOME", "x"}}, config));
  CHECK(config.api.port == 2);
  CHECK(config.region == "eu-west-1");
  CHECK(config.warm_workers == 5);
  CHECK(config.console.port == 9701);
}

TEST_CASE("settings of security are a table of the file, and one word of the environment") {
  const TemporaryFolder folder;
  Config config;
  CHECK(config.security.key_file.empty());
  REQUIRE(ApplyText(folder, "[security]\nkey_file = \"/run/secrets/a\"\n", config));
  CHECK(config.security.key_file == "/run/secrets/a");
  REQUIRE(ApplyEnvironment({{"TENON_SECURITY_KEY_FILE", "/run/secrets/b"}}, config));
  CHECK(config.security.key_file == "/run/secrets/b");
}

TEST_CASE("quotas of the catalog are AWS's unless the file or the environment sets others") {
  const TemporaryFolder folder;
  Config config;
  CHECK(config.quotas.tables_per_database == 200'000);
  REQUIRE(ApplyText(folder, "[quotas]\ntables_per_database = 7\n", config));
  CHECK(config.quotas.tables_per_database == 7);
  REQUIRE(ApplyEnvironment({{"TENON_QUOTAS_PARTITIONS_PER_TABLE", "20000000"}}, config));
  CHECK(config.quotas.partitions_per_table == 20'000'000);
  CHECK(config.quotas.connections == 1'000);
}

TEST_CASE("a mistake in the file is named with its line") {
  struct Case {
    const char* text;
    const char* message;
  };
  for (const auto& [text, message] :
       {Case{"region = \"x\"\nregoin = \"y\"\n", " line 2: regoin: unknown key"},
        Case{"warm_workers = \"x\"\n", " line 1: warm_workers: must be a whole number"},
        Case{"warm_workers = 0\n",
             " line 1: warm_workers: must be a whole number from 1 to 1024: 0"},
        Case{"[security]\nkey = \"x\"\n", " line 2: security.key: unknown key"},
        Case{"[security]\nkey_file = 1\n", " line 2: security.key_file: must be a string"},
        Case{"[quotas]\ndatabases = 0\n",
             " line 2: quotas.databases: must be a whole number from 1 to 1000000000: 0"},
        Case{"[region]\nx = 1\n", " line 2: region.x: unknown key"},
        Case{"security = \"x\"\n", " line 1: security: unknown key"},
        Case{"api = \"x\"\n", " line 1: api: must be HOST:PORT, such as 127.0.0.1:9700: x"}}) {
    const TemporaryFolder folder;
    Config config;
    const Status status = ApplyText(folder, text, config);
    REQUIRE_FALSE(status);
    CHECK(status.error().message.ends_with(message));
  }
}

TEST_CASE("the printed configuration reads back as itself") {
  const TemporaryFolder folder;
  Config config;
  config.data = "/var/lib/a \"b\"";
  config.worker_memory = "4GB";
  config.concurrent_runs = 9;
  config.security.key_file = "/run/secrets/key";
  config.quotas.connections = 12;
  Config again;
  REQUIRE(ApplyText(folder, ToToml(config), again));
  CHECK(ToToml(again) == ToToml(config));
}

}  // namespace tenon::cli
