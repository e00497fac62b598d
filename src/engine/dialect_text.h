#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// Texts that Spark makes of values and the engine makes otherwise. Pure.
namespace tenon::engine {

// As Java's Double.toString and Float.toString: "1.0", "1.0E10", "NaN", "-Infinity".
std::string SparkText(double value);
std::string SparkText(float value);

// The code of a word by its sound: a letter and three digits. A text that does not begin with a
// letter comes back as it is.
std::string SparkSoundex(std::string_view text);

}  // namespace tenon::engine
