#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace tenon::db {

// Bytes that are no text: compared byte by byte, and stored as they are.
struct Bytes {
  std::string_view data;
};

// A value bound to ?1, ?2, ...; texts and bytes are borrowed until the call returns.
using Parameter = std::variant<std::nullptr_t, std::int64_t, double, std::string_view, Bytes>;

// One row of an answer; valid until the callback that got it returns.
class Row {
 public:
  virtual ~Row() = default;
  virtual bool IsNull(int column) const = 0;
  virtual std::int64_t Int(int column) const = 0;
  virtual double Double(int column) const = 0;
  // A text or bytes; "" for NULL. The view is valid as long as the row is.
  virtual std::string_view View(int column) const = 0;
  std::string Text(int column) const { return std::string(View(column)); }
};

// One transaction, open for as long as the function that was given it runs. Stores take it as an
// argument, so that one transaction can span stores. One thread at a time.
class Transaction {
 public:
  virtual ~Transaction() = default;

  // Runs a statement that answers no rows; yields how many rows it changed.
  // kAlreadyExists if a UNIQUE or PRIMARY KEY constraint refuses it.
  virtual Result<std::int64_t> Execute(std::string_view sql,
                                       std::span<const Parameter> parameters) = 0;
  // Runs a query and gives each row to `each`; an error of `each` ends it and is returned.
  virtual Status Query(std::string_view sql, std::span<const Parameter> parameters,
                       const std::function<Status(const Row&)>& each) = 0;

  // The same with the parameters as a list: Execute("DELETE FROM t WHERE a = ?1", {name}).
  Result<std::int64_t> Execute(std::string_view sql,
                               std::initializer_list<Parameter> parameters = {}) {
    return Execute(sql, std::span(parameters.begin(), parameters.size()));
  }
  Status Query(std::string_view sql, std::initializer_list<Parameter> parameters,
               const std::function<Status(const Row&)>& each) {
    return Query(sql, std::span(parameters.begin(), parameters.size()), each);
  }
  // The first column of the first row as text; nullopt if there is no row.
  Result<std::optional<std::string>> QueryText(std::string_view sql,
                                               std::initializer_list<Parameter> parameters);
  // The first column of the first row as a number; nullopt if there is no row.
  Result<std::optional<std::int64_t>> QueryInt(std::string_view sql,
                                               std::initializer_list<Parameter> parameters);
};

// A numbered step of a module's schema: SQL, and then what SQL cannot say. Steps run in order, each
// once and in a transaction of its own; they never change afterwards.
struct Migration {
  int number;
  std::string_view sql;
  Status (*then)(Transaction&) = nullptr;
};

// One SQLite file in WAL mode with synchronous=FULL: when Write returns, the change survives a
// power cut. Writers that come at the same time share one commit: each runs in a savepoint of its
// own, in order, so that one's failure undoes only its own changes. Readers see a snapshot and
// block nobody. Thread-safe.
class Database {
 public:
  // Opens or creates the file, mode 0600. kUnavailable if it is no database or cannot be written.
  static Result<std::unique_ptr<Database>> Open(const std::filesystem::path& file);
  ~Database();

  // Brings a module's tables to the last of `migrations`. The file is copied to
  // "<file>.before-<module>-<number>" before a step runs on a database that has data. kUnsupported
  // if the file was written by a newer program.
  Status Migrate(std::string_view module, std::span<const Migration> migrations);

  // Runs `work` in a transaction of its own view and commits if it succeeds. `work` may run on
  // another writer's thread while the caller waits; it must not call Write or Read.
  Status Write(const std::function<Status(Transaction&)>& work);

  // Runs `work` in a read-only transaction: a consistent snapshot for as long as it runs.
  Status Read(const std::function<Status(Transaction&)>& work) const;

  // Write and Read for work that yields a value.
  template <typename T>
  Result<T> WriteFor(const std::function<Result<T>(Transaction&)>& work) {
    return Carry<T>([this](const auto& inner) { return Write(inner); }, work);
  }
  template <typename T>
  Result<T> ReadFor(const std::function<Result<T>(Transaction&)>& work) const {
    return Carry<T>([this](const auto& inner) { return Read(inner); }, work);
  }

 private:
  struct State;
  explicit Database(std::unique_ptr<State> state);

  template <typename T>
  static Result<T> Carry(
      const std::function<Status(const std::function<Status(Transaction&)>&)>& run,
      const std::function<Result<T>(Transaction&)>& work) {
    std::optional<T> value;
    const Status status = run([&](Transaction& transaction) -> Status {
      Result<T> result = work(transaction);
      if (!result) return std::move(result).error();
      value = *std::move(result);
      return {};
    });
    if (!status) return status.error();
    return *std::move(value);
  }

  std::unique_ptr<State> state_;
};

}  // namespace tenon::db
