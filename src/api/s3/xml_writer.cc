#include "api/s3/xml_writer.h"

#include "text/quote.h"

namespace tenon::api::s3 {

XmlWriter::XmlWriter() : text_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") {}

void XmlWriter::OpenDocument(std::string_view name) {
  text_ += '<';
  text_ += name;
  text_ += " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">";
}

void XmlWriter::Open(std::string_view name) {
  text_ += '<';
  text_ += name;
  text_ += '>';
}

void XmlWriter::Close(std::string_view name) {
  text_ += "</";
  text_ += name;
  text_ += '>';
}

void XmlWriter::Content(std::string_view text) { text_ += XmlText(text); }

void XmlWriter::Text(std::string_view name, std::string_view text) {
  Open(name);
  Content(text);
  Close(name);
}

void XmlWriter::Number(std::string_view name, std::uint64_t number) {
  Text(name, std::to_string(number));
}

void XmlWriter::Flag(std::string_view name, bool flag) { Text(name, flag ? "true" : "false"); }

}  // namespace tenon::api::s3
