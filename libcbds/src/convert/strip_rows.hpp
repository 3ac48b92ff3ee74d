/// @file
/// What partial transfer files hold: libcbds/data/strip_profiles.csv and strip_stages.csv.
#pragma once

#include <span>
#include <string_view>

namespace cbds::convert {

/// A section or an item below the pupil that stays in the files for a purpose.
struct StripRow {
    std::string_view profile;
    std::string_view path;
};

/// The results that a word of `--stage` stands for.
struct StageRow {
    std::string_view word;
    std::string_view stages;          ///< values of Stage, separated by spaces
    std::string_view subject;         ///< only this one; empty for all
    std::string_view component;       ///< only this one; empty for all
    std::string_view not_subject;     ///< all but this one; empty for all
    std::string_view data_qualifier;  ///< of a file with these results alone; empty where there is none
};

[[nodiscard]] std::span<const StripRow> strip_rows() noexcept;
[[nodiscard]] std::span<const StageRow> stage_rows() noexcept;

}  // namespace cbds::convert
