#include "command_rename.hpp"

#include "cbds/convert/rename.hpp"
#include "cbds/error.hpp"
#include "care_options.hpp"

#include <algorithm>
#include <filesystem>

namespace cbds::cli {
namespace {

constexpr unsigned kLastSerial = 99'999;

class CommandRename final : public Command {
public:
    void add_options(CLI::App& app) override;
    void check_options() override;
    ExitCode run(Context& context) override;

private:
    ReadingOptions reading_;
    CareListOptions list_;
    convert::RenameOptions options_;
    unsigned serial_ = 0;
    bool overwrite_lists_ = false;
};

void CommandRename::add_options(CLI::App& app) {
    reading_.add_to(app);
    app.add_option("-o,--output", options_.folder, "Folder for copies under the right names; the files stay as they are")->type_name("DIR");
    app.add_option("--serial", serial_, "This serial number, in place of the next that is free")->check(CLI::Range(1U, kLastSerial))->type_name("N");
    app.add_option("--kind", options_.kind, "Kind of transfer file in the name: CTF, FSP, PHO, KS2, CML ...")->type_name("KIND");
    app.add_flag("--overwrite", overwrite_lists_, "Replace files of --report that exist; documents are never replaced");
    app.add_flag("--dry-run", options_.dry_run, "Say what would be done, and write nothing");
    list_.add_to(app);
}

bool is_kind(const std::string& text) {
    return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

void CommandRename::check_options() {
    reading_.check();
    list_.check();
    if (options_.folder == "-") throw UsageError("-o -: a name needs a folder");
    if (!options_.folder.empty() && !options_.folder.ends_with('/')) options_.folder += '/';
    if (!options_.kind.empty() && !is_kind(options_.kind)) throw UsageError("--kind " + options_.kind + ": three capitals or digits, as PHO");
    if (serial_ != 0) options_.serial = serial_;
    const auto& paths = reading_.paths();
    if (options_.folder.empty() && std::find(paths.begin(), paths.end(), "-") != paths.end()) throw UsageError("standard input has no name to be changed; give -o DIR");
    std::error_code error;
    if (!options_.folder.empty() && !std::filesystem::is_directory(options_.folder, error)) throw OutputError(options_.folder + ": no such folder");
}

ExitCode CommandRename::run(Context& context) {
    options_.reading = care_reading(reading_);
    convert::Renamer renamer(options_);
    list_.open(context, "rename", false, overwrite_lists_);
    const ExitCode code = for_each_document(reading_, context, [&](io::Input& input) {
        const convert::Renaming renaming = renamer.rename(input);
        CareEntry entry;
        entry.file = renaming.from;
        entry.kind = renaming.changed ? (options_.folder.empty() ? "renamed" : "copied") : "unchanged";
        entry.after = renaming.changed ? renaming.to : std::string();
        if (!renaming.changed) entry.message = "has its name";
        else if (options_.dry_run) entry.message = "would be " + std::string(entry.kind);
        list_.add(entry);
        return ExitCode::done;
    });
    list_.end();
    return code;
}

}  // namespace

std::unique_ptr<Command> make_command_rename() { return std::make_unique<CommandRename>(); }

}  // namespace cbds::cli
