#include "secrets/secret_id.h"

#include <doctest/doctest.h>

#include <set>

namespace tenon::secrets {

TEST_CASE("names are made of letters, digits and a few other characters") {
  for (const char* name : {"a", "prod/db", "Valid/_+=.@-Name", "rds!cluster-1", "0"}) {
    CAPTURE(name);
    CHECK(CheckName(name));
  }
  for (const char* name : {"", "a b", "a*", "a:b", "gr\xc3\xb6\xc3\x9f", "a\\"}) {
    CAPTURE(name);
    CHECK(CheckName(name).error().reason == "ValidationException");
  }
}

TEST_CASE("a suffix is six letters and digits, another each time") {
  std::set<std::string> suffixes;
  for (int i = 0; i < 100; ++i) {
    const std::string suffix = MakeSuffix();
    CHECK(suffix.size() == 6);
    CHECK(suffix.find_first_of("-/_+=.@!:") == std::string::npos);
    CHECK(CheckName(suffix));
    suffixes.insert(suffix);
  }
  CHECK(suffixes.size() == 100);
}

TEST_CASE("a secret is called by its name, its ARN or a part of that") {
  struct Case {
    std::string_view text;
    std::string_view name;
    std::string_view name_of_full;
    std::string_view suffix_of_full;
  };
  const Case cases[] = {
      {"prod/db", "prod/db", "", ""},
      {"db-a1B2c3", "db-a1B2c3", "", ""},  // a name, whatever it looks like
      {"arn:aws:secretsmanager:us-east-1:000000000000:secret:prod/db", "prod/db", "", ""},
      {"arn:aws:secretsmanager:us-east-1:000000000000:secret:prod/db-a1B2c3", "prod/db-a1B2c3",
       "prod/db", "a1B2c3"},
      {"arn:aws-cn:secretsmanager:cn-north-1:1:secret:a-b1b2b3-c1c2c3", "a-b1b2b3-c1c2c3",
       "a-b1b2b3", "c1c2c3"},
      {"arn:aws:secretsmanager:us-east-1:000000000000:secret:-a1B2c3", "-a1B2c3", "", ""},
  };
  for (const auto& [text, name, name_of_full, suffix_of_full] : cases) {
    CAPTURE(text);
    const auto id = ParseSecretId(text);
    REQUIRE(id);
    CHECK(id->name == name);
    CHECK(id->name_of_full == name_of_full);
    CHECK(id->suffix_of_full == suffix_of_full);
  }
  CHECK(ParseSecretId(MakeArn("eu-west-1", "123456789012", "a", "bcdefg"))->name_of_full == "a");
}

TEST_CASE("what is neither a name nor the ARN of a secret is refused") {
  for (const char* text :
       {"", "a b", "arn:aws:s3:::bucket", "arn:aws:secretsmanager:us-east-1:000000000000:secret:",
        "arn:aws:secretsmanager:us-east-1:000000000000:other:a",
        "arn:aws:secretsmanager:us-east-1:000000000000:secret:a:b"}) {
    CAPTURE(text);
    CHECK(ParseSecretId(text).error().reason == "ValidationException");
  }
}

}  // namespace tenon::secrets
