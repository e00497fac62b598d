#include "engine/xml_lines.h"

#include <fcntl.h>
#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <pugixml.hpp>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "json/value.h"
#include "text/utf8.h"

namespace tenon::engine {
namespace {

constexpr std::uint64_t kMost = std::uint64_t{1} << 30;
constexpr std::size_t kBuffer = 1 << 20;
// Elements nest at most so deep: the walk descends once a level, and JSON text holds 100.
constexpr int kMaxDepth = 64;

Result<std::string> Inflate(const std::filesystem::path& path) {
  const gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return NotFound("no such file: " + path.string());
  std::string text;
  std::vector<char> buffer(kBuffer);
  int count = 0;
  while ((count = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0) {
    text.append(buffer.data(), static_cast<std::size_t>(count));
    if (text.size() > kMost) break;
  }
  gzclose(file);
  if (count < 0) return InvalidInput("the file is damaged, or not packed by gzip");
  if (text.size() > kMost) return Error{ErrorKind::kLimitExceeded, "XML of more than 1 GiB", {}};
  return text;
}

// A column as it is declared; null for one that nobody declares.
const Column* Find(const Schema* schema, std::string_view name) {
  if (schema == nullptr) return nullptr;
  const auto it = std::ranges::find_if(
      *schema, [&](const Column& column) { return EqualsIgnoringCase(column.name, name); });
  return it == schema->end() ? nullptr : &*it;
}

Schema FieldsOf(const Type& type) {
  Schema schema;
  if (type.kind != TypeKind::kStruct) return schema;
  for (const Field& field : type.fields) schema.push_back({field.name, field.type});
  return schema;
}

// A number as JSON has it; the text itself for all else. Zeros at the front are part of a text.
json::Value NumberOr(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  const bool has_zeros = digits.size() > 1 && digits[0] == '0' && digits[1] != '.';
  if (digits.empty() || digits[0] < '0' || digits[0] > '9' || has_zeros) return text;
  const char* end = text.data() + text.size();
  std::int64_t whole = 0;
  if (const auto parsed = std::from_chars(text.data(), end, whole);
      parsed.ec == std::errc() && parsed.ptr == end) {
    return whole;
  }
  double number = 0;
  const auto parsed = std::from_chars(text.data(), end, number);
  if (parsed.ec != std::errc() || parsed.ptr != end || !std::isfinite(number)) return text;
  return number;
}

// Makes records of elements. One thread at a time.
class RecordMaker {
 public:
  RecordMaker(const task::XmlOptions& options, const Schema& columns)
      : options_(options), columns_(columns) {}

  json::Value Record(const pugi::xml_node& element) const {
    return Struct(element, columns_.empty() ? nullptr : &columns_, 0);
  }

 private:
  json::Value Text(std::string_view text, const Type* type) const {
    const std::string_view trimmed = Trim(text);
    const bool is_text = type == nullptr || type->kind == TypeKind::kString ||
                         type->kind == TypeKind::kChar || type->kind == TypeKind::kVarchar;
    if (trimmed.empty() && (options_.empty_is_null || !is_text)) return {};
    return type == nullptr && columns_.empty() ? NumberOr(trimmed) : json::Value(trimmed);
  }

  static std::string OwnText(const pugi::xml_node& element) {
    std::string text;
    for (const pugi::xml_node& child : element.children()) {
      if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
        text += child.value();
      }
    }
    return text;
  }

  bool IsPlain(const pugi::xml_node& element) const {
    const bool has_attributes = !options_.exclude_attributes && element.first_attribute();
    return !has_attributes && std::ranges::none_of(element.children(), [](const auto& child) {
      return child.type() == pugi::node_element;
    });
  }

  json::Value Element(const pugi::xml_node& element, const Type* type, int depth) const {
    const bool wants_struct = type != nullptr && type->kind == TypeKind::kStruct;
    if (depth >= kMaxDepth) return {};
    if (IsPlain(element) && !wants_struct) return Text(OwnText(element), type);
    if (type != nullptr && !wants_struct) return Text(element.text().get(), type);
    if (type == nullptr) return Struct(element, nullptr, depth);
    const Schema fields = FieldsOf(*type);
    return Struct(element, &fields, depth);
  }

  json::Value Struct(const pugi::xml_node& element, const Schema* declared, int depth) const {
    json::Object record;
    std::map<std::string, std::size_t> places;
    const auto add = [&](const std::string& name, json::Value value) -> json::Value* {
      const auto [it, added] = places.try_emplace(name, record.members.size());
      if (added) {
        record.members.emplace_back(name, std::move(value));
        return nullptr;
      }
      json::Value& known = record.members[it->second].second;
      if (known.AsArray() == nullptr) known = json::Array{std::move(known)};
      known.Append(std::move(value));
      return &known;
    };
    if (!options_.exclude_attributes) {
      for (const pugi::xml_attribute& attribute : element.attributes()) {
        const std::string name = options_.attribute_prefix + attribute.name();
        const Column* column = Find(declared, name);
        add(column == nullptr ? name : column->name,
            Text(attribute.value(), column == nullptr ? nullptr : &column->type));
      }
    }
    for (const pugi::xml_node& child : element.children()) {
      if (child.type() != pugi::node_element) continue;
      const Column* column = Find(declared, child.name());
      const bool is_array = column != nullptr && column->type.kind == TypeKind::kArray;
      const Type* type = column == nullptr ? nullptr : &column->type;
      if (is_array) type = &column->type.fields.front().type;
      const std::string name = column == nullptr ? child.name() : column->name;
      json::Value value = Element(child, type, depth + 1);
      const bool is_first = !places.contains(name);
      if (is_array && is_first) value = json::Array{std::move(value)};
      if (!is_array && type != nullptr && !is_first) continue;  // declared as one: the first
      add(name, std::move(value));
    }
    const std::string text = OwnText(element);
    if (!Trim(text).empty()) {
      const Column* column = Find(declared, options_.value_tag);
      add(column == nullptr ? options_.value_tag : column->name,
          Text(text, column == nullptr ? nullptr : &column->type));
    }
    return record;
  }

  const task::XmlOptions& options_;
  const Schema& columns_;
};

// The next node in the order of the document, below `top`; `into` its children or past them.
pugi::xml_node Next(pugi::xml_node node, const pugi::xml_node& top, bool into) {
  if (into && node.first_child()) return node.first_child();
  while (node && node != top) {
    if (node.next_sibling()) return node.next_sibling();
    node = node.parent();
  }
  return {};
}

}  // namespace

Status WriteXmlAsLines(const XmlInput& input, const task::XmlOptions& options,
                       const Schema& columns, const std::filesystem::path& to) {
  Result<std::string> text =
      input.compression == "gzip" ? Inflate(input.path) : ReadFile(input.path, kMost);
  if (!text) return std::move(text).error();
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer_inplace(
      text->data(), text->size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
  if (!parsed) {
    return InvalidInput("no XML at byte " + std::to_string(parsed.offset) + ": " +
                        parsed.description());
  }
  ASSIGN_OR_RETURN(const FileDescriptor out, OpenFile(to, O_WRONLY | O_CREAT | O_TRUNC));
  const RecordMaker maker(options, columns);
  std::string lines;
  for (pugi::xml_node node = Next(document, document, true); node;) {
    const bool is_row = node.type() == pugi::node_element && options.row_tag == node.name();
    if (is_row) lines += json::Dump(maker.Record(node)) + '\n';
    if (lines.size() >= kBuffer) {
      RETURN_IF_ERROR(WriteAll(out.get(), lines));
      lines.clear();
    }
    node = Next(node, document, !is_row);
  }
  return WriteAll(out.get(), lines);
}

}  // namespace tenon::engine
