/// The functions of all rules of Common Transfer Files, and what they share.

#include "rules/ctf/subjects.hpp"

#include "io/ascii.hpp"

#include <algorithm>
#include <charconv>

namespace cbds::rules {

using identifiers::Date;

std::span<const FunctionRow> ctf_functions() noexcept {
    static const std::vector<FunctionRow> all = [] {
        std::vector<FunctionRow> rows;
        for (const auto subject : {ctf_person_functions(), ctf_history_functions(), ctf_contact_functions(), ctf_attendance_functions(),
                                   ctf_assessment_functions(), ctf_school_functions()})
            rows.insert(rows.end(), subject.begin(), subject.end());
        return rows;
    }();
    return all;
}

std::string_view header_text(const Items& items, std::string_view path) noexcept {
    if (!items.facts().header) return {};
    const PartView& header = items.facts().header->view();
    return header.text(header.first(CodeBook::item_below(header.plan(), header.part().element(), path)));
}

std::optional<Date> file_day(const Items& items) noexcept { return identifiers::parse_date(header_text(items, "DateTime").substr(0, 10)); }

std::optional<int> academic_year(const Items& items) noexcept {
    const std::string_view digits = header_text(items, "SourceSchool/AcademicYear");
    int year = 0;
    if (digits.size() != 4 || std::from_chars(digits.data(), digits.data() + 4, year).ec != std::errc{}) return std::nullopt;
    return year;
}

bool is_full_file(const Items& items) noexcept { return ascii::same_but_case(header_text(items, "DocumentQualifier"), "full"); }

std::string_view text_below(const Items& items, NodeNumber ancestor, std::size_t item) noexcept {
    return items.view().text(items.below(ancestor, item));
}

std::optional<Date> date_below(const Items& items, NodeNumber ancestor, std::size_t item) noexcept {
    return identifiers::parse_date(text_below(items, ancestor, item));
}

bool overlap(const Spell& a, const Spell& b) noexcept {
    const auto begins_before_end = [](const Spell& one, const Spell& other) { return !one.from || !other.until || *one.from < *other.until; };
    return begins_before_end(a, b) && begins_before_end(b, a);
}

void report_overlaps(std::vector<Spell> spells, Failures& failures) {
    std::stable_sort(spells.begin(), spells.end(), [](const Spell& a, const Spell& b) { return a.from < b.from; });
    for (std::size_t i = 1; i < spells.size(); ++i)
        if (std::any_of(spells.begin(), spells.begin() + static_cast<std::ptrdiff_t>(i), [&](const Spell& earlier) { return overlap(earlier, spells[i]); }))
            failures.at(spells[i].node);
}

}  // namespace cbds::rules
