/// @file
/// The patterns of XML Schema, as far as the dictionary uses them, matched without backtracking.
///
/// Understood are alternation, groups, characters, the escapes \d \s and those of single characters, classes
/// with ranges and negation, and the quantifiers ? * + {n} {n,} {n,m}. A pattern has at most 64 places after
/// its repetitions are written out, so that the set of places reached fits a machine word.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace cbds::schema {

class Pattern {
public:
    /// @throws DictionaryError where the pattern is outside what is understood.
    explicit Pattern(std::string_view text);

    /// Whether the whole text matches. The text is UTF-8; a character outside ASCII matches negated classes only.
    [[nodiscard]] bool matches(std::string_view text) const noexcept;

private:
    friend class PatternCompiler;

    static constexpr std::size_t kOutsideAscii = 128;

    std::array<std::uint64_t, 129> places_of_{};  ///< by character: the places that accept it
    std::array<std::uint64_t, 64> follow_{};      ///< by place: the places that may come next
    std::uint64_t first_ = 0;
    std::uint64_t last_ = 0;
    bool accepts_nothing_ = false;  ///< the empty text matches
};

}  // namespace cbds::schema
