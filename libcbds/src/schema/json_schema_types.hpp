/// @file
/// A simple type as JSON Schema has it.
#pragma once

#include "cbds/schema/json_schema.hpp"
#include "schema/json_schema_scope.hpp"

#include <nlohmann/json.hpp>

#include <set>
#include <string>
#include <string_view>

namespace cbds::schema {

[[nodiscard]] nlohmann::ordered_json json_schema_of(const Dictionary& dictionary, TypeId type, const JsonSchemaScope& scope);

/// A pattern of XML Schema, which is of the whole text and has no anchors, as ECMA 262 writes it.
[[nodiscard]] std::string ecma_pattern(std::string_view pattern);

}  // namespace cbds::schema
