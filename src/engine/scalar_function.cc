#include "engine/scalar_function.h"

#include <string>

namespace tenon::engine {
namespace {

void AddOverload(duckdb_scalar_function_set set, const char* name, const ScalarOverload& overload) {
  duckdb_scalar_function function = duckdb_create_scalar_function();
  duckdb_scalar_function_set_name(function, name);
  for (const duckdb_type parameter : overload.parameters) {
    duckdb_logical_type type = duckdb_create_logical_type(parameter);
    duckdb_scalar_function_add_parameter(function, type);
    duckdb_destroy_logical_type(&type);
  }
  duckdb_logical_type result = duckdb_create_logical_type(overload.result);
  duckdb_scalar_function_set_return_type(function, result);
  duckdb_destroy_logical_type(&result);
  duckdb_scalar_function_set_function(function, overload.function);
  if (overload.answers_null) duckdb_scalar_function_set_special_handling(function);
  duckdb_add_scalar_function_to_set(set, function);
  duckdb_destroy_scalar_function(&function);
}

}  // namespace

Status RegisterScalarFunction(Connection& connection, const char* name,
                              std::initializer_list<ScalarOverload> overloads) {
  duckdb_scalar_function_set set = duckdb_create_scalar_function_set(name);
  for (const ScalarOverload& overload : overloads) AddOverload(set, name, overload);
  const duckdb_state state = duckdb_register_scalar_function_set(connection.handle(), set);
  duckdb_destroy_scalar_function_set(&set);
  if (state == DuckDBError) return Internal(std::string("cannot register ") + name);
  return {};
}

}  // namespace tenon::engine
