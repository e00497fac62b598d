#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/file.h"
#include "base/result.h"
#include "load/answer.h"

namespace tenon::load {

// A client's keep-alive connection to a server of this machine. One request at a time; connects
// again where the server closes it behind an answer. One thread at a time.
class Connection {
 public:
  Connection(std::string address, std::uint16_t port) : address_(std::move(address)), port_(port) {}

  // Connects unless it is connected; a new socket then has another number than the one before it.
  // kUnavailable if nobody listens.
  Status Open();
  void Close() { socket_.Close(); }
  // Sends a whole request.
  Status Send(std::string_view request);
  // Takes what has arrived, waiting for the first byte of it; true when the answer is whole.
  Result<bool> Receive();

  const AnswerReader& answer() const { return answer_; }
  int socket() const { return socket_.get(); }

 private:
  const std::string address_;
  const std::uint16_t port_;
  FileDescriptor socket_;
  AnswerReader answer_;
};

}  // namespace tenon::load
