/// @file
/// What validation tells about a file and about a run beside the findings themselves.
#pragma once

#include "cbds/rules/finding.hpp"
#include "cbds/schema/edition.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::rules {

/// `checked`: read to its end or to the fault that ended it; `refused`: read, but no document of ours;
/// `unreadable`: its bytes could not be read.
enum class FileStatus : std::uint8_t { checked, refused, unreadable };

/// `checked`, `refused`, `unreadable`.
[[nodiscard]] std::string_view status_name(FileStatus status) noexcept;

/// Findings by severity; the index is `Severity`.
struct Counts {
    std::array<std::uint64_t, 3> by_severity{};

    [[nodiscard]] std::uint64_t operator[](Severity s) const noexcept { return by_severity[static_cast<std::size_t>(s)]; }
    std::uint64_t& operator[](Severity s) noexcept { return by_severity[static_cast<std::size_t>(s)]; }
    [[nodiscard]] std::uint64_t total() const noexcept { return by_severity[0] + by_severity[1] + by_severity[2]; }
    Counts& operator+=(const Counts& other) noexcept;
};

/// One file, after it was read. Counts are exact even where the list of findings was capped.
struct FileSummary {
    std::string name;
    std::optional<schema::Edition> edition;  ///< nothing where the file is of no collection known, and of a register
    bool of_register = false;
    std::uint64_t records = 0;
    FileStatus status = FileStatus::checked;
    std::string problem;  ///< of an unreadable file: the message of the error
    Counts counts;
    std::uint64_t known = 0;  ///< findings that the baseline accepts: neither counted nor listed
};

/// How often each rule failed in the run, with the highest severity that it had.
struct RuleCount {
    const Rule* rule = nullptr;
    std::uint64_t count = 0;
    Severity severity = Severity::info;
    bool run = true;  ///< false: selected, but something it needs was not given
};

/// The whole run.
struct RunSummary {
    std::uint64_t files = 0;
    std::uint64_t skipped = 0;  ///< files of a folder that are no documents
    std::uint64_t records = 0;
    Counts counts;
    std::map<std::string_view, RuleCount> rules;  ///< by code: every rule that was selected
    bool capped = false;                          ///< the list of findings stopped at `--max-findings`
    std::array<std::uint64_t, 3> by_status{};     ///< files; the index is `FileStatus`
    bool with_baseline = false;                   ///< a baseline was given
    std::uint64_t known = 0;                      ///< findings that it accepts
    std::uint64_t unused = 0;                     ///< entries of it that are not needed any more
};

}  // namespace cbds::rules
