#include <doctest/doctest.h>

#include "text/quote.h"
#include "text/url.h"
#include "text/utf8.h"

namespace tenon {

TEST_CASE("quoting doubles or escapes what would end the literal") {
  CHECK(SqlIdentifier("a\"b") == "\"a\"\"b\"");
  CHECK(SqlString("it's") == "'it''s'");
  CHECK(PyString("a\"b\\c\nd") == "\"a\\\"b\\\\c\\x0ad\"");
  CHECK(XmlText("a<b>&\"\r\x01") == "a&lt;b&gt;&amp;&quot;&#13;\xef\xbf\xbd");
}

TEST_CASE("UrlEncode keeps RFC 3986's unreserved characters only") {
  CHECK(UrlEncode("a b/c+\xc3\xa9~") == "a%20b%2Fc%2B%C3%A9~");
  CHECK(UrlEncode("a b/c", true) == "a%20b/c");
}

TEST_CASE("UrlDecode reads what UrlEncode writes and refuses half an escape") {
  CHECK(*UrlDecode("a%20b%2Fc%2B%C3%A9") == "a b/c+\xc3\xa9");
  CHECK(*UrlDecode("a+b") == "a+b");
  CHECK(*UrlDecode("a+b", true) == "a b");
  for (const char* bad : {"%", "%4", "%zz", "a%"}) CHECK_FALSE(UrlDecode(bad));
}

TEST_CASE("ParseQuery keeps order, empty values and names without a value") {
  CHECK(*ParseQuery("b=1&a&c=&b=%26") ==
        QueryParameters{{"b", "1"}, {"a", ""}, {"c", ""}, {"b", "&"}});
  CHECK(ParseQuery("")->empty());
}

TEST_CASE("ParseS3Location takes the schemes that clients write") {
  CHECK(*ParseS3Location("s3://b/k/x") == S3Location{"b", "k/x"});
  CHECK(*ParseS3Location("s3a://b/k/") == S3Location{"b", "k/"});
  CHECK(*ParseS3Location("s3://b") == S3Location{"b", ""});
  for (const char* bad : {"", "s3://", "s3:///k", "http://b/k", "/b/k"}) {
    CHECK_FALSE(ParseS3Location(bad));
  }
}

TEST_CASE("IsUtf8 follows Unicode's table of well-formed sequences") {
  for (const char* good : {"", "abc", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80"}) {
    CHECK(IsUtf8(good));
  }
  for (const char* bad : {"\x80", "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf5\x80\x80\x80",
                          "\xe2\x82", "\xf0\x9f\x98"}) {
    CHECK_FALSE(IsUtf8(bad));
  }
}

TEST_CASE("text is folded, compared and trimmed by ASCII rules") {
  CHECK(AsciiLower("ÄBc") == "Äbc");
  CHECK(EqualsIgnoringCase("Users", "uSERS"));
  CHECK_FALSE(EqualsIgnoringCase("Users", "User"));
  CHECK(Trim(" \t a b\n") == "a b");
  CHECK(Trim(" \n").empty());
  CHECK(CountCodePoints("a\xc3\xa9\xf0\x9f\x98\x80") == 3);
}

}  // namespace tenon
