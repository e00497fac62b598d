#include "db/database.h"

#include <sys/stat.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>

#include "base/check.h"
#include "base/log.h"
#include "db/sqlite.h"

namespace tenon::db {
namespace {

constexpr std::size_t kMaxGroup = 256;
constexpr std::size_t kIdleReaders = 16;

// Statements that every transaction needs, kept prepared as all others are.
Status Run(SqliteConnection& connection, std::string_view statement) {
  ASSIGN_OR_RETURN([[maybe_unused]] const auto rows, connection.Execute(statement));
  return {};
}

// A caller of Write that waits for its turn or for another's commit.
struct Waiting {
  const std::function<Status(Transaction&)>* work;
  Status status;
  bool done = false;
};

}  // namespace

Result<std::optional<std::string>> Transaction::QueryText(
    std::string_view sql, std::initializer_list<Parameter> parameters) {
  std::optional<std::string> text;
  RETURN_IF_ERROR(Query(sql, parameters, [&](const Row& row) -> Status {
    if (!text) text = row.Text(0);
    return {};
  }));
  return text;
}

Result<std::optional<std::int64_t>> Transaction::QueryInt(
    std::string_view sql, std::initializer_list<Parameter> parameters) {
  std::optional<std::int64_t> number;
  RETURN_IF_ERROR(Query(sql, parameters, [&](const Row& row) -> Status {
    if (!number) number = row.Int(0);
    return {};
  }));
  return number;
}

struct Database::State {
  std::filesystem::path file;
  std::unique_ptr<SqliteConnection> writer;  // used by the front of `queue` alone

  std::mutex mutex;  // guards what follows
  std::condition_variable turn;
  std::deque<Waiting*> queue;
  std::vector<std::unique_ptr<SqliteConnection>> readers;

  // Runs the group's work in one transaction; sets the status of each.
  void Commit(std::span<Waiting* const> group);
  // Runs one member within a savepoint, so that its failure undoes its own changes only.
  Status RunInSavepoint(const Waiting& waiting) const;
};

Status Database::State::RunInSavepoint(const Waiting& waiting) const {
  RETURN_IF_ERROR(Run(*writer, "SAVEPOINT member"));
  Status status = (*waiting.work)(*writer);
  if (!status) RETURN_IF_ERROR(Run(*writer, "ROLLBACK TO member"));
  RETURN_IF_ERROR(Run(*writer, "RELEASE member"));
  return status;
}

void Database::State::Commit(std::span<Waiting* const> group) {
  Status outcome = Run(*writer, "BEGIN IMMEDIATE");
  bool changed = false;
  if (outcome) {
    for (Waiting* waiting : group) {
      waiting->status = RunInSavepoint(*waiting);
      changed = changed || waiting->status.has_value();
    }
    outcome = Run(*writer, changed ? "COMMIT" : "ROLLBACK");
  }
  if (outcome) return;
  [[maybe_unused]] const Status rolled_back = Run(*writer, "ROLLBACK");  // may be over already
  for (Waiting* waiting : group) {
    if (waiting->status) waiting->status = outcome.error();
  }
}

Database::Database(std::unique_ptr<State> state) : state_(std::move(state)) {}
Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::Open(const std::filesystem::path& file) {
  auto state = std::make_unique<State>();
  state->file = file;
  ASSIGN_OR_RETURN(state->writer, SqliteConnection::Open(file, false));
  RETURN_IF_ERROR(state->writer->RunScript(
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
      "PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=4000;"
      "CREATE TABLE IF NOT EXISTS schema_versions("
      "module TEXT PRIMARY KEY, version INTEGER NOT NULL)"));
  if (chmod(file.c_str(), 0600) != 0) return SystemError("protecting " + file.string(), errno);
  return std::unique_ptr<Database>(new Database(std::move(state)));
}

Status Database::Migrate(std::string_view module, std::span<const Migration> migrations) {
  CHECK(std::ranges::is_sorted(migrations, {}, &Migration::number));
  ASSIGN_OR_RETURN(
      const auto stored,
      state_->writer->QueryInt("SELECT version FROM schema_versions WHERE module = ?1", {module}));
  const std::int64_t version = stored.value_or(0);
  const std::int64_t newest = migrations.empty() ? 0 : migrations.back().number;
  if (version > newest) {
    return Unsupported("the data folder was written by a newer version of this program: " +
                       std::string(module) + " is at schema " + std::to_string(version) +
                       ", this program knows " + std::to_string(newest));
  }
  for (const Migration& migration : migrations) {
    if (migration.number <= version) continue;
    if (stored) {
      const std::string copy = state_->file.string() + ".before-" + std::string(module) + "-" +
                               std::to_string(migration.number);
      RETURN_IF_ERROR(state_->writer->BackUpTo(copy));
      Log(LogLevel::kInfo, "database backed up", {{"file", copy}});
    }
    RETURN_IF_ERROR(Write([&](Transaction& transaction) -> Status {
      RETURN_IF_ERROR(state_->writer->RunScript(std::string(migration.sql)));
      if (migration.then != nullptr) RETURN_IF_ERROR(migration.then(transaction));
      ASSIGN_OR_RETURN(
          [[maybe_unused]] const auto rows,
          transaction.Execute("INSERT INTO schema_versions VALUES (?1, ?2) "
                              "ON CONFLICT (module) DO UPDATE SET version = excluded.version",
                              {module, std::int64_t{migration.number}}));
      return {};
    }));
  }
  return {};
}

Status Database::Write(const std::function<Status(Transaction&)>& work) {
  Waiting self{&work, {}, false};
  std::unique_lock lock(state_->mutex);
  state_->queue.push_back(&self);
  state_->turn.wait(lock, [&] { return self.done || state_->queue.front() == &self; });
  if (self.done) return self.status;

  // At the front: lead everybody who is here by now through one commit.
  const std::size_t size = std::min(state_->queue.size(), kMaxGroup);
  const std::vector<Waiting*> group(state_->queue.begin(),
                                    state_->queue.begin() + static_cast<std::ptrdiff_t>(size));
  lock.unlock();
  state_->Commit(group);
  lock.lock();
  for (Waiting* waiting : group) {
    state_->queue.pop_front();
    waiting->done = true;
  }
  state_->turn.notify_all();
  return self.status;
}

Status Database::Read(const std::function<Status(Transaction&)>& work) const {
  std::unique_ptr<SqliteConnection> reader;
  {
    const std::lock_guard lock(state_->mutex);
    if (!state_->readers.empty()) {
      reader = std::move(state_->readers.back());
      state_->readers.pop_back();
    }
  }
  if (reader == nullptr) {
    ASSIGN_OR_RETURN(reader, SqliteConnection::Open(state_->file, true));
    RETURN_IF_ERROR(reader->RunScript("PRAGMA cache_size=-2048"));
  }
  RETURN_IF_ERROR(Run(*reader, "BEGIN"));
  const Status status = work(*reader);
  RETURN_IF_ERROR(Run(*reader, "COMMIT"));
  const std::lock_guard lock(state_->mutex);
  if (state_->readers.size() < kIdleReaders) state_->readers.push_back(std::move(reader));
  return status;
}

}  // namespace tenon::db
