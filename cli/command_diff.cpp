#include "command_diff.hpp"

#include "cbds/diff/selection.hpp"
#include "cbds/error.hpp"
#include "common_options.hpp"
#include "diff_work.hpp"
#include "list_options.hpp"

#include <utility>

namespace cbds::cli {
namespace {

class CommandDiff final : public Command {
public:
    void add_options(CLI::App& app) override;
    void check_options() override;
    ExitCode run(Context& context) override;

private:
    void check_paths() const;
    void check_form() const;
    void check_selection();
    [[nodiscard]] formats::DocumentInputOptions input_options(const std::string& path) const;
    [[nodiscard]] DiffRunOptions run_options() const;

    ReadingOptions reading_;
    ListOptions lists_;
    DiffReportOptions reports_;
    std::string from_;
    std::vector<std::string> only_;
    std::vector<std::string> ignore_;
    diff::SelectionOptions selecting_;
    bool ignore_case_ = false;
    bool ignore_space_ = false;
    bool across_editions_ = false;
    bool findings_ = false;
    bool reconcile_ = false;
    std::string reference_date_text_;
    std::optional<identifiers::Date> reference_date_;
    std::optional<diff::Selection> selection_;
};

void CommandDiff::add_options(CLI::App& app) {
    reading_.add_to(app);
    app.add_option("--from", from_, "Format of the inputs, where looking at them is not enough")->type_name("FORMAT");
    app.add_option("--only", only_, "Only these items, sections and kinds of change: SENneeds,added,removed")
        ->type_name("LIST")->allow_extra_args(false);
    app.add_option("--ignore", ignore_, "Not these items, sections and kinds of change")->type_name("LIST")->allow_extra_args(false);
    app.add_flag("--funding", selecting_.funding, "Only what funding follows, and who joined, left and moved");
    app.add_flag("--header", selecting_.header_noise, "Time stamp, serial number and software of the header too");
    app.add_flag("--ignore-case", ignore_case_, "Letter case of values does not count");
    app.add_flag("--ignore-space", ignore_space_, "Blanks in values do not count");
    app.add_flag("--across-editions", across_editions_, "Change the document of the older edition to the newer one first");
    app.add_flag("--findings", findings_, "Compare the findings of validate too: fixed, new, still there");
    app.add_option("--reference-date", reference_date_text_, "The day that counts as today for --findings, YYYY-MM-DD")->type_name("DATE");
    lists_.add_to(app);
    app.add_flag("--reconcile", reconcile_, "Did everything arrive? Figures and a verdict for each section, for a change of supplier");
    reports_.add_to(app);
}

void CommandDiff::check_options() {
    reading_.check();
    check_paths();
    reports_.check();
    lists_.check();
    if (!from_.empty() && !formats::find_format(from_))
        throw UsageError("--from " + from_ + ": no format; xml csv collect-csv json ndjson sqlite sql xlsx are");
    reference_date_ = parse_date_option("--reference-date", reference_date_text_);
    selecting_.only = split_list(only_);
    selecting_.ignore = split_list(ignore_);
    check_form();
    check_selection();
}

void CommandDiff::check_paths() const {
    if (reading_.paths().size() != 2)
        throw UsageError("two paths are needed, OLD and NEW: files, folders, archives; one of them may be - for standard input");
}

/// What the special forms of a comparison exclude.
void CommandDiff::check_form() const {
    const bool selected = !selecting_.only.empty() || !selecting_.ignore.empty() || selecting_.funding || selecting_.header_noise;
    const auto refuse = [](bool given, const std::string& form, const std::string& what, const std::string& why) {
        if (given) throw UsageError(form + " excludes " + what + ": " + why);
    };
    refuse(across_editions_ && reading_.edition().has_value(), "--across-editions", "--edition", "it goes by the editions that the documents name");
    if (reports_.is_patch()) {
        const std::string form = "--format xml-patch";
        refuse(selected, form, "--only, --ignore, --funding and --header", "a patch has all that differs");
        refuse(ignore_case_ || ignore_space_, form, "--ignore-case and --ignore-space", "a patch has all that differs");
        refuse(across_editions_, form, "--across-editions", "it is for the document as it is");
        refuse(findings_ || reconcile_, form, "--findings and --reconcile", "a patch has nothing but changes");
    }
    if (reconcile_) {
        refuse(selected, "--reconcile", "--only, --ignore, --funding and --header", "it counts every value");
        refuse(findings_, "--reconcile", "--findings", "it counts values");
        refuse(reports_.has(report::ChangeFormat::ndjson), "--reconcile", "ndjson", "it has no lines of its own; take json");
    }
}

void CommandDiff::check_selection() {
    selecting_.header_noise |= reports_.is_patch();
    selection_.emplace(reading_.dictionary(), selecting_);
}

formats::DocumentInputOptions CommandDiff::input_options(const std::string& path) const {
    formats::DocumentInputOptions options;
    options.inputs = {{path}, reading_.stdin_name(), {}, {}};
    if (!from_.empty()) options.format = formats::find_format(from_);
    options.edition = reading_.edition();
    options.encoding = reading_.encoding();
    return options;
}

DiffRunOptions CommandDiff::run_options() const {
    DiffRunOptions options;
    options.across_editions = across_editions_;
    options.compare.edition = reading_.edition();
    options.compare.encoding = reading_.encoding();
    options.compare.jobs = reading_.jobs();
    options.compare.ignore_case = ignore_case_;
    options.compare.ignore_space = ignore_space_;
    options.compare.as_written = reports_.is_patch();
    if (!reconcile_) options.compare.selection = &*selection_;
    if (!findings_) return options;
    rules::ValidateOptions& findings = options.findings.emplace();
    findings.edition = reading_.edition();
    findings.encoding = reading_.encoding();
    findings.reference_date = reference_date_;
    findings.lists = lists_.lists();
    findings.read.jobs = reading_.jobs();
    return options;
}

ExitCode CommandDiff::run(Context& context) {
    lists_.open();
    const auto& paths = reading_.paths();
    DiffWorkOptions options{{input_options(paths.front()), input_options(paths.back())}, run_options(), reconcile_};
    return DiffWork(reading_.dictionary(), std::move(options), reports_, context).run();
}

}  // namespace

std::unique_ptr<Command> make_command_diff() { return std::make_unique<CommandDiff>(); }

}  // namespace cbds::cli
