// DropNullFields: the same rows without the columns, and fields of structs, in which every value is
// a null.
//
// NULL is one; so is empty text (IsEmpty), the text "null" (IsNullString) and the number -1
// (IsNegOne), where they are checked, and each value of NullTextList; texts are trimmed first, as
// in Glue. A struct goes with its last field. Nothing goes where there is no row, since then
// nothing is known.
//
// Which columns there are hangs on the data. So the columns are known only where data may be read.

#include "graph/nested_fields.h"
#include "graph/node.h"
#include "graph/projection.h"
#include "graph/script/script.h"
#include "text/quote.h"
#include "text/utf8.h"

namespace tenon::graph {
namespace {

bool IsText(TypeKind kind) {
  return kind == TypeKind::kString || kind == TypeKind::kChar || kind == TypeKind::kVarchar;
}
bool IsNumber(TypeKind kind) { return kind >= TypeKind::kTinyint && kind <= TypeKind::kDecimal; }

// What is a null beside NULL.
struct Nulls {
  std::vector<std::string> texts;
  std::vector<std::string> numbers;
};

struct Leaf {
  ColumnPath path;
  SqlValue value;
};

void AddLeaves(const ColumnPath& path, const SqlValue& value, std::vector<Leaf>& leaves) {
  if (value.type.kind != TypeKind::kStruct) {
    leaves.push_back({path, value});
    return;
  }
  for (const Field& field : value.type.fields) {
    ColumnPath inner = path;
    inner.push_back(field.name);
    AddLeaves(inner, {value.sql + '.' + SqlIdentifier(field.name), field.type}, leaves);
  }
}

class DropNullFields final : public Node {
 public:
  explicit DropNullFields(Nulls nulls) : nulls_(std::move(nulls)) {}

  BindResult Bind(std::span<const Input> inputs, Environment& environment) const override {
    const Schema& schema = inputs[0].schema;
    std::vector<Leaf> leaves;
    for (const Column& column : schema) AddLeaves({column.name}, ColumnValue(column), leaves);
    std::string list;
    for (const Leaf& leaf : leaves) {
      list += (list.empty() ? "" : ", ") + ("bool_or(" + IsValue(leaf.value) + ")");
    }
    const Result<DataRows> rows = environment.QueryRows(
        inputs[0].plan(), "SELECT " + list + " FROM " + SqlIdentifier(inputs[0].relation));
    if (!rows) return Unanswered(rows.error());
    Choice dropped;
    for (std::size_t i = 0; i < leaves.size(); ++i) {
      // NULL: there is no row.
      if (rows->at(0).at(i) != "false") continue;
      Choice one = Choose(schema, {leaves[i].path}, "");
      Add(std::move(one.columns[0]), dropped);
    }
    Projection out(inputs[0]);
    AddRest(schema, dropped, out);
    if (out.schema().empty()) {
      return Fail("",
                  "every value of every column is a null, so no column would be left; remove "
                  "this node, or check fewer kinds of nulls");
    }
    out.MakeOneRowOfEach();
    return std::move(out).Finish();
  }

 private:
  static void Add(ChosenColumn column, Choice& choice) {
    if (!choice.columns.empty() && choice.columns.back().column == column.column) {
      choice.columns.back().inside.push_back(std::move(column.inside[0]));
    } else {
      choice.columns.push_back(std::move(column));
    }
  }

  // SQL that is true for a value, false for a null.
  std::string IsValue(const SqlValue& value) const {
    std::string sql = value.sql + " IS NOT NULL";
    const bool is_text = IsText(value.type.kind);
    if (!is_text && !IsNumber(value.type.kind)) return sql;
    std::string list;
    for (const std::string& null : is_text ? nulls_.texts : nulls_.numbers) {
      list += (list.empty() ? "" : ", ") + (is_text ? SqlString(null) : null);
    }
    if (list.empty()) return sql;
    const std::string compared = is_text ? "trim(" + value.sql + ")" : value.sql;
    return "coalesce(" + compared + " NOT IN (" + list + "), false)";
  }

  static BindResult Unanswered(const Error& error) {
    if (error.kind != ErrorKind::kUnavailable) return Fail("", error.message);
    return std::unexpected(Faults{
        {"",
         "which columns stay hangs on the data, so nothing below can be checked yet; a preview of "
         "this node or a run reads the data and knows",
         Severity::kUnknown}});
  }

  const Nulls nulls_;
};

// A number that SQL reads as one; nothing for other text.
std::optional<std::string> NumberOf(std::string_view text) {
  const std::string_view number = Trim(text);
  const Result<json::Value> value = json::Parse(number);
  if (!value || (value->AsInt() == nullptr && value->AsDouble() == nullptr)) return std::nullopt;
  return std::string(number);
}

Result<Nulls> ReadNulls(const json::Value& parameters) {
  Nulls nulls;
  const json::Reader boxes(parameters["NullCheckBoxList"]);
  ASSIGN_OR_RETURN(const bool is_empty, boxes.BoolOr("IsEmpty", false));
  ASSIGN_OR_RETURN(const bool is_null_string, boxes.BoolOr("IsNullString", false));
  ASSIGN_OR_RETURN(const bool is_neg_one, boxes.BoolOr("IsNegOne", false));
  if (is_empty) nulls.texts.emplace_back("");
  if (is_null_string) nulls.texts.emplace_back("null");
  if (is_neg_one) nulls.numbers.emplace_back("-1");
  const json::Array none;
  const json::Array* list = parameters["NullTextList"].AsArray();
  for (const json::Value& value : list == nullptr ? none : *list) {
    ASSIGN_OR_RETURN(const std::string text, json::Reader(value).String("Value"));
    const std::string type = AsciiLower(value["Datatype"]["Id"].StringOr(""));
    if (type == "string") {
      nulls.texts.emplace_back(Trim(text));
      continue;
    }
    const std::optional<std::string> number = NumberOf(text);
    if (!number) {
      return InvalidInput("NullTextList: " + text + " is no number; set its Datatype to string");
    }
    nulls.numbers.push_back(*number);
  }
  return nulls;
}

Result<NodePtr> Parse(const json::Value& parameters) {
  ASSIGN_OR_RETURN(Nulls nulls, ReadNulls(parameters));
  return std::make_unique<DropNullFields>(std::move(nulls));
}

constexpr std::string_view kDropNulls =
    R"py(def dropNulls(glueContext, frame, nullTexts, nullNumbers, transformation_ctx) -> DynamicFrame:
    """Drops the fields in which every value is a null, or one of those that count as one."""

    def leaves(schema, path):
        for field in schema.fields:
            inner = path + [f"`{field.name}`"]
            if isinstance(field.dataType, StructType):
                yield from leaves(field.dataType, inner)
            else:
                yield ".".join(inner), field.dataType

    def isValue(path, kind):
        value = SqlFuncs.col(path)
        known = value.isNotNull()
        if isinstance(kind, StringType) and nullTexts:
            known = known & ~SqlFuncs.trim(value).isin(nullTexts)
        elif isinstance(kind, NumericType) and nullNumbers:
            known = known & ~value.isin(nullNumbers)
        return SqlFuncs.max(known)

    rows = frame.toDF()
    fields = list(leaves(rows.schema, []))
    found = rows.agg(*[isValue(path, kind) for path, kind in fields]).first()
    # Nothing is known of a frame without rows: max is None.
    paths = [path for (path, _), value in zip(fields, found) if value is False]
    if not paths:
        return frame
    return DropFields.apply(frame=frame, paths=paths, transformation_ctx=transformation_ctx)
)py";

Status WritePart(const ScriptNode& node, Script& script) {
  ASSIGN_OR_RETURN(const Nulls nulls, ReadNulls(node.parameters));
  Python::List numbers;
  for (const std::string& number : nulls.numbers) numbers.push_back(Python::Code(number));
  script.ImportFrom("awsglue.dynamicframe", {"DynamicFrame"});
  script.ImportFrom("pyspark.sql", {"functions as SqlFuncs"});
  script.ImportFrom("pyspark.sql.types", {"NumericType", "StringType", "StructType"});
  script.Define(kDropNulls);
  script.Assign(node.variable,
                Python::Call("dropNulls", {{"", Python::Code("glueContext")},
                                           {"frame", Python::Code(node.inputs[0].variable)},
                                           {"nullTexts", Python::ListOfTexts(nulls.texts)},
                                           {"nullNumbers", Python::ListOf(std::move(numbers))},
                                           {"transformation_ctx", Python::Text(node.variable)}}));
  return {};
}

constexpr Parameter kParameters[] = {
    {.name = "NullCheckBoxList",
     .type = ParameterType::kStructure,
     .title = "Values that are nulls",
     .help = "IsEmpty: empty text; IsNullString: the text null; IsNegOne: the number -1."},
    {.name = "NullTextList",
     .type = ParameterType::kStructure,
     .title = "Custom values that are nulls",
     .help = "Each a Value with its Datatype."}};

}  // namespace

extern constinit const NodeKind kDropNullFields = {
    .name = "DropNullFields",
    .category = Category::kTransform,
    .title = "Drop Null Fields",
    .documentation =
        "Drops the columns in which every value is null, or one of the values that you call null: "
        "empty text, the text null, -1, or others. The columns hang on the data: they are known "
        "once a preview or a run has read it.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
