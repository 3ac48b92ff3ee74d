#include "report/change_html_rows.hpp"

#include "report/change_html_page.hpp"
#include "report/change_html_value.hpp"
#include "report/finding_words.hpp"
#include "report/html_finding.hpp"
#include "report/html_table.hpp"
#include "report/markup.hpp"
#include "report/words.hpp"
#include "report/year_group.hpp"

#include <algorithm>
#include <array>

namespace cbds::report {
namespace {

using diff::ChangeKind;
using diff::ItemChange;
using diff::RecordDifference;

constexpr std::array<std::string_view, diff::kChangeKinds> kChangeWords{"Joined",      "Left",          "Moved",        "Re-keyed",
                                                                        "Value added", "Value removed", "Value changed"};

constexpr std::string_view kNothing = "<span class=\"none\">not there</span>";
constexpr std::string_view kFundingMark = " <span class=\"fund\">funding</span>";

std::string in_code(std::string_view text) { return "<span class=\"code\">" + name_words(text) + "</span>"; }

/// What a code means in this edition; empty where the item has no codes.
std::string_view code_label(const schema::Dictionary& dictionary, schema::ElementId element, std::string_view code, schema::Edition edition) {
    if (element == schema::kNoElement || dictionary.element(element).type == schema::kNoType) return {};
    for (const schema::CodeRow& row : dictionary.codes(dictionary.type(dictionary.element(element).type)))
        if (row.code == code && row.editions[static_cast<std::size_t>(edition.collection)].holds(edition.ordinal)) return row.label;
    return {};
}

std::string_view sign_class(ChangeKind kind) noexcept {
    switch (kind) {
        case ChangeKind::added:
        case ChangeKind::item_added: return "plus";
        case ChangeKind::removed:
        case ChangeKind::item_removed: return "minus";
        case ChangeKind::moved: return "moves";
        case ChangeKind::rekeyed: return "keys";
        case ChangeKind::item_changed: break;
    }
    return "changes";
}

std::string entry_start(ChangeKind kind, std::string_view more) {
    return "<tr class=\"entry" + std::string(kind < ChangeKind::moved ? " pupil" : "") + '"' +
           data_attribute("kind", diff::change_kind_name(kind)) + std::string(more) + "><th scope=\"row\">";
}

std::string side_by_side(ChangeKind kind, const std::string& before, const std::string& after) {
    return "</th>" + cell("Change", change_mark(kind), "kind") + cell("Old", before, "old") + cell("New", after, "new") + std::string(kRowEnd);
}

std::string roll_word(const schema::Dictionary& dictionary, schema::ElementId element) {
    if (element == schema::kNoElement) return {};
    switch (dictionary.element(element).roll) {
        case schema::Roll::on: return "on roll";
        case schema::Roll::off: return "no longer on roll";
        case schema::Roll::none: break;
    }
    return {};
}

std::string roll_box(const schema::Dictionary& dictionary, schema::ElementId element) {
    return "<span class=\"value\">" + roll_word(dictionary, element) + "</span>";
}

std::string year_of(const RecordDifference& difference, Redact redact) {
    const std::string code = shown_record_year_group(difference, redact);
    return code.empty() ? code : std::string(year_group_title(year_group_place(code)));
}

/// Asterisks instead of every name would only be in the way.
std::string readable_name(const RecordDifference& difference, Redact redact) {
    return redact == Redact::none ? name_words(shown_record_name(difference, redact)) : std::string();
}

/// By the key, or where there is none that may be shown by the numbers of the record.
std::string pupil_name(const RecordDifference& difference, Redact redact) {
    const std::string key = shown_record_key(difference, redact);
    if (!key.empty()) return in_code(key);
    return record_place(difference.old_record, difference.new_record);
}

std::string pupil_heading(const RecordDifference& difference, Redact redact) {
    std::string text = pupil_name(difference, redact);
    if (const std::string name = readable_name(difference, redact); !name.empty()) text += " <span class=\"name\">" + name + "</span>";
    if (const std::string year = year_of(difference, redact); !year.empty()) text += " <span class=\"year\">" + markup_text(year) + "</span>";
    if (difference.moved) text += ' ' + change_mark(ChangeKind::moved);
    if (difference.rekeyed) text += ' ' + change_mark(ChangeKind::rekeyed);
    return text;
}

std::string_view name_of_record(const RecordDifference& difference, const schema::Dictionary& dictionary) {
    const schema::ElementId element = difference.new_element != schema::kNoElement ? difference.new_element : difference.old_element;
    return element == schema::kNoElement ? std::string_view() : dictionary.element(element).name;
}

/// The item, the entry that it stands in, and its section where that says more.
std::string item_head(const RecordDifference& difference, const ItemChange& change, const ChangeRows& rows) {
    std::string text = "<b class=\"item\">" + name_words(change.item) + "</b>";
    const std::string entries = shown_entries(change, rows.redact, difference.outside);
    if (!entries.empty()) text += " <span class=\"of\">" + name_words(entries) + "</span>";
    if (change.funding) text += kFundingMark;
    const bool has_section = change.section != change.item && change.section != name_of_record(difference, rows.dictionary);
    return has_section ? text + " <span class=\"in\">" + name_words(change.section) + "</span>" : text;
}

std::string moved_row(const RecordDifference& difference, const schema::Dictionary& dictionary) {
    return entry_start(ChangeKind::moved, " data-funding") + "<b class=\"item\">Roll</b>" + std::string(kFundingMark) +
           side_by_side(ChangeKind::moved, roll_box(dictionary, difference.old_element), roll_box(dictionary, difference.new_element));
}

std::string rekeyed_row(const RecordDifference& difference, Redact redact) {
    const auto key_box = [](const std::string& key) {
        return key.empty() ? std::string("<span class=\"none\">not shown</span>") : value_box(key);
    };
    return entry_start(ChangeKind::rekeyed, {}) + "<b class=\"item\">UPN</b>" +
           side_by_side(ChangeKind::rekeyed, key_box(shown_old_key(difference, redact)), key_box(shown_record_key(difference, redact)));
}

std::string matched_words(const RecordDifference& difference) {
    if (difference.matched_by == diff::MatchedBy::upn) return {};
    return "; matched by " + std::string(diff::matched_by_name(difference.matched_by));
}

std::string finding_words(const rules::Finding& finding, Redact redact) {
    std::string text = markup_text(sentence(finding, redact));
    if (finding.place.line == 0) return text;
    return text + " <span class=\"in\">line " + std::to_string(finding.place.line) + ", column " + std::to_string(finding.place.column) +
           "</span>";
}

}  // namespace

std::string_view change_word(ChangeKind kind) noexcept { return kChangeWords[static_cast<std::size_t>(kind)]; }

std::string change_mark(ChangeKind kind) {
    constexpr std::string_view kValue = "Value ";  // it stands beside the value
    std::string word(change_word(kind));
    if (word.starts_with(kValue)) {
        word.erase(0, kValue.size());
        word.front() = static_cast<char>(word.front() - 'a' + 'A');
    }
    return "<span class=\"mark " + std::string(sign_class(kind)) + "\">" + word + "</span>";
}

bool touches_funding(const RecordDifference& difference) noexcept {
    if (!difference.outside && (!difference.in_both() || difference.moved)) return true;
    return std::any_of(difference.items.begin(), difference.items.end(), [](const ItemChange& change) { return change.funding; });
}

std::string ChangeRows::item_row(const RecordDifference& difference, const ItemChange& change, std::size_t item) const {
    const auto shown_of = [&](std::string_view value) {
        return shown_change_value(value, change.privacy, change.item, redact, difference.outside);
    };
    const std::string before = shown_of(change.before);
    const std::string after = shown_of(change.after);
    const std::size_t from = alike_bytes(before, after);
    const auto side = [&](const std::string& shown, std::string_view value, schema::Edition edition) {
        const std::string_view label = shown == value ? code_label(dictionary, change.element, value, edition) : std::string_view();
        return value_box(shown, from) + (label.empty() ? "" : " <span class=\"label\">" + markup_text(label) + "</span>");
    };
    const std::string more = data_attribute("item", std::to_string(item)) + (change.funding ? " data-funding" : "");
    const bool is_added = change.kind == ChangeKind::item_added;
    const bool is_removed = change.kind == ChangeKind::item_removed;
    return entry_start(change.kind, more) + item_head(difference, change, *this) +
           side_by_side(change.kind, is_added ? std::string(kNothing) : side(before, change.before, old_edition),
                        is_removed ? std::string(kNothing) : side(after, change.after, new_edition));
}

std::string ChangeRows::pupil_card(const RecordDifference& difference, const std::string& rows) const {
    const std::uint64_t changes = difference.items.size() + (difference.moved ? 1 : 0) + (difference.rekeyed ? 1 : 0);
    return group_start("pupil", 4, pupil_heading(difference, redact), count_of(changes, "change", "changes")) + change_table_start() +
           (difference.rekeyed ? rekeyed_row(difference, redact) : "") + (difference.moved ? moved_row(difference, dictionary) : "") + rows +
           std::string(kTableEnd) + "<p class=\"place\">" + record_place(difference.old_record, difference.new_record) +
           matched_words(difference) + "</p>\n" + std::string(kGroupEnd);
}

std::string ChangeRows::pupil_row(const RecordDifference& difference) const {
    const bool joined = difference.old_record == 0;
    const std::string roll = roll_word(dictionary, joined ? difference.new_element : difference.old_element);
    return entry_start(joined ? ChangeKind::added : ChangeKind::removed, " data-funding") + pupil_name(difference, redact) + "</th>" +
           (redact == Redact::none ? cell("Name", readable_name(difference, redact), "told") : "") +
           cell("Year group", markup_text(year_of(difference, redact)), "told") + cell("Roll", roll, "told") +
           cell("Record", std::to_string(joined ? difference.new_record : difference.old_record), "number") + std::string(kRowEnd);
}

std::string ChangeRows::finding_row(const diff::FindingDifference& difference) const {
    const rules::Finding& finding = difference.finding;
    const std::string record = record_words(finding, redact);
    const std::string_view kind = difference.state == diff::FindingState::fixed      ? "fixed"
                                  : difference.state == diff::FindingState::appeared ? "new"
                                                                                     : "still";
    return "<tr class=\"entry\"" + data_attribute("kind", kind) + "><th scope=\"row\">" + severity_badge(finding.severity) +
           " <span class=\"code\">" + markup_text(finding.rule->code) + "</span></th>" + cell("Pupil", markup_text(record), "told") +
           cell("What is wrong", finding_words(finding, redact), "frequent") + std::string(kRowEnd);
}

std::string change_table_start() { return table_start({"Item", "Change", "Old", "New"}, "changes"); }

std::string pupil_table_start(Redact redact) {
    return redact == Redact::none ? table_start({"Pupil", "Name", "Year group", "Roll", "#Record"})
                                  : table_start({"Pupil", "Year group", "Roll", "#Record"});
}

std::string finding_table_start() { return table_start({"Rule", "Pupil", "What is wrong"}); }

}  // namespace cbds::report
