#include "command_merge.hpp"

#include "cbds/convert/merge.hpp"
#include "cbds/error.hpp"
#include "care_options.hpp"

namespace cbds::cli {
namespace {

class CommandMerge final : public Command {
public:
    void add_options(CLI::App& app) override;
    void check_options() override;
    ExitCode run(Context& context) override;

private:
    [[nodiscard]] ExitCode merge(Context& context);
    void say_result(const convert::MergeResult& result);

    ReadingOptions reading_;
    CareOutputOptions output_;
    CareListOptions list_;
    std::string prefer_;
    std::string without_upn_ = "refuse";
    convert::MergeOptions options_;
};

void CommandMerge::add_options(CLI::App& app) {
    reading_.add_to(app);
    app.add_option("--prefer", prefer_, "Where files differ: fill-gaps keeps what the earlier file says, overwrite takes what the later says; without it nothing is written then")
        ->check(CLI::IsMember({"fill-gaps", "overwrite"}))->type_name("WHICH");
    app.add_option("--without-upn", without_upn_, "Pupils without a UPN: refuse (default), keep them apart, or match them by name and date of birth")
        ->check(CLI::IsMember({"refuse", "keep", "match"}))->type_name("WHAT");
    output_.add_to(app, "File to write, or a folder, where it gets the name that the rules prescribe; - is standard output");
    list_.add_to(app);
}

void CommandMerge::check_options() {
    reading_.check();
    list_.check();
    options_.prefer = prefer_ == "fill-gaps" ? convert::Prefer::fill_gaps : prefer_ == "overwrite" ? convert::Prefer::overwrite : convert::Prefer::none;
    options_.without_upn = without_upn_ == "keep" ? convert::WithoutUpn::keep : without_upn_ == "match" ? convert::WithoutUpn::match : convert::WithoutUpn::refuse;
}

CareEntry merge_entry(const convert::MergeNote& note) {
    std::string message = note.message;
    if (note.kind == "conflict") message = message.empty() ? "conflict" : "conflict: " + message;
    return {note.file, note.kind, note.record, note.key, note.path, note.before, note.after, note.privacy, std::move(message)};
}

void CommandMerge::say_result(const convert::MergeResult& result) {
    std::string text = counted(result.files, "file", "files") + ", " + counted(result.records, "record", "records") + ": " + counted(result.pupils, "pupil", "pupils");
    if (result.conflicts > 0) text += ", " + counted(result.conflicts, "conflict", "conflicts");
    if (!result.written) text += "; nothing was written";
    else if (output_.dry_run()) text += "; nothing was written, this was a dry run";
    else if (result.path != "-") text += ", written to " + result.path;
    list_.say(text);
    if (!result.written && result.conflicts > 0 && options_.prefer == convert::Prefer::none)
        list_.say("choose with --prefer fill-gaps (the earlier file is right) or --prefer overwrite (the later)");
}

ExitCode CommandMerge::merge(Context& context) {
    convert::Merge merge(options_, [&](const convert::MergeNote& note) { list_.add(merge_entry(note)); });
    io::Inputs inputs = inputs_of(reading_);
    while (const auto input = inputs.next()) merge.add(*input);
    std::string path = output_.path();
    if (output_.is_folder() && !path.ends_with('/')) path += '/';
    const convert::MergeResult result = merge.write(output_.target(path, context));
    say_result(result);
    return result.written ? ExitCode::done : ExitCode::findings;
}

ExitCode CommandMerge::run(Context& context) {
    options_.reading = care_reading(reading_);
    list_.open(context, "merge", output_.path() == "-", output_.overwrite());
    const ExitCode code = guarded(context, [&] { return merge(context); });
    list_.end();
    return code;
}

}  // namespace

std::unique_ptr<Command> make_command_merge() { return std::make_unique<CommandMerge>(); }

}  // namespace cbds::cli
