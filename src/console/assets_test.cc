#include "console/assets.h"

#include <doctest/doctest.h>

#include "base/file.h"

namespace tenon::console {
namespace {

namespace fs = std::filesystem;

// A folder as the build leaves it, and beside it a file that is nobody's business.
struct Fixture {
  Fixture() {
    fs::create_directories(folder.path() / "console/assets");
    Write("secret.txt", "classified");
    Write("console/index.html", "<!doctype html>page");
    Write("console/index.html.br", "br page");
    Write("console/assets/index-1a2b3c4d.js", "code");
    Write("console/assets/index-1a2b3c4d.js.br", "br code");
    Write("console/assets/index-1a2b3c4d.js.gz", "gz code");
    Write("console/favicon.svg", "<svg/>");
    Write("console/alone.br", "bytes");
    fs::create_symlink(folder.path() / "secret.txt", folder.path() / "console/link.txt");
    fs::create_directory_symlink(folder.path(), folder.path() / "console/up");
  }
  void Write(const std::string& name, std::string_view content) {
    REQUIRE(WriteFileAtomically(folder.path() / name, content, 0600));
  }
  http::Response Get(std::string path, std::string_view accept = "", std::string_view etag = "") {
    const auto assets = Assets::Load(folder.path() / "console");
    REQUIRE(assets);
    http::Request request;
    request.method = "GET";
    request.path = std::move(path);
    if (!accept.empty()) request.headers.Add("Accept-Encoding", accept);
    if (!etag.empty()) request.headers.Add("If-None-Match", etag);
    return assets->Answer(request);
  }
  TemporaryFolder folder;
};

std::string BodyOf(const http::Response& response) { return std::get<std::string>(response.body); }

TEST_CASE_FIXTURE(Fixture,
                  "a file of the build is sent for good, in the best coding that is read") {
  struct Case {
    std::string accept, coding, body;
  };
  for (const Case& c :
       {Case{"gzip, deflate, br, zstd", "br", "br code"},
        Case{"gzip;q=1.0, br;q=0", "gzip", "gz code"}, Case{"GZIP", "gzip", "gz code"},
        Case{"br;q=0.001", "br", "br code"}, Case{"", "", "code"}, Case{"*", "", "code"},
        Case{"identity", "", "code"}, Case{"br ;q=0.0, ,,;", "", "code"}}) {
    CAPTURE(c.accept);
    const http::Response response = Get("/assets/index-1a2b3c4d.js", c.accept);
    CHECK(response.status == 200);
    CHECK(response.headers.Get("Content-Encoding") == c.coding);
    CHECK(BodyOf(response) == c.body);
    CHECK(response.headers.Get("Content-Type") == "text/javascript; charset=utf-8");
    CHECK(response.headers.Get("Cache-Control") == "public, max-age=31536000, immutable");
    CHECK(response.headers.Get("Vary") == "Accept-Encoding");
  }
}

TEST_CASE_FIXTURE(Fixture, "every path that is no file is the page, which is asked for again") {
  for (const char* path : {"/", "/index.html", "/jobs", "/databases/a.b/tables/c.js", "/%C3%A4"}) {
    CAPTURE(path);
    const http::Response response = Get(path);
    CHECK(response.status == 200);
    CHECK(BodyOf(response) == "<!doctype html>page");
    CHECK(response.headers.Get("Content-Type") == "text/html; charset=utf-8");
    CHECK(response.headers.Get("Cache-Control") == "no-cache");
  }
  CHECK(Get("/assets/gone-00000000.js").status == 404);
  CHECK(Get("/%zz").status == 400);
  CHECK(Get("/favicon.svg").headers.Get("Content-Type") == "image/svg+xml");
}

TEST_CASE_FIXTURE(Fixture, "nothing outside the folder is ever sent") {
  for (const char* path : {"/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt",
                           "/..%2fsecret.txt", "/assets/%2e%2e/%2e%2e/secret.txt", "//secret.txt",
                           "/link.txt", "/up/secret.txt", "/up/console/index-1a2b3c4d.js",
                           "/index.html%00.txt", "/assets/index-1a2b3c4d.js/../../x"}) {
    CAPTURE(path);
    const http::Response response = Get(path);
    CHECK(BodyOf(response).find("classified") == std::string::npos);
    CHECK((response.status == 404 || BodyOf(response) == "<!doctype html>page"));
  }
}

TEST_CASE_FIXTURE(Fixture,
                  "a file that the browser has is not sent again, each coding for itself") {
  const std::string plain(Get("/").headers.Get("ETag"));
  const std::string brotli(Get("/", "br").headers.Get("ETag"));
  CHECK(plain != brotli);
  CHECK(Get("/", "", plain).status == 304);
  CHECK(Get("/", "", "\"other\", W/" + plain).status == 304);
  CHECK(Get("/", "br", plain).status == 200);
  CHECK(BodyOf(Get("/", "", plain)).empty());
  CHECK(Get("/", "", plain).headers.Get("ETag") == plain);
}

TEST_CASE_FIXTURE(Fixture, "files can only be read") {
  const auto assets = Assets::Load(folder.path() / "console");
  REQUIRE(assets);
  http::Request request;
  request.method = "PUT";
  request.path = "/index.html";
  CHECK(assets->Answer(request).status == 405);
  CHECK(assets->Answer(request).headers.Get("Allow") == "GET, HEAD");
}

TEST_CASE("a folder that is not there, or holds no page, is no console") {
  TemporaryFolder folder;
  CHECK(Assets::Load(folder.path()).error().kind == ErrorKind::kNotFound);
  CHECK(Assets::Load(folder.path() / "console").error().kind == ErrorKind::kNotFound);
}

}  // namespace
}  // namespace tenon::console
