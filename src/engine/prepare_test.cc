#include "engine/prepare.h"

#include <unistd.h>

#include "engine/bzip2.h"
#include "engine/test_bench.h"

namespace tenon::engine {
namespace {

// Folders of this process that are left among the temporary files.
std::vector<std::string> OwnFolders() {
  std::vector<std::string> found;
  const std::string prefix = "tenon-inputs-" + std::to_string(getpid()) + "-";
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::temp_directory_path())) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(prefix)) found.push_back(name);
  }
  return found;
}

task::Source Packed(const TestBench& bench) {
  REQUIRE(WriteFileAtomically(bench.folder() / "plain", "id,name\n1,a\n2,b\n", 0600));
  REQUIRE(CompressBzip2(bench.folder() / "plain", bench.folder() / "packed"));
  task::Source source;
  source.name = "t";
  source.title = "Packed";
  source.csv.header_lines = 1;
  source.files = {bench.File("x.csv.bz2", ReadFile(bench.folder() / "packed").value_or(""))};
  source.files[0].compression = "bzip2";
  return source;
}

}  // namespace

TEST_CASE("a task without staging folder leaves nothing of what was inflated for it") {
  const TestBench bench;
  task::Task task = bench.Task(task::Kind::kDescribe, {Packed(bench)});
  task.staging.clear();
  task.descriptions = {{"files", "SELECT * FROM t"}};
  const auto events = bench.Run(task);
  const auto described = Only<task::Described>(events);
  REQUIRE(described.size() == 1);
  CHECK(described[0].error == "");
  CHECK(described[0].schema == Schema{{"id", *ParseType("bigint")}, {"name", Type()}});
  CHECK(OwnFolders().empty());
}

TEST_CASE("what was inflated into the staging folder is gone when the task has ended") {
  const TestBench bench;
  task::Source source = Packed(bench);
  source.columns = {{"id", *ParseType("bigint")}, {"name", Type()}};
  CHECK(bench.Answer(bench.Query({source}, "SELECT id, name FROM t ORDER BY id")) ==
        "\"id\",\"name\"\n\"1\",\"a\"\n\"2\",\"b\"\n");
  CHECK_FALSE(std::filesystem::exists(bench.staging() / "inputs"));
}

TEST_CASE("keys that would lead out of a table's folder are not linked") {
  const TestBench bench;
  task::Source source;
  source.name = "t";
  source.title = "Lake";
  source.format = task::Format::kDelta;
  source.lake.root = "s3://b/t/";
  for (const char* name : {"s3://b/t/../../evil", "s3://b/other/x", "s3://b/t//x", "s3://b/t/a/"}) {
    task::InputFile file = bench.File("f", "x");
    file.name = name;
    source.files.push_back(file);
  }
  Result<Database> database = Database::Open();
  Result<Connection> connection = database->Connect();
  const task::Task task = bench.Task(task::Kind::kQuery, {source});
  const Result<PreparedTask> prepared = PreparedTask::Make(*connection, task);
  REQUIRE_MESSAGE(prepared, prepared.error().message);
  CHECK(std::filesystem::is_empty(bench.staging() / "inputs" / "0"));
  CHECK_FALSE(std::filesystem::exists(bench.folder() / "evil"));
}

}  // namespace tenon::engine
