#include "cbds/report/changes.hpp"

#include "report/change_csv.hpp"
#include "report/change_html.hpp"
#include "report/change_json.hpp"
#include "report/change_markdown.hpp"
#include "report/change_ndjson.hpp"
#include "report/change_stat.hpp"
#include "report/change_text.hpp"

#include <algorithm>
#include <array>

namespace cbds::report {
namespace {

constexpr std::array<std::string_view, 7> kChangeFormatNames{"text", "json", "ndjson", "csv", "markdown", "html", "stat"};

}  // namespace

std::span<const std::string_view> change_format_names() noexcept { return kChangeFormatNames; }

std::optional<ChangeFormat> find_change_format(std::string_view word) noexcept {
    const auto found = std::find(kChangeFormatNames.begin(), kChangeFormatNames.end(), word);
    if (found == kChangeFormatNames.end()) return std::nullopt;
    return static_cast<ChangeFormat>(found - kChangeFormatNames.begin());
}

std::unique_ptr<diff::DifferenceSink> make_change_report(ChangeFormat format, const ChangeReportOptions& options,
                                                         const schema::Dictionary& dictionary, std::ostream& out) {
    switch (format) {
        case ChangeFormat::text: break;
        case ChangeFormat::json: return std::make_unique<ChangeJson>(options, dictionary, out);
        case ChangeFormat::ndjson: return std::make_unique<ChangeNdjson>(options, dictionary, out);
        case ChangeFormat::csv: return std::make_unique<ChangeCsv>(options, dictionary, out);
        case ChangeFormat::markdown: return std::make_unique<ChangeMarkdown>(options, dictionary, out);
        case ChangeFormat::html: return make_change_html(options, dictionary, out);
        case ChangeFormat::stat: return std::make_unique<ChangeStat>(dictionary, out);
    }
    return std::make_unique<ChangeText>(options, dictionary, out);
}

}  // namespace cbds::report
