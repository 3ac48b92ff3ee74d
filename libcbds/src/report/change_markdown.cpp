#include "report/change_markdown.hpp"

#include "cbds/report/escape.hpp"
#include "report/finding_words.hpp"
#include "report/markdown_report.hpp"
#include "report/output.hpp"

namespace cbds::report {
namespace {

using diff::ChangeKind;
using diff::DocumentSide;
using diff::FindingState;
using diff::Summary;

constexpr std::string_view kDocumentsHeader =
    "\n| old | new | joined | left | moved | re-keyed | changed | the same | not compared |\n"
    "|---|---|--:|--:|--:|--:|--:|--:|--:|\n";
constexpr std::string_view kItemsHeader = "\n## Items\n\n| item | added | removed | changed | funding |\n|---|--:|--:|--:|---|\n";
constexpr std::string_view kRecordHeader = "\n| change | item | entry | old | new | funding |\n|---|---|---|---|---|---|\n";
constexpr std::string_view kFindingsOfPairHeader = "\n| finding | severity | code | what is wrong |\n|---|---|---|---|\n";

std::string table_row(std::initializer_list<std::string> cells) {
    std::string text = "|";
    for (const std::string& cell : cells) text += ' ' + cell + " |";
    return text + '\n';
}

std::string figures_row(const std::string& before, const std::string& after, const Summary& summary) {
    const auto count = [&](ChangeKind kind) { return std::to_string(summary.count(kind)); };
    return table_row({before, after, count(ChangeKind::added), count(ChangeKind::removed), count(ChangeKind::moved), count(ChangeKind::rekeyed),
                      std::to_string(summary.different), std::to_string(summary.equal), std::to_string(summary.ambiguous)});
}

std::string item_count_row(const std::string& name, const diff::ItemCount& count) {
    return table_row({name, std::to_string(count.added), std::to_string(count.removed), std::to_string(count.changed), count.funding ? "yes" : ""});
}

std::string title_markdown(const RecordTitle& title) {
    std::string text = title.key.empty() ? title.number : markdown_code(title.key);
    if (!title.name.empty()) text += ' ' + markdown_text(title.name);
    return title.details.empty() ? text : text + " (" + markdown_text(title.details) + ")";
}

std::string findings_words(const Summary& total) {
    const auto count = [&](FindingState state) {
        return std::to_string(total.findings[static_cast<std::size_t>(state)]) + ' ' + std::string(diff::finding_state_name(state));
    };
    if (total.findings == decltype(total.findings){}) return {};
    return "\nFindings: " + count(FindingState::fixed) + ", " + count(FindingState::appeared) + ", " + count(FindingState::stayed) + ".\n";
}

}  // namespace

void ChangeMarkdown::enter(Group group) {
    if (group_ == group) return;
    if (group_ == Group::none) body_.append(heading_);
    group_ = group;
    if (group == Group::ambiguous) body_.append("\n### " + std::string(kAmbiguousWords) + "\n\n");
    if (group == Group::findings) body_.append("\n### Findings\n" + std::string(kFindingsOfPairHeader));
}

void ChangeMarkdown::begin_pair(const DocumentSide& before, const DocumentSide& after) {
    heading_ = "\n## " + markdown_code(after.name) + " against " + markdown_code(before.name) + '\n';
    group_ = Group::none;
}

void ChangeMarkdown::write_items_of(const diff::RecordDifference& difference) {
    std::string rows(kRecordHeader);
    for (const diff::ItemChange& change : difference.items) {
        const auto shown = [&](const std::string& value) {
            return markdown_code(shown_change_value(value, change.privacy, change.item, redact_, difference.outside));
        };
        rows += table_row({std::string(item_change_word(change.kind)), markdown_code(paths_.below(change.path)),
                           markdown_code(shown_entries(change, redact_, difference.outside)), shown(change.before), shown(change.after),
                           change.funding ? "yes" : ""});
    }
    if (!difference.items.empty()) body_.append(rows);
}

void ChangeMarkdown::record(const diff::RecordDifference& difference) {
    enter(Group::records);
    const std::vector<std::string> events = record_events(difference, redact_, dictionary_);
    std::string heading = "\n### ";
    if (difference.outside) heading += kOutsideWords;
    else heading += title_markdown(record_title(difference, redact_));
    if (!difference.in_both()) return void(body_.append(heading + ' ' + events.front() + '\n'));
    body_.append(heading + '\n');
    for (std::size_t i = 0; i < events.size(); ++i) body_.append((i == 0 ? "\n- " : "- ") + markdown_text(events[i]) + '\n');
    write_items_of(difference);
}

void ChangeMarkdown::ambiguous(const diff::Ambiguity& ambiguity) {
    enter(Group::ambiguous);
    body_.append("- " + markdown_text(ambiguity_words(ambiguity, redact_)) + '\n');
}

void ChangeMarkdown::finding(const diff::FindingDifference& difference) {
    if (difference.state == FindingState::stayed) return;
    enter(Group::findings);
    const rules::Finding& finding = difference.finding;
    body_.append(table_row({std::string(diff::finding_state_name(difference.state)), std::string(rules::severity_name(finding.severity)),
                            std::string(finding.rule->code), markdown_text(sentence_with_record(finding, redact_))}));
}

void ChangeMarkdown::end_pair(const DocumentSide& before, const DocumentSide& after, const Summary& summary) {
    pairs_.push_back(figures_row(markdown_code(before.name), markdown_code(after.name), summary));
}

void ChangeMarkdown::unpaired(const DocumentSide& document, bool is_new) {
    unpaired_.push_back("- " + markdown_text(unpaired_words(document, is_new)) + '\n');
}

void ChangeMarkdown::write_documents(const Summary& total) {
    if (!pairs_.empty()) put(out_, kDocumentsHeader);
    for (const std::string& row : pairs_) put(out_, row);
    if (pairs_.size() > 1) put(out_, figures_row("all", "", total));
    if (!unpaired_.empty()) put(out_, "\n");
    for (const std::string& words : unpaired_) put(out_, words);
}

void ChangeMarkdown::write_items(const Summary& total) {
    if (total.items.empty()) return;
    put(out_, kItemsHeader);
    for (const ItemRow& row : items_in_order(total)) put(out_, item_count_row(markdown_code(paths_.with_record(row.path)), *row.count));
    put(out_, item_count_row("all", all_items(total, false)));
    put(out_, item_count_row("all for funding", all_items(total, true)));
}

void ChangeMarkdown::end(const Summary& total) {
    const std::string words = difference_words(total);
    const bool same = words.empty() && unpaired_.empty();
    put(out_, same ? std::string("# No difference\n") : "# Differences" + (words.empty() ? "" : ": " + words) + '\n');
    write_documents(total);
    put(out_, findings_words(total));
    write_items(total);
    body_.copy({0, body_.size()}, out_);
}

}  // namespace cbds::report
