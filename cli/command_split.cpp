#include "command_split.hpp"

#include "cbds/convert/split.hpp"
#include "cbds/error.hpp"
#include "care_options.hpp"

#include <set>

namespace cbds::cli {
namespace {

class CommandSplit final : public Command {
public:
    void add_options(CLI::App& app) override;
    void check_options() override;
    ExitCode run(Context& context) override;

private:
    [[nodiscard]] ExitCode split_one(io::Input& input);

    ReadingOptions reading_;
    CareListOptions list_;
    convert::SplitOptions options_;
    std::string by_;
    bool overwrite_lists_ = false;
};

void CommandSplit::add_options(CLI::App& app) {
    reading_.add_to(app);
    app.add_option("--by", by_, "school, pupil or year-group")->required()->check(CLI::IsMember({"school", "pupil", "year-group"}))->type_name("WHAT");
    app.add_option("--destinations", options_.destinations, "With --by school: a CSV file that says where each UPN goes: UPN, LEA, Estab, URN")->type_name("FILE");
    app.add_option("-o,--output", options_.folder, "Folder for the files; it is made where there is none")->required()->type_name("DIR");
    app.add_flag("--overwrite", overwrite_lists_, "Replace files of --report that exist; documents always get a free serial number");
    app.add_flag("--dry-run", options_.dry_run, "Say what would be done, and write nothing");
    list_.add_to(app);
}

void CommandSplit::check_options() {
    reading_.check();
    list_.check();
    if (options_.folder == "-") throw UsageError("-o -: several files need a folder");
    if (!options_.folder.ends_with('/')) options_.folder += '/';
    options_.by = by_ == "school" ? convert::SplitBy::school : by_ == "pupil" ? convert::SplitBy::pupil : convert::SplitBy::year_group;
    if (!options_.destinations.empty() && options_.by != convert::SplitBy::school) throw UsageError("--destinations goes with --by school");
}

ExitCode CommandSplit::split_one(io::Input& input) {
    bool odd = false;
    std::set<std::string> upns;
    convert::split(input, options_, [&](const convert::SplitFile& file) {
        CareEntry entry;
        entry.file = input.name();
        entry.kind = file.key.empty() ? "without-key" : "written";
        entry.key = file.key;
        entry.after = file.path;
        entry.message = std::to_string(file.records) + (file.records == 1 ? " record" : " records");
        if (file.key.empty()) entry.message += " without " + std::string(by_ == "school" ? (options_.destinations.empty() ? "a last school" : "a destination") : by_ == "pupil" ? "a UPN" : "a year group");
        if (options_.dry_run) entry.message += ", would be written";
        const bool twice = by_ == "pupil" && !file.key.empty() && !upns.insert(file.key).second;
        if (twice) entry.message += ", the same UPN as another";
        odd |= file.key.empty() || twice;
        list_.add(entry);
    });
    return odd ? ExitCode::findings : ExitCode::done;
}

ExitCode CommandSplit::run(Context& context) {
    options_.reading = care_reading(reading_);
    list_.open(context, "split", false, overwrite_lists_);
    const ExitCode code = for_each_document(reading_, context, [&](io::Input& input) { return split_one(input); });
    list_.end();
    return code;
}

}  // namespace

std::unique_ptr<Command> make_command_split() { return std::make_unique<CommandSplit>(); }

}  // namespace cbds::cli
