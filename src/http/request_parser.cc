#include "http/request_parser.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include "base/check.h"
#include "text/utf8.h"

namespace tenon::http {
namespace {

namespace beast = boost::beast;

std::string_view View(beast::string_view text) { return {text.data(), text.size()}; }

Error Malformed(std::string_view what) {
  return InvalidInput("malformed HTTP request: " + std::string(what));
}

Error ToError(const beast::error_code& error) {
  if (error == beast::http::error::header_limit) {
    return {ErrorKind::kLimitExceeded, "the request's head is too large", {}};
  }
  return Malformed(error.message());
}

// The origin form of a request target: "http://host/path?query" -> "/path?query" (RFC 9112, 3.2.2).
std::string_view OriginForm(std::string_view target) {
  if (target.starts_with('/')) return target;
  const std::size_t scheme = target.find("://");
  if (scheme == std::string_view::npos) return target;
  const std::size_t path = target.find('/', scheme + 3);
  return path == std::string_view::npos ? std::string_view("/") : target.substr(path);
}

}  // namespace

class RequestParser::Parser final : public beast::http::basic_parser<true> {
 public:
  Request request;
  std::string_view problem = {};  // why the head must be refused though its syntax is right
  bool unknown_coding = false;
  bool expects_continue = false;
  int version = 11;
  std::size_t head_bytes = 0;
  std::size_t max_head_bytes = 0;

 private:
  void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target,
                       int spoken, beast::error_code&) override {
    version = spoken;
    request.method = View(method);
    const std::string_view origin = OriginForm(View(target));
    const std::size_t mark = origin.find('?');
    request.path = origin.substr(0, mark);
    if (mark != std::string_view::npos) request.query = origin.substr(mark + 1);
    if (!request.path.starts_with('/')) problem = "the target must be a path";
  }
  void on_response_impl(int, beast::string_view, int, beast::error_code&) override {}
  void on_field_impl(beast::http::field, beast::string_view name, beast::string_view value,
                     beast::error_code&) override {
    request.headers.Add(View(name), View(value));
  }
  void on_header_impl(beast::error_code&) override {
    std::size_t hosts = 0;
    std::size_t codings = 0;
    for (const auto& [name, value] : request.headers.all()) {
      if (EqualsIgnoringCase(name, "host")) ++hosts;
      if (!EqualsIgnoringCase(name, "transfer-encoding")) continue;
      ++codings;
      unknown_coding |= !EqualsIgnoringCase(value, "chunked");
    }
    expects_continue = EqualsIgnoringCase(request.headers.Get("expect"), "100-continue");
    if (codings > 1) problem = "more than one Transfer-Encoding";
    if (hosts > 1 || (hosts == 0 && version == 11)) problem = "exactly one Host is needed";
  }
  void on_body_init_impl(const boost::optional<std::uint64_t>&, beast::error_code&) override {}
  std::size_t on_body_impl(beast::string_view, beast::error_code&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t, beast::string_view, beast::error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view, beast::error_code&) override {
    return 0;
  }
  void on_finish_impl(beast::error_code&) override {}
};

RequestParser::RequestParser(std::size_t max_head_bytes) : parser_(std::make_unique<Parser>()) {
  parser_->max_head_bytes = max_head_bytes;
  parser_->header_limit(static_cast<std::uint32_t>(max_head_bytes));
  parser_->body_limit(boost::none);
}

RequestParser::~RequestParser() = default;

Result<std::size_t> RequestParser::ReadHead(std::string_view arrived) {
  CHECK(!head_is_complete());
  beast::error_code error;
  const std::size_t taken = parser_->put({arrived.data(), arrived.size()}, error);
  // The parser's own limit forgets the fields that it has taken already.
  parser_->head_bytes += taken;
  if (parser_->head_bytes > parser_->max_head_bytes) error = beast::http::error::header_limit;
  if (error && error != beast::http::error::need_more) return ToError(error);
  if (head_is_complete()) {
    if (!parser_->problem.empty()) return Malformed(parser_->problem);
    if (parser_->unknown_coding) return Unsupported("the only transfer coding here is chunked");
  }
  return taken;
}

bool RequestParser::head_is_complete() const { return parser_->is_header_done(); }

Request RequestParser::TakeRequest() { return std::move(parser_->request); }

std::optional<std::uint64_t> RequestParser::content_length() const {
  const auto length = parser_->content_length();
  if (!length) return std::nullopt;
  return *length;
}

bool RequestParser::is_chunked() const { return parser_->chunked(); }
bool RequestParser::is_http_1_0() const { return parser_->version == 10; }
bool RequestParser::wants_keep_alive() const { return parser_->keep_alive(); }

bool RequestParser::expects_continue() const { return parser_->expects_continue; }

}  // namespace tenon::http
