/// @file
/// A document put in order without changing what it says: spaces, empty elements, telephone numbers, postcodes, names in
/// capitals, and text that was written or declared in the wrong encoding. Every change is told.
///
/// What is not sure to be a slip stays: unknown elements and what suppliers add are never touched, attendance marks neither
/// (a blank may be a mark). An empty element stays where it says something: it has an attribute, it must be there, or a rule
/// asks for it.
#pragma once

#include "cbds/convert/rewrite.hpp"

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace cbds::convert {

/// The kinds of change.
enum class Tidying : std::uint8_t {
    encoding,   ///< the file is UTF-8 then, and values that had been read in the wrong encoding are mended
    spaces,     ///< none at the ends of values, one between the words of names and addresses
    empty,      ///< elements without anything in them go
    phones,     ///< digits, with a + in front if there was one
    postcodes,  ///< capitals, one space in its place
    capitals,   ///< names all in capitals get small letters: only where it is asked for
};

/// `encoding`, `spaces` ...: the words, in that order.
[[nodiscard]] std::span<const std::string_view> tidying_names() noexcept;

struct TidyOptions {
    CareReading reading;
    std::set<Tidying> kinds{Tidying::encoding, Tidying::spaces, Tidying::empty, Tidying::phones, Tidying::postcodes};
    bool in_place = false;  ///< the target is the input: it is left alone where nothing is to be changed
};

using ChangeSink = std::function<void(const Change&)>;

/// @returns how many changes there were. @throws DocumentError, InputError, OutputError
std::uint64_t tidy(io::Input& input, const TidyOptions& options, const CareTarget& target, const ChangeSink& sink);

/// A telephone number without the spaces, hyphens, dots and brackets in it; nothing where it has other characters.
[[nodiscard]] std::optional<std::string> tidy_phone(std::string_view text);

/// A name all in capitals with small letters: `MCDONALD` is McDonald, `O'NEILL-SMITH` O'Neill-Smith. What follows Mac may
/// be a name or not, so that it stays small: `MACDONALD` is Macdonald. Nothing where the name has a small letter already, and
/// where capitals may be meant: names of two letters, words without a vowel (TJ), II and III.
[[nodiscard]] std::optional<std::string> tidy_capitals(std::string_view name);

/// A text that was UTF-8 and has been read as windows-1252 (`ZoÃ«`), as it was (`Zoë`); nothing where it is none.
[[nodiscard]] std::optional<std::string> mend_encoding(std::string_view text);

/// A value without spaces (no-break spaces too) at its ends, and in names with one between words.
[[nodiscard]] std::string tidy_spaces(std::string_view text, bool between_words);

}  // namespace cbds::convert
