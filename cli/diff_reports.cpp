#include "diff_reports.hpp"

#include "cbds/error.hpp"
#include "cbds/report/reconciliation.hpp"
#include "common_options.hpp"

#include <algorithm>

namespace cbds::cli {
namespace {

constexpr std::string_view kPatch = "xml-patch";

std::vector<std::string> format_words() {
    const auto names = report::change_format_names();
    std::vector<std::string> words(names.begin(), names.end());
    words.emplace_back(kPatch);
    return words;
}

report::ChangeFormat format_of(const ReportTarget& target) { return report::find_change_format(target.format).value(); }

/// Whether what is written goes out line by line as it is found; a half of anything else would be no use.
bool is_streamed(report::ChangeFormat format) { return format == report::ChangeFormat::text || format == report::ChangeFormat::ndjson; }

}  // namespace

void DiffReports::add(std::unique_ptr<diff::DifferenceSink> report, std::optional<io::OutputFile> file) {
    entries_.push_back({std::move(report), std::move(file)});
}

void DiffReports::begin_pair(const diff::DocumentSide& before, const diff::DocumentSide& after) {
    in_pair_ = true;
    if (on_pair_) on_pair_();
    for (const Entry& entry : entries_) entry.report->begin_pair(before, after);
}

void DiffReports::record(const diff::RecordDifference& difference) {
    for (const Entry& entry : entries_) entry.report->record(difference);
}

void DiffReports::ambiguous(const diff::Ambiguity& ambiguity) {
    for (const Entry& entry : entries_) entry.report->ambiguous(ambiguity);
}

void DiffReports::finding(const diff::FindingDifference& finding) {
    for (const Entry& entry : entries_) entry.report->finding(finding);
}

void DiffReports::end_pair(const diff::DocumentSide& before, const diff::DocumentSide& after, const diff::Summary& summary) {
    for (const Entry& entry : entries_) entry.report->end_pair(before, after, summary);
    in_pair_ = false;
}

void DiffReports::unpaired(const diff::DocumentSide& document, bool is_new) {
    for (const Entry& entry : entries_) entry.report->unpaired(document, is_new);
}

void DiffReports::end(const diff::Summary& total) {
    for (const Entry& entry : entries_) entry.report->end(total);
}

void DiffReports::commit() {
    for (Entry& entry : entries_)
        if (entry.file) entry.file->commit();
}

void DiffReportOptions::add_to(CLI::App& app) {
    const std::string words = choice_in_words(report::change_format_names());
    targets_.add_to(app, {"Form of the report: " + words + ", or xml-patch for cbds patch", format_words(), words,
                          "File for the report; - is standard output", "Values to mask: direct (names, addresses; the default), all, none"});
    app.add_flag("--stat", stat_, "One table of figures: --format stat");
    app.add_flag("-q,--quiet", quiet_, "No summary, and no words but those of trouble");
}

/// The report of `--format` and `-o`, which stands for itself where no other was asked for.
void DiffReportOptions::take_short_form() {
    if (stat_ && targets_.is_format_given() && targets_.format() != "stat")
        throw UsageError("--stat and --format " + targets_.format() + " exclude each other");
    is_patch_ = !stat_ && targets_.format() == kPatch;
    if (is_patch_ && !targets_.targets().empty())
        throw UsageError("--format xml-patch stands by itself, without --report: a patch has all that differs, byte by byte");
    if (is_patch_) return;
    if (stat_) targets_.add_short_form("stat");
    else if (targets_.is_short_form_given() || targets_.targets().empty()) targets_.add_short_form();
}

void DiffReportOptions::check() {
    targets_.check([](std::string_view word) { return report::find_change_format(word).has_value(); });
    take_short_form();
    targets_.check_files_differ();
    if (is_patch_ && masks_keys()) throw UsageError("--redact all: a patch has the values, or it could not be applied");
}

bool DiffReportOptions::has(report::ChangeFormat format) const noexcept {
    const auto& targets = targets_.targets();
    return std::any_of(targets.begin(), targets.end(), [=](const ReportTarget& target) { return format_of(target) == format; });
}

report::ChangeReportOptions DiffReportOptions::report_options(const ReportTarget& target, const Context& context) const {
    report::ChangeReportOptions options;
    options.redact = targets_.redact();
    options.colour = ReportTargets::in_colour(target, context);
    options.quiet = quiet_;
    return options;
}

/// Nothing for what is written straight to standard output.
std::optional<io::OutputFile> DiffReportOptions::open_file(const ReportTarget& target, Context& context) const {
    if (target.file == "-" && is_streamed(format_of(target))) return std::nullopt;
    return io::OutputFile(target.file, {.overwrite = targets_.overwrite(), .personal = true, .spooled = true}, &context.out);
}

void DiffReportOptions::open(DiffReports& reports, const schema::Dictionary& dictionary, Context& context) const {
    for (const ReportTarget& target : targets_.targets()) {
        auto file = open_file(target, context);
        auto report = report::make_change_report(format_of(target), report_options(target, context), dictionary, file ? file->stream() : context.out);
        reports.add(std::move(report), std::move(file));
    }
}

io::OutputFile DiffReportOptions::open_patch(Context& context) const {
    return {targets_.output(), {.overwrite = targets_.overwrite(), .personal = true, .spooled = true}, &context.out};
}

void DiffReportOptions::write(const diff::Reconciliation& reconciliation, const schema::Dictionary& dictionary, Context& context) const {
    std::vector<std::optional<io::OutputFile>> files;
    for (const ReportTarget& target : targets_.targets()) {
        auto& file = files.emplace_back(open_file(target, context));
        report::write_reconciliation(reconciliation, format_of(target), report_options(target, context), dictionary, file ? file->stream() : context.out);
    }
    for (auto& file : files)
        if (file) file->commit();
}

}  // namespace cbds::cli
