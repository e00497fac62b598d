#include "catalog/tags.h"

#include <doctest/doctest.h>

#include "base/file.h"
#include "catalog/schema.h"

namespace tenon::catalog {
namespace {

class Tagged {
 public:
  Tagged() : database_(*db::Database::Open(folder_.path() / "test.db")) {
    REQUIRE(Migrate(*database_));
  }
  Status Write(const std::function<Status(db::Transaction&)>& work) {
    return database_->Write(work);
  }
  Status Add(const Resource& resource, const json::Value& tags) {
    return Write(
        [&](db::Transaction& transaction) { return TagStore().Add(transaction, resource, tags); });
  }
  std::string Get(const Resource& resource) {
    const auto tags = database_->ReadFor<json::Value>(
        [&](db::Transaction& transaction) { return TagStore().Get(transaction, resource); });
    REQUIRE(tags);
    return json::Dump(*tags);
  }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<db::Database> database_;
};

const Resource kJob = {"job", "etl"};

}  // namespace

TEST_CASE("an ARN of any account and region names its resource") {
  struct Case {
    const char* arn;
    Resource resource;
  };
  for (const auto& [arn, resource] :
       {Case{"arn:aws:glue:us-east-1:000000000000:job/etl", {"job", "etl"}},
        Case{"arn:aws-cn:glue:cn-north-1:123456789012:job/a/b c:d", {"job", "a/b c:d"}},
        Case{"arn:aws:glue:eu-west-1:1:database/Sales", {"database", "sales"}},
        Case{"arn:aws:glue:eu-west-1:1:table/Sales/Users", {"table", "users", "sales"}},
        Case{"arn:aws:glue:eu-west-1:1:schema/Events/Click", {"schema", "Click", "Events"}}}) {
    CAPTURE(arn);
    const auto parsed = ParseArn(arn);
    REQUIRE(parsed);
    CHECK(*parsed == resource);
  }
}

TEST_CASE("what is no ARN of something with tags is refused") {
  for (const char* bad :
       {"", "job/etl", "arn:aws:glue", "arn:aws:glue:us-east-1:1:job", "arn:aws:glue:us-east-1:1:",
        "arn:aws:glue:us-east-1:1:job/", "arn:aws:glue::1:job/etl", "arn:aws:glue:us-east-1::job/e",
        "arn:aws:s3:us-east-1:1:job/etl", "arn:gcp:glue:us-east-1:1:job/etl",
        "arn:aws:glue:us-east-1:1:table/sales", "arn:aws:glue:us-east-1:1:table//users",
        "arn:aws:glue:us-east-1:1:catalog", "arn:aws:glue:us-east-1:1:nothing/x",
        "arn:aws:glue:us-east-1:1:userDefinedFunction/db/f"}) {
    CAPTURE(bad);
    const auto parsed = ParseArn(bad);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().kind == ErrorKind::kInvalidInput);
  }
}

TEST_CASE("tags are added to those that are there, and removed by their keys") {
  Tagged tagged;
  CHECK(tagged.Get(kJob) == "{}");
  REQUIRE(tagged.Add(kJob, {{"team", "a"}, {"cost", ""}}));
  REQUIRE(tagged.Add(kJob, {{"team", "b"}, {"stage", "test"}}));
  CHECK(tagged.Get(kJob) == R"({"cost":"","stage":"test","team":"b"})");
  REQUIRE(tagged.Write([](db::Transaction& transaction) {
    return TagStore().Remove(transaction, kJob, std::vector<std::string>{"cost", "never there"});
  }));
  CHECK(tagged.Get(kJob) == R"({"stage":"test","team":"b"})");
  CHECK(tagged.Get({"job", "ETL"}) == "{}");
}

TEST_CASE("a resource has at most 50 tags, and an addition above that changes nothing") {
  Tagged tagged;
  json::Value tags = json::Object{};
  for (int i = 0; i < 50; ++i) tags.Set("k" + std::to_string(i), "v");
  REQUIRE(tagged.Add(kJob, tags));
  REQUIRE(tagged.Add(kJob, {{"k7", "another value"}}));
  const std::string before = tagged.Get(kJob);
  CHECK(tagged.Add(kJob, {{"k8", "x"}, {"one more", "v"}}).error().kind ==
        ErrorKind::kInvalidInput);
  CHECK(tagged.Get(kJob) == before);
}

TEST_CASE("keys that AWS keeps for itself are refused in any case") {
  Tagged tagged;
  for (const char* key : {"aws:x", "AWS:x", "aws:"}) {
    CAPTURE(key);
    CHECK(tagged.Add(kJob, {{key, "v"}}).error().kind == ErrorKind::kInvalidInput);
  }
  CHECK(tagged.Add(kJob, {{"awsome", "v"}}));
}

TEST_CASE("a database's tags go with it, and those of its tables, and no others") {
  Tagged tagged;
  const Resource sales = {"database", "Sales"};
  const Resource users = {"table", "Users", "Sales"};
  const Resource others = {"table", "users", "sales2"};
  for (const Resource& resource : {sales, users, others, kJob}) {
    REQUIRE(tagged.Add(resource, {{"team", resource.type}}));
  }
  REQUIRE(tagged.Write([&](db::Transaction& transaction) {
    return TagStore().Clear(transaction, {"database", "sales"});
  }));
  CHECK(tagged.Get(sales) == "{}");
  CHECK(tagged.Get(users) == "{}");
  CHECK(tagged.Get(others) == R"({"team":"table"})");
  CHECK(tagged.Get(kJob) == R"({"team":"job"})");
}

TEST_CASE("tags that documents of databases hold are taken out of them") {
  Tagged tagged;
  REQUIRE(tagged.Write([](db::Transaction& transaction) -> Status {
    ASSIGN_OR_RETURN(
        [[maybe_unused]] const auto rows,
        transaction.Execute("INSERT INTO catalog_databases(name, document, created) VALUES "
                            R"(('old', '{"Name":"old","Tags":{"team":"a","aws:made":"b"}}', 0),)"
                            R"(('bare', '{"Name":"bare"}', 0))"));
    RETURN_IF_ERROR(TakeDatabaseTags(transaction));
    ASSIGN_OR_RETURN(
        const auto document,
        transaction.QueryText("SELECT document FROM catalog_databases WHERE name = 'old'", {}));
    CHECK(document == R"({"Name":"old"})");
    return {};
  }));
  CHECK(tagged.Get({"database", "old"}) == R"({"aws:made":"b","team":"a"})");
  CHECK(tagged.Get({"database", "bare"}) == "{}");
}

}  // namespace tenon::catalog
