/// @file
/// The kinds of file that the name of a transfer file tells: the block between the two schools.
#pragma once

#include "cbds/schema/dictionary.hpp"

#include <span>
#include <string_view>

namespace cbds::formats {

/// One row of libcbds/data/ctf_file_kinds.csv.
struct CtfFileKind {
    /// Whom files of the kind are for.
    enum class Destination : char { any, authority, school };

    std::string_view kind;            ///< `PHO`
    std::string_view data_qualifier;  ///< what the header says of such a partial file; empty for nothing
    Destination destination;
    int since;                        ///< first and last version of the file
    int until;
    schema::Confidence confidence;
    std::string_view title;           ///< as it is written in a sentence

    constexpr CtfFileKind(std::string_view row_kind, std::string_view qualifier, std::string_view whom, std::string_view first,
                          std::string_view last, std::string_view sure, std::string_view words)
        : kind(row_kind), data_qualifier(qualifier),
          destination(whom == "authority" ? Destination::authority : whom == "school" ? Destination::school : Destination::any),
          since(number_or(first, 0)), until(number_or(last, 99)),
          confidence(sure == "certain" ? schema::Confidence::certain : schema::Confidence::likely), title(words) {}

private:
    static constexpr int number_or(std::string_view digits, int otherwise) {
        if (digits.empty()) return otherwise;
        int value = 0;
        for (const char c : digits) value = 10 * value + (c - '0');
        return value;
    }
};

[[nodiscard]] std::span<const CtfFileKind> ctf_file_kinds() noexcept;

/// The kind of that name; null where there is none.
[[nodiscard]] const CtfFileKind* find_ctf_file_kind(std::string_view kind) noexcept;

}  // namespace cbds::formats
