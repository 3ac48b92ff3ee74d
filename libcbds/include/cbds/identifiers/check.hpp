/// @file
/// All kinds of identifier behind one door: for the command line, and for schema types that name a kind.
///
/// Who needs one kind only, and its parts, includes that kind's own header.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cbds::identifiers {

enum class Kind : std::uint8_t { upn, uln, uci, urn, laestab, ukprn, trn, nino, uprn, postcode, email, date };

/// How a value stands: a query is accepted, but somebody should look at it.
enum class Standing : std::uint8_t { valid, query, invalid };

/// What came of a check, in words.
struct Verdict {
    bool valid = true;     ///< a query is valid
    bool query = false;
    std::string reason;    ///< "the check letter should be L, not M"; empty where there is nothing to say
    std::string expected;  ///< "L", or the shape: "8 digits"; empty where there is nothing to say
};

/// The names of all kinds, in the order of `Kind`: "upn", "uln" ...
[[nodiscard]] std::span<const std::string_view> kind_names() noexcept;

/// The kind of a name, in small letters.
[[nodiscard]] std::optional<Kind> find_kind(std::string_view name) noexcept;

/// "a UPN", "an e-mail address": for sentences.
[[nodiscard]] std::string_view kind_noun(Kind kind) noexcept;

/// Checks a value as it stands in a document, fast: no words, no allocation.
[[nodiscard]] Standing judge(Kind kind, std::string_view text) noexcept;

/// Checks a value and says what is wrong with it.
[[nodiscard]] Verdict check(Kind kind, std::string_view text);

/// Says what a value is that is valid: "a permanent UPN issued in 2001 by 801 Bristol, City of".
[[nodiscard]] std::string describe(Kind kind, std::string_view text);

}  // namespace cbds::identifiers
