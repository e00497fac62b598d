#pragma once

#include <duckdb.h>

#include <initializer_list>

#include "base/result.h"
#include "engine/duckdb.h"

namespace tenon::engine {

// One way to call a scalar function. The function is called for a chunk of rows, in any of the
// engine's threads.
struct ScalarOverload {
  std::initializer_list<duckdb_type> parameters;
  duckdb_type result;
  duckdb_scalar_function_t function;
  // Asked for NULLs that the engine sees beforehand too, whose answer is NULL otherwise. Either way
  // the function meets NULLs in its rows.
  bool answers_null = false;
};

// Adds the function to the engine. kInternal if the engine refuses it.
Status RegisterScalarFunction(Connection& connection, const char* name,
                              std::initializer_list<ScalarOverload> overloads);

}  // namespace tenon::engine
