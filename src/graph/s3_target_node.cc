#include "graph/s3_target_node.h"

namespace tenon::graph {
namespace {

class S3TargetNode final : public Node {
 public:
  explicit S3TargetNode(S3Target target) : target_(std::move(target)) {}

  BindResult Bind(std::span<const Input> inputs, Environment& environment) const override {
    return BindS3Target(target_, inputs[0], environment);
  }

 private:
  const S3Target target_;
};

}  // namespace

NodePtr MakeS3Target(S3Target target) { return std::make_unique<S3TargetNode>(std::move(target)); }

}  // namespace tenon::graph
