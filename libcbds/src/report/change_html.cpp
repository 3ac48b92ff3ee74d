#include "report/change_html.hpp"

#include "report/change_html_overview.hpp"
#include "report/change_html_page.hpp"
#include "report/change_html_rows.hpp"
#include "report/html_page.hpp"
#include "report/html_table.hpp"
#include "report/markup.hpp"
#include "report/output.hpp"
#include "report/spool.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <ostream>

namespace cbds::report {
namespace {

using diff::ChangeKind;
using diff::FindingState;
using diff::RecordDifference;

constexpr std::uint64_t kMostPupils = 5000;  // on a page: one with more is of no use in a browser
constexpr std::uint64_t kMostValues = 50000;
constexpr std::uint64_t kMostFindings = 5000;
constexpr std::uint64_t kMany = 300;  // pupils: more are drawn only where they are looked at

/// The parts of a pair, in the order of the page.
enum class ChangePart : std::uint8_t { outside, joined, left, changed, ambiguous, appeared, stayed, fixed };

constexpr std::size_t kParts = 8;

class ChangeHtml final : public diff::DifferenceSink {
public:
    ChangeHtml(const ChangeReportOptions& options, const schema::Dictionary& dictionary, std::ostream& out)
        : rows_{dictionary, options.redact, {}, {}},
          out_(out) {}

    void begin_pair(const diff::DocumentSide& before, const diff::DocumentSide& after) override;
    void record(const RecordDifference& difference) override;
    void ambiguous(const diff::Ambiguity& ambiguity) override;
    void finding(const diff::FindingDifference& difference) override;
    void end_pair(const diff::DocumentSide& before, const diff::DocumentSide& after, const diff::Summary& summary) override;
    void unpaired(const diff::DocumentSide& document, bool is_new) override;
    void end(const diff::Summary& total) override;

private:
    void keep(ChangePart part, const std::string& markup);
    [[nodiscard]] std::string item_rows(const RecordDifference& difference);
    [[nodiscard]] bool has_room(const RecordDifference& difference);
    void write_part(std::size_t pair, ChangePart part, std::string_view title, const std::string& count, const std::string& table_start);
    void write_pair(std::size_t number);

    ChangeRows rows_;
    std::ostream& out_;
    ComparedDocuments documents_;
    std::vector<bool> kept_;  ///< which parts of which pair have something
    GroupedSpool spool_;
    std::uint64_t pupils_ = 0;  ///< listed so far
    std::uint64_t values_ = 0;
    std::uint64_t findings_ = 0;
};

void ChangeHtml::begin_pair(const diff::DocumentSide& before, const diff::DocumentSide& after) {
    documents_.pairs.push_back({before, after, {}, 0});
    kept_.resize(documents_.pairs.size() * kParts);
    rows_.old_edition = before.edition;
    rows_.new_edition = after.edition;
}

void ChangeHtml::keep(ChangePart part, const std::string& markup) {
    const std::size_t group = (documents_.pairs.size() - 1) * kParts + static_cast<std::size_t>(part);
    kept_[group] = true;
    spool_.append(group, markup);
}

std::string ChangeHtml::item_rows(const RecordDifference& difference) {
    std::string text;
    for (const diff::ItemChange& change : difference.items) {
        const std::size_t number = documents_.items.try_emplace(change.path, documents_.items.size()).first->second;
        text += rows_.item_row(difference, change, number);
    }
    return text;
}

/// The limits are those of the page, not of a pair.
bool ChangeHtml::has_room(const RecordDifference& difference) {
    values_ += difference.items.size();
    if (++pupils_ <= kMostPupils && values_ <= kMostValues) return true;
    ++documents_.unlisted_pupils;
    return false;
}

void ChangeHtml::record(const RecordDifference& difference) {
    if (difference.outside) return keep(ChangePart::outside, item_rows(difference));
    if (touches_funding(difference)) ++documents_.funding;
    if (!has_room(difference)) return;
    if (difference.in_both()) keep(ChangePart::changed, rows_.pupil_card(difference, item_rows(difference)));
    else keep(difference.old_record == 0 ? ChangePart::joined : ChangePart::left, rows_.pupil_row(difference));
}

void ChangeHtml::ambiguous(const diff::Ambiguity& ambiguity) {
    if (++documents_.pairs.back().ambiguities <= kMostPupils) keep(ChangePart::ambiguous, ambiguity_row(ambiguity, rows_.redact));
}

void ChangeHtml::finding(const diff::FindingDifference& difference) {
    documents_.findings = true;
    const ChangePart part = difference.state == FindingState::fixed      ? ChangePart::fixed
                            : difference.state == FindingState::appeared ? ChangePart::appeared
                                                                         : ChangePart::stayed;
    if (++findings_ <= kMostFindings) keep(part, rows_.finding_row(difference));
    else ++documents_.unlisted_findings;
}

void ChangeHtml::end_pair(const diff::DocumentSide& before, const diff::DocumentSide& after, const diff::Summary& summary) {
    ComparedPair& pair = documents_.pairs.back();
    pair.before = before;
    pair.after = after;
    pair.summary = summary;
    pair.summary.items.clear();  // those of all pairs come with the end
}

void ChangeHtml::unpaired(const diff::DocumentSide& document, bool is_new) { documents_.unpaired.push_back({document, is_new}); }

void ChangeHtml::write_part(std::size_t pair, ChangePart part, std::string_view title, const std::string& count,
                            const std::string& table_start) {
    const std::size_t group = pair * kParts + static_cast<std::size_t>(part);
    if (!kept_[group]) return;
    put(out_, part_start(title, count) + table_start);
    spool_.copy(group, out_);
    if (!table_start.empty()) put(out_, kTableEnd);
    put(out_, kPartEnd);
}

void ChangeHtml::write_pair(std::size_t number) {
    const ComparedPair& pair = documents_.pairs[number];
    const diff::Summary& summary = pair.summary;
    const auto pupils = [&](std::uint64_t count) { return count_of(count, "pupil", "pupils"); };
    const auto findings = [&](FindingState state) { return count_of(summary.findings[static_cast<std::size_t>(state)], "finding", "findings"); };
    const std::string id = "pair-" + std::to_string(number);
    const std::string title = documents_.pairs.size() == 1 ? "Pupil by pupil" : markup_text(pair_title(pair));
    put(out_, "<section class=\"pair" + std::string(pupils_ > kMany ? " many" : "") + "\" aria-labelledby=\"" + id + "\" data-pair=\"" +
                  std::to_string(number) + "\">\n<h2 id=\"" + id + "\">" + title + "</h2>\n");
    if (documents_.pairs.size() > 1) put(out_, documents_table(pair.before, pair.after));
    write_part(number, ChangePart::outside, "Header and school", count_of(summary.outside, "change", "changes"), change_table_start());
    write_part(number, ChangePart::joined, "Joined", pupils(summary.count(ChangeKind::added)), pupil_table_start(rows_.redact));
    write_part(number, ChangePart::left, "Left", pupils(summary.count(ChangeKind::removed)), pupil_table_start(rows_.redact));
    write_part(number, ChangePart::changed, "Changed", pupils(summary.different), {});
    write_part(number, ChangePart::ambiguous, "Not compared", count_of(summary.ambiguous, "record", "records"), ambiguity_table_start());
    write_part(number, ChangePart::appeared, "New findings", findings(FindingState::appeared), finding_table_start());
    write_part(number, ChangePart::stayed, "Findings still there", findings(FindingState::stayed), finding_table_start());
    write_part(number, ChangePart::fixed, "Findings fixed", findings(FindingState::fixed), finding_table_start());
    put(out_, kSectionEnd);
}

void ChangeHtml::end(const diff::Summary& total) {
    const PageFrame frame{change_heading(documents_, total) + ": comparison of school data", change_style(), change_script(), "changes",
                          "Skip to the changes"};
    put(out_, page_head(frame) + change_overview(documents_, total));
    for (std::size_t i = 0; i < documents_.pairs.size(); ++i) {
        const auto first = kept_.begin() + static_cast<std::ptrdiff_t>(i * kParts);
        if (std::find(first, first + kParts, true) != first + kParts) write_pair(i);
    }
    put(out_, page_foot(frame, rows_.redact));
}

}  // namespace

std::unique_ptr<diff::DifferenceSink> make_change_html(const ChangeReportOptions& options, const schema::Dictionary& dictionary,
                                                       std::ostream& out) {
    return std::make_unique<ChangeHtml>(options, dictionary, out);
}

}  // namespace cbds::report
