#include "secrets/filter.h"

#include <doctest/doctest.h>

namespace tenon::secrets {

TEST_CASE("a text is broken into words where its letters change") {
  using Words = std::vector<std::string>;
  CHECK(WordsOf("credsDatabase#892") == Words{"creds", "database", "892"});
  CHECK(WordsOf("My_Secret") == Words{"my", "secret"});
  CHECK(WordsOf("prod/DB2 x") == Words{"prod", "db", "2", "x"});
  CHECK(WordsOf("Gr\xc3\xb6\xc3\x9f"
                "e") == Words{"gr\xc3\xb6\xc3\x9f"
                              "e"});
  CHECK(WordsOf("").empty());
  CHECK(WordsOf(" /-").empty());
}

TEST_CASE("filters pass what AWS documents") {
  Secret secret;
  secret.name = "Prod/database";
  secret.description = "Of the Warehouse";
  secret.tags = {{"team", "Sales"}, {"stage", "prod"}};
  struct Case {
    std::string_view key;
    std::vector<std::string> values;
    bool passes;
  };
  const Case cases[] = {
      {"name", {"Prod"}, true},
      {"name", {"prod"}, false},
      {"name", {"database"}, false},
      {"name", {"x", "Prod/"}, true},
      {"name", {"!Prod"}, false},
      {"name", {"!x"}, true},
      {"name", {"Prod", "!Prod/d"}, false},
      {"name", {""}, true},
      {"description", {"of THE"}, true},
      {"description", {"warehouse"}, false},
      {"tag-key", {"te"}, true},
      {"tag-key", {"Team"}, false},
      {"tag-value", {"Sal"}, true},
      {"tag-value", {"sales"}, false},
      {"tag-value", {"!prod"}, false},
      {"all", {"DATABASE"}, true},
      {"all", {"x ware"}, true},
      {"all", {"TEAM"}, true},
      {"all", {"base"}, false},
      {"all", {"!sales"}, false},
      {"primary-region", {"us"}, false},
      {"owning-service", {"rds"}, false},
      {"owning-service", {"!rds"}, true},
  };
  for (const auto& [key, values, passes] : cases) {
    CAPTURE(key);
    CAPTURE(values.front());
    CHECK(Passes(secret, {{std::string(key), values}}) == passes);
  }
  CHECK(Passes(secret, {}));
  CHECK(Passes(secret, {{"name", {"Prod"}}, {"tag-key", {"team"}}}));
  CHECK_FALSE(Passes(secret, {{"name", {"Prod"}}, {"tag-key", {"x"}}}));
}

}  // namespace tenon::secrets
