#include "report_targets.hpp"

#include "cbds/error.hpp"

#include <algorithm>
#include <cstdlib>

namespace cbds::cli {

void ReportTargets::add_to(CLI::App& app, const ReportWords& words) {
    in_words_ = words.in_words;
    format_option_ = app.add_option("--format", format_, words.format_help)->check(CLI::IsMember(words.formats))->type_name("FORMAT");
    output_option_ = app.add_option("-o,--output", output_, words.output_help)->type_name("FILE");
    app.add_option("--report", report_texts_, "One more report: FORMAT=FILE; may be given several times")
        ->type_name("FORMAT=FILE")->allow_extra_args(false);
    app.add_flag("--overwrite", overwrite_, "Replace files that exist");
    app.add_option("--redact", redact_, words.redact_help)->check(CLI::IsMember({"direct", "all", "none"}))->type_name("VALUES");
}

void ReportTargets::check(const std::function<bool(std::string_view)>& is_format) {
    targets_.clear();
    for (const std::string& text : report_texts_) {
        const std::size_t sign = text.find('=');
        if (sign == std::string::npos || sign + 1 == text.size() || !is_format(std::string_view(text).substr(0, sign)))
            throw UsageError("--report " + text + ": expected FORMAT=FILE with the format " + in_words_);
        targets_.push_back({text.substr(0, sign), text.substr(sign + 1)});
    }
}

void ReportTargets::check_files_differ() const {
    std::vector<std::string> files;
    for (const ReportTarget& target : targets_) {
        if (std::find(files.begin(), files.end(), target.file) == files.end()) files.push_back(target.file);
        else if (target.file == "-") throw UsageError("only one report can go to standard output");
        else throw UsageError(target.file + ": two reports cannot go to the same file");
    }
}

report::Redact ReportTargets::redact() const noexcept {
    return redact_ == "none" ? report::Redact::none : redact_ == "all" ? report::Redact::all : report::Redact::direct;
}

bool ReportTargets::in_colour(const ReportTarget& target, const Context& context) {
    const char* no_colour = std::getenv("NO_COLOR");
    return target.file == "-" && context.out_is_terminal && (no_colour == nullptr || *no_colour == '\0');
}

}  // namespace cbds::cli
