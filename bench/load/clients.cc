#include "load/clients.h"

#include <sys/epoll.h>

#include <array>
#include <cerrno>

namespace tenon::load {

struct Clients::Client {
  Client(const std::string& address, std::uint16_t port) : connection(address, port) {}
  Connection connection;
  int watched = -1;  // the socket that epoll knows
  std::int64_t number = 0;
  std::string token;
  Schedule::Clock::time_point began;
  std::int64_t items = 0;
  std::size_t bytes = 0;
};

Clients::Clients(const Target& target, int count, const Workload& workload, Schedule& schedule,
                 Recorder& recorder)
    : target_(target),
      workload_(workload),
      schedule_(schedule),
      recorder_(recorder),
      signer_(target.sender, "glue", "AWSGlue") {
  for (int i = 0; i < count; ++i) {
    clients_.push_back(std::make_unique<Client>(target.address, target.port));
  }
  if (count > 1) events_ = FileDescriptor(epoll_create1(EPOLL_CLOEXEC));
}

Clients::~Clients() = default;

Status Clients::Watch(Client& client) {
  const int socket = client.connection.socket();
  if (!events_.is_open() || client.watched == socket) return {};
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.ptr = &client;
  if (epoll_ctl(events_.get(), EPOLL_CTL_ADD, socket, &event) != 0) {
    return SystemError("watching a socket", errno);
  }
  client.watched = socket;
  return {};
}

Status Clients::Begin(Client& client) {
  const auto number = schedule_.Next();
  if (!number) {
    client.connection.Close();  // so that the server's end of it is no event
    --working_;
    return {};
  }
  client.number = *number;
  client.items = 0;
  client.bytes = 0;
  client.began = {};
  return SendPage(client);
}

Status Clients::SendPage(Client& client) {
  RETURN_IF_ERROR(client.connection.Open());
  RETURN_IF_ERROR(Watch(client));
  const std::string request = signer_.Request(
      workload_.operation(), workload_.Body(client.number, client.token), SystemClock().Now());
  if (client.began == Schedule::Clock::time_point{}) client.began = Schedule::Clock::now();
  return client.connection.Send(request);
}

Status Clients::Go(Client& client) {
  ASSIGN_OR_RETURN(const bool is_whole, client.connection.Receive());
  if (!is_whole) return {};
  const AnswerReader& answer = client.connection.answer();
  if (answer.status() != 200 || Workload::HasErrors(answer.body())) {
    constexpr std::size_t kMostTold = 1000;
    return Internal("the server refused " + std::string(workload_.operation()) + ": " +
                    std::to_string(answer.status()) + " " +
                    std::string(answer.body().substr(0, kMostTold)));
  }
  return Finish(client);
}

Status Clients::Finish(Client& client) {
  const auto now = Schedule::Clock::now();
  const std::string_view body = client.connection.answer().body();
  client.bytes += body.size();
  client.items += workload_.CountItems(body);
  client.token = Workload::NextToken(body);
  if (!client.token.empty() && workload_.work() == Work::kListPartitions) return SendPage(client);
  if (schedule_.Counts(client.began)) {
    recorder_.Add(now - client.began, client.items, client.bytes);
  }
  if (workload_.work() != Work::kPagePartitions) client.token.clear();
  return Begin(client);
}

Status Clients::Run() {
  working_ = static_cast<int>(clients_.size());
  for (const auto& client : clients_) RETURN_IF_ERROR(Begin(*client));
  std::array<epoll_event, 64> ready{};
  while (working_ > 0) {
    if (!events_.is_open()) {
      RETURN_IF_ERROR(Go(*clients_.front()));
      continue;
    }
    const int count = epoll_wait(events_.get(), ready.data(), static_cast<int>(ready.size()), -1);
    if (count < 0 && errno != EINTR) return SystemError("waiting for answers", errno);
    for (int i = 0; i < count; ++i) {
      RETURN_IF_ERROR(Go(*static_cast<Client*>(ready[static_cast<std::size_t>(i)].data.ptr)));
    }
  }
  return {};
}

}  // namespace tenon::load
