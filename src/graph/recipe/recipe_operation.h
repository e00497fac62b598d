#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/bound.h"
#include "graph/column_path.h"
#include "graph/node.h"
#include "graph/projection.h"
#include "json/value.h"

// The steps of a data preparation recipe: what AWS Glue DataBrew calls recipe actions. To add one
// is to add it to the list of the file that holds its like.
namespace tenon::graph {

using RecipeParameters = std::map<std::string, std::string, std::less<>>;

// What a step binds with. Borrows all of it.
struct RecipeCall {
  const RecipeParameters& parameters;
  const Input& input;  // the rows that the step before it left
  // Of the step's ConditionExpressions: SQL that is true or false, "" if there is none; and what it
  // looks at.
  const std::string& condition;
  const std::vector<std::size_t>& condition_columns;
  // For what only the data can tell: the world, and "WITH ..." of the steps before this one.
  Environment& environment;
  std::string_view with;
};

// What a step may say beside its operation. Its value is a text: a column is its name, columns and
// entries are lists in JSON.
struct RecipeParameter {
  Parameter parameter;
  std::span<const Parameter> entries = {};  // of kStructure: what each entry of the list holds
};

struct RecipeOperation {
  std::string_view name;           // "UPPER_CASE"
  std::string_view documentation;  // what it does, in a sentence
  std::span<const RecipeParameter> parameters;
  // Errors are kInvalidInput or kUnsupported, in words for the author of the recipe; kUnavailable
  // where the columns hang on data that may not be read now.
  Result<Bound> (*bind)(const RecipeCall& call);
  bool takes_conditions = true;
};

// Every operation, and the one of that name; null pointer if it is not built here.
std::span<const RecipeOperation* const> RecipeOperations();
const RecipeOperation* FindRecipeOperation(std::string_view name);

// The operations by what they are about, a file each.
std::span<const RecipeOperation> RecipeColumnOperations();
std::span<const RecipeOperation> RecipeDateOperations();
std::span<const RecipeOperation> RecipeGroupOperations();
std::span<const RecipeOperation> RecipeNestOperations();
std::span<const RecipeOperation> RecipeNumberOperations();
std::span<const RecipeOperation> RecipeRowOperations();
std::span<const RecipeOperation> RecipeTextOperations();

// The readings of parameters: kInvalidInput, naming the parameter, for what is missing or wrong.
Result<std::string> RecipeText(const RecipeCall& call, std::string_view name);
std::string RecipeTextOr(const RecipeCall& call, std::string_view name, std::string_view fallback);
Result<std::int64_t> RecipeWhole(const RecipeCall& call, std::string_view name);
bool RecipeFlag(const RecipeCall& call, std::string_view name);
Result<ResolvedColumn> RecipeColumn(const RecipeCall& call, std::string_view name);
// A parameter that is a list in JSON.
Result<json::Array> RecipeList(const RecipeCall& call, std::string_view name);
// A list of columns, in JSON; sourceColumn alone stands for a list of one.
Result<std::vector<ResolvedColumn>> RecipeColumns(const RecipeCall& call);
// The same as RecipeColumn, as text; every scalar type can be read so.
Result<std::string> RecipeColumnAsText(const ResolvedColumn& column);

// The rows with a column made anew in place, where the condition holds; elsewhere it stays.
// kInvalidInput if its type would be another under a condition.
Result<Bound> ReplaceColumn(const RecipeCall& call, const ResolvedColumn& column, const Type& type,
                            const std::string& sql);
// The rows with a further column (or that one replaced), NULL where the condition does not hold.
Result<Bound> AddColumn(const RecipeCall& call, const std::string& name, const Type& type,
                        const std::string& sql, std::vector<std::size_t> from);
// The projection as a step's result.
Result<Bound> FinishStep(Projection projection, std::string_view clauses = "",
                         std::string_view words = "");

}  // namespace tenon::graph
