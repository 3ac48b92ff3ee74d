#include "report_options.hpp"

#include "cbds/error.hpp"

#include <algorithm>
#include <cstdlib>

namespace cbds::cli {
namespace {

/// `text, json, ... or html`.
std::string formats_in_words() {
    const auto names = report::format_names();
    std::string text(names.front());
    for (const std::string_view name : names.subspan(1)) text.append(name == names.back() ? " or " : ", ") += name;
    return text;
}

}  // namespace

void Reports::add(std::unique_ptr<report::Report> report, std::optional<io::OutputFile> file) {
    entries_.push_back({std::move(report), std::move(file)});
}

void Reports::begin_file(std::string_view name) {
    for (Entry& entry : entries_) entry.report->begin_file(name);
}

void Reports::finding(const rules::Finding& finding) {
    for (Entry& entry : entries_) entry.report->finding(finding);
}

void Reports::end_file(const rules::FileSummary& file) {
    for (Entry& entry : entries_) entry.report->end_file(file);
}

void Reports::end(const rules::RunSummary& run) {
    for (Entry& entry : entries_) entry.report->end(run);
    for (Entry& entry : entries_)
        if (entry.file) entry.file->commit();
}

void FindingReportOptions::add_to(CLI::App& app) {
    const auto names = report::format_names();
    format_option_ = app.add_option("--format", format_, "Form of the report: " + formats_in_words())
        ->check(CLI::IsMember(std::vector<std::string>(names.begin(), names.end())))->type_name("FORMAT");
    output_option_ = app.add_option("-o,--output", output_, "File for the report; - is standard output")->type_name("FILE");
    app.add_option("--report", report_texts_, "One more report: FORMAT=FILE; may be given several times")->type_name("FORMAT=FILE")->allow_extra_args(false);
    app.add_flag("--overwrite", overwrite_, "Replace files that exist");
    app.add_option("--redact", redact_text_, "Values to mask: direct (names, addresses; the default), all, none")
        ->check(CLI::IsMember({"direct", "all", "none"}))->type_name("VALUES");
    app.add_flag("--statistics", statistics_, "Say at the end which rule found how much");
    app.add_flag("-q,--quiet", quiet_, "Say nothing but what makes the run fail");
}

/// A second report would replace the first, or not be made because the first is there already.
void FindingReportOptions::check_files_differ() const {
    std::vector<std::string> files;
    for (const Target& target : targets_) {
        if (std::find(files.begin(), files.end(), target.file) == files.end()) files.push_back(target.file);
        else if (target.file == "-") throw UsageError("only one report can go to standard output");
        else throw UsageError(target.file + ": two reports cannot go to the same file");
    }
}

void FindingReportOptions::check() {
    for (const std::string& text : report_texts_) {
        const std::size_t sign = text.find('=');
        const auto format = report::find_format(text.substr(0, sign));
        if (sign == std::string::npos || sign + 1 == text.size() || !format)
            throw UsageError("--report " + text + ": expected FORMAT=FILE with the format " + formats_in_words());
        targets_.push_back({*format, text.substr(sign + 1)});
    }
    const bool short_form = format_option_->count() + output_option_->count() > 0;
    if (targets_.empty() || short_form) targets_.push_back({*report::find_format(format_), output_});
    check_files_differ();
    redact_ = redact_text_ == "none" ? report::Redact::none : redact_text_ == "all" ? report::Redact::all : report::Redact::direct;
}

void FindingReportOptions::open(Reports& reports, Context& context, std::optional<rules::Severity> fail_on) const {
    for (const Target& target : targets_) {
        report::ReportOptions options;
        options.redact = redact_;
        options.statistics = statistics_;
        options.quiet = quiet_;
        options.fail_on = fail_on;
        if (target.file == "-") {
            const char* no_colour = std::getenv("NO_COLOR");
            options.colour = context.out_is_terminal && (no_colour == nullptr || *no_colour == '\0');
            reports.add(report::make_report(target.format, options, context.out), std::nullopt);
            continue;
        }
        io::OutputFile file(target.file, {overwrite_, true}, &context.out);
        auto report = report::make_report(target.format, options, file.stream());
        reports.add(std::move(report), std::move(file));
    }
}

}  // namespace cbds::cli
