#include "cbds/report/report.hpp"

#include "report/json_report.hpp"
#include "report/text_report.hpp"

#include <algorithm>
#include <array>

namespace cbds::report {
namespace {

/// The numbers by which a school finds a pupil, in the names of both collections.
constexpr std::array<std::string_view, 5> kPupilNumbers{"UPN", "FormerUPN", "UniqueLearnerNumber", "ULN", "UCI"};

bool is_pupil_number(std::string_view item) noexcept {
    return std::find(kPupilNumbers.begin(), kPupilNumbers.end(), item) != kPupilNumbers.end();
}

}  // namespace

std::optional<Format> find_format(std::string_view word) noexcept {
    if (word == "text") return Format::text;
    if (word == "json") return Format::json;
    if (word == "ndjson") return Format::ndjson;
    return std::nullopt;
}

bool is_masked(const rules::Finding& finding, Redact redact) noexcept {
    if (finding.value.empty() || redact == Redact::none) return false;
    if (redact == Redact::all) return finding.record != 0 || finding.privacy != schema::Privacy::none;
    return finding.privacy == schema::Privacy::direct && !is_pupil_number(finding.item);
}

std::string shown_value(const rules::Finding& finding, Redact redact) {
    return is_masked(finding, redact) ? "***" : finding.value;
}

std::unique_ptr<Report> make_report(Format format, const ReportOptions& options, std::ostream& out) {
    if (format != Format::text) return std::make_unique<JsonReport>(format, options, out);
    return std::make_unique<TextReport>(options, out);
}

}  // namespace cbds::report
