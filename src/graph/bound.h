#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "graph/plan.h"
#include "graph/problem.h"
#include "types/schema.h"

// What a node is once its inputs are known: the columns, the SQL, and where each comes from.
namespace tenon::graph {

// What is wrong with a parameter of a node and the way out, for the user of the job.
struct Fault {
  std::string field;
  std::string message;
  Severity severity = Severity::kError;
  std::vector<Fix> fixes = {};
  bool operator==(const Fault&) const = default;
};
using Faults = std::vector<Fault>;

// A column of one of a node's inputs.
struct ColumnOf {
  std::size_t input = 0;
  std::size_t column = 0;
  auto operator<=>(const ColumnOf&) const = default;
};

// A join of two inputs that the optimizer may change. Rows without partner are kept with NULLs in
// place of the other input: pads[i] says whether input i is so replaced.
struct PaddedJoin {
  struct Output {
    ColumnOf from;
    std::string column;  // its name in that input
    std::string name;    // its name in the output
    bool operator==(const Output&) const = default;
  };
  std::array<std::string, 2> relations = {};  // what SQL calls the inputs (not quoted)
  std::vector<Output> outputs = {};
  // Pairs of SQL that must be equal, over the columns of input 0 and 1.
  std::vector<std::array<std::string, 2>> conditions = {};
  std::array<bool, 2> pads = {};
  // The columns of each input that the conditions compare: a row with a NULL there has no partner.
  std::array<std::vector<std::size_t>, 2> keys = {};
  bool operator==(const PaddedJoin&) const = default;
};

// The SELECT of a join; `words` stand before JOIN: "LEFT", "SEMI".
std::string ToSql(const PaddedJoin& join, std::string_view words);

// The rows of a transform: a SELECT over its inputs' relations.
struct Select {
  std::variant<std::string, PaddedJoin> text;
  // For each output column, an input's column whose NULL makes it NULL. The row of that input must
  // be the one that the output row is made of.
  std::vector<std::optional<ColumnOf>> origins = {};
  // Rows of an input with a NULL in one of these leave no trace in the output.
  std::vector<ColumnOf> needed = {};
  // Leaving out rows of the one input leaves the other rows that come out as they are: true of what
  // looks at one row at a time.
  bool row_by_row = false;
  // Rows are put together: GROUP BY, DISTINCT.
  bool puts_together = false;
  // The input's relation each row of which makes exactly one row; "" if there may be more or less.
  std::string rows_of = "";
  // For each output column, the inputs' columns that make its value. Shorter than the output: the
  // rest is made as `origins` says.
  std::vector<std::vector<ColumnOf>> values = {};
  // The inputs' columns that decide which rows come out, or which rows are put together.
  std::vector<ColumnOf> deciding = {};
  // Why `values` and `deciding` may be wanting: "the query has ..."; "" if they are whole.
  std::string lineage_gap = "";
};

std::string ToSql(const Select& select);

// One table of a collection that a node yields.
struct Frame {
  std::string name;
  Schema schema;
  Select select;
};
using Frames = std::vector<Frame>;

// What a transform writes beside the rows that it passes on.
struct SideOutput {
  Select select;  // of what is written
  Schema schema;
  Target target;
};

// What a transform reads beside its inputs. Its Select calls the rows by the scan's name, which
// must say what is read ("lookup/sales.users"): two of one name are read once. ColumnOf counts the
// reads as further inputs, behind the node's own.
struct Read {
  Scan scan;
  Schema schema;
};

// A node whose inputs are known. A source's Scan and a target's Target lack what is the same for
// every kind (names, titles, input): the graph fills that in.
struct Bound {
  Schema schema;  // of the rows that come out; of a target: that go in; none for Frames
  std::variant<Scan, Select, Target, Frames> part;
  std::optional<SideOutput> side = std::nullopt;
  std::vector<Read> reads = {};
  Faults warnings = {};  // that do not keep the job from running
};
using BindResult = std::expected<Bound, Faults>;

inline std::unexpected<Faults> Fail(std::string field, std::string message) {
  return std::unexpected(Faults{{std::move(field), std::move(message)}});
}

}  // namespace tenon::graph
