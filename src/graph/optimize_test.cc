#include "graph/optimize.h"

#include "graph/nodes/node_test.h"

namespace tenon::graph {

// Builds graphs of leads (id, email) and hits (hit_id, lead_id) by hand: step 0 and 1 are the
// sources, step 2 is their outer join, with columns id, email, hit_id, lead_id.
class Steps {
 public:
  explicit Steps(std::string_view join_type = "outer") {
    AddSource("leads", "id bigint, email string");
    AddSource("hits", "hit_id bigint, lead_id bigint");
    Add("Join", JoinParameters(join_type, "s0", "id", "s1", "lead_id"), {0, 1});
  }

  static std::string JoinParameters(std::string_view type, const std::string& left,
                                    const std::string& left_key, const std::string& right,
                                    const std::string& right_key) {
    const auto side = [](const std::string& from, const std::string& key) -> json::Value {
      return {{"From", from}, {"Keys", json::Array{json::Value(json::Array{key})}}};
    };
    return json::Dump({{"JoinType", type},
                       {"Inputs", json::Array{left, right}},
                       {"Columns", json::Array{side(left, left_key), side(right, right_key)}}});
  }

  std::size_t AddSource(const std::string& title, std::string_view columns) {
    steps_.push_back({Id(steps_.size()), title, {}, {Columns(columns), Scan()}});
    return steps_.size() - 1;
  }

  std::size_t Add(std::string_view kind, std::string_view parameters,
                  std::vector<std::size_t> inputs) {
    std::vector<Input> bound;
    for (const std::size_t input : inputs) {
      const Step& step = steps_[input];
      bound.push_back({step.id, step.title, step.id, step.bound.schema});
    }
    const Result<NodePtr> node = ParseNode(kind, parameters);
    REQUIRE_MESSAGE(node, node.error().message);
    MemoryEnvironment environment;
    environment.query_schema = Columns("email string");
    BindResult result = (*node)->Bind(bound, environment);
    REQUIRE_MESSAGE(result, FaultsOf(result));
    steps_.push_back({Id(steps_.size()), std::string(kind), std::move(inputs), *std::move(result)});
    return steps_.size() - 1;
  }

  std::size_t AddTarget(std::size_t input) {
    return Add("S3DirectTarget", R"({"Path":"s3://b/t/","Format":"parquet"})", {input});
  }

  std::size_t AddFilter(std::size_t input, std::string_view operation, std::string_view column,
                        bool negated = false) {
    json::Array values = {{{"Type", "COLUMNEXTRACTED"}, {"Value", json::Array{column}}}};
    if (operation != "ISNULL") {
      values.push_back({{"Type", "CONSTANT"}, {"Value", json::Array{"1"}}});
    }
    const json::Value filter = {
        {"Operation", operation}, {"Negated", negated}, {"Values", std::move(values)}};
    return Add("Filter", json::Dump({{"LogicalOperator", "AND"}, {"Filters", json::Array{filter}}}),
               {input});
  }

  // Joins a step to users on its e-mail.
  std::size_t AddUsers(std::size_t input, std::string_view type, bool users_first = false) {
    const std::size_t users = AddSource("users", "user_email string");
    if (users_first) {
      return Add("Join", JoinParameters(type, Id(users), "user_email", Id(input), "email"),
                 {users, input});
    }
    return Add("Join", JoinParameters(type, Id(input), "email", Id(users), "user_email"),
               {input, users});
  }

  // The word before JOIN of a step's SQL once narrowed.
  std::string Narrowed(std::size_t step = 2) {
    std::vector<Step> steps = WithoutDeadSteps(steps_);
    NarrowOuterJoins(steps);
    for (const Step& candidate : steps) {
      if (candidate.id != Id(step)) continue;
      const std::string sql = ToSql(std::get<Select>(candidate.bound.part));
      const std::size_t end = sql.find(" JOIN ");
      return sql.substr(sql.rfind(' ', end - 1) + 1, end - sql.rfind(' ', end - 1) - 1);
    }
    return "";
  }

  const std::vector<Step>& All() const { return steps_; }

 private:
  static std::string Id(std::size_t index) { return "s" + std::to_string(index); }
  std::vector<Step> steps_;
};

TEST_CASE(
    "an outer join that an inner join on the left side's column follows becomes a left join") {
  Steps steps;
  steps.AddTarget(steps.AddUsers(2, "equijoin"));
  CHECK(steps.Narrowed() == "LEFT");
}

TEST_CASE("an outer join stays when nothing after it rejects NULL") {
  Steps steps;
  steps.AddTarget(2);
  CHECK(steps.Narrowed() == "FULL");
}

TEST_CASE("an outer join becomes inner only when both sides' NULLs are rejected") {
  Steps steps;
  const std::size_t filter = steps.AddFilter(2, "GT", "hit_id");
  steps.AddTarget(steps.AddUsers(filter, "equijoin"));
  CHECK(steps.Narrowed() == "INNER");
}

TEST_CASE("the side whose NULLs are rejected decides what an outer join becomes") {
  struct Case {
    const char* type;
    const char* column;
    const char* narrowed;
  };
  for (const Case& c : {Case{"outer", "id", "LEFT"}, Case{"outer", "hit_id", "RIGHT"},
                        Case{"left", "id", "LEFT"}, Case{"left", "lead_id", "INNER"},
                        Case{"right", "id", "INNER"}, Case{"right", "hit_id", "RIGHT"}}) {
    CAPTURE(c.type);
    CAPTURE(c.column);
    Steps steps(c.type);
    steps.AddTarget(steps.AddFilter(2, "GT", c.column));
    CHECK(steps.Narrowed() == c.narrowed);
  }
}

TEST_CASE("another target or consumer that sees the padded rows keeps an outer join") {
  Steps target;
  target.AddTarget(target.AddUsers(2, "equijoin"));
  target.AddTarget(2);
  CHECK(target.Narrowed() == "FULL");

  Steps consumer;
  consumer.AddTarget(consumer.AddUsers(2, "equijoin"));
  consumer.AddTarget(consumer.AddFilter(2, "ISNULL", "email"));
  CHECK(consumer.Narrowed() == "FULL");
}

TEST_CASE("a consumer that reaches no target does not keep an outer join") {
  Steps steps;
  steps.AddTarget(steps.AddUsers(2, "equijoin"));
  steps.AddFilter(2, "ISNULL", "email");
  CHECK(steps.Narrowed() == "LEFT");
}

TEST_CASE("two consumers that reject NULLs of different sides keep an outer join") {
  Steps different;
  different.AddTarget(different.AddFilter(2, "GT", "id"));
  different.AddTarget(different.AddFilter(2, "GT", "hit_id"));
  CHECK(different.Narrowed() == "FULL");

  Steps same;
  same.AddTarget(same.AddFilter(2, "GT", "id"));
  same.AddTarget(same.AddFilter(2, "LT", "id"));
  CHECK(same.Narrowed() == "LEFT");
}

TEST_CASE("only filters that no NULL passes narrow an outer join") {
  struct Case {
    const char* operation;
    bool negated;
    const char* narrowed;
  };
  for (const Case& c :
       {Case{"ISNULL", false, "FULL"}, Case{"ISNULL", true, "LEFT"}, Case{"EQ", false, "LEFT"},
        Case{"EQ", true, "FULL"}, Case{"GTE", true, "LEFT"}}) {
    CAPTURE(c.operation);
    CAPTURE(c.negated);
    Steps steps;
    steps.AddTarget(steps.AddFilter(2, c.operation, "id", c.negated));
    CHECK(steps.Narrowed() == c.narrowed);
  }
}

TEST_CASE("joins after an outer join narrow it if they drop its rows without partner") {
  struct Case {
    const char* type;
    bool users_first;
    const char* narrowed;
  };
  for (const Case& c : {
           Case{"equijoin", false, "LEFT"}, Case{"equijoin", true, "LEFT"},
           Case{"leftsemi", false, "LEFT"}, Case{"leftsemi", true, "LEFT"},
           Case{"left", false, "FULL"},      // keeps rows of the outer join with a NULL e-mail
           Case{"left", true, "LEFT"},       // a NULL e-mail is no user's partner, and is dropped
           Case{"right", false, "LEFT"},     //
           Case{"right", true, "FULL"},      //
           Case{"outer", false, "FULL"},     //
           Case{"leftanti", false, "FULL"},  // a NULL e-mail has no partner, and so comes out
           Case{"leftanti", true, "LEFT"},   // a NULL e-mail is no user's partner
       }) {
    CAPTURE(c.type);
    CAPTURE(c.users_first);
    Steps steps;
    steps.AddTarget(steps.AddUsers(2, c.type, c.users_first));
    CHECK(steps.Narrowed() == c.narrowed);
  }
}

TEST_CASE("a need passes through renaming, casts and joins back to the outer join") {
  Steps steps;
  const std::size_t mapped = steps.Add("ApplyMapping", R"({"Mapping":[
      {"ToKey":"mail","FromPath":["email"],"ToType":"string"},
      {"ToKey":"email","FromPath":["id"],"ToType":"string"}]})",
                                       {2});
  const std::size_t renamed =
      steps.Add("RenameField", R"({"SourcePath":["email"],"TargetPath":["key"]})", {mapped});
  const std::size_t joined = steps.Add(
      "Join", Steps::JoinParameters("left", "s" + std::to_string(renamed), "mail", "s1", "hit_id"),
      std::vector<std::size_t>{renamed, steps.AddSource("more", "hit_id string")});
  steps.AddTarget(steps.AddFilter(joined, "EQ", "key"));
  CHECK(steps.Narrowed() == "LEFT");
}

TEST_CASE("a narrowed join narrows the one before it in turn") {
  Steps steps;
  const std::size_t joined = steps.AddUsers(2, "left");
  steps.AddTarget(steps.AddFilter(joined, "EQ", "user_email"));
  CHECK(steps.Narrowed(joined) == "INNER");
  CHECK(steps.Narrowed() == "LEFT");
}

TEST_CASE("a SQL query hides what it needs, so an outer join before it stays") {
  Steps steps;
  const std::size_t query =
      steps.Add("SparkSQL", R"({"Inputs":["s2"],"SqlQuery":"select email from t",
      "SqlAliases":[{"From":"s2","Alias":"t"}]})",
                {2});
  steps.AddTarget(steps.AddUsers(query, "equijoin"));
  CHECK(steps.Narrowed() == "FULL");
}

TEST_CASE("steps from which no target is reached go, and the others keep their order") {
  Steps steps;
  steps.AddFilter(0, "GT", "id");
  steps.AddTarget(1);
  const std::vector<Step> live = WithoutDeadSteps(steps.All());
  REQUIRE(live.size() == 2);
  CHECK(live[0].title == "hits");
  CHECK(live[1].inputs == std::vector<std::size_t>{0});
}

TEST_CASE("what puts rows together is computed once where two read it, and nothing else is") {
  struct Case {
    std::string_view what;
    std::string_view kind;
    std::string_view parameters;
    int targets;
    bool once;
  };
  constexpr std::string_view kGroups =
      R"({"Groups":[["email"]],"Aggs":[{"Column":["id"],"AggFunc":"count"}]})";
  for (const Case& tried : {
           Case{"groups that two targets read", "Aggregate", kGroups, 2, true},
           Case{"groups that one target reads", "Aggregate", kGroups, 1, false},
           Case{"sets of equal rows", "DropDuplicates", R"({"Columns":[["email"]]})", 2, true},
           Case{"columns of each row", "SelectFields", R"({"Paths":[["email"]]})", 2, false},
       }) {
    CAPTURE(tried.what);
    Steps steps;
    const std::size_t step = steps.Add(tried.kind, tried.parameters, {0});
    for (int i = 0; i < tried.targets; ++i) steps.AddTarget(step);
    std::vector<Step> marked = steps.All();
    ComputeOnce(marked);
    CHECK(marked[step].once == tried.once);
  }
}

TEST_CASE(
    "one target that reads groups twice has them computed once, and what is before them too") {
  Steps steps;
  const std::size_t groups = steps.Add(
      "Aggregate", R"({"Groups":[["email"]],"Aggs":[{"Column":["id"],"AggFunc":"max"}]})", {0});
  const std::size_t fewer = steps.Add("DropDuplicates", R"({"Columns":[["email"]]})", {groups});
  const std::size_t narrow = steps.Add("SelectFields", R"({"Paths":[["email"]]})", {fewer});
  steps.AddTarget(steps.Add("Join", Steps::JoinParameters("equijoin", "s4", "email", "s5", "email"),
                            {fewer, narrow}));
  std::vector<Step> marked = steps.All();
  ComputeOnce(marked);
  CHECK(marked[fewer].once);
  CHECK_FALSE(marked[groups].once);
  CHECK_FALSE(marked[narrow].once);
}

}  // namespace tenon::graph
