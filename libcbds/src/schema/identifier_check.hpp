/// @file
/// The identifiers of the dictionary's types, handed to the area that knows their structure.
#pragma once

#include "cbds/identifiers/check.hpp"
#include "cbds/schema/dictionary.hpp"

#include <string_view>

namespace cbds::schema {

/// The kind of a type's identifier; there must be one.
[[nodiscard]] constexpr identifiers::Kind identifier_kind(Identifier identifier) noexcept {
    return static_cast<identifiers::Kind>(static_cast<int>(identifier) - 1);
}

static_assert(identifier_kind(Identifier::upn) == identifiers::Kind::upn && identifier_kind(Identifier::email) == identifiers::Kind::email);

/// Whether the value is a valid identifier of its kind and raises no question.
[[nodiscard]] inline bool identifier_is_valid(Identifier identifier, std::string_view value) noexcept {
    return identifiers::judge(identifier_kind(identifier), value) == identifiers::Standing::valid;
}

}  // namespace cbds::schema
