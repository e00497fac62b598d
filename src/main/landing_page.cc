#include "main/landing_page.h"

#include "text/quote.h"

namespace tenon {

http::Handler LandingPage(std::string endpoint, std::string data_folder) {
  std::string page =
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Tenon</title>"
      "<style>body{font:16px/1.6 sans-serif;max-width:40em;margin:4em auto;padding:0 1em}"
      "code,pre{background:#f2f3f3;padding:.2em .4em}</style>"
      "<h1>Tenon is running</h1><p>The API answers at <code>" +
      XmlText(endpoint) + "</code>. In a shell:</p><pre>eval \"$(tenon env --data '" +
      XmlText(data_folder) +
      "')\"\naws s3 ls\naws glue get-databases</pre>"
      "<p>This version has no visual console; jobs, tables and queries are managed through the "
      "API, "
      "with the aws CLI, boto3 or any AWS SDK.</p></html>\n";
  return [page = std::move(page)](http::Request& request) {
    http::Response response;
    response.headers.Add("Content-Type", "text/html; charset=utf-8");
    response.headers.Add("Content-Security-Policy",
                         "default-src 'none'; style-src 'unsafe-inline'");
    if (request.path != "/") response.status = 404;
    if (request.method == "HEAD") {
      response.head_length = page.size();
    } else {
      response.body = page;
    }
    return response;
  };
}

}  // namespace tenon
