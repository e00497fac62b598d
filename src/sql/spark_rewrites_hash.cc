// hash and xxhash64: each value is hashed with the hash of the one before it as the seed.

#include "sql/spark_rewrites.h"
#include "text/quote.h"

namespace tenon::sql {
namespace {

constexpr std::string_view kFirstSeed = "42";

struct Hasher {
  std::string function;
  Type type;  // of the hash
};

// SQL of the hash of a value of that type. `depth` is that of lists around it.
Result<std::string> HashSql(const Hasher& hasher, const std::string& sql,
                            const std::optional<Type>& type, const std::string& seed, int depth);

// The elements one after another; NULL and the empty list leave the seed as it is. The engine's
// list_reduce wants one type throughout: here the hash so far beside the element that comes next.
Result<std::string> ListSql(const Hasher& hasher, const std::string& sql, const Type& element,
                            const std::string& seed, int depth) {
  const std::string so_far = "\"so far " + std::to_string(depth) + "\"";
  const std::string next = "\"next " + std::to_string(depth) + "\"";
  const std::string none = "CAST(NULL AS " + DuckDbName(element) + ")";
  ASSIGN_OR_RETURN(const std::string hash,
                   HashSql(hasher, next + "['v']", element, so_far + "['h']", depth + 1));
  return "coalesce(list_reduce(list_transform(" + sql + ", lambda \"v\": {'h': CAST(NULL AS " +
         DuckDbName(hasher.type) + "), 'v': \"v\"}), lambda " + so_far + ", " + next +
         ": {'h': " + hash + ", 'v': " + none + "}, {'h': " + seed + ", 'v': " + none +
         "})['h'], " + seed + ")";
}

Result<std::string> HashSql(const Hasher& hasher, const std::string& sql,
                            const std::optional<Type>& type, const std::string& seed, int depth) {
  if (type && type->kind == TypeKind::kMap) {
    return InvalidInput("a map cannot be hashed, as its entries have no order");
  }
  if (type && type->kind == TypeKind::kArray) {
    return ListSql(hasher, sql, type->fields[0].type, seed, depth);
  }
  if (type && type->kind == TypeKind::kStruct) {
    std::string hash = seed;
    for (const Field& field : type->fields) {
      ASSIGN_OR_RETURN(hash,
                       HashSql(hasher, "struct_extract(" + sql + ", " + SqlString(field.name) + ")",
                               field.type, hash, depth));
    }
    return hash;
  }
  // The engine gives literals the narrowest type that holds them.
  const std::string value = type ? "CAST(" + sql + " AS " + DuckDbName(*type) + ")" : sql;
  return hasher.function + "(" + value + ", " + seed + ")";
}

}  // namespace

Result<SparkValue> RewriteHash(SparkTranslator& translator, const SparkExpression& call) {
  ASSIGN_OR_RETURN(SparkArguments arguments, ArgumentsOf(translator, call));
  const bool is_long = call.text == "xxhash64";
  const Hasher hasher{is_long ? "tenon_spark_xxhash64" : "tenon_spark_hash",
                      Type(is_long ? TypeKind::kBigint : TypeKind::kInt)};
  std::string hash = "CAST(" + std::string(kFirstSeed) + " AS " + DuckDbName(hasher.type) + ")";
  for (const SparkValue& value : arguments.values) {
    if (value.is_null) continue;
    Result<std::string> next = HashSql(hasher, value.sql, value.type, hash, 0);
    if (value.is_interval || !next) {
      return InvalidInput(At(call.position) + call.text + ": " +
                          (next ? "an interval cannot be hashed here" : next.error().message));
    }
    hash = *std::move(next);
  }
  SparkValue out = std::move(arguments.out);
  out.sql = std::move(hash);
  out.type = hasher.type;
  return out;
}

}  // namespace tenon::sql
