/// @file
/// E-mail addresses, as the Common Basic Data Set has them: one @ with something on either side, at most 254
/// characters. CBDS 100071.
///
/// The department's web services ask for more: no blanks and no double full stop, a domain of two names or more
/// with letters at the end. An address that only they would refuse is a query: `is_query` tells.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cbds::identifiers {

/// Why a text is no e-mail address: the first reason that applies.
enum class EmailFault : std::uint8_t { none, length, at_sign, before, after, dots, characters, domain };

/// Checks an address as it stands in a document: no trimming.
[[nodiscard]] EmailFault check_email(std::string_view text) noexcept;

/// Whether only the department's web services would refuse the address: at most a query.
[[nodiscard]] constexpr bool is_query(EmailFault fault) noexcept { return fault >= EmailFault::dots; }

/// Says a fault of `text` in words. Empty for `EmailFault::none`.
[[nodiscard]] std::string describe(EmailFault fault, std::string_view text);

}  // namespace cbds::identifiers
