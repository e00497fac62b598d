#include "api/validation.h"

#include <doctest/doctest.h>

#include <span>
#include <thread>
#include <vector>

namespace tenon::api {
namespace {

Status Check(const ServiceModel& service, std::string_view operation, std::string_view input) {
  static const Validator kGlue(GlueModel());
  static const Validator kAthena(AthenaModel());
  const Shape& shape = service.shapes[service.FindOperation(operation)->input];
  const Result<json::Value> value = json::Parse(input);
  REQUIRE(value.has_value());
  return (&service == &GlueModel() ? kGlue : kAthena).CheckInput(shape, *value);
}

struct Case {
  std::string operation;
  std::string input;
  std::string message;  // "" if the input is well
};

void CheckCases(std::span<const Case> cases) {
  for (const Case& c : cases) {
    CAPTURE(c.operation);
    CAPTURE(c.input.substr(0, 200));
    const Status status = Check(GlueModel(), c.operation, c.input);
    CHECK((status ? "" : status.error().message) == c.message);
  }
}

// The message about one violation.
std::string One(std::string_view value, std::string_view path, std::string_view constraint) {
  return "1 validation error detected: Value" + std::string(value) + " at '" + std::string(path) +
         "' failed to satisfy constraint: " + std::string(constraint);
}

std::string Repeat(std::string_view text, int count) {
  std::string result;
  for (int i = 0; i < count; ++i) result += text;
  return result;
}

TEST_CASE("required members must be there and not null, at every depth") {
  const Case cases[] = {
      {"CreateDatabase", R"({"DatabaseInput":{"Name":"a"}})", ""},
      {"CreateDatabase", R"({})", One(" null", "databaseInput", "Member must not be null")},
      {"CreateDatabase", R"({"DatabaseInput":{"Name":null}})",
       One(" null", "databaseInput.name", "Member must not be null")},
      {"BatchGetJobs", R"({"JobNames":["a",null]})",
       One(" null", "jobNames.2.member", "Member must not be null")},
      {"StartJobRun", R"({"JobName":"j","Arguments":{"--a":null}})",
       One(" null", "arguments.--a.member", "Member must not be null")},
      {"CreateJob", R"({"Name":"j","Role":"r","Command":{},"Unknown":[1],"Description":null})", ""},
  };
  CheckCases(cases);
}

TEST_CASE("lengths are counted in characters") {
  const std::string too_long = "Member must have length less than or equal to 255";
  const auto database = [](const std::string& name) {
    return R"({"DatabaseInput":{"Name":")" + name + "\"}}";
  };
  const Case cases[] = {
      {"CreateDatabase", database(Repeat("\xC3\xA9", 255)), ""},
      {"CreateDatabase", database(Repeat("\xF0\x9F\x98\x80", 255)), ""},
      {"CreateDatabase", database(""),
       One(" ''", "databaseInput.name", "Member must have length greater than or equal to 1")},
      {"CreateDatabase", database(Repeat("x", 256)),
       One(" '" + Repeat("x", 256) + "'", "databaseInput.name", too_long)},
      {"CreateDatabase", database(Repeat("x", 600)),
       One(" '" + Repeat("x", 512) + "...'", "databaseInput.name", too_long)},
  };
  CheckCases(cases);
}

TEST_CASE("numbers keep to their range") {
  const Case cases[] = {
      {"CreateTrigger", R"({"Name":"t","Type":"ON_DEMAND","Actions":[{"Timeout":1}]})", ""},
      {"CreateTrigger", R"({"Name":"t","Type":"ON_DEMAND","Actions":[{},{"Timeout":0}]})",
       One(" '0'", "actions.2.member.timeout",
           "Member must have value greater than or equal to 1")},
      {"CreateMLTransform",
       R"({"Name":"m","Role":"r","InputRecordTables":[],"Parameters":{"TransformType":"FIND_MATCHES",
           "FindMatchesParameters":{"PrecisionRecallTradeoff":1.5}}})",
       One(" '1.5'", "parameters.findMatchesParameters.precisionRecallTradeoff",
           "Member must have value less than or equal to 1")},
      {"CreateMLTransform",
       R"({"Name":"m","Role":"r","InputRecordTables":[],"Parameters":{"TransformType":"FIND_MATCHES",
           "FindMatchesParameters":{"PrecisionRecallTradeoff":1}}})",
       ""},
  };
  CheckCases(cases);
}

TEST_CASE("patterns hold for the whole value") {
  const Case cases[] = {
      {"CreateDatabase", "{\"DatabaseInput\":{\"Name\":\"tab\\t\xF0\x9F\x98\x80\"}}", ""},
      {"CreateDatabase", R"({"DatabaseInput":{"Name":"a\nb"}})",
       One(" 'a\nb'", "databaseInput.name",
           R"(Member must satisfy regular expression pattern: [\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\t]*)")},
      {"TagResource", R"({"ResourceArn":"see arn:aws:glue:x","TagsToAdd":{}})",
       One(" 'see arn:aws:glue:x'", "resourceArn",
           "Member must satisfy regular expression pattern: "
           "arn:aws(-(cn|us-gov|iso(-[bef])?))?:glue:.*")},
      {"CheckSchemaVersionValidity",
       R"({"DataFormat":"AVRO","SchemaDefinition":"{\n  \"type\": \"int\"\n}"})", ""},
      {"CheckSchemaVersionValidity", R"({"DataFormat":"AVRO","SchemaDefinition":" \n "})",
       One(" ' \n '", "schemaDefinition",
           R"(Member must satisfy regular expression pattern: .*\S.*)")},
  };
  CheckCases(cases);
}

TEST_CASE("patterns with lookaheads refuse what the lookahead refuses") {
  const std::pair<std::string_view, bool> names[] = {
      {"a", true},    {"aw", true},     {"aws", true},     {"awsome", true},
      {"awx:", true}, {"aws:", false},  {"aws:x", false},  {"a.b", false},
      {"a/b", false}, {"xaws:y", true}, {"a\\\\b", false}, {"sales", true},
  };
  for (const auto& [name, is_good] : names) {
    CAPTURE(name);
    const std::string input = R"({"Name":")" + std::string(name) + R"(","CatalogInput":{}})";
    CHECK(Check(GlueModel(), "CreateCatalog", input).has_value() == is_good);
  }
  const std::pair<std::string_view, bool> notebooks[] = {
      {"my notebook", true}, {"a/b", false}, {"a:b", false}, {"a\\\\b", false}, {"tab\\t", true}};
  for (const auto& [name, is_good] : notebooks) {
    CAPTURE(name);
    const std::string input = R"({"WorkGroup":"w","Name":")" + std::string(name) + "\"}";
    CHECK(Check(AthenaModel(), "CreateNotebook", input).has_value() == is_good);
  }
}

TEST_CASE("enums have a closed set of values") {
  const std::string job = R"({"Name":"j","Role":"r","Command":{},"ExecutionClass":)";
  const Case cases[] = {
      {"CreateJob", job + R"("FLEX"})", ""},
      {"CreateJob", job + R"("flex"})",
       One(" 'flex'", "executionClass", "Member must satisfy enum value set: [FLEX, STANDARD]")},
  };
  CheckCases(cases);
}

TEST_CASE("lists and maps are held to their sizes, and their items told together") {
  const std::string too_many =
      R"({"DatabaseName":"d","TablesToDelete":[)" + Repeat("\"t\",", 100) + R"("t"]})";
  const Case cases[] = {
      {"BatchDeleteTable", too_many,
       One(" '[" + Repeat("t, ", 100) + "t]'", "tablesToDelete",
           "Member must have length less than or equal to 100")},
      {"BatchGetJobs", R"({"JobNames":["a","","b",""]})",
       One(" '[a, , b, ]'", "jobNames",
           "Member must satisfy constraint: [Member must have length less than or equal to 255, "
           "Member must have length greater than or equal to 1, Member must satisfy regular "
           R"(expression pattern: [\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\t]*])")},
      {"TagResource", R"({"ResourceArn":"arn:aws:glue:x","TagsToAdd":{"":"v"}})",
       One("", "tagsToAdd",
           "Map keys must satisfy constraint: [Member must have length less than or equal to 128, "
           "Member must have length greater than or equal to 1]")},
      {"TagResource",
       R"({"ResourceArn":"arn:aws:glue:x","TagsToAdd":{"k":")" + Repeat("v", 257) + R"("}})",
       One("", "tagsToAdd",
           "Map value must satisfy constraint: [Member must have length less than or equal to 256, "
           "Member must have length greater than or equal to 0]")},
  };
  CheckCases(cases);
}

TEST_CASE("a union has exactly one member set") {
  const auto search = [](const std::string& value) {
    return R"({"FilterClause":{"AttributeFilter":{"Attribute":"a","Operator":"equals","Value":)" +
           value + "}}}";
  };
  const std::string wrong =
      One("", "filterClause.attributeFilter.value",
          "Exactly one of these members must be set: [StringValue, LongValue]");
  const Case cases[] = {
      {"SearchAssets", search(R"({"LongValue":1,"StringValue":null})"), ""},
      {"SearchAssets", search("{}"), wrong},
      {"SearchAssets", search(R"({"LongValue":1,"StringValue":"a"})"), wrong},
  };
  CheckCases(cases);
}

TEST_CASE("a value of another type is a SerializationException that says where") {
  const Case cases[] = {
      {"GetTables", R"({"DatabaseName":7})",
       "NUMBER_VALUE can not be converted to a String at 'databaseName'"},
      {"GetTables", R"({"DatabaseName":"d","MaxResults":"7"})",
       "STRING_VALUE can not be converted to an Integer at 'maxResults'"},
      {"GetTables", R"({"DatabaseName":"d","MaxResults":7.5})",
       "NUMBER_VALUE can not be converted to an Integer at 'maxResults'"},
      {"GetTables", R"({"DatabaseName":"d","MaxResults":2147483648})",
       "NUMBER_VALUE can not be converted to an Integer at 'maxResults'"},
      {"GetTables", R"({"DatabaseName":"d","IncludeStatusDetails":"true"})",
       "STRING_VALUE can not be converted to a Boolean at 'includeStatusDetails'"},
      {"GetTables", R"({"DatabaseName":"d","QueryAsOfTime":"2026-01-31"})",
       "STRING_VALUE can not be converted to milliseconds since epoch at 'queryAsOfTime'"},
      {"GetTables", R"({"DatabaseName":"d","QueryAsOfTime":1.5})", ""},
      {"CreateDatabase", R"({"DatabaseInput":"d"})",
       "STRING_VALUE can not be converted to a Structure at 'databaseInput'"},
      {"CreateDatabase", R"({"DatabaseInput":[]})",
       "Start of list found where not expected at 'databaseInput'"},
      {"BatchGetJobs", R"({"JobNames":true})",
       "TRUE_VALUE can not be converted to a List at 'jobNames'"},
      {"BatchGetJobs", R"({"JobNames":[{}]})",
       "Start of structure or map found where not expected at 'jobNames.1.member'"},
      {"StartJobRun", R"({"JobName":"j","Arguments":{"--a":false}})",
       "FALSE_VALUE can not be converted to a String at 'arguments.--a.member'"},
      {"StartJobRun", R"([])", "Start of list found where not expected"},
      {"StartJobRun", R"({"JobName":"","Arguments":1})",
       "NUMBER_VALUE can not be converted to a Map at 'arguments'"},
  };
  CheckCases(cases);
  CHECK(Check(GlueModel(), "GetTables", R"({"DatabaseName":7})").error().reason ==
        "SerializationException");
}

TEST_CASE("several violations are told at once, and many are only counted") {
  const Status two = Check(
      GlueModel(), "GetPartitions",
      R"({"DatabaseName":"d","TableName":"t","Segment":{"SegmentNumber":-1,"TotalSegments":11}})");
  CHECK(two.error().message ==
        "2 validation errors detected: Value '-1' at 'segment.segmentNumber' failed to satisfy "
        "constraint: Member must have value greater than or equal to 0; Value '11' at "
        "'segment.totalSegments' failed to satisfy constraint: Member must have value less than or "
        "equal to 10");
  CHECK(two.error().reason == "ValidationException");

  const std::string message =
      Check(GlueModel(), "BatchCreatePartition",
            R"({"DatabaseName":"d","TableName":"t","PartitionInputList":[)" +
                Repeat(R"({"LastAccessTime":1,"Values":[null]},)", 60) + "{}]}")
          .error()
          .message;
  CHECK(message.starts_with("60 validation errors detected: "));
  CHECK(
      message.ends_with("'partitionInputList.10.member.values.1.member' failed to satisfy "
                        "constraint: Member must not be null"));
}

TEST_CASE("secrets are never repeated") {
  const std::string secret = Repeat("hunter2", 200);
  const std::string inputs[] = {
      R"({"Name":"c","ConnectionType":"JDBC","ConnectionProperties":{},"AuthenticationConfiguration":
          {"BasicAuthenticationCredentials":{"Password":")" +
          secret + R"("}}})",
      R"({"Name":"c","ConnectionType":"JDBC","ConnectionProperties":{"PASSWORD":")" + secret +
          R"("}})",
      R"({"Name":"c","ConnectionType":"JDBC","ConnectionProperties":{"NONSENSE":"hunter2"}})",
  };
  for (const std::string& input : inputs) {
    const Status status =
        Check(GlueModel(), "CreateConnection", R"({"ConnectionInput":)" + input + "}");
    REQUIRE(!status);
    CHECK(status.error().message.starts_with(
        "1 validation error detected: Value at 'connectionInput."));
    CHECK(status.error().message.find("hunter2") == std::string::npos);
  }
}

TEST_CASE("page sizes and graphs are refused as Glue's own code refuses them") {
  const std::string job = R"({"Name":"j","Role":"r","Command":{},)";
  const std::string join =
      R"("CodeGenConfigurationNodes":{"n":{"Join":{"Name":"J","JoinType":"left","Columns":
         [{"From":"a","Keys":[]},{"From":"b","Keys":[]}],"Inputs":["a"]}}})";
  CHECK(
      Check(GlueModel(), "GetTables", R"({"DatabaseName":"d","MaxResults":101})").error().reason ==
      "InvalidInputException");
  CHECK(Check(GlueModel(), "GetTables", R"({"DatabaseName":"","MaxResults":101})").error().reason ==
        "ValidationException");
  const Status status = Check(GlueModel(), "CreateJob", job + join + "}");
  CHECK(status.error().reason == "InvalidInputException");
  CHECK(status.error().message == One("", "codeGenConfigurationNodes.n.member.join.inputs",
                                      "Member must have length greater than or equal to 2"));
  CHECK(Check(GlueModel(), "UpdateJob", R"({"JobName":"j","JobUpdate":{)" + join + "}}")
            .error()
            .reason == "InvalidInputException");
}

TEST_CASE("threads that need a pattern first at the same time agree") {
  const Validator validator(GlueModel());
  const Shape& shape = GlueModel().shapes[GlueModel().FindOperation("CreateDatabase")->input];
  const json::Value good = {{"DatabaseInput", {{"Name", "a"}}}};
  const json::Value bad = {{"DatabaseInput", {{"Name", "a\n"}}}};
  std::vector<int> wrong(4, 0);
  {
    std::vector<std::jthread> threads;
    for (int& count : wrong) {
      threads.emplace_back([&] {
        for (int i = 0; i < 50; ++i) {
          count += !validator.CheckInput(shape, good) || validator.CheckInput(shape, bad);
        }
      });
    }
  }
  CHECK(wrong == std::vector<int>(4, 0));
}

TEST_CASE("DropNulls removes null members of structures and keeps documents") {
  const auto drop = [](std::string_view operation, std::string_view input) {
    json::Value value = *json::Parse(input);
    DropNulls(GlueModel(), GlueModel().shapes[GlueModel().FindOperation(operation)->input], value);
    return json::Dump(value);
  };
  CHECK(drop("CreateTrigger",
             R"({"Name":null,"Actions":[{"JobName":null,"Other":1}],"Tags":{"a":"b"}})") ==
        R"({"Actions":[{"Other":1}],"Tags":{"a":"b"}})");
  CHECK(drop("CreateTrigger", R"([null])") == "[null]");
}

TEST_CASE("CheckOutput holds a reply to its shape") {
  const auto check = [](std::string_view output) {
    const Status status = CheckOutput(GlueModel(), "GetTable", *json::Parse(output));
    return status ? "" : status.error().message;
  };
  CHECK(check(R"({"Table":{"Name":"t","CreateTime":1.5,"Parameters":{"a":"b"},
                  "StorageDescriptor":{"Columns":[{"Name":"c"}]}}})") == "");
  CHECK(check(R"({"Table":{"Name":"t","Nonsense":1}})") ==
        "Table.Nonsense: is not a member of Table");
  CHECK(check(R"({"Table":{}})") == "Table: lacks its member Name");
  CHECK(check(R"({"Table":{"Name":null}})") == "Table.Name: is null: leave it out");
  CHECK(check(R"({"Table":{"Name":1}})") == "Table.Name: must be a string");
  CHECK(check(R"({"Table":{"Name":"t","CreateTime":"now"}})") ==
        "Table.CreateTime: must be a number of epoch seconds");
  CHECK(check(R"({"Table":{"Name":"t","Retention":1.5}})") ==
        "Table.Retention: must be a whole number");
  CHECK(check(R"({"Table":{"Name":"t","StorageDescriptor":{"Columns":{}}}})") ==
        "Table.StorageDescriptor.Columns: must be an array");
  CHECK(check(R"({"Table":{"Name":"t","StorageDescriptor":{"Columns":[{"Name":"c"},7]}}})") ==
        "Table.StorageDescriptor.Columns[1]: must be an object");
  CHECK(CheckOutput(GlueModel(), "Nonsense", json::Object{}).error().message ==
        "no such operation: Nonsense");
  CHECK(CheckOutput(LogsModel(), "CreateLogGroup", json::Object{}).has_value());
}

}  // namespace
}  // namespace tenon::api
