#include "load/workload.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "load/documents.h"

namespace tenon::load {
namespace {

constexpr std::array kWorks = {
    std::pair(std::string_view("create-table"), Work::kCreateTable),
    std::pair(std::string_view("get-table"), Work::kGetTable),
    std::pair(std::string_view("get-tables"), Work::kGetTables),
    std::pair(std::string_view("batch-create-partition"), Work::kBatchCreatePartition),
    std::pair(std::string_view("select-partitions"), Work::kSelectPartitions),
    std::pair(std::string_view("page-partitions"), Work::kPagePartitions),
    std::pair(std::string_view("list-partitions"), Work::kListPartitions),
};

// One of `count`, as good as at random (Fibonacci hashing).
std::int64_t Scatter(std::int64_t number, std::int64_t count) {
  const std::uint64_t mixed = static_cast<std::uint64_t>(number) * 0x9E3779B97F4A7C15U;
  return static_cast<std::int64_t>((mixed >> 33U) %
                                   static_cast<std::uint64_t>(std::max<std::int64_t>(count, 1)));
}

}  // namespace

Result<Work> WorkNamed(std::string_view name) {
  const auto found = std::ranges::find(kWorks, name, [](const auto& entry) { return entry.first; });
  if (found == kWorks.end()) return InvalidInput("no such work: " + std::string(name));
  return found->second;
}

std::int64_t Workload::Subject(std::int64_t number) const {
  switch (work_) {
    case Work::kCreateTable:
      return catalog_.first + number;
    case Work::kGetTable:
      return Scatter(number, catalog_.tables);
    case Work::kGetTables:
      return Scatter(number, catalog_.tables / kTablePage) * kTablePage;
    case Work::kBatchCreatePartition:
      return catalog_.first + number * kBatch;
    case Work::kSelectPartitions:
      return Scatter(number, catalog_.partitions / kSourcesPerHour) * kSourcesPerHour;
    case Work::kPagePartitions:
    case Work::kListPartitions:
      break;
  }
  return 0;
}

std::string_view Workload::operation() const {
  switch (work_) {
    case Work::kCreateTable:
      return "CreateTable";
    case Work::kGetTable:
      return "GetTable";
    case Work::kGetTables:
      return "GetTables";
    case Work::kBatchCreatePartition:
      return "BatchCreatePartition";
    case Work::kSelectPartitions:
    case Work::kPagePartitions:
    case Work::kListPartitions:
      break;
  }
  return "GetPartitions";
}

std::string Workload::BatchBody(std::int64_t number) const {
  std::string body = fmt::format(R"({{"DatabaseName":"{}","TableName":"{}","PartitionInputList":[)",
                                 catalog_.database, catalog_.table);
  const std::int64_t first = Subject(number);
  for (std::int64_t i = first; i < first + kBatch; ++i) {
    if (i > first) body += ',';
    AppendPartitionInput(body, catalog_.table, i);
  }
  return body + "]}";
}

std::string Workload::PartitionsBody(std::string_view more) const {
  return fmt::format(R"({{"DatabaseName":"{}","TableName":"{}"{}}})", catalog_.database,
                     catalog_.table, more);
}

std::string Workload::Body(std::int64_t number, std::string_view token) const {
  const std::string page = token.empty() ? "" : fmt::format(R"(,"NextToken":"{}")", token);
  switch (work_) {
    case Work::kCreateTable:
      return fmt::format(R"({{"DatabaseName":"{}","TableInput":{}}})", catalog_.database,
                         TableInput(TableName(Subject(number))));
    case Work::kGetTable:
      return fmt::format(R"({{"DatabaseName":"{}","Name":"{}"}})", catalog_.database,
                         TableName(Subject(number)));
    case Work::kGetTables:
      return fmt::format(R"({{"DatabaseName":"{}","Expression":"{}.*","MaxResults":{}{}}})",
                         catalog_.database, TablePrefix(Subject(number)), kTablePage, page);
    case Work::kBatchCreatePartition:
      return BatchBody(number);
    case Work::kSelectPartitions: {
      const PartitionValues values = ValuesOf(Subject(number));
      return PartitionsBody(fmt::format(R"(,"Expression":"day = '{}' AND hour = {}"{})", values.day,
                                        values.hour, page));
    }
    case Work::kPagePartitions:
    case Work::kListPartitions:
      break;
  }
  return PartitionsBody(page);
}

std::int64_t Workload::CountItems(std::string_view answer) const {
  // Once in every table or partition that is told.
  constexpr std::string_view kMark = "\"InputFormat\"";
  std::int64_t count = 0;
  for (;;) {
    // Many times as fast as find(), which stops at every quote.
    const void* const found = memmem(answer.data(), answer.size(), kMark.data(), kMark.size());
    if (found == nullptr) return count;
    ++count;
    const auto at = static_cast<std::size_t>(static_cast<const char*>(found) - answer.data());
    answer.remove_prefix(at + kMark.size());
  }
}

bool Workload::HasErrors(std::string_view answer) {
  return answer.find("\"ErrorCode\"") != std::string_view::npos;
}

std::string_view Workload::NextToken(std::string_view answer) {
  constexpr std::string_view kName = "\"NextToken\"";
  // It stands before or behind the list that fills the answer.
  constexpr std::size_t kNear = 8 * 1024;
  const std::size_t tail = answer.size() - std::min(answer.size(), kNear);
  std::size_t name = answer.find(kName, tail);
  if (name == std::string_view::npos) name = answer.substr(0, kNear).find(kName);
  if (name == std::string_view::npos) return {};
  const std::size_t begin = answer.find('"', name + kName.size());
  if (begin == std::string_view::npos) return {};
  return answer.substr(begin + 1, answer.find('"', begin + 1) - begin - 1);
}

}  // namespace tenon::load
