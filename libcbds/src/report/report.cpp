#include "cbds/report/report.hpp"

#include "report/csv_report.hpp"
#include "report/github_report.hpp"
#include "report/html_report.hpp"
#include "report/json_report.hpp"
#include "report/junit_report.hpp"
#include "report/markdown_report.hpp"
#include "report/sarif_report.hpp"
#include "report/text_report.hpp"

#include <algorithm>
#include <array>

namespace cbds::report {
namespace {

constexpr std::array<std::string_view, 9> kFormatNames{"text", "json", "ndjson", "csv", "sarif", "junit", "markdown", "github", "html"};

/// The numbers by which a school finds a pupil, in the names of both collections.
constexpr std::array<std::string_view, 5> kPupilNumbers{"UPN", "FormerUPN", "UniqueLearnerNumber", "ULN", "UCI"};

bool is_pupil_number(std::string_view item) noexcept {
    return std::find(kPupilNumbers.begin(), kPupilNumbers.end(), item) != kPupilNumbers.end();
}

}  // namespace

std::span<const std::string_view> format_names() noexcept { return kFormatNames; }

std::optional<Format> find_format(std::string_view word) noexcept {
    const auto found = std::find(kFormatNames.begin(), kFormatNames.end(), word);
    if (found == kFormatNames.end()) return std::nullopt;
    return static_cast<Format>(found - kFormatNames.begin());
}

bool is_masked(const rules::Finding& finding, Redact redact) noexcept {
    if (finding.value.empty() || redact == Redact::none) return false;
    if (redact == Redact::all) return finding.record != 0 || finding.privacy != schema::Privacy::none;
    return finding.privacy == schema::Privacy::direct && !is_pupil_number(finding.item);
}

std::string shown_value(const rules::Finding& finding, Redact redact) {
    return is_masked(finding, redact) ? "***" : finding.value;
}

std::string shown_key(const rules::Finding& finding, Redact redact) { return redact == Redact::all ? std::string() : finding.key; }

std::string shown_year_group(const rules::Finding& finding, Redact redact) {
    return redact == Redact::all ? std::string() : finding.year_group;
}

std::unique_ptr<Report> make_report(Format format, const ReportOptions& options, std::ostream& out) {
    switch (format) {
        case Format::text: break;
        case Format::json:
        case Format::ndjson: return std::make_unique<JsonReport>(format, options, out);
        case Format::csv: return std::make_unique<CsvReport>(options, out);
        case Format::sarif: return std::make_unique<SarifReport>(options, out);
        case Format::junit: return std::make_unique<JunitReport>(options, out);
        case Format::markdown: return std::make_unique<MarkdownReport>(options, out);
        case Format::github: return std::make_unique<GithubReport>(options, out);
        case Format::html: return std::make_unique<HtmlReport>(options, out);
    }
    return std::make_unique<TextReport>(options, out);
}

}  // namespace cbds::report
