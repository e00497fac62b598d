#pragma once

#include "graph/recipe/recipe_operation.h"

// Parameters that many operations of recipes take, for their descriptions.
namespace tenon::graph {

inline constexpr RecipeParameter kSourceColumn = {{.name = "sourceColumn",
                                                   .type = ParameterType::kColumn,
                                                   .required = true,
                                                   .title = "Source column",
                                                   .help = "The column that the step is about."}};

inline constexpr RecipeParameter kSourceColumns = {{.name = "sourceColumns",
                                                    .type = ParameterType::kColumns,
                                                    .required = true,
                                                    .title = "Source columns",
                                                    .help = "The columns, in this order."}};

inline constexpr RecipeParameter kTargetColumn = {{.name = "targetColumn",
                                                   .required = true,
                                                   .title = "Target column",
                                                   .help = "What the new column is called."}};

// A function takes a column or a value; one of them must be there.
inline constexpr RecipeParameter kColumnOfFunction = {
    {.name = "sourceColumn",
     .type = ParameterType::kColumn,
     .title = "Source column",
     .help = "The column that the function is called with."}};
inline constexpr RecipeParameter kFirstColumnOfFunction = {
    {.name = "sourceColumn1",
     .type = ParameterType::kColumn,
     .title = "First source column",
     .help = "The column that the function is called with."}};
inline constexpr RecipeParameter kSecondColumnOfFunction = {
    {.name = "sourceColumn2",
     .type = ParameterType::kColumn,
     .title = "Second source column",
     .help = "The column that the function is called with."}};

constexpr RecipeParameter ValueOfFunction(std::string_view name, std::string_view title,
                                          ParameterType type) {
  return {{.name = name,
           .type = type,
           .title = title,
           .help = "What the function is called with if no source column is chosen."}};
}

constexpr RecipeParameter TextParameter(std::string_view name, std::string_view title,
                                        std::string_view help) {
  return {{.name = name, .required = true, .title = title, .help = help}};
}

constexpr RecipeParameter WholeParameter(std::string_view name, std::string_view title,
                                         std::string_view help) {
  return {{.name = name,
           .type = ParameterType::kWhole,
           .required = true,
           .title = title,
           .help = help}};
}

constexpr RecipeParameter FlagParameter(std::string_view name, std::string_view title,
                                        std::string_view help) {
  return {{.name = name, .type = ParameterType::kBoolean, .title = title, .help = help}};
}

}  // namespace tenon::graph
