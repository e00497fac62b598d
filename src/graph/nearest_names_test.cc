#include "graph/nearest_names.h"

#include <doctest/doctest.h>

namespace tenon::graph {

TEST_CASE("A name that was mistyped finds the name that was meant") {
  const std::vector<std::string> names = {"id",     "email",   "emails", "lead_id",
                                          "Straße", "country", "ID2",    "created_at"};
  struct Case {
    const char* wanted;
    std::vector<std::string> nearest;
  };
  for (const Case& c : {
           Case{"emial", {"email"}},
           Case{"EMAIL", {"email", "emails"}},
           Case{"Id", {"id"}},
           Case{"leadid", {"lead_id"}},
           Case{"strasse", {"Straße"}},
           Case{"create_at", {"created_at"}},
           Case{"x", {}},
           Case{"", {}},
           Case{"nothing like it", {}},
       }) {
    CAPTURE(c.wanted);
    CHECK(NearestNames(c.wanted, names) == c.nearest);
  }
}

TEST_CASE("At most three names come out, the nearest first") {
  const std::vector<std::string> names = {"column5", "columm2", "column", "column3", "column4"};
  CHECK(NearestNames("column", names) == std::vector<std::string>{"column", "column5", "column3"});
  CHECK(DidYouMean({"a", "b"}) == "; did you mean a or b?");
  CHECK(DidYouMean({}) == "");
}

TEST_CASE("Names of any length and number are dealt with at once") {
  const std::string name(100'000, 'a');
  CHECK(NearestNames(name, std::vector{name + "b"}).empty());
  CHECK(NearestNames("email", std::vector<std::string>(1'000'000, "emial")).size() == 3);
}

}  // namespace tenon::graph
