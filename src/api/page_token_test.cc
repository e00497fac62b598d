#include "api/page_token.h"

#include <doctest/doctest.h>

namespace tenon::api {
namespace {

TEST_CASE("a token gives back its key, whatever the key is") {
  const std::string keys[] = {"sales", "", std::string("\0\xFF/+", 4), std::string(1000, 'x')};
  for (const std::string& key : keys) {
    const std::string token = EncodePageToken("GetTables/db", key);
    CHECK(!token.empty());
    CHECK(token.find_first_of("+/=") == std::string::npos);
    CHECK(*DecodePageToken("GetTables/db", token) == key);
    CHECK(EncodePageToken("GetTables/db", key) == token);
  }
}

TEST_CASE("an empty token asks for the first page") {
  CHECK(DecodePageToken("GetTables", "")->empty());
}

TEST_CASE("a token of another list, and what is no token, is refused") {
  const std::string token = EncodePageToken("GetTables/a", "key");
  const std::string garbage[] = {EncodePageToken("GetTables/b", "key"),
                                 EncodePageToken("GetDatabases", "key"),
                                 token + "A",
                                 token.substr(1),
                                 "A" + token.substr(1),
                                 "garbage",
                                 "%%%",
                                 "A",
                                 "\xFF"};
  for (const std::string& text : garbage) {
    CAPTURE(text);
    const Result<std::string> key = DecodePageToken("GetTables/a", text);
    REQUIRE(!key);
    CHECK(key.error().kind == ErrorKind::kInvalidInput);
  }
}

TEST_CASE("ReadPageArguments keeps the page within the operation's limit") {
  const auto limit_of = [](const json::Value& input) {
    return ReadPageArguments(input, "GetJobs", 100)->limit;
  };
  CHECK(limit_of(json::Object{}) == 100);
  CHECK(limit_of({{"MaxResults", 7}}) == 7);
  CHECK(limit_of({{"MaxResults", 1000}}) == 100);
  const json::Value second = {{"NextToken", EncodePageToken("GetJobs", "j1")}};
  CHECK(ReadPageArguments(second, "GetJobs", 100)->after == "j1");
  CHECK(!ReadPageArguments(second, "GetTriggers", 100));
}

}  // namespace
}  // namespace tenon::api
