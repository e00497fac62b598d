#include "api/s3/documents.h"

#include <doctest/doctest.h>

namespace tenon::api::s3 {

TEST_CASE("A list of objects to delete is read with its keys as they are") {
  const auto document =
      ParseDelete(R"(<?xml version="1.0"?><Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/">)"
                  "<Object><Key>a&lt;&amp;&#252;</Key></Object>"
                  "<Object><Key> </Key><ETag>\"abc\"</ETag><VersionId>null</VersionId></Object>"
                  "<Quiet>true</Quiet></Delete>");
  CHECK(document->quiet);
  CHECK(document->objects == std::vector<ObjectToDelete>{{"a<&ü", "", ""}, {" ", "null", "abc"}});
}

TEST_CASE("The parts of a completion are read in their order") {
  const auto parts = ParseCompleteMultipartUpload(
      "<CompleteMultipartUpload><Part><PartNumber>2</PartNumber><ETag>&quot;b&quot;</ETag></Part>"
      "<Part><ETag>a</ETag><PartNumber>1</PartNumber><ChecksumCRC32>AAAAAA==</ChecksumCRC32></Part>"
      "</CompleteMultipartUpload>");
  CHECK(parts.value() ==
        std::vector<CompletedPart>{{2, "b", {}}, {1, "a", {{"CRC32", "AAAAAA=="}}}});
}

TEST_CASE("A document that is not what it should be is refused") {
  for (const char* xml :
       {"", "x", "<Delete>", "<Delete/>", "<Other/>", "<Delete><Object/></Delete>",
        "<Delete><Quiet>maybe</Quiet><Object><Key>k</Key></Object></Delete>",
        "<!DOCTYPE d [<!ENTITY e 'k'>]><Delete><Object/></Delete>"}) {
    CAPTURE(xml);
    CHECK(ParseDelete(xml).error().reason == "MalformedXML");
  }
  for (const char* part :
       {"", "<PartNumber>1</PartNumber>", "<ETag>a</ETag>",
        "<PartNumber>0</PartNumber><ETag>a</ETag>", "<PartNumber>10001</PartNumber><ETag>a</ETag>",
        "<PartNumber>1 2</PartNumber><ETag>a</ETag>"}) {
    CAPTURE(part);
    const std::string xml =
        "<CompleteMultipartUpload><Part>" + std::string(part) + "</Part></CompleteMultipartUpload>";
    CHECK(ParseCompleteMultipartUpload(xml).error().reason == "MalformedXML");
  }
}

TEST_CASE("More objects or parts than S3 allows are refused") {
  std::string objects = "<Delete>";
  for (int i = 0; i < 1001; ++i) objects += "<Object><Key>k</Key></Object>";
  CHECK(ParseDelete(objects + "</Delete>").error().reason == "MalformedXML");
  std::string parts = "<CompleteMultipartUpload>";
  for (int i = 0; i < 10001; ++i) parts += "<Part><PartNumber>1</PartNumber><ETag>a</ETag></Part>";
  CHECK(ParseCompleteMultipartUpload(parts + "</CompleteMultipartUpload>").error().reason ==
        "MalformedXML");
}

TEST_CASE("An entity that a document defines is never expanded") {
  const auto document = ParseDelete(
      "<!DOCTYPE d [<!ENTITY e 'expanded'>]><Delete><Object><Key>&e;</Key></Object></Delete>");
  CHECK(document->objects.front().key == "&e;");
}

TEST_CASE("Settings of buckets are read") {
  CHECK(ParseLocationConstraint("").value().empty());
  CHECK(ParseLocationConstraint("<CreateBucketConfiguration><LocationConstraint>eu-west-1"
                                "</LocationConstraint></CreateBucketConfiguration>")
            .value() == "eu-west-1");
  CHECK(ParseOwnershipControls("<OwnershipControls><Rule><ObjectOwnership>ObjectWriter"
                               "</ObjectOwnership></Rule></OwnershipControls>")
            .value() == "ObjectWriter");
  CHECK(ParseOwnershipControls("<OwnershipControls/>").error().reason == "MalformedXML");
  CHECK(ParsePublicAccessBlock("<PublicAccessBlockConfiguration><BlockPublicAcls>TRUE"
                               "</BlockPublicAcls></PublicAccessBlockConfiguration>")
            .value() == json::Value{{"BlockPublicAcls", true},
                                    {"IgnorePublicAcls", false},
                                    {"BlockPublicPolicy", false},
                                    {"RestrictPublicBuckets", false}});
  CHECK(ParseVersioning("<VersioningConfiguration><Status>Suspended</Status>"
                        "</VersioningConfiguration>")
            .value() == "Suspended");
  CHECK(ParseVersioning("<VersioningConfiguration/>").error().reason == "MalformedXML");
}

TEST_CASE("Tags are read from a document and from a header, within S3's bounds") {
  const std::map<std::string, std::string> expected{{"a", "1 2"}, {"b", ""}};
  CHECK(ParseTagging("<Tagging><TagSet><Tag><Key>a</Key><Value>1 2</Value></Tag>"
                     "<Tag><Key>b</Key><Value/></Tag></TagSet></Tagging>")
            .value() == expected);
  CHECK(ParseTaggingHeader("a=1+2&b=").value() == expected);
  for (const std::string& header :
       {std::string("a=1&a=2"), std::string("=1"), std::string(129, 'k') + "=1",
        "k=" + std::string(257, 'v'), std::string("a&b&c&d&e&f&g&h&i&j&k")}) {
    CAPTURE(header);
    CHECK(ParseTaggingHeader(header).error().reason == "InvalidTag");
  }
}

}  // namespace tenon::api::s3
