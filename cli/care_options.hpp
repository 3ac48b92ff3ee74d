/// @file
/// Options of the commands that take care of files - split, merge, rename, strip, tidy - and the list of what they did.
#pragma once

#include "cbds/convert/rewrite.hpp"
#include "cbds/io/inputs.hpp"
#include "cbds/io/output.hpp"
#include "cbds/report/report.hpp"
#include "command.hpp"
#include "common_options.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cbds::cli {

/// One line of the list.
struct CareEntry {
    std::string file;
    std::string_view kind;
    std::uint64_t record = 0;  ///< 0: none
    std::string key;
    std::string path;          ///< of the item; empty for none
    std::string before;
    std::string after;
    schema::Privacy privacy = schema::Privacy::none;  ///< of the values
    std::string message;       ///< in words; empty where the kind says it
};

[[nodiscard]] CareEntry entry_of(const convert::Change& change, const std::string& file);

/// The list in one format, written while the work is done.
class CareList {
public:
    virtual ~CareList() = default;
    virtual void add(const CareEntry& entry) = 0;
    virtual void end() = 0;
};

/// @param format  text, json or csv
/// @param title   of the command, for the member `schema` of JSON
[[nodiscard]] std::unique_ptr<CareList> make_care_list(std::string_view format, std::string_view title, report::Redact redact, std::ostream& out);

/// `--format`, `--report`, `--redact`, `--quiet`.
class CareListOptions {
public:
    void add_to(CLI::App& app);

    /// @throws UsageError
    void check();

    /// @param on_err  standard output has the documents: the list goes to standard error
    void open(Context& context, std::string_view title, bool on_err, bool overwrite);
    void add(const CareEntry& entry);

    /// A sentence for people; not in the formats for programs.
    void say(const std::string& sentence);
    void end();

    [[nodiscard]] bool quiet() const noexcept { return quiet_; }

private:
    struct Entry {
        std::optional<io::OutputFile> file;
        std::unique_ptr<CareList> list;
    };

    std::string format_ = "text";
    std::string redact_text_ = "direct";
    std::vector<std::string> report_texts_;
    bool quiet_ = false;
    std::vector<std::pair<std::string, std::string>> reports_;  ///< format, file
    std::vector<Entry> lists_;
    std::ostream* words_ = nullptr;
};

/// What the commands share beside: `-o`, `--overwrite`, `--dry-run`.
class CareOutputOptions {
public:
    void add_to(CLI::App& app, const std::string& help);

    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    [[nodiscard]] bool overwrite() const noexcept { return overwrite_; }
    [[nodiscard]] bool dry_run() const noexcept { return dry_run_; }
    [[nodiscard]] bool given() const noexcept { return option_->count() > 0; }

    /// Whether documents go into a folder: it is one, or ends with a slash.
    [[nodiscard]] bool is_folder() const;
    [[nodiscard]] convert::CareTarget target(const std::string& path, Context& context) const;

private:
    std::string path_ = "-";
    bool overwrite_ = false;
    bool dry_run_ = false;
    const CLI::Option* option_ = nullptr;
};

[[nodiscard]] io::Inputs inputs_of(const ReadingOptions& reading);
[[nodiscard]] convert::CareReading care_reading(ReadingOptions& reading);

/// One output takes one document. @throws UsageError where there are more; those in a zip archive are counted when they come
void check_one_document(const ReadingOptions& reading, const CareOutputOptions& output);

/// Runs the work on each input. A document that is refused (1) or cannot be read or written (2) is told on standard error,
/// and the others are worked on. @throws InputError where there are none
ExitCode for_each_document(const ReadingOptions& reading, Context& context, const std::function<ExitCode(io::Input&)>& work);

/// The same for one piece of work.
ExitCode guarded(Context& context, const std::function<ExitCode()>& work);

/// The name of a file without its folders, and without `.gz` or `.zst`.
[[nodiscard]] std::string base_name(const std::string& path);

}  // namespace cbds::cli
