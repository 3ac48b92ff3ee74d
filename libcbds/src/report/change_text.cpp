#include "report/change_text.hpp"

#include "cbds/report/escape.hpp"
#include "io/ascii.hpp"
#include "report/finding_words.hpp"
#include "report/output.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <array>

namespace cbds::report {
namespace {

using diff::ChangeKind;
using diff::DocumentSide;
using diff::ItemChange;
using diff::RecordDifference;

constexpr std::size_t kLineWidth = 80;

/// In characters, near enough.
std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// A value that would not be seen, or not to its ends, stands in quotation marks.
std::string value_words(const std::string& value) {
    const bool is_plain = !value.empty() && !ascii::is_blank(value.front()) && !ascii::is_blank(value.back());
    return is_plain ? printable(value) : '"' + printable(value) + '"';
}

char line_mark(ChangeKind kind) {
    if (kind == ChangeKind::item_added) return '+';
    return kind == ChangeKind::item_removed ? '-' : '~';
}

std::string heading_words(const DocumentSide& before, const DocumentSide& after) {
    const std::string old_name = printable(before.name);
    std::string text = printable(after.name);
    text += width_of(text) + width_of(" against ") + width_of(old_name) <= kLineWidth ? " against " : "\nagainst ";
    text += old_name;
    if (before.edition != after.edition)
        text += "\n(" + schema::edition_name(after.edition) + " against " + schema::edition_name(before.edition) + ")";
    return text;
}

std::string title_words(const RecordTitle& title) {
    std::string text = title.key.empty() ? title.number : printable(title.key);
    if (!title.name.empty()) text += ' ' + printable(title.name);
    return title.details.empty() ? text : text + " (" + printable(title.details) + ")";
}

std::string_view container_of(std::string_view path) { return path.substr(0, std::min(path.rfind('/'), path.size())); }

bool same_entry(const ItemChange& a, const ItemChange& b) {
    const auto same_key = [](const diff::EntryKey& x, const diff::EntryKey& y) { return x.item == y.item && x.value == y.value; };
    return container_of(a.path) == container_of(b.path) &&
           std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(), same_key);
}

/// `line 412: `: of the old document where the finding is fixed, else of the new one.
std::string line_words(const rules::Finding& finding) {
    return finding.place.line == 0 ? std::string() : "line " + std::to_string(finding.place.line) + ": ";
}

/// Label and parts, broken at the width of a line; what follows is indented.
std::string wrapped(std::string_view label, const std::vector<std::string>& parts) {
    std::string text = std::string(label) + ':';
    std::size_t width = text.size();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool is_last = i + 1 == parts.size();
        const bool fits = width + 1 + parts[i].size() + (is_last ? 0 : 1) <= kLineWidth;
        text.append(fits ? " " : "\n  ").append(parts[i]).append(is_last ? "" : ",");
        width = (fits ? width + 1 : 2) + parts[i].size() + 1;
    }
    return text;
}

}  // namespace

ChangeText::Colour ChangeText::colour_of(ChangeKind kind) noexcept {
    if (kind == ChangeKind::item_added) return Colour::green;
    return kind == ChangeKind::item_removed ? Colour::red : Colour::yellow;
}

ChangeText::Colour ChangeText::colour_of(const RecordDifference& difference) noexcept {
    if (difference.in_both()) return Colour::bold;
    return difference.old_record == 0 ? Colour::green : Colour::red;
}

void ChangeText::line(std::string_view text, Colour colour) {
    constexpr std::array<std::string_view, 5> kColours{"", "\033[31m", "\033[32m", "\033[33m", "\033[1m"};
    const bool painted = options_.colour && colour != Colour::none;
    std::string whole(painted ? kColours[static_cast<std::size_t>(colour)] : "");
    whole.append(text).append(painted ? "\033[0m\n" : "\n");
    put(out_, whole);
    anything_ = true;
}

/// A blank line between pairs, except between two that are a line each.
void ChangeText::separate(bool is_group) {
    if (anything_ && (is_group || after_group_)) line("");
    after_group_ = is_group;
}

void ChangeText::enter(Group group) {
    if (group_ == group) return;
    if (group_ == Group::none) {
        separate(true);
        line(heading_, Colour::bold);
    }
    line("");
    group_ = group;
    if (group == Group::outside) line(kOutsideWords, Colour::bold);
    if (group == Group::ambiguous) line(std::string(kAmbiguousWords) + ':');
    if (group == Group::findings) line("Findings:");
}

void ChangeText::begin_pair(const DocumentSide& before, const DocumentSide& after) {
    heading_ = heading_words(before, after);
    group_ = Group::none;
    ++documents_;
}

/// Both values on a line, or a line each where they do not fit.
void ChangeText::item(const RecordDifference& difference, const ItemChange& change, std::string_view indent, std::string_view name) {
    const auto shown = [&](const std::string& value) {
        return value_words(shown_change_value(value, change.privacy, change.item, options_.redact, difference.outside));
    };
    const std::string label = std::string(indent) + line_mark(change.kind) + ' ' + std::string(name) + (change.funding ? " [funding]:" : ":");
    const Colour colour = colour_of(change.kind);
    if (change.kind == ChangeKind::item_added) return line(label + ' ' + shown(change.after), colour);
    if (change.kind == ChangeKind::item_removed) return line(label + ' ' + shown(change.before), colour);
    const std::string whole = label + ' ' + shown(change.before) + " -> " + shown(change.after);
    if (width_of(whole) <= kLineWidth) return line(whole, colour);
    line(label, colour);
    line(std::string(indent) + "    was " + shown(change.before), colour);
    line(std::string(indent) + "    now " + shown(change.after), colour);
}

/// The items of an entry stand together below its keys.
void ChangeText::items(const RecordDifference& difference) {
    const ItemChange* last = nullptr;
    for (const ItemChange& change : difference.items) {
        const std::string path = printable(paths_.below(change.path));
        const bool is_in_entry = !change.entries.empty();
        if (is_in_entry && (last == nullptr || !same_entry(*last, change)))
            line("  " + std::string(container_of(path)) + " (" + printable(shown_entries(change, options_.redact, difference.outside)) + ")");
        if (is_in_entry) item(difference, change, "    ", printable(change.item));
        else item(difference, change, "  ", path);
        last = &change;
    }
}

void ChangeText::record(const RecordDifference& difference) {
    enter(difference.outside ? Group::outside : Group::records);
    const std::vector<std::string> events = record_events(difference, options_.redact, dictionary_);
    const Colour colour = colour_of(difference);
    if (!difference.in_both()) return line(title_words(record_title(difference, options_.redact)) + ' ' + events.front(), colour);
    if (!difference.outside) line(title_words(record_title(difference, options_.redact)), colour);
    for (const std::string& event : events) line("  " + printable(event), Colour::yellow);
    items(difference);
}

void ChangeText::ambiguous(const diff::Ambiguity& ambiguity) {
    enter(Group::ambiguous);
    line("  " + printable(ambiguity_words(ambiguity, options_.redact)));
}

/// Those that are still there are counted, not listed.
void ChangeText::finding(const diff::FindingDifference& difference) {
    if (difference.state == diff::FindingState::stayed) return;
    enter(Group::findings);
    const bool is_fixed = difference.state == diff::FindingState::fixed;
    std::string text = "  " + std::string(diff::finding_state_name(difference.state)) + ": " + line_words(difference.finding);
    text.append(rules::severity_name(difference.finding.severity)).append(" ").append(difference.finding.rule->code).append(" ");
    line(text + sentence_with_record(difference.finding, options_.redact), is_fixed ? Colour::green : Colour::red);
}

void ChangeText::summary(const diff::Summary& summary) {
    for (const SummaryLine& figures : summary_lines(summary)) line(wrapped(figures.label, figures.parts));
}

void ChangeText::end_pair(const DocumentSide& before, const DocumentSide& after, const diff::Summary& summary_of_pair) {
    if (options_.quiet) return;
    if (group_ == Group::none) {
        separate(false);
        return line(printable(before.name) + " and " + printable(after.name) + ": " + no_difference_words(summary_of_pair));
    }
    line("");
    summary(summary_of_pair);
}

void ChangeText::unpaired(const DocumentSide& document, bool is_new) {
    separate(false);
    line(printable(unpaired_words(document, is_new)), is_new ? Colour::green : Colour::red);
    ++documents_;
}

void ChangeText::end(const diff::Summary& total) {
    if (options_.quiet || documents_ < 2) return;
    separate(true);
    line("All documents", Colour::bold);
    summary(total);
}

}  // namespace cbds::report
