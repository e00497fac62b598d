#pragma once

#include <string>

namespace tenon::console {

// What a browser shows where the console's files are missing: that the server is up, how to connect
// to its API, and how to build the console. It tells no secret, since nobody has signed in.
std::string LandingPage(const std::string& endpoint, const std::string& data_folder);

}  // namespace tenon::console
