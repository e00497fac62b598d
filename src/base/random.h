#pragma once

#include <cstddef>
#include <string>

namespace tenon {

// `bytes` bytes from the kernel's generator, fit for keys. Thread-safe.
std::string RandomBytes(std::size_t bytes);

// Lower-case hex digits from `bytes` random bytes: ids of blobs, requests and runs.
std::string RandomHex(std::size_t bytes);

// "1b671a64-40d5-491e-99b0-da01ff1f3341": a version 4 UUID (RFC 9562).
std::string RandomUuid();

}  // namespace tenon
