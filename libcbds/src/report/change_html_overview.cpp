#include "report/change_html_overview.hpp"

#include "report/change_html_page.hpp"
#include "report/change_html_rows.hpp"
#include "report/change_words.hpp"
#include "report/html_finding.hpp"
#include "report/html_table.hpp"
#include "report/markup.hpp"
#include "report/words.hpp"

namespace cbds::report {
namespace {

using diff::ChangeKind;
using diff::FindingState;
using diff::ItemCount;
using diff::Summary;

constexpr std::size_t kMostPairsOpen = 12;  // that are listed without a click

std::uint64_t pupils_that_differ(const Summary& total) {
    return total.count(ChangeKind::added) + total.count(ChangeKind::removed) + total.different;
}

std::uint64_t values_that_differ(const Summary& total) {
    return total.count(ChangeKind::item_added) + total.count(ChangeKind::item_removed) + total.count(ChangeKind::item_changed);
}

std::uint64_t findings_of(const Summary& total, FindingState state) { return total.findings[static_cast<std::size_t>(state)]; }

void add_clause(std::string& text, std::uint64_t number, std::string_view words) {
    if (number == 0) return;
    text += (text.empty() ? "" : ", ") + thousands(number);
    text.append(" ").append(words);
}

/// What the heading leaves open, in one line.
std::string change_rest(const ComparedDocuments& documents, const Summary& total) {
    std::string text;
    add_clause(text, total.count(ChangeKind::added), "joined");
    add_clause(text, total.count(ChangeKind::removed), "left");
    add_clause(text, total.different, "changed");
    add_clause(text, total.equal, "the same");
    add_clause(text, total.ambiguous, "not compared");
    add_clause(text, total.outside, total.outside == 1 ? "value outside of the pupils" : "values outside of the pupils");
    const std::uint64_t fixed = findings_of(total, FindingState::fixed);
    const std::uint64_t appeared = findings_of(total, FindingState::appeared);
    add_clause(text, fixed, fixed == 1 ? "finding fixed" : "findings fixed");
    add_clause(text, appeared, appeared == 1 ? "new finding" : "new findings");
    add_clause(text, documents.unpaired.size(), documents.unpaired.size() == 1 ? "document without a partner" : "documents without a partner");
    return text.empty() ? "There are no pupils" : text;
}

std::string change_totals(const ComparedDocuments& documents, const Summary& total_of_all) {
    const auto tile = [&](ChangeKind kind, std::string_view colour, std::string_view hint) {
        return total(colour, total_of_all.count(kind), change_word(kind), hint);
    };
    std::string text =
        section_start("totals-heading", "Totals") + "<dl class=\"totals\">\n" + tile(ChangeKind::added, "plus", "only in the new document") +
        tile(ChangeKind::removed, "minus", "only in the old document") +
        total("changes", total_of_all.different, "Pupils changed", "in both, not the same") +
        tile(ChangeKind::moved, "plain", "from one roll to another") + tile(ChangeKind::rekeyed, "plain", "have another UPN") +
        total("changes", values_that_differ(total_of_all), "Values", "added, removed or changed") +
        total("funds", documents.funding, "Touching funding", "pupils who joined, left, moved, or with such an item") +
        total("plain", total_of_all.equal, "The same", "pupils without any difference") +
        total(total_of_all.ambiguous == 0 ? "plain" : "query", total_of_all.ambiguous, "Not compared", "records that match in several ways");
    if (documents.findings)
        text += total("plus", findings_of(total_of_all, FindingState::fixed), "Findings fixed", "only in the old document") +
                total("minus", findings_of(total_of_all, FindingState::appeared), "New findings", "only in the new document") +
                total("plain", findings_of(total_of_all, FindingState::stayed), "Findings still there", "in both");
    text += "</dl>\n";
    return total_of_all.any() ? text + "<p class=\"jump\"><a href=\"#changes\">To the changes, pupil by pupil</a></p>\n" : text;
}

std::string change_notices(const ComparedDocuments& documents) {
    std::string text;
    if (documents.unlisted_pupils != 0)
        text += "<p class=\"notice\">" + count_of(documents.unlisted_pupils, "pupil more differs", "more pupils differ") +
                " than a page can show. They are counted, not listed; the reports csv and json list all, and --only or --funding select.</p>\n";
    if (documents.unlisted_findings != 0)
        text += "<p class=\"notice\">" + count_of(documents.unlisted_findings, "finding more", "more findings") +
                " than a page can show: counted, not listed.</p>\n";
    return text;
}

std::string pair_row(const ComparedPair& pair, std::size_t number) {
    const Summary& summary = pair.summary;
    const std::string title = markup_text(pair_title(pair));
    const std::string head = summary.any() ? "<a href=\"#pair-" + std::to_string(number) + "\">" + title + "</a>" : title;
    return row_start(head) + number_cell("Joined", summary.count(ChangeKind::added)) + number_cell("Left", summary.count(ChangeKind::removed)) +
           number_cell("Moved", summary.count(ChangeKind::moved)) + number_cell("Re-keyed", summary.count(ChangeKind::rekeyed)) +
           number_cell("Changed", summary.different) + number_cell("Same", summary.equal) + number_cell("Not compared", summary.ambiguous) +
           std::string(kRowEnd);
}

std::string pairs_table(const std::vector<ComparedPair>& pairs) {
    std::string text = table_start({"School", "#Joined", "#Left", "#Moved", "#Re-keyed", "#Changed", "#Same", "#Not compared"}, "schools");
    for (std::size_t i = 0; i < pairs.size(); ++i) text += pair_row(pairs[i], i);
    text += kTableEnd;
    if (pairs.size() <= kMostPairsOpen) return text;
    return "<details class=\"folded\"><summary>" + count_of(pairs.size(), "school", "schools") + "</summary>\n" + text + "</details>\n";
}

std::string unpaired_table(const std::vector<LoneDocument>& documents) {
    std::string text = "<div class=\"apart\">\n<h3>Without a partner</h3>\n" + table_start({"Document", "Which", "What it is"});
    for (const auto& [document, is_new] : documents)
        text += row_start(markup_text(document.name)) + cell("Which", is_new ? "new" : "old", "told") +
                cell("What it is", document_words(document), "frequent") + std::string(kRowEnd);
    return text + std::string(kTableEnd) + "</div>\n";
}

std::string documents_section(const ComparedDocuments& documents) {
    std::string text = section_start("documents-heading", "Documents");
    if (documents.pairs.size() == 1) text += documents_table(documents.pairs.front().before, documents.pairs.front().after);
    else if (!documents.pairs.empty()) text += pairs_table(documents.pairs);
    if (!documents.unpaired.empty()) text += unpaired_table(documents.unpaired);
    return text + std::string(kSectionEnd);
}

std::string item_number(const ComparedDocuments& documents, std::string_view path) {
    const auto found = documents.items.find(path);
    return found == documents.items.end() ? std::string() : std::to_string(found->second);
}

std::string item_count_row(const ItemCount& count, const std::string& number) {
    const std::string button = number.empty()
                                   ? "<td></td>"
                                   : "<td class=\"shows\"><button type=\"button\" class=\"show\" hidden data-filter=\"item\" data-value=\"" +
                                         number + "\" aria-label=\"Show the changes of " + markup_text(count.item) + "\">Show</button></td>";
    return row_start("<span class=\"item\">" + markup_text(count.item) + "</span>" +
                     (count.funding ? " <span class=\"fund\">funding</span>" : "")) +
           cell("Section", markup_text(count.section), "frequent") + number_cell("Added", count.added) + number_cell("Removed", count.removed) +
           number_cell("Changed", count.changed) + button + std::string(kRowEnd);
}

std::string items_section(const ComparedDocuments& documents, const Summary& total) {
    if (total.items.empty()) return {};
    std::string text = section_start("items-heading", "What changed, by item") +
                       table_start({"Item", "Section", "#Added", "#Removed", "#Changed", ""}, "counts");
    for (const auto& [path, count] : items_in_order(total)) text += item_count_row(*count, item_number(documents, path));
    return text + std::string(kTableEnd) + std::string(kSectionEnd);
}

std::string item_select(const ComparedDocuments& documents, const Summary& total) {
    std::string text = "<div><label for=\"item\">Item</label><select id=\"item\">" + option("", "All items");
    for (const auto& [path, count] : items_in_order(total)) {
        const std::string words =
            count->section.empty() || count->section == count->item ? count->item : count->item + " (" + count->section + ")";
        if (const std::string number = item_number(documents, path); !number.empty()) text += option(number, words);
    }
    return text + "</select></div>\n";
}

std::string pair_select(const std::vector<ComparedPair>& pairs) {
    if (pairs.size() < 2) return {};
    std::string text = "<div><label for=\"pair\">School</label><select id=\"pair\">" + option("", "All schools");
    for (std::size_t i = 0; i < pairs.size(); ++i)
        if (pairs[i].summary.any()) text += option(std::to_string(i), pair_title(pairs[i]));
    return text + "</select></div>\n";
}

std::string change_filter(const ComparedDocuments& documents, const Summary& total) {
    const auto kind = [&](ChangeKind of) { return FilterKind{diff::change_kind_name(of), change_word(of), total.count(of) != 0}; };
    const auto state = [&](FindingState of, std::string_view value, std::string_view word) {
        return FilterKind{value, word, findings_of(total, of) != 0};
    };
    return filter_start("UPN, item, value", {kind(ChangeKind::added),
                                             kind(ChangeKind::removed),
                                             kind(ChangeKind::moved),
                                             kind(ChangeKind::rekeyed),
                                             kind(ChangeKind::item_added),
                                             kind(ChangeKind::item_removed),
                                             kind(ChangeKind::item_changed),
                                             {"ambiguous", "Not compared", total.ambiguous != 0},
                                             state(FindingState::fixed, "fixed", "Findings fixed"),
                                             state(FindingState::appeared, "new", "New findings"),
                                             state(FindingState::stayed, "still", "Findings still there")}) +
           "<div class=\"selects\">\n" + item_select(documents, total) + pair_select(documents.pairs) +
           "<div class=\"only\"><label><input type=\"checkbox\" id=\"funding\"> Only what funding follows</label></div>\n</div>\n" +
           filter_end("entry", "entries");
}

}  // namespace

std::string pair_title(const ComparedPair& pair) {
    const std::string school = school_of(pair.after);
    return school.empty() ? pair.after.name : school + ' ' + pair.after.name;
}

std::string change_heading(const ComparedDocuments& documents, const Summary& total) {
    const std::uint64_t pupils = pupils_that_differ(total);
    if (pupils != 0) return thousands(pupils) + (pupils == 1 ? " pupil differs" : " pupils differ");
    return total.any() || !documents.unpaired.empty() ? "No pupil differs" : "Nothing differs";
}

std::string change_overview(const ComparedDocuments& documents, const Summary& total) {
    const std::string heading = change_heading(documents, total);
    const bool same = heading.starts_with("Nothing");
    std::string text = page_band(same ? "yes" : "differs", "Comparison of school data, old and new", heading, change_rest(documents, total)) +
                       change_totals(documents, total) + change_notices(documents) + std::string(kSectionEnd) + documents_section(documents) +
                       items_section(documents, total) + section_start("changes", "Changes");
    text += total.any() ? change_filter(documents, total) : "<p>There are none.</p>\n";
    return text + std::string(kSectionEnd);
}

}  // namespace cbds::report
