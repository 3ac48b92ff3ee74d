/// @file
/// `--schools`, `--qualifications`: lists from elsewhere that some rules need.
#pragma once

#include "cbds/rules/outside_lists.hpp"

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

namespace cbds::cli {

class ListOptions {
public:
    void add_to(CLI::App& app);

    /// @throws UsageError
    void check() const;

    /// Reads the files that were given. @throws InputError
    void open();

    /// The file of `--schools`; empty where none was given.
    [[nodiscard]] const std::string& schools_file() const noexcept { return schools_file_; }

    /// What was read; good for as long as this object.
    [[nodiscard]] rules::OutsideLists lists() const noexcept;

private:
    std::string schools_file_;
    std::string qualifications_file_;
    std::optional<reference::Schools> schools_;
    std::optional<reference::Qualifications> qualifications_;
};

}  // namespace cbds::cli
