#include "secrets/store.h"

#include <doctest/doctest.h>

#include <functional>
#include <memory>

#include "base/file.h"
#include "secrets/secret_id.h"

namespace tenon::secrets {
namespace {

constexpr Time kNow = Time(std::chrono::milliseconds(1'700'000'000'123));
constexpr auto kDay = std::chrono::days(1);

Value Text(std::string_view text) { return {false, std::string(text)}; }

class Secrets {
 public:
  Secrets()
      : database_(*db::Database::Open(folder_.path() / "test.db")),
        key_(*auth::SealingKey::OpenOrMake(folder_.path() / "sealing.key")) {
    REQUIRE(Store::Migrate(*database_));
  }

  // What `work` yields in a transaction of its own.
  template <typename Work>
  auto Do(const Work& work) {
    using T = typename decltype(work(std::declval<db::Transaction&>()))::value_type;
    if constexpr (std::is_void_v<T>) {
      return database_->Write(work);
    } else {
      return database_->WriteFor<T>(work);
    }
  }
  Result<Secret> Create(const NewSecret& secret, Time now = kNow) {
    return Do([&](db::Transaction& transaction) { return store.Create(transaction, secret, now); });
  }
  Result<Version> Put(const char* token, const char* text,
                      std::vector<std::string> stages = {"AWSCURRENT"}) {
    return Do([&](db::Transaction& transaction) {
      return store.PutValue(transaction, "db", {token, Text(text), stages}, kNow);
    });
  }
  Result<OpenedVersion> Value(std::string_view id, const VersionRequest& request = {}) {
    return ValueFrom(store, id, request);
  }
  Result<OpenedVersion> ValueFrom(const Store& from, std::string_view id,
                                  const VersionRequest& request = {}) {
    return Do(
        [&](db::Transaction& transaction) { return from.GetValue(transaction, id, request); });
  }
  Result<Secret> Get(std::string_view id) {
    return Do([&](db::Transaction& transaction) { return store.Get(transaction, id); });
  }
  Result<Secret> Delete(std::string_view id, Time purge_after = kNow + 7 * kDay) {
    return Do([&](db::Transaction& transaction) {
      return store.Delete(transaction, id, kNow, purge_after);
    });
  }
  // The ids of versions with their labels: "v1=AWSPREVIOUS".
  std::vector<std::string> Versions(bool with_deprecated = false) {
    const auto versions = Do([&](db::Transaction& transaction) -> Result<std::vector<Version>> {
      ASSIGN_OR_RETURN(const Secret secret, store.Get(transaction, "db"));
      return store.ListVersions(transaction, secret, with_deprecated);
    });
    REQUIRE(versions);
    std::vector<std::string> all;
    for (const Version& version : *versions) {
      std::string text = version.id + "=";
      for (const std::string& stage : version.stages) text += stage + ",";
      all.push_back(text);
    }
    return all;
  }
  std::string Files() {
    std::string all;
    for (const auto& file : std::filesystem::directory_iterator(folder_.path())) {
      all += *ReadFile(file.path());
    }
    return all;
  }
  const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<db::Database> database_;
  auth::SealingKey key_;

 public:
  const Store store{key_};
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a secret comes back by its name, its ARN and a part of that") {
  Secrets secrets;
  const auto created = secrets.Create({.name = "prod/db",
                                       .token = "v1",
                                       .description = "d",
                                       .kms_key = "alias/k",
                                       .value = Text("hunter2"),
                                       .tags = {{"team", "a"}}});
  REQUIRE(created);
  CHECK(created->description == "d");
  CHECK(created->kms_key == "alias/k");
  CHECK(created->tags == Tags{{"team", "a"}});
  CHECK(created->created == kNow);
  CHECK(created->changed == kNow);
  const std::string arn = MakeArn("us-east-1", "1", "prod/db", created->suffix);
  for (const std::string& id : {std::string("prod/db"), arn, arn.substr(0, arn.size() - 7)}) {
    CAPTURE(id);
    const auto opened = secrets.Value(id);
    REQUIRE(opened);
    CHECK(opened->value == Text("hunter2"));
    CHECK(opened->version.id == "v1");
    CHECK(opened->version.stages == Texts{"AWSCURRENT"});
  }
  for (const char* id : {"Prod/db", "prod", "prod/db-abcdef"}) {
    CAPTURE(id);
    CHECK(secrets.Value(id).error().message == "Secrets Manager can't find the specified secret.");
  }
  CHECK(secrets.Value(MakeArn("us-east-1", "1", "prod/db", "abcdef")).error().kind ==
        ErrorKind::kNotFound);
}

TEST_CASE("a name that ends as an ARN does is told from the ARN of a shorter one") {
  Secrets secrets;
  REQUIRE(secrets.Create({.name = "a", .token = "v", .value = Text("short")}));
  const std::string longer = "a-" + secrets.Get("a")->suffix;
  const std::string shorter_arn = MakeArn("us-east-1", "1", "a", secrets.Get("a")->suffix);
  REQUIRE(secrets.Create({.name = longer, .token = "v", .value = Text("long")}));
  CHECK(secrets.Value(longer)->value == Text("long"));
  CHECK(secrets.Value(shorter_arn)->value == Text("short"));
  CHECK(secrets.Value(MakeArn("us-east-1", "1", longer, secrets.Get(longer)->suffix))->value ==
        Text("long"));
}

TEST_CASE("bytes of any kind come back as they were") {
  Secrets secrets;
  const Value bytes = {true, std::string("\0\x01\xff s", 5)};
  REQUIRE(secrets.Create({.name = "db", .token = "v1", .value = bytes}));
  CHECK(secrets.Value("db")->value == bytes);
}

TEST_CASE("no file holds a value in clear, before a change or after it") {
  Secrets secrets;
  REQUIRE(secrets.Create({.name = "db", .token = "v1", .value = Text("hunter2-secret")}));
  REQUIRE(secrets.Put("v2", "correct-horse"));
  CHECK(secrets.Files().find("db") != std::string::npos);
  for (const char* secret : {"hunter2", "correct-horse"}) {
    CHECK(secrets.Files().find(secret) == std::string::npos);
  }
}

TEST_CASE("a value sealed with another key, or for another version, does not open") {
  Secrets secrets;
  REQUIRE(secrets.Create({.name = "db", .token = "v1", .value = Text("hunter2")}));
  REQUIRE(secrets.Put("v2", "other"));
  const auto key = *auth::SealingKey::OpenOrMake(secrets.folder() / "other.key");
  CHECK(secrets.ValueFrom(Store(key), "db").error().reason == "GlueEncryptionException");
  REQUIRE(secrets.Do([](db::Transaction& transaction) -> Status {
    return transaction.Execute(
               "UPDATE secret_versions SET sealed = "
               "(SELECT sealed FROM secret_versions WHERE id = 'v1')")
               ? Status()
               : Internal("");
  }));
  CHECK(secrets.Value("db", {.id = "v1"}));
  CHECK(secrets.Value("db", {.id = "v2"}).error().reason == "GlueEncryptionException");
}

TEST_CASE("a creation is repeated by its token, and refused without it") {
  Secrets secrets;
  const NewSecret secret = {.name = "db", .token = "v1", .value = Text("hunter2")};
  const auto first = secrets.Create(secret);
  REQUIRE(first);
  const auto again = secrets.Create(secret, kNow + kDay);
  REQUIRE(again);
  CHECK(again->suffix == first->suffix);
  CHECK(secrets.Get("db")->changed == kNow);
  const auto other_value = secrets.Create({.name = "db", .token = "v1", .value = Text("x")});
  CHECK(other_value.error().kind == ErrorKind::kAlreadyExists);
  CHECK(other_value.error().message ==
        "You can't use ClientRequestToken v1 because that value is already in use for a version "
        "of secret db.");
  CHECK(secrets.Create({.name = "db", .token = "v2", .value = Text("hunter2")}).error().message ==
        "The operation failed because the secret db already exists.");
  CHECK(secrets.Create({.name = "db", .token = "v1"}).error().kind == ErrorKind::kAlreadyExists);
}

TEST_CASE("labels move from version to version") {
  Secrets secrets;
  REQUIRE(secrets.Create({.name = "db", .token = "v1", .value = Text("1")}));
  REQUIRE(secrets.Put("v2", "2"));
  CHECK(secrets.Versions() == Texts{"v1=AWSPREVIOUS,", "v2=AWSCURRENT,"});
  REQUIRE(secrets.Put("v3", "3", {"PENDING", "NEXT"}));
  CHECK(secrets.Value("db")->value == Text("2"));
  CHECK(secrets.Value("db", {.stage = "PENDING"})->value == Text("3"));
  REQUIRE(secrets.Put("v4", "4", {"AWSCURRENT", "NEXT"}));
  CHECK(secrets.Versions() == Texts{"v2=AWSPREVIOUS,", "v3=PENDING,", "v4=AWSCURRENT,NEXT,"});
  CHECK(secrets.Versions(true) ==
        Texts{"v1=", "v2=AWSPREVIOUS,", "v3=PENDING,", "v4=AWSCURRENT,NEXT,"});
  CHECK(secrets.Value("db", {.stage = "AWSPREVIOUS"})->value == Text("2"));
  CHECK(secrets.Value("db", {.id = "v1"})->value == Text("1"));
  CHECK(secrets.Value("db", {.id = "v4", .stage = "NEXT"})->value == Text("4"));
  CHECK(secrets.Value("db", {.id = "v4", .stage = "PENDING"}).error().reason ==
        "InvalidRequestException");
  CHECK(secrets.Value("db", {.stage = "x"}).error().message ==
        "Secrets Manager can't find the specified secret value for staging label: x");
  CHECK(secrets.Value("db", {.id = "v5"}).error().message ==
        "Secrets Manager can't find the specified secret value for VersionId: v5");
  // The same token again changes nothing, or is refused.
  CHECK(secrets.Put("v1", "1")->id == "v1");
  CHECK(secrets.Value("db")->value == Text("4"));
  CHECK(secrets.Put("v1", "x").error().kind == ErrorKind::kAlreadyExists);
}

TEST_CASE("the first version of a secret is current, whatever its labels") {
  Secrets secrets;
  REQUIRE(secrets.Create({.name = "db", .token = "v0"}));
  CHECK(secrets.Value("db").error().message ==
        "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT");
  REQUIRE(secrets.Put("v1", "1", {"PENDING"}));
  CHECK(secrets.Versions() == Texts{"v1=AWSCURRENT,PENDING,"});
}

TEST_CASE("a secret has at most 20 labels") {
  Secrets secrets;
  REQUIRE(secrets.Create({.name = "db", .token = "v1", .value = Text("1")}));
  Texts labels;
  for (int i = 0; i < 19; ++i) labels.push_back("label" + std::to_string(i));
  REQUIRE(secrets.Put("v2", "2", labels));
  CHECK(secrets.Put("v3", "3").error().kind == ErrorKind::kLimitExceeded);  // adds AWSPREVIOUS
  CHECK(secrets.Versions(true).size() == 2);
}

TEST_CASE("versions without labels go when there are more than a hundred newer ones") {
  Secrets secrets;
  REQUIRE(secrets.Create({.name = "db", .token = "first", .value = Text("1")}));
  REQUIRE(secrets.Put("labelled", "1", {"KEEP"}));
  for (int i = 0; i < 105; ++i) REQUIRE(secrets.Put(("v" + std::to_string(i)).c_str(), "x"));
  const Texts versions = secrets.Versions(true);
  CHECK(versions.size() == 101);
  CHECK(versions.front() == "labelled=KEEP,");
  CHECK(versions[1] == "v5=");
}

TEST_CASE("an update changes what it names") {
  Secrets secrets;
  REQUIRE(secrets.Create(
      {.name = "db", .token = "v1", .description = "d", .kms_key = "k", .value = Text("1")}));
  const auto update = [&](const Change& change) {
    return secrets.Do([&](db::Transaction& transaction) {
      return secrets.store.Update(transaction, "db", change, kNow + kDay);
    });
  };
  const auto without_version = update({.description = "e"});
  REQUIRE(without_version);
  CHECK_FALSE(without_version->has_value());
  CHECK(secrets.Get("db")->description == "e");
  CHECK(secrets.Get("db")->kms_key == "k");
  CHECK(secrets.Get("db")->changed == kNow + kDay);
  const auto with_version = update({.kms_key = "", .version = NewVersion{"v2", Text("2")}});
  REQUIRE(with_version);
  CHECK(with_version->value().id == "v2");
  CHECK(secrets.Get("db")->kms_key.empty());
  CHECK(secrets.Value("db")->value == Text("2"));
}

TEST_CASE("a secret that is marked for deletion can be restored until its time has come") {
  Secrets secrets;
  const NewSecret secret = {.name = "db", .token = "v1", .value = Text("1"), .tags = {{"k", "v"}}};
  REQUIRE(secrets.Create(secret));
  const auto marked = secrets.Delete("db");
  REQUIRE(marked);
  CHECK(marked->deleted == kNow);
  const auto purge = [&](Time now) {
    return secrets.Do(
        [&](db::Transaction& transaction) { return secrets.store.Purge(transaction, now); });
  };
  REQUIRE(purge(kNow + 6 * kDay));
  for (const Error& error : {secrets.Value("db").error(), secrets.Put("v2", "2").error(),
                             secrets.Delete("db").error(), secrets.Create(secret).error(),
                             secrets
                                 .Do([&](db::Transaction& transaction) {
                                   return secrets.store.Tag(transaction, "db", {{"a", "b"}}, kNow);
                                 })
                                 .error()}) {
    CHECK(error.kind == ErrorKind::kInvalidInput);
    CHECK(error.reason == "InvalidRequestException");
  }
  CHECK(secrets.Versions().size() == 1);
  REQUIRE(secrets.Do([&](db::Transaction& transaction) {
    return secrets.store.Restore(transaction, "db", kNow);
  }));
  CHECK(secrets.Value("db")->value == Text("1"));

  REQUIRE(secrets.Delete("db"));
  REQUIRE(purge(kNow + 7 * kDay));
  CHECK(secrets.Get("db").error().kind == ErrorKind::kNotFound);
  // Another secret of that name has nothing of the earlier one.
  REQUIRE(secrets.Create({.name = "db", .token = "v0"}));
  CHECK(secrets.Get("db")->tags.empty());
  CHECK(secrets.Versions(true).empty());
}

TEST_CASE("a secret is deleted at once where that is asked for") {
  Secrets secrets;
  REQUIRE(secrets.Create({.name = "db", .token = "v1", .value = Text("1")}));
  REQUIRE(secrets.Delete("db"));
  const auto delete_now = [&] {
    return secrets.Do(
        [&](db::Transaction& transaction) { return secrets.store.DeleteNow(transaction, "db"); });
  };
  REQUIRE(delete_now());
  CHECK(delete_now().error().kind == ErrorKind::kNotFound);
}

TEST_CASE("tags are set, replaced and removed") {
  Secrets secrets;
  REQUIRE(secrets.Create({.name = "db", .token = "v1", .tags = {{"a", "1"}, {"b", "2"}}}));
  const auto tag = [&](const Tags& tags) {
    return secrets.Do([&](db::Transaction& transaction) {
      return secrets.store.Tag(transaction, "db", tags, kNow);
    });
  };
  REQUIRE(tag({{"b", "3"}, {"c", ""}}));
  REQUIRE(secrets.Do([&](db::Transaction& transaction) {
    return secrets.store.Untag(transaction, "db", {"a", "x"}, kNow);
  }));
  CHECK(secrets.Get("db")->tags == Tags{{"b", "3"}, {"c", ""}});
  CHECK(tag({{"AWS:x", ""}}).error().kind == ErrorKind::kInvalidInput);
  Tags many;
  for (int i = 0; i < 49; ++i) many.emplace("k" + std::to_string(i), "");
  CHECK(tag(many).error().kind == ErrorKind::kInvalidInput);
  CHECK(secrets.Get("db")->tags.size() == 2);
}

TEST_CASE("the day of an access is told of the version and of the secret") {
  Secrets secrets;
  REQUIRE(secrets.Create({.name = "db", .token = "v1", .value = Text("1")}));
  CHECK_FALSE(secrets.Get("db")->accessed);
  const Version version = secrets.Value("db")->version;
  REQUIRE(secrets.Do([&](db::Transaction& transaction) {
    return secrets.store.NoteAccess(transaction, version, kNow);
  }));
  CHECK(secrets.Value("db")->version.accessed == DayOf(kNow));
  CHECK(secrets.Get("db")->accessed == DayOf(kNow));
  CHECK(ToMillis(DayOf(kNow)) == 1'699'920'000'000);
}

TEST_CASE("the current text of a secret is told to whoever needs it to log in somewhere") {
  Secrets secrets;
  REQUIRE(secrets.Create({.name = "db", .token = "v1", .value = Text("{}")}));
  REQUIRE(secrets.Create({.name = "bytes", .token = "v1", .value = Value{true, "x"}}));
  const auto current = [&](std::string_view id) {
    return secrets.Do(
        [&](db::Transaction& transaction) { return secrets.store.CurrentString(transaction, id); });
  };
  CHECK(*current("db") == "{}");
  CHECK(*current(MakeArn("us-east-1", "1", "db", secrets.Get("db")->suffix)) == "{}");
  CHECK(current("bytes").error().message ==
        "the secret has a SecretBinary, not a SecretString: bytes");
  CHECK(current("x").error().kind == ErrorKind::kNotFound);
  REQUIRE(secrets.Delete("db"));
  CHECK(current("db").error().reason == "InvalidRequestException");
}

}  // namespace tenon::secrets
