/// @file
/// Rules of a whole document: shares and numbers of its records, counted in the pass that reads them.
///
/// The column `when` of such a row has three parts, separated by semicolons: the records that are counted, those of them
/// that have what is asked for, and the limit - `<=45%` of the records counted, `>=1` of them, or `>=school:FreeMealsTaken`.
#pragma once

#include "rules/rule_book.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace cbds::rules {

/// What one rule counts.
struct Count {
    std::uint64_t all = 0;   ///< records of its population
    std::uint64_t hits = 0;  ///< those that have what is asked for
};

/// By rule of `DocumentRules`.
using Tally = std::vector<Count>;

/// A rule of a document that a limit does not say: what it counts of a record, and whether the counts are wrong.
struct DocumentFunctionRow {
    std::string_view code;
    void (*count)(const Items& items, Count& count);
    bool (*fails)(const Count& count);
};

[[nodiscard]] std::span<const DocumentFunctionRow> census_document_functions() noexcept;

class DocumentRules {
public:
    DocumentRules(const schema::Plan& plan, const Selection& selection);

    [[nodiscard]] Tally no_tally() const { return Tally(rules_.size()); }

    /// Tally one record.
    void count(const PartView& view, const DocumentFacts& facts, Tally& tally) const;

    /// A rule that fails: the finding has no severity yet.
    using Take = std::function<void(Finding)>;

    /// Judges the document, when all of its records have been counted.
    void judge(const Tally& tally, const PartView& empty, const DocumentFacts& facts, schema::Confidence edition, const Take& take) const;

private:
    enum class Limit : char { share_at_most, share_at_least, at_most, at_least, equal };

    /// The rule in one kind of record.
    struct InRecord {
        schema::ElementId record;
        std::vector<ItemColumn> columns;
        Conditions population;
        Conditions hit;
    };

    struct Compiled {
        const Rule* rule = nullptr;
        std::vector<InRecord> records;
        Limit limit = Limit::at_least;
        std::vector<Term> limit_terms;
        const DocumentFunctionRow* function = nullptr;
        schema::Confidence confidence = schema::Confidence::certain;
    };

    void add(const schema::Plan& plan, const Rule& rule);
    static bool add_record(const schema::Plan& plan, Compiled& compiled, schema::ElementId record);
    static bool add_limit(const ItemNames& names, std::string_view text, Compiled& compiled);
    static bool fails(const Compiled& rule, const Count& count, const Scope& scope);
    static Finding describe(const Compiled& rule, const Count& count, const DocumentFacts& facts, schema::Confidence edition);

    std::vector<Compiled> rules_;
};

}  // namespace cbds::rules
