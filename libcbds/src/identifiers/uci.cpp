#include "cbds/identifiers/uci.hpp"

#include "cbds/error.hpp"
#include "words.hpp"

namespace cbds::identifiers {
namespace {

constexpr std::size_t kUciLength = 13;
constexpr std::size_t kStem = 12;
constexpr std::size_t kBoard = 5;
constexpr std::string_view kAlphabet = "ABCDEFGHKLMRTVWXY";

/// A board letter counts in three runs: A to P 1 to 16, Q to W and X to Z from 10 again.
constexpr unsigned value_of(char c) noexcept {
    if (is_digit(c)) return digit(c);
    if (c <= 'P') return static_cast<unsigned>(c - 'A') + 1;
    if (c <= 'W') return static_cast<unsigned>(c - 'Q') + 10;
    return static_cast<unsigned>(c - 'X') + 10;
}

/// Everything but the check letter; `stem` has 12 characters.
UciFault check_stem(std::string_view stem) noexcept {
    if (!all_digits(stem.substr(0, kBoard)) || !all_digits(stem.substr(kBoard + 1))) return UciFault::digits;
    if (!is_digit(stem[kBoard]) && !is_capital(stem[kBoard])) return UciFault::board;
    return stem.substr(8) == "0000" ? UciFault::candidate : UciFault::none;
}

/// The digits stand on both sides of the board character.
std::string describe_stem_digits(std::string_view text) {
    constexpr std::string_view kDigitsRule = "a UCI has digits in places 1 to 5 and 7 to 12";
    const bool first = !all_digits(text.substr(0, kBoard));
    return first ? describe_digits(text, 0, kBoard, kDigitsRule) : describe_digits(text, kBoard + 1, kStem, kDigitsRule);
}

std::string describe_board(char c) {
    if (is_lower(c)) return "character 6 is in lower case letters: a UCI has capitals only";
    return "character 6 is " + name_character(c) + ": it must be 0 or the letter of an examination board";
}

}  // namespace

UciFault check_uci(std::string_view text) noexcept {
    if (text.size() != kUciLength) return UciFault::length;
    const std::string_view stem = text.substr(0, kStem);
    if (const UciFault fault = check_stem(stem); fault != UciFault::none) return fault;
    if (uci_check_letter(stem) == text[kStem]) return UciFault::none;
    const bool in_doubt = !is_digit(text[kBoard]) && has(kAlphabet, text[kStem]);
    return in_doubt ? UciFault::check_letter_of_board : UciFault::check_letter;
}

std::optional<Uci> parse_uci(std::string_view text) noexcept {
    if (text.size() != kUciLength || check_stem(text.substr(0, kStem)) != UciFault::none) return std::nullopt;
    return Uci{number(text.substr(0, kBoard)), text[kBoard], static_cast<std::uint8_t>(number(text.substr(6, 2))),
               static_cast<std::uint16_t>(number(text.substr(8, 4)))};
}

char uci_check_letter(std::string_view stem) noexcept {
    unsigned sum = 0;
    unsigned weight = 16;
    for (const char c : stem) sum += value_of(c) * weight--;
    return kAlphabet[sum % kAlphabet.size()];
}

std::string make_uci(std::string_view stem) {
    if (stem.size() != kStem) throw UsageError("the stem of a UCI is 12 characters");
    const UciFault fault = check_stem(stem);
    if (fault != UciFault::none) throw UsageError(describe(fault, stem));
    return std::string(stem) + uci_check_letter(stem);
}

std::string describe(UciFault fault, std::string_view text) {
    switch (fault) {
        case UciFault::none: break;
        case UciFault::length: return describe_length(text, "a UCI", "13 characters");
        case UciFault::digits: return describe_stem_digits(text);
        case UciFault::board: return describe_board(text[kBoard]);
        case UciFault::candidate: return "the candidate number 0000 is not used";
        case UciFault::check_letter:
        case UciFault::check_letter_of_board:
            return describe_check("letter", uci_check_letter(text.substr(0, kStem)), text[kStem]);
    }
    return {};
}

std::string describe(const Uci& uci) {
    return "a UCI of centre " + padded(uci.centre, 5) + ", year " + padded(uci.year, 2) + ", candidate " +
           padded(uci.candidate, 4);
}

}  // namespace cbds::identifiers
