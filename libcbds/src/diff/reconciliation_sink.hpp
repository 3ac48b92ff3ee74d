/// @file
/// What a comparison tells, added up item by item.
#pragma once

#include "cbds/diff/reconciliation.hpp"
#include "cbds/diff/selection.hpp"
#include "diff/reconciliation_layout.hpp"
#include "diff/record_items.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::diff {

class ReconciliationSink final : public DifferenceSink {
public:
    /// The dictionary must outlive it.
    explicit ReconciliationSink(const schema::Dictionary& dictionary);

    void begin_pair(const DocumentSide& before, const DocumentSide& after) override;
    void record(const RecordDifference& difference) override;
    void ambiguous(const Ambiguity& ambiguity) override { made_.ambiguous.push_back(ambiguity); }
    void end_pair(const DocumentSide&, const DocumentSide&, const Summary&) override {}
    void unpaired(const DocumentSide&, bool) override {}
    void end(const Summary&) override {}

    /// The figures, once the pair was compared.
    [[nodiscard]] Reconciliation finish(const CompareResult& result);

private:
    void count_outside(const RecordDifference& difference);
    void count_new_key(const RecordDifference& difference, std::uint32_t pupil);
    void count_new_key(const RecordDifference& difference, schema::ElementId old_row, schema::ElementId new_row, std::uint32_t pupil);
    void count(const ItemChange& change, const RecordDifference& difference, std::uint32_t pupil);
    void count_on_roll(schema::ElementId row, ChangeKind kind, schema::ElementId old_record, std::uint32_t pupil);
    void count_all(const xml::Element& record, ChangeKind kind, std::uint32_t pupil);
    void count_equal(const ItemTotals& totals);
    [[nodiscard]] bool is_noise(schema::ElementId row) const;
    [[nodiscard]] ReconciledItem& known_item(schema::ElementId row) { return known_[layout_->main_row(row)]; }
    void count_unknown(std::string_view path, ChangeKind kind, schema::ElementId old_record, std::uint32_t pupil);
    void add_known_items(const LayoutSection& from);
    void add_unknown_items();
    void drop_foreign_sections();
    [[nodiscard]] bool belongs(const LayoutSection& section) const;

    const schema::Dictionary& dictionary_;
    std::optional<ReconciliationLayout> layout_;
    std::vector<RecordItems> record_items_;
    Selection usual_;                                  ///< what a comparison tells if it is not asked for anything
    std::vector<ReconciledItem> known_;                ///< by row of the dictionary; only those of main rows are used
    std::map<std::string, ReconciledItem> unknown_;    ///< by path
    std::vector<std::uint64_t> old_values_;            ///< by row of the dictionary: those that the totals do not have
    bool outside_told_ = false;
    Reconciliation made_;
};

}  // namespace cbds::diff
