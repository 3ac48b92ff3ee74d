#include "report/figures_html_pupils.hpp"

#include "report/figures_words.hpp"
#include "report/html_finding.hpp"
#include "report/markup.hpp"
#include "report/words.hpp"
#include "report/year_group.hpp"

namespace cbds::report {
namespace {

struct ShownList {
    std::string_view name;  ///< in ids and classes
    std::string_view word;
};

constexpr std::array<ShownList, kShownLists> kShown{{{"all", "All pupils"},
                                                     {"attention", "Need attention"},
                                                     {"persistent", "Persistently absent (10% or more)"},
                                                     {"severe", "Severely absent (50% or more)"},
                                                     {"crossed", "Crossed a threshold"},
                                                     {"alerts", "With alerts"},
                                                     {"open-spell", "Absent at the end"},
                                                     {"no-marks", "Without marks"}}};
constexpr std::size_t kAttention = 1;
constexpr std::size_t kCrossed = 4;
constexpr std::string_view kEveryYear = "all";

bool is_shown(const attendance::PupilFigures& pupil, std::size_t list) noexcept {
    if (list == 0) return true;
    return list == kAttention ? needs_attention(pupil) : is_on_list(pupil, static_cast<PupilList>(list - 2));
}

/// The list that is shown at first.
std::size_t first_list(const PupilCounts& counts) noexcept { return counts.of(kAttention) == 0 ? 0 : kAttention; }

/// Only what may show something can be chosen.
bool is_offered(const PupilCounts& counts, std::size_t list) noexcept { return list == 0 || counts.of(list) != 0; }

std::string radio(std::string_view group, std::string_view value, std::string_view words, std::uint64_t count, bool checked) {
    const std::string id = std::string(group).append("-").append(value);
    return "<label><input type=\"radio\" name=\"" + std::string(group) + "\" id=\"" + id + "\"" + (checked ? " checked" : "") + "> " +
           markup_text(words) + " <span class=\"count\">" + thousands(count) + "</span></label>";
}

std::string count_id(std::size_t list, std::string_view year) { return "n-" + std::string(kShown[list].name) + "-" + std::string(year); }

/// The rule that shows a count when its two buttons are chosen.
std::string count_rule(std::size_t list, std::string_view year) {
    return "body:has(#list-" + std::string(kShown[list].name) + ":checked):has(#year-" + std::string(year) + ":checked) #" +
           count_id(list, year) + "{display:inline}\n";
}

/// @param rows  `2 pupils`; empty where there are none
std::string count_words(std::size_t list, std::string_view year, const std::string& rows, const std::string& of) {
    const std::string words = rows.empty() ? "No pupil fits" : rows + " shown";
    return "<span id=\"" + count_id(list, year) + "\">" + words + ": " + markup_text(kShown[list].word) + of + "</span>";
}

}  // namespace

void PupilCounts::add(const attendance::PupilFigures& pupil, std::size_t year_group) {
    auto& year = years_[year_group];
    for (std::size_t list = 0; list < kShownLists; ++list) {
        year[list] += is_shown(pupil, list);
        all_[list] += is_shown(pupil, list);
    }
}

std::string filter_rules(const PupilCounts& counts) {
    std::string hide;
    std::string show;
    for (std::size_t list = 1; list < kShownLists; ++list)
        if (is_offered(counts, list))
            hide.append(hide.empty() ? "" : ",\n")
                .append("body:has(#list-")
                .append(kShown[list].name)
                .append(":checked) .one:not(.on-")
                .append(kShown[list].name)
                .append(")");
    for (const auto& [place, year] : counts.by_year_group()) {
        const std::string value = std::to_string(place);
        hide += (hide.empty() ? "body:has(#year-" : ",\nbody:has(#year-") + value + ":checked) .one:not(.y-" + value + ")";
        for (std::size_t list = 0; list < kShownLists; ++list)
            if (is_offered(counts, list)) show += count_rule(list, value);
    }
    for (std::size_t list = 0; list < kShownLists; ++list)
        if (is_offered(counts, list)) show += count_rule(list, kEveryYear);
    return hide + "{display:none!important}\n" + show;
}

std::string pupil_filter(const PupilCounts& counts, const FiguresReportOptions& options) {
    std::string text = "<form class=\"filters\">\n<fieldset><legend>List</legend>";
    std::string told;
    const auto rows = [&](std::uint64_t count) { return count == 0 ? std::string() : count_of_rows(count, options); };
    for (std::size_t list = 0; list < kShownLists; ++list) {
        if (!is_offered(counts, list)) continue;
        std::string words(kShown[list].word);
        if (list == kCrossed && options.since) words += " since " + day_words(*options.since);
        text += radio("list", kShown[list].name, words, counts.of(list), list == first_list(counts));
        told += count_words(list, kEveryYear, rows(counts.of(list)), "");
    }
    text += "</fieldset>\n<fieldset><legend>Year group</legend>" + radio("year", kEveryYear, "All", counts.of(0), true);
    for (const auto& [place, year] : counts.by_year_group()) {
        const std::string value = std::to_string(place);
        const std::string words = year_words(place, options.redact);
        text += radio("year", value, words, year[0], false);
        for (std::size_t list = 0; list < kShownLists; ++list)
            if (is_offered(counts, list)) told += count_words(list, value, rows(year[list]), ", " + markup_text(words));
    }
    return text +
           "</fieldset>\n<div class=\"buttons\"><button type=\"reset\">As at first</button></div>\n</form>\n<p class=\"shown\" role=\"status\">" +
           told + "</p>\n";
}

std::string year_words(std::size_t place, Redact redact) {
    return redact == Redact::all ? "Year group not shown" : std::string(year_group_title(place));
}

std::size_t year_place(const PupilRow& row) { return year_group_place(row.year_group()); }

std::string filter_classes(const PupilRow& row) {
    std::string text = "one y-" + std::to_string(year_place(row));
    for (std::size_t list = 1; list < kShownLists; ++list)
        if (is_shown(row.figures, list)) text.append(" on-").append(kShown[list].name);
    return text;
}

}  // namespace cbds::report
