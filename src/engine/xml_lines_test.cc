#include "engine/xml_lines.h"

#include <doctest/doctest.h>

#include "base/file.h"
#include "json/value.h"

namespace tenon::engine {
namespace {

std::string Lines(std::string_view xml, const Schema& columns = {},
                  const task::XmlOptions& options = {.row_tag = "row"}) {
  const TemporaryFolder folder;
  const auto from = folder.path() / "x.xml";
  const auto to = folder.path() / "x.json";
  REQUIRE(WriteFileAtomically(from, xml, 0600));
  const Status written = WriteXmlAsLines({.path = from}, options, columns, to);
  return written ? ReadFile(to).value_or("?") : written.error().message;
}

Schema Declared(const char* name, const char* type) { return {{name, *ParseType(type)}}; }

}  // namespace

TEST_CASE("elements of the row tag are rows, wherever they are") {
  CHECK(Lines("<r><row><a>x</a></row><deep><row><a>y</a></row></deep><other/></r>") ==
        "{\"a\":\"x\"}\n{\"a\":\"y\"}\n");
  CHECK(Lines("<r/>") == "");
}

TEST_CASE("children are values, structs or arrays; attributes have a prefix") {
  struct Case {
    const char* row;
    const char* line;
  };
  for (const Case& c : {
           Case{"<row id='7'><a>1.5</a></row>", R"({"_id":7,"a":1.5})"},
           Case{"<row><a>1</a><a>2</a></row>", R"({"a":[1,2]})"},
           Case{"<row><a><b>x</b><c>y</c></a></row>", R"({"a":{"b":"x","c":"y"}})"},
           Case{"<row><a k='1'>text</a></row>", R"({"a":{"_k":1,"_VALUE":"text"}})"},
           Case{"<row><a>007</a><b>-0</b><c> x </c><d/></row>",
                R"({"a":"007","b":0,"c":"x","d":""})"},
           Case{"<row><a>&lt;\xC3\xBC&gt;<![CDATA[<b>]]></a></row>", R"({"a":"<ü><b>"})"},
           Case{"<row>only text</row>", R"({"_VALUE":"only text"})"},
           Case{"<row/>", "{}"},
       }) {
    CAPTURE(c.row);
    CHECK(Lines(std::string("<r>") + c.row + "</r>") == std::string(c.line) + "\n");
  }
}

TEST_CASE("what is declared has its shape and its name whatever the file shows") {
  CHECK(Lines("<row><A>1</A></row>", Declared("a", "array<string>")) == "{\"a\":[\"1\"]}\n");
  CHECK(Lines("<row><a>1</a></row>", Declared("a", "struct<_value:string,_k:int>")) ==
        "{\"a\":{\"_value\":\"1\"}}\n");
  CHECK(Lines("<row><a>1</a><a>2</a></row>", Declared("a", "bigint")) == "{\"a\":\"1\"}\n");
  CHECK(Lines("<row><a/></row>", Declared("a", "bigint")) == "{\"a\":null}\n");
  CHECK(Lines("<row><a/></row>", Declared("a", "string")) == "{\"a\":\"\"}\n");
}

TEST_CASE("options choose names and leave attributes out") {
  const task::XmlOptions options{
      .row_tag = "row", .attribute_prefix = "@", .value_tag = "text", .empty_is_null = true};
  CHECK(Lines("<row k='1'><a/>x</row>", {}, options) == R"({"@k":1,"a":null,"text":"x"})"
                                                        "\n");
  CHECK(Lines("<row k='1'><a>x</a></row>", {}, {.row_tag = "row", .exclude_attributes = true}) ==
        "{\"a\":\"x\"}\n");
}

TEST_CASE("what is no XML is told with its place, and depth has an end") {
  CHECK(Lines("<r><row></r>").starts_with("no XML at byte "));
  std::string deep = "<row>";
  for (int i = 0; i < 500; ++i) deep += "<a>";
  deep += "x";
  for (int i = 0; i < 500; ++i) deep += "</a>";
  CHECK(json::Parse(Lines(deep + "</row>")));
}

}  // namespace tenon::engine
