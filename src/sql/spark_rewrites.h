#pragma once

#include "sql/spark_translator.h"

// Functions whose text depends on the types of their arguments or on constants among them, named
// after the functions that they rewrite. What they promise is in spark_functions.h.
namespace tenon::sql {

// The arguments of a call, with its name and origins put together.
struct SparkArguments {
  std::vector<SparkValue> values;
  SparkValue out;

  const SparkValue& operator[](std::size_t index) const { return values[index]; }
  std::size_t size() const { return values.size(); }
};
Result<SparkArguments> ArgumentsOf(SparkTranslator& translator, const SparkExpression& call);
std::string SqlList(const std::vector<SparkValue>& values, std::size_t from = 0);
// The argument must be a literal; its text.
Result<std::string> ConstantOf(const SparkArguments& arguments, std::size_t index,
                               const SparkExpression& call, std::string_view what);

Result<SparkValue> RewriteAggregateFunction(SparkTranslator& translator,
                                            const SparkExpression& call);
Result<SparkValue> RewriteArithmetic(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteArray(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteArrayInsert(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteArrayJoin(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteArraysZip(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteCeil(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteCollectSet(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteConcat(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteConcatWs(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteCount(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteDatePart(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteDecode(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteElementAt(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteFirst(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteFloat(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteFromJson(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteGet(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteGetJsonObject(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteGroupingId(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteHash(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteHex(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteLag(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteLambda(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteLength(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteMap(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteMapEntries(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteMapFromArrays(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteMapFromEntries(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteNarrow(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteNegative(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewritePercentile(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewritePercentileWithin(SparkTranslator& translator,
                                           const SparkExpression& call);
Result<SparkValue> RewritePmod(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewritePrintf(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteRegexpReplace(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteReverse(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteRound(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteSequence(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteSha2(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteSize(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteSplit(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteStrToMap(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteStruct(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteSubstring(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteSum(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteTimestampAdd(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteTimestampDiff(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteToJson(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteTrunc(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteTypeof(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteUnixTimestamp(SparkTranslator& translator, const SparkExpression& call);
Result<SparkValue> RewriteZipWith(SparkTranslator& translator, const SparkExpression& call);

}  // namespace tenon::sql
