#include "console/landing_page.h"

#include "text/quote.h"

namespace tenon::console {

std::string LandingPage(const std::string& endpoint, const std::string& data_folder) {
  return "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Tenon</title>"
         "<h1>Tenon is running</h1><p>The API answers at <code>" +
         XmlText(endpoint) + "</code>. In a shell:</p><pre>eval \"$(tenon env --data '" +
         XmlText(data_folder) +
         "')\"\naws s3 ls\naws glue get-databases</pre>"
         "<p>The console's files are not beside the program, in its folder <code>console</code>. "
         "In the source tree, <code>./dev build</code> makes them.</p></html>\n";
}

}  // namespace tenon::console
