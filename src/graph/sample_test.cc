#include "graph/sample.h"

#include "graph/nodes/node_test.h"

namespace tenon::graph {

// Sources s0 and s1 of so many bytes, and their join; what follows is added by a test.
class Sample {
 public:
  Sample(std::string_view join_type, std::uint64_t left, std::uint64_t right)
      : bytes_{{"s0", left}, {"s1", right}} {
    AddSource("s0");
    AddSource("s1");
    Add("Join",
        R"({"JoinType":")" + std::string(join_type) +
            R"(","Inputs":["s0","s1"],"Columns":[{"From":"s0","Keys":[["s0_id"]]},)" +
            R"({"From":"s1","Keys":[["s1_id"]]}]})",
        {0, 1});
  }

  void AddSource(const std::string& id) {
    Scan scan;
    scan.source.name = id;
    steps_.push_back({id, id, {}, {Columns(id + "_id bigint"), std::move(scan)}});
  }

  void PutIntoDatabase(std::size_t source) {
    std::get<Scan>(steps_[source].bound.part).source.database.emplace();
  }

  void Add(std::string_view kind, std::string_view parameters, std::vector<std::size_t> inputs) {
    std::vector<Input> bound;
    for (const std::size_t input : inputs) {
      bound.push_back({steps_[input].id, "", steps_[input].id, steps_[input].bound.schema});
    }
    MemoryEnvironment environment;
    BindResult result = (*ParseNode(kind, parameters))->Bind(bound, environment);
    REQUIRE_MESSAGE(result, FaultsOf(result));
    steps_.push_back({"n" + std::to_string(steps_.size()), "", inputs, *std::move(result)});
  }

  // The SQL of the join after the rows may come early.
  std::string Join() {
    StreamLargeSides(steps_, [&](const Scan& scan) { return bytes_.at(scan.source.name); });
    return ToSql(std::get<Select>(steps_[2].bound.part));
  }

 private:
  std::vector<Step> steps_;
  std::map<std::string, std::uint64_t> bytes_;
};

TEST_CASE("the larger side of a join is read along, and keeps what it kept") {
  struct Case {
    const char* type;
    std::uint64_t left;
    std::uint64_t right;
    const char* from;
  };
  for (const Case& c : {
           Case{"outer", 9, 1, R"(FROM "s0" AS a LEFT JOIN "s1" AS b)"},
           Case{"outer", 1, 9, R"(FROM "s1" AS a LEFT JOIN "s0" AS b)"},
           Case{"left", 9, 1, R"(FROM "s0" AS a LEFT JOIN "s1" AS b)"},
           Case{"left", 1, 9, R"(FROM "s1" AS a INNER JOIN "s0" AS b)"},
           Case{"right", 9, 1, R"(FROM "s0" AS a INNER JOIN "s1" AS b)"},
           Case{"equijoin", 1, 9, R"(FROM "s1" AS a INNER JOIN "s0" AS b)"},
       }) {
    CAPTURE(c.type);
    CAPTURE(c.left);
    CHECK(Sample(c.type, c.left, c.right).Join().find(c.from) != std::string::npos);
  }
}

TEST_CASE("a table of a database whose size nobody knows is read along") {
  const std::uint64_t files = 1'000'000;
  Sample second("equijoin", files, 0);
  second.PutIntoDatabase(1);
  CHECK(second.Join().find(R"(FROM "s1" AS a INNER JOIN "s0" AS b)") != std::string::npos);
  Sample both("equijoin", 0, 0);
  both.PutIntoDatabase(0);
  both.PutIntoDatabase(1);
  CHECK(both.Join().find(R"(FROM "s0" AS a INNER JOIN "s1" AS b)") != std::string::npos);
}

TEST_CASE("a join stays whole below a step that needs all of its rows") {
  const std::string whole = R"(FROM "s0" AS a FULL JOIN "s1" AS b)";
  Sample counted("outer", 9, 1);
  counted.Add("Aggregate", R"({"Groups":[],"Aggs":[{"Column":["s0_id"],"AggFunc":"count"}]})", {2});
  CHECK(counted.Join().find(whole) != std::string::npos);
  Sample distinct("outer", 9, 1);
  distinct.Add("DropDuplicates", "{}", {2});
  CHECK(distinct.Join().find(whole) != std::string::npos);
  Sample renamed("outer", 9, 1);
  renamed.Add("RenameField", R"({"SourcePath":["s0_id"],"TargetPath":["x"]})", {2});
  CHECK(renamed.Join().find("LEFT JOIN") != std::string::npos);
}

}  // namespace tenon::graph
