#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "graph/node.h"
#include "types/schema.h"

namespace tenon::graph {

// Builds what most transforms are: a SELECT over one input, column by column, with its lineage.
//
//   Projection out(inputs[0]);
//   out.KeepAll();
//   out.Add("total", type, "\"a\" + \"b\"", {0, 1});
//   return std::move(out).Finish();
class Projection {
 public:
  // `input` must outlive this.
  explicit Projection(const Input& input) : input_(input) {}

  // A column as it is, under its own name or another. Where rows are put together (GROUP BY), use
  // Add: the optimizer takes a kept column to be that of the row which the output row is made of.
  void Keep(std::size_t column);
  void KeepAs(std::size_t column, std::string name);
  void KeepAll();

  // A computed column. `from` are the columns of the input that make its value.
  void Add(std::string name, Type type, std::string sql, std::vector<std::size_t> from);
  // The same, NULL in every row where the one column that makes it is.
  void AddStrict(std::string name, Type type, std::string sql, std::size_t from);

  // Replaces the column of that name (in any case) in its place, or adds it behind the others.
  void Put(std::string name, Type type, std::string sql, std::vector<std::size_t> from);

  const Schema& schema() const { return schema_; }

  // The columns that decide which rows come out (for the clauses of Finish).
  void Decide(const std::vector<std::size_t>& columns);
  // Rows with a NULL in the column leave no trace.
  void Need(std::size_t column);

  // Some column is made of other rows too: an aggregate, a subquery.
  void LookAtAllRows() { looks_at_all_rows_ = true; }
  // Rows are put together by the clauses or words of Finish: GROUP BY, DISTINCT.
  void PutRowsTogether() { select_.puts_together = looks_at_all_rows_ = true; }

  // Each row of the input makes exactly one of the output: for Finish without clauses and words.
  void MakeOneRowOfEach() { select_.rows_of = input_.relation; }

  // "SELECT ... FROM input" and the clauses: "WHERE ...", "GROUP BY ...". `words` stand behind
  // SELECT: "DISTINCT". A clause that begins with WHERE must look at one row at a time. With no
  // column, kInvalidInput's counterpart: a fault without field.
  BindResult Finish(std::string_view clauses = "", std::string_view words = "") &&;

 private:
  const Input& input_;
  Schema schema_;
  std::vector<std::string> list_;  // SQL of each column, with its alias
  Select select_;
  bool looks_at_all_rows_ = false;
};

}  // namespace tenon::graph
