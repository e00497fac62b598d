// Spigot: passes all rows on, and writes a sample of them beside, as JSON lines in S3.
//
// Each row is taken with probability Prob, and the sample ends after Topk rows. Without Prob the
// first Topk rows are taken; without either, the first 100. Which rows are first is not promised,
// as in Spark. A preview writes nothing.

#include <optional>

#include "graph/node.h"
#include "graph/projection.h"
#include "graph/s3_target.h"
#include "graph/script/script.h"

namespace tenon::graph {
namespace {

constexpr std::int64_t kMostRows = 100;

struct Sample {
  std::string path;
  std::optional<std::int64_t> rows;
  std::optional<double> probability;
};

class Spigot final : public Node {
 public:
  explicit Spigot(Sample sample) : sample_(std::move(sample)) {}

  BindResult Bind(std::span<const Input> inputs, Environment& environment) const override {
    S3Target target;
    target.path = sample_.path;
    target.format = "json";
    BindResult side = BindS3Target(target, inputs[0], environment);
    if (!side) return side;
    Projection sample(inputs[0]);
    sample.KeepAll();
    sample.LookAtAllRows();  // LIMIT counts them
    BindResult rows = std::move(sample).Finish(Clauses());
    Projection out(inputs[0]);
    out.KeepAll();
    BindResult bound = std::move(out).Finish();
    bound->side = SideOutput{std::get<Select>(std::move(rows->part)), std::move(rows->schema),
                             std::get<Target>(std::move(side->part))};
    return bound;
  }

 private:
  std::string Clauses() const {
    std::string clauses;
    if (sample_.probability) clauses += "WHERE random() < " + json::Dump(*sample_.probability);
    if (sample_.rows || !sample_.probability) {
      clauses += (clauses.empty() ? "LIMIT " : " LIMIT ") +
                 std::to_string(sample_.rows.value_or(kMostRows));
    }
    return clauses;
  }

  const Sample sample_;
};

Result<std::optional<double>> ReadProbability(const json::Value& value) {
  if (value.IsNull()) return std::optional<double>();
  double probability = 0;
  if (const std::int64_t* whole = value.AsInt()) {
    probability = static_cast<double>(*whole);
  } else if (const double* fraction = value.AsDouble()) {
    probability = *fraction;
  } else {
    return InvalidInput("Prob must be a number");
  }
  if (!(probability >= 0 && probability <= 1)) {
    return InvalidInput("Prob must be from 0 to 1: " + json::Dump(value));
  }
  return std::optional(probability);
}

Result<NodePtr> Parse(const json::Value& parameters) {
  Sample sample;
  ASSIGN_OR_RETURN(sample.path, json::Reader(parameters).String("Path"));
  ASSIGN_OR_RETURN(sample.probability, ReadProbability(parameters["Prob"]));
  if (!parameters["Topk"].IsNull()) {
    ASSIGN_OR_RETURN(sample.rows, json::Reader(parameters).IntOr("Topk", 0));
    if (*sample.rows < 0 || *sample.rows > kMostRows) {
      return InvalidInput("Topk must be from 0 to 100: " + std::to_string(*sample.rows));
    }
  }
  return std::make_unique<Spigot>(std::move(sample));
}

Status WritePart(const ScriptNode& node, Script& script) {
  ASSIGN_OR_RETURN(const std::string path, json::Reader(node.parameters).String("Path"));
  const json::Value& rows = node.parameters["Topk"];
  const json::Value& probability = node.parameters["Prob"];
  Python::Items options;
  if (!rows.IsNull() || probability.IsNull()) {
    options.push_back({"topk", Python::Whole(rows.IntOr(kMostRows))});
  }
  if (!probability.IsNull()) {
    ASSIGN_OR_RETURN(const auto number, ReadProbability(probability));
    options.push_back({"prob", Python::Code(json::Dump(*number))});
  }
  script.Assign(node.variable, Python::Call("Spigot.apply",
                                            {{"frame", Python::Code(node.inputs[0].variable)},
                                             {"path", Python::Text(path)},
                                             {"options", Python::Dictionary(std::move(options))},
                                             {"transformation_ctx", Python::Text(node.variable)}}));
  return {};
}

constexpr Parameter kParameters[] = {
    {.name = "Path",
     .type = ParameterType::kS3Path,
     .required = true,
     .title = "Sample path",
     .help = "The folder in S3 to which the sample is written, as JSON lines."},
    {.name = "Topk",
     .type = ParameterType::kWhole,
     .title = "Number of records",
     .help = "The most rows that are written, 0 to 100.",
     .default_value = "100"},
    {.name = "Prob",
     .type = ParameterType::kNumber,
     .title = "Probability threshold",
     .help = "The chance of each row to be taken, 0 to 1; none takes the first rows."}};

}  // namespace

extern constinit const NodeKind kSpigot = {
    .name = "Spigot",
    .category = Category::kTransform,
    .title = "Spigot",
    .documentation =
        "Passes all rows on, and writes a sample of them to S3 as JSON lines, to see what flows "
        "through the job at this place.",
    .parameters = kParameters,
    .parse = &Parse,
    .script = &WritePart};

}  // namespace tenon::graph
