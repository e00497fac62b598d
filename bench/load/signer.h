#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"

namespace tenon::load {

// Who sends, and where to.
struct Sender {
  std::string access_key_id;
  std::string secret;
  std::string region;
  std::string host;  // of the Host header: "127.0.0.1:9700"
};

// Writes requests of an AWS JSON 1.1 service as botocore writes them: the same headers, SigV4 over
// content-type, host, x-amz-date and x-amz-target, and the derived key made once a day. One thread
// at a time.
class Signer {
 public:
  // `target_prefix` is the service's in X-Amz-Target ("AWSGlue"), `service` its signing name.
  Signer(Sender sender, std::string service, std::string target_prefix);

  // The whole request, head and body, signed for that time.
  std::string Request(std::string_view operation, std::string_view body, Time now);

 private:
  void UseTime(Time now);

  const Sender sender_;
  const std::string service_;
  const std::string target_prefix_;
  // Of the second that was last signed for, and its day.
  Time second_;
  std::string time_text_;
  std::string date_;
  std::string scope_;
  std::string key_;
};

}  // namespace tenon::load
