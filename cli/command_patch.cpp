#include "command_patch.hpp"

#include "cbds/diff/patch.hpp"
#include "cbds/error.hpp"
#include "cbds/formats/document_inputs.hpp"
#include "cbds/formats/xml_document.hpp"
#include "cbds/io/inputs.hpp"
#include "cbds/report/escape.hpp"
#include "common_options.hpp"

#include <ostream>

namespace cbds::cli {
namespace {

class CommandPatch final : public Command {
public:
    void add_options(CLI::App& app) override;
    void check_options() override;
    ExitCode run(Context& context) override;

private:
    [[nodiscard]] diff::Patch read_patch() const;
    [[nodiscard]] std::unique_ptr<io::Input> document(formats::DocumentInputs& inputs) const;
    [[nodiscard]] formats::DocumentInputOptions input_options(Context& context) const;
    void tell(const diff::PatchResult& result, Context& context) const;

    ReadingOptions reading_;
    std::string output_ = "-";
    std::string redact_ = "direct";
    bool reverse_ = false;
    bool overwrite_ = false;
    bool dry_run_ = false;
    bool quiet_ = false;
};

void CommandPatch::add_options(CLI::App& app) {
    reading_.add_to(app);
    app.get_option("path")->description("The document, and the patch; - is standard input, for one of them");
    app.add_flag("-R,--reverse", reverse_, "Take the patch back: make the old document of the new one");
    app.add_option("-o,--output", output_, "File to write; - is standard output")->type_name("FILE");
    app.add_flag("--overwrite", overwrite_, "Replace a file that exists: the document itself too");
    app.add_flag("--dry-run", dry_run_, "Say what stands in the way, and write nothing");
    app.add_option("--redact", redact_, "What messages hide of the keys of pupils: direct shows UPNs, all shows none")
        ->check(CLI::IsMember({"direct", "all", "none"}))->type_name("WHAT");
    app.add_flag("-q,--quiet", quiet_, "Print no conflicts, only end with 1");
}

void CommandPatch::check_options() {
    reading_.check();
    if (reading_.paths().size() != 2) throw UsageError("give two files: the document and the patch");
}

diff::Patch CommandPatch::read_patch() const {
    const std::string& path = reading_.paths().back();
    io::Inputs inputs({{path}, reading_.stdin_name(), {}, {}});
    const auto input = inputs.next();
    if (!input) throw InputError(path + ": no patch is there");
    diff::Patch patch = diff::Patch::read(*input);
    return reverse_ ? patch.reversed() : std::move(patch);
}

formats::DocumentInputOptions CommandPatch::input_options(Context& context) const {
    formats::DocumentInputOptions options;
    options.inputs = {{reading_.paths().front()}, reading_.stdin_name(), {}, {}};
    options.edition = reading_.edition();
    options.encoding = reading_.encoding();
    options.note = [this, &context](const formats::ReadingNote& note) {
        if (quiet_) return;
        std::string text = note.file;
        if (note.row != 0) text += ':' + std::to_string(note.row);
        if (!note.column.empty()) text += ": " + note.column;
        context.err << "cbds: " << report::printable(text + ": " + note.message) << '\n';
    };
    return options;
}

std::unique_ptr<io::Input> CommandPatch::document(formats::DocumentInputs& inputs) const {
    auto input = inputs.next();
    if (!input) throw InputError(reading_.paths().front() + ": no document is there, nothing was patched");
    if (inputs.files() > 1) throw UsageError(reading_.paths().front() + ": a patch is for one document; name that");
    return input;
}

/// Where an operation stands, what it is about, and why it cannot be done: never a value.
void CommandPatch::tell(const diff::PatchResult& result, Context& context) const {
    for (const diff::Conflict& each : result.conflicts) {
        std::string text = reading_.paths().back() + ':' + std::to_string(each.line) + ": ";
        if (each.record != 0) text += "record " + std::to_string(each.record) + (each.key.empty() || redact_ == "all" ? ": " : ", ");
        if (!each.key.empty() && redact_ != "all") text += each.key + ": ";
        context.err << report::printable(text + each.path + ": " + each.message) << '\n';
    }
    const std::uint64_t more = result.conflict_count - result.conflicts.size();
    if (more > 0) context.err << "and " << more << " more\n";
    context.err << result.conflict_count << " of " << result.operations << (result.operations == 1 ? " operation does" : " operations do")
                << " not fit; nothing was written\n";
}

ExitCode CommandPatch::run(Context& context) {
    const diff::Patch patch = read_patch();
    formats::DocumentInputs inputs(reading_.dictionary(), input_options(context));
    const auto input = document(inputs);
    formats::XmlWriter writer(io::OutputFile(output_, {.overwrite = overwrite_, .personal = true, .spooled = true}, &context.out));
    const diff::PatchResult result =
        patch.apply(reading_.dictionary(), *input, writer, {reading_.edition(), reading_.encoding(), reading_.jobs()});
    if (result.conflict_count > 0) {
        if (!quiet_) tell(result, context);
        return ExitCode::findings;
    }
    if (inputs.next() != nullptr) throw UsageError(reading_.paths().front() + ": holds several documents; a patch is for one");
    if (!dry_run_) writer.commit();
    return ExitCode::done;
}

}  // namespace

std::unique_ptr<Command> make_command_patch() { return std::make_unique<CommandPatch>(); }

}  // namespace cbds::cli
