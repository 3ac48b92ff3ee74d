/// @file
/// Findings while their place in the document is not known yet.
#pragma once

#include "cbds/rules/finding.hpp"
#include "cbds/rules/selection.hpp"
#include "cbds/schema/plan.hpp"
#include "cbds/xml/part.hpp"
#include "rules/code_book.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::rules {

/// A finding of one stretch of a document.
struct Draft {
    Finding finding;            ///< without place; its record is unset
    std::uint64_t offset = 0;   ///< in the stretch
    std::uint64_t record = 0;   ///< number among the records of the stretch, from 1; 0: not in a record
};

/// Says of which item a finding is.
void describe_item(Finding& finding, const schema::ElementRow& row);

/// What a check says beside the place.
struct Words {
    std::string message;
    std::string expected;
};

/// Makes the findings of one part, with everything that the part tells about them.
class FindingMaker {
public:
    /// @param edition  how sure it is that the document is of the plan's edition
    FindingMaker(const schema::Plan& plan, const CodeBook& codes, const Selection& selection, schema::Confidence edition)
        : plan_(plan), codes_(codes), selection_(selection), edition_(edition) {}

    /// The weakest fact of a finding that would be another in another edition.
    [[nodiscard]] schema::Confidence in_edition(schema::Confidence fact) const noexcept { return std::min(fact, edition_); }

    /// The findings that follow are of this part.
    void begin(const xml::Part& part, std::vector<Draft>& drafts);

    /// A fault of a node's value, name or place. `specific` may be null.
    /// @returns whether it is the end of the matter: it was reported, or its code is ignored
    bool add(const Rule* specific, const Rule& general, schema::Confidence confidence, std::uint32_t node, Words words);

    /// A fault of what should be there: child `child` of a node.
    void add_missing(const Rule* specific, const Rule& general, schema::Confidence confidence, std::uint32_t parent,
                     schema::ElementId child, Words words);

    /// A fault at another offset than the node's own.
    void add_at(const Rule& rule, schema::Confidence confidence, std::uint32_t node, std::uint64_t offset, Words words);

    [[nodiscard]] const xml::Part& part() const noexcept { return *part_; }
    [[nodiscard]] const schema::Plan& plan() const noexcept { return plan_; }
    [[nodiscard]] const CodeBook& codes() const noexcept { return codes_; }

    /// UPN of the record; empty where it has none.
    [[nodiscard]] std::string_view key() const noexcept { return key_; }

    /// Year group of the record; empty where it has none. Looked up only where a finding needs it.
    [[nodiscard]] std::string_view year_group();

    /// The path of a node from the root; an unknown element under the name that it has.
    [[nodiscard]] std::string path_of(std::uint32_t node) const;

private:
    Draft* draft(const Rule* rule, schema::Confidence confidence, std::uint64_t offset, Words words);

    const schema::Plan& plan_;
    const CodeBook& codes_;
    const Selection& selection_;
    schema::Confidence edition_;
    const xml::Part* part_ = nullptr;
    std::vector<Draft>* drafts_ = nullptr;
    std::string_view key_;
    std::optional<std::string_view> year_group_;  ///< once it was looked up
    std::uint64_t record_ = 0;
};

}  // namespace cbds::rules
