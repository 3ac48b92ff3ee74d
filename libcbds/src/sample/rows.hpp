/// @file
/// Rows of the tables that samples are made of: libcbds/data/sample_words.csv, sample_shares.csv, sample_choices.csv.
#pragma once

#include <span>
#include <string_view>

namespace cbds::sample {

/// An invented word of a kind: part of a name, a street, a town. Rows of a kind stand together.
struct WordRow {
    std::string_view kind;
    std::string_view word;
};

/// How many of a thousand pupils have something.
struct ShareRow {
    std::string_view name;
    unsigned permille = 0;

    constexpr ShareRow(std::string_view share, std::string_view number, std::string_view) : name(share) {
        for (const char c : number) permille = 10 * permille + static_cast<unsigned>(c - '0');
    }
};

/// One of several values, and how often it is taken compared with the others. Rows of a choice stand together.
struct ChoiceRow {
    std::string_view choice;
    std::string_view value;
    unsigned weight = 0;

    constexpr ChoiceRow(std::string_view name, std::string_view text, std::string_view number) : choice(name), value(text) {
        for (const char c : number) weight = 10 * weight + static_cast<unsigned>(c - '0');
    }
};

[[nodiscard]] std::span<const WordRow> word_rows() noexcept;
[[nodiscard]] std::span<const ShareRow> share_rows() noexcept;
[[nodiscard]] std::span<const ChoiceRow> choice_rows() noexcept;

}  // namespace cbds::sample
