#include "engine/xml_sink.h"

#include <fcntl.h>

#include <optional>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "json/value.h"
#include "text/quote.h"
#include "text/url.h"

namespace tenon::engine {
namespace {

namespace fs = std::filesystem;
using KeyValues = std::vector<std::optional<std::string>>;

constexpr std::size_t kBuffer = 256 * 1024;

// Text of a value that is neither object nor array.
std::string PlainText(const json::Value& value) {
  return XmlText(value.AsString() != nullptr ? *value.AsString() : json::Dump(value));
}

// Writes the files one after another. One thread at a time.
class Writer {
 public:
  Writer(const task::Sink& sink, fs::path folder) : sink_(sink), folder_(std::move(folder)) {}

  Status Begin(KeyValues values) {
    RETURN_IF_ERROR(End());
    fs::path path = folder_;
    for (std::size_t i = 0; i < values.size(); ++i) {
      path /= UrlEncode(sink_.partition_keys[i]) + '=' +
              (values[i] ? UrlEncode(*values[i]) : "__HIVE_DEFAULT_PARTITION__");
    }
    std::error_code failure;
    fs::create_directories(path, failure);
    if (failure) return SystemError("creating a partition's folder", failure.value());
    path_ = path / "data.xml";
    values_ = std::move(values);
    ASSIGN_OR_RETURN(file_, OpenFile(path_, O_WRONLY | O_CREAT | O_TRUNC));
    counts_[path_.string()] = 0;
    text_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<root>\n";
    return {};
  }

  Status Add(std::string_view record, KeyValues values) {
    if (!file_.is_open() || values != values_) RETURN_IF_ERROR(Begin(std::move(values)));
    ASSIGN_OR_RETURN(const json::Value value, json::Parse(record));
    Element(sink_.xml.row_tag, value);
    text_ += '\n';
    ++counts_[path_.string()];
    if (text_.size() < kBuffer) return {};
    RETURN_IF_ERROR(WriteAll(file_.get(), text_));
    text_.clear();
    return {};
  }

  Status End() {
    if (!file_.is_open()) return {};
    text_ += "</root>\n";
    RETURN_IF_ERROR(WriteAll(file_.get(), text_));
    file_.Close();
    return {};
  }

  std::map<std::string, std::uint64_t> TakeCounts() { return std::move(counts_); }
  bool has_file() const { return !counts_.empty(); }

 private:
  bool IsAttribute(const json::Member& member) const {
    const std::string& prefix = sink_.xml.attribute_prefix;
    return !prefix.empty() && member.first.size() > prefix.size() &&
           member.first.starts_with(prefix) && member.first != sink_.xml.value_tag &&
           member.second.AsObject() == nullptr && member.second.AsArray() == nullptr;
  }

  void Element(std::string_view name, const json::Value& value) {
    if (value.IsNull()) return;
    if (const json::Array* array = value.AsArray()) {
      for (const json::Value& element : *array) Element(name, element);
      return;
    }
    text_ += '<';
    text_ += name;
    const json::Object* object = value.AsObject();
    if (object == nullptr) {
      text_ += '>' + PlainText(value);
    } else {
      Content(*object);
    }
    text_ += "</";
    text_ += name;
    text_ += '>';
  }

  void Content(const json::Object& object) {
    for (const json::Member& member : object.members) {
      if (!IsAttribute(member) || member.second.IsNull()) continue;
      text_ += ' ' + member.first.substr(sink_.xml.attribute_prefix.size()) + "=\"" +
               PlainText(member.second) + '"';
    }
    text_ += '>';
    for (const json::Member& member : object.members) {
      if (IsAttribute(member)) continue;
      const bool is_text = member.first == sink_.xml.value_tag &&
                           member.second.AsObject() == nullptr &&
                           member.second.AsArray() == nullptr;
      if (!is_text) {
        Element(member.first, member.second);
      } else if (!member.second.IsNull()) {
        text_ += PlainText(member.second);
      }
    }
  }

  const task::Sink& sink_;
  const fs::path folder_;
  fs::path path_;
  KeyValues values_;
  FileDescriptor file_;
  std::string text_;
  std::map<std::string, std::uint64_t> counts_;
};

}  // namespace

Result<std::map<std::string, std::uint64_t>> WriteXmlFiles(Connection& connection,
                                                           const task::Sink& sink,
                                                           const std::string& rows,
                                                           const fs::path& folder) {
  Writer writer(sink, folder);
  std::string order;
  for (const std::string& key : sink.partition_keys) {
    order += (order.empty() ? " ORDER BY " : ", ") + SqlIdentifier(key);
  }
  RETURN_IF_ERROR(connection.Stream(
      "SELECT * FROM (" + rows + ')' + order,
      [&](std::span<const std::optional<std::string_view>> fields) -> Status {
        KeyValues values;
        for (const auto& field : fields.subspan(1)) {
          values.push_back(field ? std::optional<std::string>(*field) : std::nullopt);
        }
        return writer.Add(fields[0].value_or("{}"), std::move(values));
      }));
  if (!writer.has_file() && sink.partition_keys.empty()) RETURN_IF_ERROR(writer.Begin({}));
  RETURN_IF_ERROR(writer.End());
  return writer.TakeCounts();
}

}  // namespace tenon::engine
