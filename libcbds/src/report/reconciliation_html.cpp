#include "report/reconciliation_html.hpp"

#include "report/change_html_page.hpp"
#include "report/html_finding.hpp"
#include "report/html_page.hpp"
#include "report/html_table.hpp"
#include "report/markup.hpp"
#include "report/output.hpp"
#include "report/reconciliation_words.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <array>

namespace cbds::report {
namespace {

using diff::PupilReference;
using diff::ReconciledCounts;
using diff::ReconciledItem;
using diff::ReconciledSection;
using diff::Reconciliation;
using diff::Verdict;

constexpr std::size_t kMostPupilsBehind = 1000;  // pupils behind one number

/// Classes of the style sheet.
struct VerdictStyle {
    std::string_view band;
    std::string_view kind;
};

constexpr std::array<VerdictStyle, 4> kVerdictStyles{{{"differs", "empty"}, {"yes", "complete"}, {"explain", "altered"}, {"no", "incomplete"}}};

constexpr std::string_view kReconciledTableStart =
    "<table class=\"reconciled\">\n<thead><tr><th scope=\"col\">Item</th><th scope=\"col\" class=\"number\">Equal</th>"
    "<th scope=\"col\" class=\"number\">Changed</th><th scope=\"col\" class=\"number\">Missing</th>"
    "<th scope=\"col\" class=\"number\">New</th></tr></thead>\n";

constexpr std::string_view kNotCountedHint =
    "<p class=\"hint\">An item with - in place of a number is not in the dictionary: how often it is equal is not counted.</p>\n";

const VerdictStyle& style_of(Verdict verdict) noexcept { return kVerdictStyles[static_cast<std::size_t>(verdict)]; }

std::string verdict_mark(Verdict verdict) {
    return "<span class=\"verdict-word " + std::string(style_of(verdict).kind) + "\">" + std::string(diff::verdict_name(verdict)) + "</span>";
}

/// The verdict as a heading, with the records that could not be compared beside it.
std::string verdict_heading(const Reconciliation& reconciliation) {
    std::string words = verdict_words(reconciliation);
    words.front() = static_cast<char>(words.front() - 'a' + 'A');
    return words;
}

std::string other_cells(const ReconciledCounts& counts) {
    return number_cell("Changed", counts.changed) + number_cell("Missing", counts.missing) + number_cell("New", counts.added);
}

std::string reconciled_cells(const ReconciledCounts& counts) { return number_cell("Equal", counts.equal) + other_cells(counts); }

/// For the filter.
std::string kinds_of(const ReconciledCounts& counts) {
    std::string kinds;
    const auto add = [&](std::uint64_t count, std::string_view kind) {
        if (count != 0) kinds.append(kinds.empty() ? "" : " ").append(kind);
    };
    add(counts.changed, "changed");
    add(counts.missing, "missing");
    add(counts.added, "new");
    return kinds.empty() ? "equal" : kinds;
}

/// The items of a list, not more than are of use, and how many there are.
struct NamedPupils {
    std::string items;  ///< markup
    std::size_t count = 0;

    void add(const std::string& words) {
        if (++count <= kMostPupilsBehind) items += "<li>" + markup_text(words) + "</li>";
    }
    [[nodiscard]] std::string list() const {
        const std::string text = "<ul class=\"pupils\">" + items + "</ul>\n";
        return count <= kMostPupilsBehind
                   ? text
                   : text + "<p class=\"hint\">and " + thousands(count - kMostPupilsBehind) + " more; the report json lists all.</p>\n";
    }
};

/// The page of one reconciliation.
class ReconciliationPage {
public:
    ReconciliationPage(const Reconciliation& reconciliation, Redact redact, std::ostream& out)
        : reconciliation_(reconciliation),
          redact_(redact),
          sum_(reconciliation.counts()),
          out_(out) {}

    void write();

private:
    [[nodiscard]] std::string rest() const;
    void write_totals();
    void write_sections();
    void write_pupils();
    void write_pupils(std::string_view title, std::string_view hint, const NamedPupils& pupils);
    void write_ambiguous();
    void write_section(std::size_t number);
    [[nodiscard]] NamedPupils named(const std::vector<std::uint32_t>& pupils) const;
    [[nodiscard]] NamedPupils rekeyed() const;
    [[nodiscard]] std::string item_entry(const ReconciledItem& item, const ReconciledSection& section) const;
    [[nodiscard]] std::string behind(const ReconciledItem& item) const;
    [[nodiscard]] std::string behind(std::string_view title, const std::vector<std::uint32_t>& pupils) const;

    const Reconciliation& reconciliation_;
    Redact redact_;
    ReconciledCounts sum_;
    std::ostream& out_;
};

std::string ReconciliationPage::rest() const {
    const std::uint64_t old_values = sum_.equal + sum_.changed + sum_.missing;
    return thousands(sum_.equal) + " of " + thousands(old_values) + " values are equal, " + thousands(sum_.changed) +
           " changed, " + thousands(sum_.missing) + " missing, " + thousands(sum_.added) + " new";
}

void ReconciliationPage::write_totals() {
    const auto& r = reconciliation_;
    put(out_,
        section_start("totals-heading", "Totals") + "<dl class=\"totals\">\n" +
            total("plain", r.before.records, "Old pupils", "in the old document") +
            total("plain", r.after.records, "New pupils", "in the new document") +
            total(r.missing_pupils.empty() ? "plain" : "minus", r.missing_pupils.size(), "Pupils missing", "only in the old document") +
            total("plain", r.new_pupils.size(), "Pupils added", "only in the new document") +
            total(r.moved_pupils.empty() ? "plain" : "query", r.moved_pupils.size(), "On another roll", "than in the old document") +
            total("plain", r.rekeyed_pupils.size(), "Re-keyed", "have another UPN") +
            total(r.summary.ambiguous == 0 ? "plain" : "query", r.summary.ambiguous, "Not compared", "records that match in several ways") +
            total("plus", sum_.equal, "Values equal", "as they were") +
            total(sum_.changed == 0 ? "plain" : "query", sum_.changed, "Values changed", "arrived, not as they were") +
            total(sum_.missing == 0 ? "plain" : "minus", sum_.missing, "Values missing", "only in the old document") +
            total("plain", sum_.added, "Values new", "only in the new document") + "</dl>\n" + std::string(kSectionEnd) +
            section_start("documents-heading", "Documents") + documents_table(r.before, r.after) + std::string(kSectionEnd));
}

/// Sections that neither document has are only named.
void ReconciliationPage::write_sections() {
    std::string text =
        section_start("sections-heading", "Verdicts") + table_start({"Section", "Verdict", "#Equal", "#Changed", "#Missing", "#New"});
    std::string empty;
    for (std::size_t i = 0; i < reconciliation_.sections.size(); ++i) {
        const ReconciledSection& section = reconciliation_.sections[i];
        if (section.verdict == Verdict::empty) empty += (empty.empty() ? "" : ", ") + markup_text(section.name);
        else
            text += row_start("<a href=\"#section-" + std::to_string(i) + "\">" + markup_text(section.name) + "</a>") +
                    cell("Verdict", verdict_mark(section.verdict), "frequent") + reconciled_cells(section.counts) + std::string(kRowEnd);
    }
    text += kTableEnd;
    if (!empty.empty()) text += "<p class=\"hint\">In neither document: " + empty + ".</p>\n";
    put(out_, text + std::string(kSectionEnd));
}

NamedPupils ReconciliationPage::named(const std::vector<std::uint32_t>& pupils) const {
    NamedPupils list;
    for (const std::uint32_t pupil : pupils) list.add(pupil_words(reconciliation_.pupils[pupil], redact_));
    return list;
}

NamedPupils ReconciliationPage::rekeyed() const {
    NamedPupils list;
    for (std::size_t place = 0; place < reconciliation_.rekeyed_pupils.size(); ++place) list.add(new_key_words(reconciliation_, place, redact_));
    return list;
}

void ReconciliationPage::write_pupils(std::string_view title, std::string_view hint, const NamedPupils& pupils) {
    if (pupils.count == 0) return;
    put(out_, "<details class=\"folded\"><summary>" + std::string(title) + ": " + count_of(pupils.count, "pupil", "pupils") +
                  "</summary>\n<p class=\"hint\">" + std::string(hint) + "</p>\n" + pupils.list() + "</details>\n");
}

void ReconciliationPage::write_ambiguous() {
    const auto& list = reconciliation_.ambiguous;
    if (list.empty()) return;
    put(out_, "<div class=\"apart\">\n<h3>Not compared</h3>\n" + ambiguity_table_start());
    for (std::size_t i = 0; i < std::min(list.size(), kMostPupilsBehind); ++i) put(out_, ambiguity_row(list[i], redact_, false));
    put(out_, std::string(kTableEnd) + "</div>\n");
}

void ReconciliationPage::write_pupils() {
    const auto& r = reconciliation_;
    put(out_, section_start("pupils-heading", "Pupils"));
    const bool same =
        r.missing_pupils.empty() && r.new_pupils.empty() && r.moved_pupils.empty() && r.rekeyed_pupils.empty() && r.ambiguous.empty();
    if (same) put(out_, "<p>All pupils are in both documents.</p>\n");
    write_pupils("Missing", "They are only in the old document; their values count as missing.", named(r.missing_pupils));
    write_pupils("New", "They are only in the new document; their values count as new.", named(r.new_pupils));
    write_pupils("On another roll", "They are on roll in one document, no longer on roll in the other.", named(r.moved_pupils));
    write_pupils("Re-keyed", "They have another UPN in the new document.", rekeyed());
    write_ambiguous();
    put(out_, kSectionEnd);
}

/// Who is in one document only is told by a number: the section on pupils names them.
std::string ReconciliationPage::behind(std::string_view title, const std::vector<std::uint32_t>& pupils) const {
    if (pupils.empty()) return {};
    NamedPupils in_both;
    for (const std::uint32_t index : pupils) {
        const PupilReference& pupil = reconciliation_.pupils[index];
        if (pupil.old_record != 0 && pupil.new_record != 0) in_both.add(pupil_words(pupil, redact_));
    }
    const std::uint64_t others = pupils.size() - in_both.count;
    std::string text = "<dt>" + std::string(title) + ": " + count_of(pupils.size(), "pupil", "pupils") + "</dt><dd>";
    if (in_both.count != 0) text += in_both.list();
    if (others != 0)
        text += "<p class=\"hint\">" + count_of(others, "pupil is", "pupils are") +
                " in one document only: see <a href=\"#pupils-heading\">Pupils</a>.</p>";
    return text + "</dd>\n";
}

std::string ReconciliationPage::behind(const ReconciledItem& item) const {
    const std::string lists = behind("Changed", item.changed) + behind("Missing", item.missing) + behind("New", item.added);
    if (lists.empty()) return lists;
    return "<tr class=\"behind\"><td colspan=\"5\"><details><summary>Pupils behind the numbers</summary>\n<dl>" + lists +
           "</dl></details></td></tr>\n";
}

std::string ReconciliationPage::item_entry(const ReconciledItem& item, const ReconciledSection& section) const {
    const ReconciledCounts& counts = item.counts;
    const std::string equal = item.known ? number_cell("Equal", counts.equal) : cell("Equal", equal_words(item), "number zero");
    return "<tbody class=\"entry\"" + data_attribute("kind", kinds_of(counts)) + ">\n" +
           row_start("<span class=\"item\">" + markup_text(item_words(item, section)) + "</span>") + equal + other_cells(counts) +
           std::string(kRowEnd) + behind(item) + "</tbody>\n";
}

void ReconciliationPage::write_section(std::size_t number) {
    const ReconciledSection& section = reconciliation_.sections[number];
    const bool all_known = std::all_of(section.items.begin(), section.items.end(), [](const ReconciledItem& item) { return item.known; });
    put(out_, "<div class=\"part\" id=\"section-" + std::to_string(number) + "\">\n" +
                  group_start(style_of(section.verdict).kind, 3, markup_text(section.name) + ' ' + verdict_mark(section.verdict),
                              count_of(section.items.size(), "item", "items")) +
                  std::string(kReconciledTableStart));
    for (const ReconciledItem& item : section.items) put(out_, item_entry(item, section));
    put(out_, "</table>\n" + std::string(all_known ? "" : kNotCountedHint) + std::string(kGroupEnd) + std::string(kPartEnd));
}

void ReconciliationPage::write() {
    const Verdict verdict = reconciliation_.verdict();
    const std::string heading = verdict_heading(reconciliation_);
    const bool is_doubted = verdict == Verdict::complete && reconciliation_.summary.ambiguous != 0;
    const PageFrame frame{heading + ": change of supplier", change_style(), change_script(), "changes", "Skip to the items"};
    put(out_,
        page_head(frame) + page_band(is_doubted ? "explain" : style_of(verdict).band, "Change of supplier: did everything arrive?", heading, rest()));
    write_totals();
    write_sections();
    write_pupils();
    put(out_, section_start("changes", "Items by section") +
                  filter_start("item, UPN", {{"changed", "Changed"}, {"missing", "Missing"}, {"new", "New"}, {"equal", "All equal"}}) +
                  filter_end("item", "items"));
    for (std::size_t i = 0; i < reconciliation_.sections.size(); ++i)
        if (reconciliation_.sections[i].verdict != Verdict::empty) write_section(i);
    put(out_, std::string(kSectionEnd) + page_foot(frame, redact_));
}

}  // namespace

void write_reconciliation_html(const Reconciliation& reconciliation, const ChangeReportOptions& options, const schema::Dictionary&,
                               std::ostream& out) {
    ReconciliationPage(reconciliation, options.redact, out).write();
}

}  // namespace cbds::report
