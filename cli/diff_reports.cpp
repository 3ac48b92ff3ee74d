#include "diff_reports.hpp"

#include "cbds/error.hpp"
#include "cbds/report/reconciliation.hpp"

#include <algorithm>
#include <cstdlib>

namespace cbds::cli {
namespace {

constexpr std::string_view kPatch = "xml-patch";

/// `text, json, ... or stat`, of the reports of changes.
std::string change_formats_in_words() {
    const auto names = report::change_format_names();
    std::string text(names.front());
    for (const std::string_view name : names.subspan(1)) text.append(name == names.back() ? " or " : ", ") += name;
    return text;
}

std::vector<std::string> format_words() {
    const auto names = report::change_format_names();
    std::vector<std::string> words(names.begin(), names.end());
    words.emplace_back(kPatch);
    return words;
}

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
    format_option_ = app.add_option("--format", format_, "Form of the report: " + change_formats_in_words() + ", or xml-patch for cbds patch")
        ->check(CLI::IsMember(format_words()))->type_name("FORMAT");
    app.add_flag("--stat", stat_, "One table of figures: --format stat");
    output_option_ = app.add_option("-o,--output", output_, "File for the report; - is standard output")->type_name("FILE");
    app.add_option("--report", report_texts_, "One more report: FORMAT=FILE; may be given several times")
        ->type_name("FORMAT=FILE")->allow_extra_args(false);
    app.add_flag("--overwrite", overwrite_, "Replace files that exist");
    app.add_option("--redact", redact_text_, "Values to mask: direct (names, addresses; the default), all, none")
        ->check(CLI::IsMember({"direct", "all", "none"}))->type_name("VALUES");
    app.add_flag("-q,--quiet", quiet_, "No summary, and no words but those of trouble");
}

/// A second report would replace the first, or not be made because the first is there already.
void DiffReportOptions::check_files_differ() const {
    std::vector<std::string> files;
    for (const Target& target : targets_) {
        if (std::find(files.begin(), files.end(), target.file) == files.end()) files.push_back(target.file);
        else if (target.file == "-") throw UsageError("only one report can go to standard output");
        else throw UsageError(target.file + ": two reports cannot go to the same file");
    }
}

/// The report of `--format` and `-o`, which stands for itself where no other was asked for.
void DiffReportOptions::take_short_form() {
    if (stat_ && format_option_->count() > 0 && format_ != "stat") throw UsageError("--stat and --format " + format_ + " exclude each other");
    const bool asked = stat_ || format_option_->count() + output_option_->count() > 0;
    is_patch_ = !stat_ && format_ == kPatch;
    if (is_patch_ && !targets_.empty())
        throw UsageError("--format xml-patch stands by itself, without --report: a patch has all that differs, byte by byte");
    if (is_patch_ || (!asked && !targets_.empty())) return;
    targets_.push_back({stat_ ? report::ChangeFormat::stat : *report::find_change_format(format_), output_});
}

void DiffReportOptions::check() {
    targets_.clear();
    for (const std::string& text : report_texts_) {
        const std::size_t sign = text.find('=');
        const auto format = report::find_change_format(text.substr(0, sign));
        if (sign == std::string::npos || sign + 1 == text.size() || !format)
            throw UsageError("--report " + text + ": expected FORMAT=FILE with the format " + change_formats_in_words());
        targets_.push_back({*format, text.substr(sign + 1)});
    }
    take_short_form();
    check_files_differ();
    redact_ = redact_text_ == "none" ? report::Redact::none : redact_text_ == "all" ? report::Redact::all : report::Redact::direct;
    if (is_patch_ && redact_text_ == "all") throw UsageError("--redact all: a patch has the values, or it could not be applied");
}

bool DiffReportOptions::has(report::ChangeFormat format) const noexcept {
    return std::any_of(targets_.begin(), targets_.end(), [=](const Target& target) { return target.format == format; });
}

report::ChangeReportOptions DiffReportOptions::report_options(const Target& target, const Context& context) const {
    const char* no_colour = std::getenv("NO_COLOR");
    report::ChangeReportOptions options;
    options.redact = redact_;
    options.colour = target.file == "-" && context.out_is_terminal && (no_colour == nullptr || *no_colour == '\0');
    options.quiet = quiet_;
    return options;
}

/// Nothing for what is written straight to standard output.
std::optional<io::OutputFile> DiffReportOptions::open_file(const Target& target, Context& context) const {
    if (target.file == "-" && is_streamed(target.format)) return std::nullopt;
    return io::OutputFile(target.file, {.overwrite = overwrite_, .personal = true, .spooled = true}, &context.out);
}

void DiffReportOptions::open(DiffReports& reports, const schema::Dictionary& dictionary, Context& context) const {
    for (const Target& target : targets_) {
        auto file = open_file(target, context);
        auto report = report::make_change_report(target.format, report_options(target, context), dictionary, file ? file->stream() : context.out);
        reports.add(std::move(report), std::move(file));
    }
}

io::OutputFile DiffReportOptions::open_patch(Context& context) const {
    return {output_, {.overwrite = overwrite_, .personal = true, .spooled = true}, &context.out};
}

void DiffReportOptions::write(const diff::Reconciliation& reconciliation, const schema::Dictionary& dictionary, Context& context) const {
    std::vector<std::optional<io::OutputFile>> files;
    for (const Target& target : targets_) {
        auto& file = files.emplace_back(open_file(target, context));
        report::write_reconciliation(reconciliation, target.format, report_options(target, context), dictionary, file ? file->stream() : context.out);
    }
    for (auto& file : files)
        if (file) file->commit();
}

}  // namespace cbds::cli
