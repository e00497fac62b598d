#include "graph/script/python.h"

#include <doctest/doctest.h>

namespace tenon::graph {

TEST_CASE("an expression stays on its line while it fits, and is laid out beyond") {
  const std::string name(60, 'a');
  const auto call = [](const std::string& text) {
    return Python::Call("f", {{"", Python::Text("x")}, {"key", Python::Text(text)}});
  };
  CHECK(call("b").Print("v = ") == R"(v = f("x", key="b"))");
  CHECK(Python::Call("outer", {{"value", call(name + name)}}).Print("v = ") ==
        "v = outer(\n    value=f(\n        \"x\",\n        key=\"" + name + name +
            "\",\n    ),\n)");
  // 100 columns with the comma behind it.
  const std::string fits(79, 'a');
  CHECK(Python::Call("outer", {{"v", call(fits)}, {"w", Python::Text(fits)}}).Print("") ==
        "outer(\n    v=f(\"x\", key=\"" + fits + "\"),\n    w=\"" + fits + "\",\n)");
}

TEST_CASE("conditions are joined by words, and broken before them") {
  const std::string name(50, 'a');
  const Python one = Python::Code(name);
  CHECK(Python::AllOf({one}).Print("") == name);
  CHECK(Python::AnyOf({Python::Code("a"), Python::Code("b")}).Print("") == "(a or b)");
  CHECK(Python::After("lambda row: ", Python::AllOf({one, one})).Print("f=") ==
        "f=lambda row: (\n    " + name + "\n    and " + name + "\n)");
}

TEST_CASE("collections are written as Python writes them") {
  CHECK(Python::Tuple({Python::Whole(1)}).Print("") == "(1,)");
  CHECK(Python::ListOf({}).Print("") == "[]");
  CHECK(Python::Dictionary({{"a\"b", Python::Boolean(true)}}).Print("") == R"({"a\"b": True})");
  CHECK(Python::InBrackets(Python::Code("a == b")).Print("not ") == "not (a == b)");
}

TEST_CASE("a long text reads back as it is") {
  CHECK(Python::LongText("a\n\tb").Print("q = ") == "q = \"\"\"\na\n\tb\n\"\"\"");
  CHECK(Python::LongText("\"\"\"\\\r").Print("") == "\"\"\"\n\"\\\"\\\"\\\\\\x0d\n\"\"\"");
}

TEST_CASE("a name is letters, digits and _, and no word of the language") {
  for (const char* name : {"a", "_1", "MyTransform"}) CHECK(IsPythonName(name));
  for (const char* text : {"", "1a", "a b", "a.b", "class", "a\n", "\u00e9"}) {
    CHECK_FALSE(IsPythonName(text));
  }
}

}  // namespace tenon::graph
