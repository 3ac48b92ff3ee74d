#include "report_options.hpp"

#include "common_options.hpp"

namespace cbds::cli {
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
    const std::string words = choice_in_words(names);
    targets_.add_to(app, {"Form of the report: " + words, {names.begin(), names.end()}, words, "File for the report; - is standard output",
                          "Values to mask: direct (names, addresses; the default), all, none"});
    app.add_flag("--statistics", statistics_, "Say at the end which rule found how much");
    app.add_flag("-q,--quiet", quiet_, "Say nothing but what makes the run fail");
}

void FindingReportOptions::check() {
    targets_.check([](std::string_view word) { return report::find_format(word).has_value(); });
    if (targets_.targets().empty() || targets_.is_short_form_given()) targets_.add_short_form();
    targets_.check_files_differ();
}

void FindingReportOptions::open(Reports& reports, Context& context, std::optional<rules::Severity> fail_on) const {
    for (const ReportTarget& target : targets_.targets()) {
        const report::Format format = report::find_format(target.format).value();
        report::ReportOptions options;
        options.redact = targets_.redact();
        options.statistics = statistics_;
        options.quiet = quiet_;
        options.fail_on = fail_on;
        options.colour = ReportTargets::in_colour(target, context);
        if (target.file == "-") {
            reports.add(report::make_report(format, options, context.out), std::nullopt);
            continue;
        }
        io::OutputFile file(target.file, {targets_.overwrite(), true}, &context.out);
        auto report = report::make_report(format, options, file.stream());
        reports.add(std::move(report), std::move(file));
    }
}

}  // namespace cbds::cli
