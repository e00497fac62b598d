#include "catalog/partition_value.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <vector>

namespace tenon::catalog {
namespace {

Type TypeOf(const char* name) { return *ParseType(name); }

}  // namespace

TEST_CASE("encodings order the values of each type as the type does, and equal ones are equal") {
  struct Case {
    const char* type;
    std::vector<std::vector<std::string>> ascending;  // each element: spellings of one value
  };
  const std::vector<Case> cases = {
      {"tinyint", {{"-128"}, {"-1"}, {"0", "-0", "00"}, {"7", "07", "+7"}, {"127"}}},
      {"smallint", {{"-32768"}, {"-129"}, {"2"}, {"10"}, {"32767"}}},
      {"int", {{"-2147483648"}, {"9"}, {"10", "010"}, {"2147483647"}}},
      {"bigint", {{"-9223372036854775808"}, {"-1"}, {"0"}, {"9223372036854775807"}}},
      {"float",
       {{"-Infinity", "-inf"},
        {"-1e10", "-10000000000"},
        {"-0.5"},
        {"0", "-0.0", "0e0"},
        {"0.1", ".1", "0.100000001"},
        {"1.5"},
        {"Infinity"},
        {"NaN", "nan", "-nan"}}},
      {"double", {{"-2"}, {"-1.5"}, {"0"}, {"0.1"}, {"0.100000001"}, {"1e300"}, {"inf"}, {"NaN"}}},
      {"decimal(10,2)",
       {{"-100"},
        {"-99.99"},
        {"-1.23"},
        {"-1.2", "-1.20", "-12e-1"},
        {"-0.05"},
        {"0", "-0", "0.000", ".0", "0e5"},
        {"0.001"},
        {"0.05", "5e-2", "+0.05"},
        {"1", "01", "1.", "1.00"},
        {"1.01"},
        {"9.9"},
        {"10", "1e1"},
        {"12345678901234567890123456789012345678"}}},
      {"boolean", {{"false", "FALSE"}, {"true", "True"}}},
      {"date", {{"0001-01-01"}, {"1969-12-31"}, {"1970-01-01", "1970-1-1"}, {"2024-02-29"}}},
      {"timestamp",
       {{"1969-12-31 23:59:59.999999999"},
        {"1970-01-01", "1970-01-01 00:00", "1970-01-01T00:00:00Z", "1970-01-01 02:00:00+02:00"},
        {"1970-01-01 00:00:00.000000001"},
        {"2026-01-31 08:15:30", "2026-01-31 08:15:30.0", "2026-01-31 8:15:30"},
        {"2026-01-31 08:15:30.5", "2026-01-31 08:15:30.500000"},
        {"2026-01-31 08:15:30-08", "2026-01-31 16:15:30Z", "2026-01-31T12:15:30-0400"}}},
      {"string",
       {{""},
        {std::string("\0", 1)},
        {"a"},
        {std::string("a\0", 2)},
        {std::string("a\0b", 3)},
        {"a\x01"},
        {"aa"},
        {"b"},
        {"é"}}},
      {"varchar(3)", {{"10"}, {"9"}, {"abcdef"}}},
      {"char(3)", {{"a"}, {"a "}, {"b"}}},
  };
  for (const Case& c : cases) {
    const Type type = TypeOf(c.type);
    std::string before = EncodeValue(type, kNullPartition);
    CHECK(IsNull(before));
    for (const auto& spellings : c.ascending) {
      const std::string encoded = EncodeValue(type, spellings[0]);
      CAPTURE(c.type);
      CAPTURE(spellings[0]);
      CHECK(IsValue(encoded));
      CHECK(before < encoded);
      for (const std::string& text : spellings) {
        CAPTURE(text);
        CHECK(EncodeValue(type, text) == encoded);
        CHECK(EncodeLiteral(type, text) == encoded);
      }
      before = encoded;
    }
  }
}

TEST_CASE("text that is no value of the type comes after all values, each for itself") {
  struct Case {
    const char* type;
    std::vector<std::string> texts;
  };
  for (const Case& c : std::vector<Case>{
           {"tinyint", {"", "128", "-129", "1.0", " 1", "1 ", "0x1", "abc", "+-1", "--1", "+"}},
           {"int", {"2147483648", "1e3"}},
           {"bigint", {"9223372036854775808"}},
           {"float", {"", "1e39", "abc", "0x1p3", "1,5", "."}},
           {"double", {"1e400", "1.0d"}},
           {"decimal(38,0)",
            {"", ".", "-", "1.2.3", "1e", "e5", "1e5.0", "1e+-5", "1e39", "1e-39", "1e99999",
             "123456789012345678901234567890123456789"}},
           {"boolean", {"1", "yes", "t", ""}},
           {"date",
            {"2023-02-29", "2026-13-01", "2026-00-01", "26-01-01", "2026-01-01 00:00:00",
             "2026/01/01", "2026-01-001", "20260101", "2026-01-"}},
           {"timestamp",
            {"2026-01-01 24:00:00", "2026-01-01 00:60:00", "2026-01-01 00:00:60",
             "2026-01-01 00:00:00.", "2026-01-01 00:00:00.1234567890", "2026-01-01 00",
             "2026-01-01  00:00:00", "2026-01-01 00:00:00 UTC", "2026-01-01 00:00:00+2",
             "2026-01-01 00:00:00+19:00", "2026-01-01Z", "1700000000", "2026-02-30 00:00:00"}},
       }) {
    const Type type = TypeOf(c.type);
    for (const std::string& text : c.texts) {
      CAPTURE(c.type);
      CAPTURE(text);
      const std::string encoded = EncodeValue(type, text);
      CHECK_FALSE(EncodeLiteral(type, text));
      CHECK_FALSE(IsValue(encoded));
      CHECK_FALSE(IsNull(encoded));
      CHECK(encoded >= AllValues().end);
      CHECK(encoded < AllButNull().end);
      CHECK(EncodeValue(type, text + "x") != encoded);
      CHECK(EncodedLength(type, encoded + encoded) == encoded.size());
    }
  }
}

TEST_CASE("NULL comes before all values and is no literal") {
  for (const char* name : {"string", "int", "date", "decimal(5,2)"}) {
    const Type type = TypeOf(name);
    CHECK_FALSE(EncodeLiteral(type, kNullPartition));
    const std::string encoded = EncodeValue(type, kNullPartition);
    CHECK(IsNull(encoded));
    CHECK_FALSE(IsValue(encoded));
    CHECK(encoded < AllValues().begin);
    CHECK(EncodedLength(type, encoded + "more") == encoded.size());
    CHECK(AllNulls() == ByteRange{encoded, After(encoded)});
  }
}

TEST_CASE("text survives its encoding") {
  for (const std::string& text :
       std::vector<std::string>{"", "a", "é", std::string("\0", 1), std::string("\0\x01", 2),
                                std::string("\0\0\xff", 3)}) {
    CHECK(DecodeText(EncodeValue(TypeOf("string"), text)) == text);
  }
  CHECK(DecodeText(EncodeValue(TypeOf("int"), "no number")) == "no number");
}

TEST_CASE("a range of one value is a point, whatever follows the value") {
  const std::string year = EncodeValue(TypeOf("int"), "2026");
  const ByteRange point{year, After(year)};
  CHECK(IsPoint(point));
  CHECK(IsPoint(AllNulls()));
  for (const std::string& next :
       {EncodeValue(TypeOf("string"), kNullPartition), EncodeValue(TypeOf("string"), "\xff"),
        EncodeValue(TypeOf("int"), "not a number")}) {
    CHECK(year + next >= point.begin);
    CHECK(year + next < point.end);
  }
  CHECK(EncodeValue(TypeOf("int"), "2027") >= point.end);
  CHECK(EncodeValue(TypeOf("int"), "2025") + "\xfe" < point.begin);

  CHECK_FALSE(IsPoint(AllValues()));
  CHECK_FALSE(IsPoint(AllButNull()));
  CHECK_FALSE(IsPoint({year, ""}));
  CHECK_FALSE(IsPoint({AllValues().begin, After(year)}));
  CHECK_FALSE(IsPoint({After(year), AllValues().end}));
  CHECK_FALSE(IsPoint(TextsThatBeginWith("abc")));
}

TEST_CASE("the texts that begin with a prefix are a range") {
  const Type type = TypeOf("string");
  const auto holds = [&](const std::string& prefix, const std::string& text) {
    const ByteRange range = TextsThatBeginWith(prefix);
    const std::string encoded = EncodeValue(type, text);
    return range.begin <= encoded && encoded < range.end;
  };
  const std::vector<std::string> texts = {"",
                                          "a",
                                          "ab",
                                          "abc",
                                          "ac",
                                          "b",
                                          "\x7f",
                                          "é",
                                          "êe",
                                          std::string("a\0", 2),
                                          std::string("a\0b", 3),
                                          std::string("a\x01", 2)};
  for (const std::string& prefix : texts) {
    for (const std::string& text : texts) {
      CAPTURE(prefix);
      CAPTURE(text);
      CHECK(holds(prefix, text) == text.starts_with(prefix));
    }
  }
  CHECK(TextsThatBeginWith("") == AllValues());
}

TEST_CASE("an entry that is no encoding has a length within it") {
  for (const char* name : {"string", "int", "decimal(5,2)", "timestamp", "boolean"}) {
    for (const std::string& entry :
         std::vector<std::string>{"", "\x02", "\x03", "\x02\x03", "\x02\x01\x40",
                                  std::string("\x02\0", 2), "\xff\xff"}) {
      CHECK(EncodedLength(TypeOf(name), entry) <= entry.size());
    }
  }
}

TEST_CASE("the keys of a table have their names folded and types that can be ordered") {
  const auto table = json::Parse(R"json({"Name": "t", "PartitionKeys": [
      {"Name": "Year", "Type": "int"}, {"Name": "d", "Type": "DECIMAL(10,2)"},
      {"Name": "c", "Type": "char(3)"}, {"Name": "untyped"}, {"Name": "a", "Type": "array<int>"},
      {"Name": "b", "Type": "binary"}, {"Name": "u", "Type": "no type"},
      {"Name": "s", "Type": "struct<>"}, {"Name": "l", "Type": "long"}]})json");
  REQUIRE(table);
  const std::vector<PartitionKey> expected = {
      {"year", Type(TypeKind::kInt)},  {"d", Type(TypeKind::kDecimal, 10, 2)},
      {"c", Type(TypeKind::kChar, 3)}, {"untyped", Type(TypeKind::kString)},
      {"a", Type(TypeKind::kString)},  {"b", Type(TypeKind::kString)},
      {"u", Type(TypeKind::kString)},  {"s", Type(TypeKind::kString)},
      {"l", Type(TypeKind::kBigint)}};
  CHECK(PartitionKeysOf(*table) == expected);
  CHECK(PartitionKeysOf(json::Value{{"Name", "t"}}).empty());
}

}  // namespace tenon::catalog
