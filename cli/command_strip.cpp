#include "command_strip.hpp"

#include "cbds/convert/strip.hpp"
#include "cbds/error.hpp"
#include "care_options.hpp"

#include <filesystem>

namespace cbds::cli {
namespace {

class CommandStrip final : public Command {
public:
    void add_options(CLI::App& app) override;
    void check_options() override;
    ExitCode run(Context& context) override;

private:
    [[nodiscard]] ExitCode strip_one(io::Input& input, Context& context);
    void tell(const std::string& file, const convert::StripResult& result);

    ReadingOptions reading_;
    CareOutputOptions output_;
    CareListOptions list_;
    convert::StripOptions options_;
};

std::set<std::string> words(const std::vector<std::string_view>& list) { return {list.begin(), list.end()}; }

void CommandStrip::add_options(CLI::App& app) {
    reading_.add_to(app);
    app.add_option("--for", options_.profile, "uln: what the service for learner numbers takes; basic: who the pupils are; assessments: their results")
        ->required()->check(CLI::IsMember(words(convert::strip_profiles())))->type_name("PURPOSE");
    app.add_option("--stage", options_.stage, "With --for assessments, only the results of EYF, PHO, KS1, KS2, MTC, KS3 or KS4")
        ->check(CLI::IsMember(words(convert::strip_stages())))->type_name("STAGE");
    output_.add_to(app, "File to write, or a folder, where it gets the name that the rules prescribe; - is standard output");
    list_.add_to(app);
}

void CommandStrip::check_options() {
    reading_.check();
    list_.check();
    if (!options_.stage.empty() && options_.profile != "assessments") throw UsageError("--stage goes with --for assessments");
}

void CommandStrip::tell(const std::string& file, const convert::StripResult& result) {
    for (const auto& [path, count] : result.dropped) {
        CareEntry entry;
        entry.file = file;
        entry.kind = "dropped";
        entry.path = path;
        entry.message = "left away, " + counted(count, "pupil", "pupils");
        list_.add(entry);
    }
    if (result.left_out > 0) {
        CareEntry entry;
        entry.file = file;
        entry.kind = "left-out";
        entry.message = counted(result.left_out, "pupil", "pupils") + " without such results left out";
        list_.add(entry);
    }
    CareEntry entry;
    entry.file = file;
    entry.kind = "written";
    entry.after = result.path == "-" ? std::string() : result.path;
    entry.message = counted(result.records, "pupil", "pupils") + (output_.dry_run() ? " would be written" : " written");
    list_.add(entry);
}

ExitCode CommandStrip::strip_one(io::Input& input, Context& context) {
    std::string path = output_.path();
    if (output_.is_folder() && !path.ends_with('/')) path += '/';
    bool lacks = false;
    const convert::StripResult result = convert::strip(input, options_, output_.target(path, context), [&](const convert::Lack& lack) {
        lacks = true;
        CareEntry entry;
        entry.file = input.name();
        entry.kind = "lacks";
        entry.record = lack.record;
        entry.key = lack.key;
        entry.path = lack.path;
        entry.message = lack.message;
        list_.add(entry);
    });
    tell(input.name(), result);
    return lacks ? ExitCode::findings : ExitCode::done;
}

ExitCode CommandStrip::run(Context& context) {
    options_.reading = care_reading(reading_);
    check_one_document(reading_, output_);
    list_.open(context, "strip", output_.path() == "-", output_.overwrite());
    std::uint64_t files = 0;
    const ExitCode code = for_each_document(reading_, context, [&](io::Input& input) {
        if (!output_.is_folder() && ++files > 1) throw UsageError(output_.path() + ": one file for several documents; give a folder");
        return strip_one(input, context);
    });
    list_.end();
    return code;
}

}  // namespace

std::unique_ptr<Command> make_command_strip() { return std::make_unique<CommandStrip>(); }

}  // namespace cbds::cli
