#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tenon::load {

// What clients do over and over. Named as on the command line.
enum class Work {
  kCreateTable,           // create-table: one more table
  kGetTable,              // get-table: any one
  kGetTables,             // get-tables: any hundred whose names share a prefix
  kBatchCreatePartition,  // batch-create-partition: the next hundred
  kSelectPartitions,      // select-partitions: those of any one hour, by day and hour
  kPagePartitions,        // page-partitions: the next page, and at the end the first again
  kListPartitions,        // list-partitions: all pages, which count as one
};
Result<Work> WorkNamed(std::string_view name);

inline constexpr std::int64_t kBatch = 100;      // partitions, the most that the API takes
inline constexpr std::int64_t kPage = 1000;      // partitions, the most that the API gives
inline constexpr std::int64_t kTablePage = 100;  // tables, likewise

// The catalog that is worked on.
struct Catalog {
  std::string database = "load";
  std::string table = "events";      // whose partitions are asked for
  std::int64_t tables = 10'000;      // in the database
  std::int64_t partitions = 10'000;  // of the table
  std::int64_t first = 0;            // the number of the first table or partition to create
};

// The numbered requests of one kind of work on one catalog: the same number always asks the same,
// and numbers in a row ask for what lies far apart. Pure.
class Workload {
 public:
  Workload(Work work, Catalog catalog) : work_(work), catalog_(std::move(catalog)) {}

  Work work() const { return work_; }
  const Catalog& catalog() const { return catalog_; }

  // What request `number` is about: the number of its table (kGetTables: of the first of them) or
  // of its first partition. Of kPagePartitions and kListPartitions always 0.
  std::int64_t Subject(std::int64_t number) const;

  // The API's operation, and the body of a request. `token` is the last answer's, "" for none.
  std::string_view operation() const;
  std::string Body(std::int64_t number, std::string_view token) const;

  // How many tables or partitions the answer holds.
  std::int64_t CountItems(std::string_view answer) const;
  // Whether the answer says that a part of the request failed.
  static bool HasErrors(std::string_view answer);
  // The answer's NextToken as JSON writes it, without the quotes; "" if it is the last page.
  static std::string_view NextToken(std::string_view answer);

 private:
  std::string BatchBody(std::int64_t number) const;
  std::string PartitionsBody(std::string_view more) const;

  Work work_;
  Catalog catalog_;
};

}  // namespace tenon::load
