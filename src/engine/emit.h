#pragma once

#include <functional>

#include "task/event.h"

namespace tenon::engine {

// Where events of a task go. Called by more than one thread: the callee orders them.
using Emit = std::function<void(const task::Event&)>;

}  // namespace tenon::engine
