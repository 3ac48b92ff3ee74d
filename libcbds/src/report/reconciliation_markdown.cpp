#include "report/reconciliation_markdown.hpp"

#include "report/change_words.hpp"
#include "report/markdown_report.hpp"
#include "report/output.hpp"
#include "report/reconciliation_words.hpp"

#include <string>
#include <vector>

namespace cbds::report {
namespace {

using diff::ReconciledCounts;
using diff::ReconciledItem;
using diff::ReconciledSection;
using diff::Reconciliation;

std::string counts_columns(const std::string& equal, const ReconciledCounts& counts) {
    std::string columns = " | " + equal;
    for (const std::uint64_t count : {counts.changed, counts.missing, counts.added}) columns += " | " + std::to_string(count);
    return columns + " | ";
}

std::string section_line(const std::string& name, const ReconciledCounts& counts, diff::Verdict verdict) {
    return "| " + name + counts_columns(std::to_string(counts.equal), counts) + std::string(diff::verdict_name(verdict)) + " |\n";
}

/// Pupils with commas between them, the last without where it says how many more there are.
std::string pupils_text(const std::vector<std::string>& pupils) {
    std::string text;
    for (const std::string& pupil : pupils) {
        const bool more = &pupil == &pupils.back() && pupils.size() > kNamedPupils;
        text.append(text.empty() ? "" : more ? " " : ", ").append(more ? pupil : markdown_text(pupil));
    }
    return text;
}

class ReconciliationMarkdownWriter {
public:
    ReconciliationMarkdownWriter(const Reconciliation& made, Redact redact, std::ostream& out) : made_(made), redact_(redact), out_(out) {}

    void write() {
        std::string verdict = verdict_words(made_);
        verdict.front() = static_cast<char>(verdict.front() - 'a' + 'A');
        put(out_, "# " + verdict + "\n\n- old: " + markdown_text(side_words(made_.before)) + "\n- new: " + markdown_text(side_words(made_.after)));
        put(out_, "\n- pupils: " + pupils_sentence(made_) + '\n');
        sections();
        pupils();
        ambiguities();
        for (const ReconciledSection& section : made_.sections)
            if (differs_at_all(section.counts)) details(section);
    }

private:
    void sections() {
        put(out_, "\n| section | equal | changed | missing | new | verdict |\n|---|--:|--:|--:|--:|---|\n");
        for (const ReconciledSection& section : made_.sections)
            put(out_, section_line(markdown_code(section.name), section.counts, section.verdict));
        put(out_, section_line("all", made_.counts(), made_.verdict()));
    }

    void pupils() {
        const std::vector<ListOfPupils> lists = pupil_lists(made_, redact_);
        if (lists.empty()) return;
        put(out_, "\n## Pupils\n\n");
        for (const ListOfPupils& list : lists) put(out_, "- " + std::string(list.heading) + ": " + pupils_text(list.pupils) + '\n');
    }

    void ambiguities() {
        if (made_.ambiguous.empty()) return;
        put(out_, "\n## " + std::string(kAmbiguousWords) + "\n\n");
        for (const diff::Ambiguity& ambiguity : made_.ambiguous) put(out_, "- " + markdown_text(ambiguity_words(ambiguity, redact_)) + '\n');
    }

    void details(const ReconciledSection& section) {
        put(out_, "\n## " + markdown_code(section.name) + ": " + std::string(diff::verdict_name(section.verdict)) +
                      "\n\n| item | equal | changed | missing | new | pupils |\n|---|--:|--:|--:|--:|---|\n");
        for (const ReconciledItem& item : section.items)
            if (differs_at_all(item.counts)) put(out_, item_line(item, section));
    }

    [[nodiscard]] std::string item_line(const ReconciledItem& item, const ReconciledSection& section) const {
        return "| " + markdown_code(item_words(item, section)) + counts_columns(equal_words(item), item.counts) + pupils_cell(item) + " |\n";
    }

    [[nodiscard]] std::string pupils_cell(const ReconciledItem& item) const {
        std::string cell;
        add_pupils(cell, "changed", item.changed);
        add_pupils(cell, "missing", item.missing);
        add_pupils(cell, "new", item.added);
        return cell;
    }

    void add_pupils(std::string& cell, std::string_view label, const std::vector<std::uint32_t>& pupils) const {
        if (pupils.empty()) return;
        cell.append(cell.empty() ? "" : "; ").append(label).append(": ").append(pupils_text(named_pupils(made_, pupils, redact_)));
    }

    const Reconciliation& made_;
    Redact redact_;
    std::ostream& out_;
};

}  // namespace

void write_reconciliation_markdown(const Reconciliation& made, const ChangeReportOptions& options, std::ostream& out) {
    ReconciliationMarkdownWriter(made, options.redact, out).write();
}

}  // namespace cbds::report
