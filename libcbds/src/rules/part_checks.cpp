#include "rules/part_checks.hpp"

#include "rules/structure.hpp"
#include "rules/values.hpp"

#include <algorithm>
#include <utility>

namespace cbds::rules {

using schema::Confidence;

namespace {

/// So many findings are collected before the next part is read, lest a hostile document swell the process.
constexpr std::size_t kMostDrafts = 20'000;

}  // namespace

EditionRules::EditionRules(const schema::Dictionary& dictionary, schema::Edition edition, const Selection& selection)
    : plan(dictionary, edition), codes(plan), book(plan, selection), document(plan, selection), across(plan) {
    add_unique(selection, "PupilIdentifiers/UPN UPN", "ID110");
    add_unique(selection, "PupilIdentifiers/UniqueLearnerNumber UniqueLearnerNumber", "ID210");
    for (const Rule& rule : all_rules())
        if (rule.check == Check::unique && selection.reports(rule) && applies(rule, edition)) add_unique(rule);
}

/// A record's own identifiers are unique, not those of other kinds of number within it (a former UPN).
void EditionRules::add_unique(const Selection& selection, std::string_view items, std::string_view general) {
    for (const schema::ElementId record : plan.records()) {
        const schema::ElementId item = CodeBook::first_item_below(plan, record, items);
        if (item == schema::kNoElement) continue;
        const Rule& rule = CodeBook::known(general);
        if (const Rule* chosen = selection.choose(codes.special(rule, item), rule)) unique_items.push_back({record, item, chosen, unique_kinds});
    }
    ++unique_kinds;
}

/// An item that was renamed is listed under each of its names.
void EditionRules::add_unique(const Rule& rule) {
    for (const schema::ElementId part : parts_of(plan, rule)) {
        const auto compiled = compile_rule(plan, rule, part, {});
        if (!compiled) continue;
        for (const ItemColumn& column : compiled->columns)
            if (column.element != schema::kNoElement) unique_items.push_back({part, column.element, &rule, unique_kinds});
    }
    ++unique_kinds;
}

/// What one stretch of the document gives.
class PartChecks::Worker final : public xml::PartWorker {
public:
    /// A value that must be unique.
    struct Unique {
        const EditionRules::UniqueItem* item;
        std::string value;
        std::string key;
        std::string year_group;
        std::uint64_t offset;
        std::uint64_t record;
    };

    explicit Worker(PartChecks& checks)
        : tally(checks.rules_.document.no_tally()),
          checks_(checks),
          maker_(checks.rules_.plan, checks.rules_.codes, checks.selection_, edition_confidence(checks.context_.identification)),
          view_(checks.rules_.plan) {}

    bool part(const xml::Part& part) override {
        const EditionRules& rules = checks_.rules_;
        const schema::Part role = rules.plan.row(part.element()).part;
        maker_.begin(part, drafts);
        if (!part.as_predicted) check_structure(maker_);
        if (part.has_faults) check_values(maker_);
        view_.look_at(part);
        if (role == schema::Part::record) {
            if (!checks_.records_began_) checks_.records_began_ = true;
            rules.document.count(view_, checks_.facts_, tally);
            if (checks_.across_ != nullptr && !read_record(rules.across, view_, maker_, records.emplace_back())) records.pop_back();
        } else {
            // A second header behind records must not change how those are judged that other threads read.
            if (!checks_.records_began_) checks_.facts_.take(part, rules.plan);
            if (role == schema::Part::header) check_header(maker_, checks_.context_);
        }
        rules.book.check(maker_, view_, checks_.facts_);
        note_unique(part);
        return drafts.size() < kMostDrafts;
    }

    std::vector<Draft> drafts;
    std::vector<Unique> uniques;
    std::vector<AcrossRecord> records;
    Tally tally;

private:
    void note_unique(const xml::Part& part) {
        const bool of_record = checks_.rules_.plan.row(part.element()).part == schema::Part::record;
        for (const EditionRules::UniqueItem& item : checks_.rules_.unique_items) {
            if (item.part != part.element() || !is_for_phase(*item.rule, checks_.facts_.phase_bit)) continue;
            for (NodeNumber number = view_.first(item.item); number != 0; number = view_.next(number)) {
                const xml::Node& node = view_.node(number);
                if (node.length != 0)
                    uniques.push_back({&item, std::string(node.value()), std::string(maker_.key()), std::string(maker_.year_group()), node.offset,
                                       of_record ? part.record + 1 : 0});
            }
        }
    }

    PartChecks& checks_;
    FindingMaker maker_;
    PartView view_;
};

std::unique_ptr<xml::PartWorker> PartChecks::make_worker() { return std::make_unique<Worker>(*this); }

void PartChecks::check_unique(Worker& worker, std::uint64_t first_record) {
    for (Worker::Unique& unique : worker.uniques) {
        const std::uint64_t before = seen_[unique.item->kind].note(unique.value, first_record + unique.record);
        if (before == 0) continue;
        const schema::ElementRow& row = rules_.plan.row(unique.item->item);
        Draft& draft = worker.drafts.emplace_back();
        draft.offset = unique.offset;
        draft.record = unique.record;
        Finding& finding = draft.finding;
        finding.rule = unique.item->rule;
        finding.confidence = std::min(finding.rule->confidence, row.confidence);
        finding.severity = selection_.severity(*finding.rule, finding.confidence);
        finding.key = std::move(unique.key);
        finding.year_group = std::move(unique.year_group);
        describe_item(finding, row);
        finding.value = std::move(unique.value);
        finding.message = "the same number stands in record " + std::to_string(before);
        finding.expected = "a number of its own for every record";
    }
    worker.uniques.clear();
}

void PartChecks::begin_across() {
    if (across_ == nullptr || std::exchange(across_began_, true)) return;
    across_->begin(context_.file_name, facts_.school_number, rules_.plan.edition());
}

void PartChecks::check_across(Worker& worker, std::uint64_t first_record) {
    if (!worker.records.empty()) begin_across();
    for (const AcrossRecord& record : worker.records) across_->note(record, first_record, rules_.plan, worker.drafts);
    worker.records.clear();
}

/// ACR109: another file of the run is the return of the same school for the same census.
void PartChecks::tell_same_return() {
    const Rule& rule = CodeBook::known("ACR109");
    const std::string* other = across_->same_return();
    const bool census = rules_.plan.edition().collection == schema::Collection::school_census;
    if (!census || other == nullptr || !selection_.reports(rule)) return;
    Finding finding;
    finding.rule = &rule;
    finding.confidence = rule.confidence;
    finding.severity = selection_.severity(rule, rule.confidence);
    finding.place = facts_.header && facts_.header->has_places() ? facts_.header->place(0) : Place{1, 1, 0};
    describe_item(finding, rules_.plan.row(facts_.header ? facts_.header->view().part().element() : rules_.plan.root()));
    finding.message = "another file is a return of this school for this census too (" + *other + ')';
    take_(finding);
}

void PartChecks::collect(xml::PartWorker& part_worker, xml::Locator& locator, std::uint64_t first_record) {
    auto& worker = static_cast<Worker&>(part_worker);
    check_unique(worker, first_record);
    if (across_ != nullptr) check_across(worker, first_record);
    std::stable_sort(worker.drafts.begin(), worker.drafts.end(), [](const Draft& a, const Draft& b) { return a.offset < b.offset; });
    for (Draft& draft : worker.drafts) {
        draft.finding.place = locator.place(draft.offset);
        draft.finding.record = draft.record == 0 ? 0 : first_record + draft.record;
        take_(draft.finding);
    }
    worker.drafts.clear();
    facts_.take_places(locator);
    for (std::size_t i = 0; i < tally_.size(); ++i) {
        tally_[i].all += worker.tally[i].all;
        tally_[i].hits += worker.tally[i].hits;
        worker.tally[i] = {};
    }
}

void PartChecks::finish() {
    if (across_ != nullptr) {
        begin_across();
        tell_same_return();
    }
    const Confidence edition = edition_confidence(context_.identification);
    rules_.document.judge(tally_, PartView(rules_.plan), facts_, edition, [this](Finding finding) {
        finding.severity = selection_.severity(*finding.rule, finding.confidence);
        take_(finding);
    });
}

}  // namespace cbds::rules
