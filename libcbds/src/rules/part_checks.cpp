#include "rules/part_checks.hpp"

#include "rules/structure.hpp"
#include "rules/values.hpp"

#include <algorithm>

namespace cbds::rules {
namespace {

/// So many findings are collected before the next part is read, lest a hostile document swell the process.
constexpr std::size_t kMostDrafts = 20'000;

}  // namespace

EditionRules::EditionRules(const schema::Dictionary& dictionary, schema::Edition edition, const Selection& selection)
    : plan(dictionary, edition), codes(plan), book(plan, selection) {
    add_unique(selection, schema::Identifier::upn, "ID110", 0);
    add_unique(selection, schema::Identifier::uln, "ID210", 1);
}

/// A record's own identifiers are unique, not those of other kinds of number within it (a former UPN).
void EditionRules::add_unique(const Selection& selection, schema::Identifier identifier, std::string_view general, std::size_t kind) {
    for (const schema::ElementId record : plan.records()) {
        const std::string_view wanted = identifier == schema::Identifier::upn ? "UPN" : "UniqueLearnerNumber";
        schema::ElementId item = CodeBook::item_below(plan, record, "PupilIdentifiers/" + std::string(wanted));
        if (item == schema::kNoElement) item = CodeBook::item_below(plan, record, wanted);
        if (item == schema::kNoElement) continue;
        const Rule& rule = CodeBook::known(general);
        if (const Rule* chosen = selection.choose(codes.special(rule, item), rule)) unique_items.push_back({record, item, chosen, kind});
    }
}

/// What one stretch of the document gives.
class PartChecks::Worker final : public xml::PartWorker {
public:
    /// A value that must be unique.
    struct Unique {
        const EditionRules::UniqueItem* item;
        std::string value;
        std::string key;
        std::uint64_t offset;
        std::uint64_t record;
    };

    explicit Worker(PartChecks& checks) : checks_(checks), maker_(checks.rules_.plan, checks.rules_.codes, checks.selection_, edition_confidence(checks.context_.identification)) {}

    bool part(const xml::Part& part) override {
        const EditionRules& rules = checks_.rules_;
        const schema::Part role = rules.plan.row(part.element()).part;
        maker_.begin(part, drafts);
        if (!part.as_predicted) check_structure(maker_);
        if (part.has_faults) check_values(maker_);
        if (role == schema::Part::record) {
            if (!checks_.records_began_) checks_.records_began_ = true;
            rules.book.check(maker_, checks_.facts_);
            note_unique(part);
        } else {
            // A second header behind records must not change how those are judged that other threads read.
            if (!checks_.records_began_) checks_.facts_.take(part, rules.plan);
            if (role == schema::Part::header) check_header(maker_, checks_.context_);
            rules.book.check(maker_, checks_.facts_);
        }
        return drafts.size() < kMostDrafts;
    }

    std::vector<Draft> drafts;
    std::vector<Unique> uniques;

private:
    void note_unique(const xml::Part& part) {
        for (const EditionRules::UniqueItem& item : checks_.rules_.unique_items) {
            if (item.record != part.element()) continue;
            const xml::Node* node = part.find(item.item);
            if (node != nullptr && node->length != 0)
                uniques.push_back({&item, std::string(node->value()), std::string(maker_.key()), node->offset, part.record + 1});
        }
    }

    PartChecks& checks_;
    FindingMaker maker_;
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
        finding.severity = lowered(finding.rule->kind, finding.confidence);
        finding.key = std::move(unique.key);
        finding.item = row.name;
        finding.path = row.path;
        finding.privacy = row.privacy;
        finding.value = std::move(unique.value);
        finding.message = "the same number stands in record " + std::to_string(before);
        finding.expected = "a number of its own for every record";
    }
    worker.uniques.clear();
}

void PartChecks::collect(xml::PartWorker& part_worker, xml::Locator& locator, std::uint64_t first_record) {
    auto& worker = static_cast<Worker&>(part_worker);
    check_unique(worker, first_record);
    std::stable_sort(worker.drafts.begin(), worker.drafts.end(), [](const Draft& a, const Draft& b) { return a.offset < b.offset; });
    for (Draft& draft : worker.drafts) {
        draft.finding.place = locator.place(draft.offset);
        draft.finding.record = draft.record == 0 ? 0 : first_record + draft.record;
        take_(draft.finding);
    }
    worker.drafts.clear();
}

}  // namespace cbds::rules
