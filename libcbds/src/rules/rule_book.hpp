/// @file
/// The rules with functions, compiled for an edition: their items resolved to columns once.
#pragma once

#include "rules/draft.hpp"
#include "rules/items.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace cbds::rules {

/// A rule and its function. Each rule book of `census/`, `ctf/` and `register/` is an array of these.
struct CheckRow {
    std::string_view code;
    PartCheck fails;
};

/// School Census, school block (rules 130 to 640).
[[nodiscard]] std::span<const CheckRow> census_school_checks() noexcept;

/// School Census, records.
[[nodiscard]] std::span<const CheckRow> census_pupil_checks() noexcept;

class RuleBook {
public:
    /// Rules that neither `selection` reports nor the edition has are left out.
    RuleBook(const schema::Plan& plan, const Selection& selection);

    /// Runs the rules of the part's element, those of the school's phase only.
    void check(FindingMaker& maker, const DocumentFacts& facts) const;

private:
    struct Compiled {
        const Rule* rule;
        PartCheck fails;
        schema::ElementId part;
        std::vector<schema::ElementId> columns;
        schema::Confidence confidence;  ///< of the weakest of its items
    };

    void add(const schema::Plan& plan, const CheckRow& row, const Selection& selection);
    void add_for_part(const schema::Plan& plan, const CheckRow& row, const Rule& rule, schema::ElementId part);

    std::vector<Compiled> rules_;
};

}  // namespace cbds::rules
