#include "attendance/census_section.hpp"

#include "io/ascii.hpp"

#include <algorithm>
#include <charconv>

namespace cbds::attendance {
namespace {

using schema::ElementId;
using xml::Element;

/// A number as it is compared: without blanks and leading zeros. What is none stays as it is.
std::string plain_number(std::string_view text) {
    text = ascii::trimmed(text);
    std::uint64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return fault == std::errc{} && end == text.data() + text.size() ? std::to_string(number) : std::string(text);
}

/// The number of a detail: the value that is not its code, by whatever name the edition has it.
ElementId sessions_row(const schema::Plan& plan, ElementId detail, ElementId reason) {
    if (detail == schema::kNoElement) return detail;
    const schema::PlanElement& parent = plan.element(detail);
    for (unsigned i = 0; i < parent.child_count; ++i) {
        const auto row = static_cast<ElementId>(parent.first_child + i);
        if (row != reason && plan.in_edition(row) && plan.row(row).content == schema::Content::value) return row;
    }
    return schema::kNoElement;
}

std::string number_text(std::uint32_t count) { return std::to_string(count); }

}  // namespace

std::string section_name(bool second_half) { return second_half ? "SummerHalfTerm2Attendance" : "TermlyAttendance"; }

SectionRows SectionRows::of(const schema::Plan& plan, ElementId record, bool second_half) {
    SectionRows rows;
    rows.module = child_row(plan, record, "Attendance");
    rows.section = child_row(plan, rows.module, section_name(second_half));
    rows.possible = child_row(plan, rows.section, "SessionsPossible");
    rows.details = child_row(plan, rows.section, "SessionDetails");
    rows.detail = child_row(plan, rows.details, "SessionDetail");
    rows.reason = child_row(plan, rows.detail, "AttendanceReason");
    rows.sessions = sessions_row(plan, rows.detail, rows.reason);
    return rows;
}

CensusSectionEdit::CensusSectionEdit(const schema::Plan& plan, const SectionRows& rows, Element& record)
    : plan_(plan), rows_(rows), record_(record), section_(find_row(record, rows.section)), setter_(plan) {}

/// Sessions, or what stands in its place in another edition.
std::string CensusSectionEdit::number_in(const Element& detail) const {
    for (const Element& child : detail.children)
        if (child.id != schema::kNoElement && child.id != rows_.reason) return plain_number(child.text);
    return {};
}

/// Of a code that stands there twice both numbers.
std::map<std::string, std::string> CensusSectionEdit::by_code() const {
    std::map<std::string, std::string> found;
    Element* const details = section_ == nullptr ? nullptr : find_row(*section_, rows_.details);
    if (details == nullptr) return found;
    for (Element& detail : details->children) {
        if (detail.id != rows_.detail) continue;
        const Element* const reason = find_row(detail, rows_.reason);
        std::string& number = found[reason == nullptr ? std::string() : std::string(ascii::trimmed(reason->text))];
        number += (number.empty() ? "" : " + ") + number_in(detail);
    }
    return found;
}

/// Totals of schools that kept no codes.
std::vector<CensusSectionEdit::Line> CensusSectionEdit::totals() const {
    std::vector<Line> lines;
    if (section_ == nullptr) return lines;
    for (const Element& child : section_->children)
        if (child.id != schema::kNoElement && child.id != rows_.possible && child.id != rows_.details)
            lines.push_back({std::string(plan_.row(child.id).name), plain_number(child.text), {}});
    return lines;
}

std::vector<CensusDifference> CensusSectionEdit::differences(const CensusSection* ours) const {
    std::vector<Line> lines;
    Element* const possible = section_ == nullptr ? nullptr : find_row(*section_, rows_.possible);
    lines.push_back({"SessionsPossible", possible == nullptr ? std::string() : plain_number(possible->text),
                     ours == nullptr ? std::string() : number_text(ours->possible)});
    std::map<std::string, std::pair<std::string, std::string>> codes;
    for (const auto& [code, number] : by_code()) codes[code].first = number;
    if (ours != nullptr)
        for (const auto& [code, number] : ours->by_code) codes[code].second = number_text(number);
    for (const auto& [code, numbers] : codes) lines.push_back({"SessionDetails/" + code, numbers.first, numbers.second});
    for (Line& total : totals()) lines.push_back(std::move(total));
    std::vector<CensusDifference> found;
    const std::string section = std::string(plan_.row(rows_.section).name) + '/';
    for (Line& line : lines)
        if (line.theirs != line.ours) found.push_back({0, {}, section + line.item, std::move(line.theirs), std::move(line.ours)});
    return found;
}

void CensusSectionEdit::write(const CensusSection* ours) {
    if (ours == nullptr) return remove();
    Element& section = setter_.make(setter_.make(record_, rows_.module), rows_.section);
    section_ = &section;
    setter_.set(section, rows_.possible, number_text(ours->possible));
    std::erase_if(section.children, [&](const Element& child) {
        return child.id != schema::kNoElement && child.id != rows_.possible && child.id != rows_.details;
    });
    write_details(section, *ours);
}

void CensusSectionEdit::write_details(Element& section, const CensusSection& ours) {
    std::map<std::string, std::uint32_t> missing = ours.by_code;
    Element& details = setter_.make(section, rows_.details);
    keep_or_drop(details, missing);
    for (const auto& [code, count] : missing) {
        Element& detail = xml::insert_child(details, setter_.empty(rows_.detail));
        setter_.set(detail, rows_.reason, code);
        setter_.set(detail, rows_.sessions, number_text(count));
    }
    if (!details.children.empty()) return;
    std::erase_if(section.children, [&](const Element& child) { return child.id == rows_.details; });
}

/// Codes that stay keep their places and what is unknown in them.
void CensusSectionEdit::keep_or_drop(Element& details, std::map<std::string, std::uint32_t>& missing) {
    std::erase_if(details.children, [&](Element& detail) {
        if (detail.id != rows_.detail) return false;
        const Element* const reason = find_row(detail, rows_.reason);
        const auto wanted = missing.find(reason == nullptr ? std::string() : std::string(ascii::trimmed(reason->text)));
        if (wanted == missing.end()) return true;
        set_sessions(detail, wanted->second);
        missing.erase(wanted);
        return false;
    });
}

void CensusSectionEdit::set_sessions(Element& detail, std::uint32_t count) {
    const Element* const number = find_row(detail, rows_.sessions);
    if (number != nullptr && plain_number(number->text) == number_text(count)) return;
    std::erase_if(detail.children, [&](const Element& child) {
        return child.id != schema::kNoElement && child.id != rows_.reason && child.id != rows_.sessions;
    });
    setter_.set(detail, rows_.sessions, number_text(count));
}

void CensusSectionEdit::remove() {
    Element* const module = find_row(record_, rows_.module);
    if (module == nullptr) return;
    std::erase_if(module->children, [&](const Element& child) { return child.id == rows_.section; });
    if (!module->children.empty()) return;
    std::erase_if(record_.children, [&](const Element& child) { return child.id == rows_.module; });
}

}  // namespace cbds::attendance
