// Whatever the query, it is translated or refused: with and without inputs, as a query, as an
// expression and as a schema. What is written out is UTF-8 as what was read.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "sql/spark_parser.h"
#include "sql/spark_sql.h"
#include "text/utf8.h"
#include "types/schema.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);  // NOLINT
  static const tenon::Schema columns = {{"a", *tenon::ParseType("int")},
                                        {"s", *tenon::ParseType("string")},
                                        {"d", *tenon::ParseType("decimal(10,2)")},
                                        {"l", *tenon::ParseType("array<int>")},
                                        {"m", *tenon::ParseType("map<string,int>")},
                                        {"t", *tenon::ParseType("timestamp")}};
  static const std::vector<tenon::sql::SparkInput> inputs = {{"t", columns}, {"u", columns}};
  const auto query = tenon::sql::TranslateSparkQuery(text, inputs);
  if (query) CHECK(tenon::IsUtf8(query->sql));
  const auto expression = tenon::sql::TranslateSparkExpression(text, columns);
  if (expression) CHECK(tenon::IsUtf8(expression->sql));
  (void)tenon::sql::FromSparkQuery(text);
  (void)tenon::sql::FromSparkExpression(text);
  (void)tenon::sql::ParseSparkType(text);
  return 0;
}
