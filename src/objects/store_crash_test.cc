// A program that changes a store is killed at moments of its own making; what it has been told is
// done must be there afterwards, and nothing half done.

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <map>
#include <mutex>
#include <random>
#include <sstream>
#include <thread>

#include "objects/store_fixture.h"

extern char** environ;

namespace tenon::objects {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFolderVariable = "TENON_CRASH_TEST_FOLDER";
constexpr const char* kLifeVariable = "TENON_CRASH_TEST_LIFE";
constexpr const char* kChild = "the program that is killed";
constexpr int kThreads = 4;
constexpr int kKeys = 5;                  // of each thread
constexpr int kVersionsOfALife = 10'000;  // more than a life is long

// What the n-th version of a key holds.
std::string Content(const std::string& key, int version) {
  const std::size_t size = static_cast<std::size_t>(version * 7919 % 20'000);
  return key + "#" + std::to_string(version) + "#" + std::string(size, 'x');
}

Result<std::unique_ptr<Store>> OpenStore(const fs::path& base, db::Database& database,
                                         const Clock& clock) {
  return Store::Open(base / "objects", database, clock);
}

Result<Blob> WriteBlob(Store& store, std::unique_ptr<BlobWriter>& writer, std::string_view bytes) {
  ASSIGN_OR_RETURN(writer, store.NewBlob());
  RETURN_IF_ERROR(writer->Append(bytes));
  return writer->Finish();
}

// Puts `key`, or publishes it and a twin in one step if the version is a multiple of three.
Status PutVersion(Store& store, db::Database& database, const std::string& key, int version) {
  std::unique_ptr<BlobWriter> writer;
  std::unique_ptr<BlobWriter> twin_writer;
  ASSIGN_OR_RETURN(const Blob blob, WriteBlob(store, writer, Content(key, version)));
  if (version % 3 != 0) {
    ASSIGN_OR_RETURN([[maybe_unused]] const Object object, store.Put("bucket", key, blob, {}));
    return {};
  }
  ASSIGN_OR_RETURN(const Blob twin, WriteBlob(store, twin_writer, Content(key, version)));
  const std::vector<Blob> blobs = {blob, twin};
  const std::vector<NewObject> batch = {{key, blob, {}}, {key + "-twin", twin, {}}};
  RETURN_IF_ERROR(store.SyncBlobs(blobs));
  RETURN_IF_ERROR(database.Write(
      [&](db::Transaction& transaction) { return store.Publish(transaction, "bucket", batch); }));
  store.Published("bucket", batch);
  return {};
}

// Prints "<key> <version>" for each version that it was told is stored, without end.
void RunChild(const fs::path& base, int life) {
  const SystemClock clock;
  const auto database = db::Database::Open(base / "tenon.db");
  REQUIRE(database);
  const auto store = OpenStore(base, **database, clock);
  REQUIRE(store);
  [[maybe_unused]] const Status there_already = (*store)->CreateBucket({.name = "bucket"});
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int version = life * kVersionsOfALife;; ++version) {
        const std::string key =
            "t" + std::to_string(thread) + "/" + std::to_string(version % kKeys);
        if (!PutVersion(**store, **database, key, version)) std::abort();
        const std::string line = key + " " + std::to_string(version) + "\n";
        if (write(STDOUT_FILENO, line.data(), line.size()) < 0) std::abort();
      }
    });
  }
}

// Starts this program as the one to kill; its standard output comes through `output`.
pid_t StartChild(const fs::path& base, int life, FileDescriptor& output) {
  int ends[2] = {};
  REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
  output = FileDescriptor(ends[0]);
  const FileDescriptor input(ends[1]);
  REQUIRE(setenv(kFolderVariable, base.c_str(), 1) == 0);
  REQUIRE(setenv(kLifeVariable, std::to_string(life).c_str(), 1) == 0);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input.get(), STDOUT_FILENO);
  std::string program = "/proc/self/exe";
  std::string filter = "--test-case=" + std::string(kChild);
  std::string unskip = "--no-skip";
  char* arguments[] = {program.data(), filter.data(), unskip.data(), nullptr};
  pid_t child = 0;
  const int failure = posix_spawn(&child, program.c_str(), &actions, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  unsetenv(kFolderVariable);
  unsetenv(kLifeVariable);
  REQUIRE(failure == 0);
  return child;
}

// Lets the child live until it has said `bytes` bytes, kills it, and returns all that it said.
std::string KillAfter(const fs::path& base, int life, std::size_t bytes) {
  FileDescriptor output;
  const pid_t child = StartChild(base, life, output);
  std::string said;
  bool alive = true;
  std::string buffer(4096, '\0');
  for (;;) {
    if (alive && said.size() >= bytes) {
      kill(child, SIGKILL);
      alive = false;
    }
    const ssize_t got = read(output.get(), buffer.data(), buffer.size());
    if (got <= 0) break;
    said.append(buffer, 0, static_cast<std::size_t>(got));
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
  return said;
}

// Notes the newest version of each key that the child was told is stored.
void Note(const std::string& said, std::map<std::string, int>& acknowledged) {
  std::istringstream lines(said.substr(0, said.rfind('\n') + 1));
  std::string line;
  while (std::getline(lines, line)) {
    const std::size_t blank = line.find(' ');
    if (!line.starts_with('t') || blank == std::string::npos) continue;  // doctest's own words
    acknowledged[line.substr(0, blank)] = std::atoi(line.c_str() + blank + 1);
  }
}

// The version of the key that was under way, or could have been, when the kill came.
int NextVersion(const std::string& key, int acknowledged, int life) {
  const int first = life * kVersionsOfALife + (key.back() - '0');
  return acknowledged < first ? first : acknowledged + kKeys;
}

std::string Read(const Store& store, const std::string& key) {
  const auto opened = store.Read("bucket", key);
  return opened ? StoreFixture::ReadWhole(opened->file) : "!" + opened.error().message;
}

int VersionOf(const std::string& bytes) {
  const std::size_t mark = bytes.find('#');
  return mark == std::string::npos ? -1 : std::atoi(bytes.c_str() + mark + 1);
}

// Opens the store as a restart does. What is seen once must be there in later lives too.
void CheckState(const fs::path& base, int life, std::map<std::string, int>& acknowledged) {
  const SystemClock clock;
  const auto database = db::Database::Open(base / "tenon.db");
  REQUIRE(database);
  const auto store = OpenStore(base, **database, clock);
  REQUIRE(store);
  (*store)->WaitForRepair();
  for (auto& [key, version] : acknowledged) {
    CAPTURE(key);
    const int stored = VersionOf(Read(**store, key));
    CHECK((stored == version || stored == NextVersion(key, version, life)));
    version = stored;
  }
  const auto page = (*store)->List({.bucket = "bucket"});
  REQUIRE(page);
  std::size_t blobs = 0;
  for (const Object& object : page->objects) {
    CAPTURE(object.key);
    const std::string key = object.key.substr(0, object.key.find('-'));
    const std::string bytes = Read(**store, object.key);
    CHECK(bytes == Content(key, VersionOf(bytes)));
    CHECK(ReadFile(base / "objects" / "buckets" / "bucket" / object.key).value_or("") == bytes);
    // Published in one step: a twin is never newer than its key, and never older than the last
    // version of the key that came with a twin.
    if (key != object.key) CHECK(VersionOf(bytes) <= VersionOf(Read(**store, key)));
    const int version = VersionOf(bytes);
    if (key == object.key && version % 3 == 0) CHECK(Read(**store, key + "-twin") == bytes);
  }
  for (const auto& entry : fs::recursive_directory_iterator(base / "objects" / "blobs")) {
    if (entry.is_regular_file()) ++blobs;
  }
  CHECK(blobs == page->objects.size());
}

}  // namespace

TEST_CASE("the program that is killed" * doctest::skip()) {
  const char* folder = std::getenv(kFolderVariable);
  const char* life = std::getenv(kLifeVariable);
  if (folder != nullptr && life != nullptr) RunChild(folder, std::atoi(life));
}

TEST_CASE("what was acknowledged survives kill -9, and nothing half done is seen") {
  std::mt19937 random(9700);
  const TemporaryFolder base;
  std::map<std::string, int> acknowledged;
  for (int life = 0; life < 12; ++life) {
    CAPTURE(life);
    Note(KillAfter(base.path(), life, 100 + random() % 2000), acknowledged);
    CheckState(base.path(), life, acknowledged);
  }
  CHECK(acknowledged.size() == std::size_t{kThreads * kKeys});
}

}  // namespace tenon::objects
