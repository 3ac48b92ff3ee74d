#include "report/reconciliation_text.hpp"

#include "cbds/report/escape.hpp"
#include "report/change_words.hpp"
#include "report/output.hpp"
#include "report/reconciliation_stat.hpp"
#include "report/reconciliation_words.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cbds::report {
namespace {

using diff::ReconciledItem;
using diff::ReconciledSection;
using diff::Reconciliation;

constexpr std::size_t kItemIndent = 2;
constexpr std::size_t kPupilIndent = 4;

/// `label: A, B and 3 more`, in lines that are not too long; those below the first begin where the pupils do.
std::string wrapped_list(std::string_view label, const std::vector<std::string>& pupils, std::size_t indent) {
    const std::size_t hang = indent + label.size() + 2;
    std::string line = std::string(indent, ' ').append(label).append(":");
    std::string text;
    for (std::size_t i = 0; i < pupils.size(); ++i) {
        const bool last = i + 1 == pupils.size() || (i + 2 == pupils.size() && pupils[i + 1].starts_with("and "));
        const std::string pupil = printable(pupils[i]) + (last ? "" : ",");
        if (line.size() + 1 + pupil.size() > kReportWidth && line.size() > hang) {
            text += line + '\n';
            line.assign(hang - 1, ' ');
        }
        line += ' ' + pupil;
    }
    return text + line + '\n';
}

class ReconciliationTextWriter {
public:
    ReconciliationTextWriter(const Reconciliation& reconciliation, const ChangeReportOptions& options, std::ostream& out)
        : made_(reconciliation), options_(options), out_(out) {}

    void write() {
        if (!options_.quiet) overview();
        pupils(pupil_lists(made_, options_.redact));
        ambiguities();
        for (const ReconciledSection& section : made_.sections)
            if (differs_at_all(section.counts)) details(section);
        if (options_.quiet) return;
        put(out_, "\nverdict: " + coloured_verdict(verdict_words(made_), made_.verdict(), options_.colour) + '\n');
    }

private:
    void overview() {
        begin_group();
        put(out_, "old: " + side_words(made_.before) + "\nnew: " + side_words(made_.after) + '\n');
        put(out_, "pupils: " + pupils_sentence(made_) + "\n\n");
        write_reconciliation_stat(made_, options_, out_);
    }

    void pupils(const std::vector<ListOfPupils>& lists) {
        if (lists.empty()) return;
        begin_group();
        for (const ListOfPupils& list : lists) put(out_, wrapped_list("pupils " + std::string(list.heading), list.pupils, 0));
    }

    void ambiguities() {
        if (made_.ambiguous.empty()) return;
        begin_group();
        put(out_, std::string(kAmbiguousWords) + ":\n");
        for (const diff::Ambiguity& ambiguity : made_.ambiguous) put(out_, "  " + printable(ambiguity_words(ambiguity, options_.redact)) + '\n');
    }

    void details(const ReconciledSection& section) {
        begin_group();
        const std::string verdict = coloured_verdict(diff::verdict_name(section.verdict), section.verdict, options_.colour);
        put(out_, printable(section.name) + ": " + verdict + '\n' + heading_text("item", kItemIndent));
        for (const ReconciledItem& item : section.items)
            if (differs_at_all(item.counts)) details(item, section);
    }

    void details(const ReconciledItem& item, const ReconciledSection& section) {
        put(out_, row_text({item_words(item, section), equal_words(item), std::to_string(item.counts.changed),
                            std::to_string(item.counts.missing), std::to_string(item.counts.added), {}}, kItemIndent));
        behind("changed", item.changed);
        behind("missing", item.missing);
        behind("new", item.added);
    }

    void behind(std::string_view label, const std::vector<std::uint32_t>& pupils) {
        if (!pupils.empty()) put(out_, wrapped_list(label, named_pupils(made_, pupils, options_.redact), kPupilIndent));
    }

    /// A blank line stands between two groups.
    void begin_group() {
        if (anything_) put(out_, "\n");
        anything_ = true;
    }

    const Reconciliation& made_;
    const ChangeReportOptions& options_;
    std::ostream& out_;
    bool anything_ = false;
};

}  // namespace

void write_reconciliation_text(const Reconciliation& reconciliation, const ChangeReportOptions& options, std::ostream& out) {
    ReconciliationTextWriter(reconciliation, options, out).write();
}

}  // namespace cbds::report
