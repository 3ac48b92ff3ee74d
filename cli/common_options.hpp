/// @file
/// Options that several commands have, and that mean the same in each (cbds(1), COMMON OPTIONS).
#pragma once

#include "cbds/identifiers/date.hpp"
#include "cbds/io/encoding.hpp"
#include "cbds/register/session.hpp"
#include "cbds/schema/dictionary.hpp"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::cli {

/// `PATH...`, `--edition`, `--encoding`, `--xsd-dir`, `--jobs`, `--stdin-filename`: how documents are read.
class ReadingOptions {
public:
    void add_to(CLI::App& app);

    /// @throws UsageError
    void check();

    [[nodiscard]] const std::vector<std::string>& paths() const noexcept { return paths_; }
    [[nodiscard]] const std::string& stdin_name() const noexcept { return stdin_name_; }
    [[nodiscard]] std::optional<schema::Edition> edition() const noexcept { return edition_; }
    [[nodiscard]] std::optional<io::Encoding> encoding() const noexcept { return encoding_; }
    [[nodiscard]] unsigned jobs() const noexcept { return jobs_; }

    /// The dictionary of `--xsd-dir`, else the one built in. Lives as long as the options.
    [[nodiscard]] const schema::Dictionary& dictionary();

private:
    std::vector<std::string> paths_;
    std::string stdin_name_ = "-";
    std::string edition_text_;
    std::string encoding_text_;
    std::string xsd_dir_;
    unsigned jobs_ = 0;
    std::optional<schema::Edition> edition_;
    std::optional<io::Encoding> encoding_;
    std::unique_ptr<schema::Dictionary> loaded_;
};

/// Lists of words with commas between them, an option's several values joined.
[[nodiscard]] std::vector<std::string> split_list(const std::vector<std::string>& values);

/// Takes at most 18 digits: to the parser of the command line -1 is the largest number there is.
[[nodiscard]] CLI::Validator whole_number();

/// Several paths in one message.
[[nodiscard]] std::string in_words(const std::vector<std::string>& paths);

/// Names to choose from in a sentence: `text, json or csv`.
[[nodiscard]] std::string choice_in_words(std::span<const std::string_view> names);

/// `1 pupil`, `2 pupils`.
[[nodiscard]] std::string counted(std::uint64_t count, std::string_view one, std::string_view several);

/// `--encoding`; nothing for an empty text. @throws UsageError
[[nodiscard]] std::optional<io::Encoding> parse_encoding_option(const std::string& text);

/// `--period A..B`, both days included; B may come before A. @throws UsageError
[[nodiscard]] registers::Period parse_period_option(const std::string& text);

/// A date option. @throws UsageError naming the option
[[nodiscard]] std::optional<identifiers::Date> parse_date_option(const std::string& option, const std::string& text);

}  // namespace cbds::cli
