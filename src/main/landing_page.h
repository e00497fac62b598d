#pragma once

#include <string>

#include "http/message.h"

namespace tenon {

// What a browser shows at the console's address: that the server is up, and how to connect to its
// API. It tells no secret, since nobody has signed in.
http::Handler LandingPage(std::string endpoint, std::string data_folder);

}  // namespace tenon
