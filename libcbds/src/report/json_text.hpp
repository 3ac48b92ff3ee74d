/// @file
/// JSON as reports write it.
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace cbds::report {

using Json = nlohmann::ordered_json;

/// Only ASCII is written, so that no console can misread or act on it; bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] inline std::string json_text(const Json& json) { return json.dump(-1, ' ', true, Json::error_handler_t::replace); }

[[nodiscard]] inline Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

}  // namespace cbds::report
