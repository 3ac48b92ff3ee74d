/// @file
/// The codes of a part changed to those of another edition.
#pragma once

#include "convert/edition_teller.hpp"

#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace cbds::convert {

/// Looks at every value of a part whose structure is that of the target.
class CodeChange {
public:
    CodeChange(const EditionPlan& plan, ChangeTeller& teller) : plan_(plan), teller_(teller) {}

    void change(xml::Element& part);

private:
    void walk(xml::Element& parent);
    void change_value(xml::Element& value);
    bool recode(xml::Element& value, const EditionRow& row);
    bool widen(xml::Element& value, const EditionRow& row);
    [[nodiscard]] std::string_view pick(std::string_view code, const EditionRow& row, schema::Edition from, schema::Edition to) const;
    [[nodiscard]] std::optional<bool> is_later(const EditionRow& row) const;

    bool join_same_code(const EditionRow& row);
    [[nodiscard]] xml::Element& first_of_code(const EditionRow& row);

    void leave_out(const xml::Element& value, std::string_view why);
    [[nodiscard]] bool can_go(const xml::Element& parent, const xml::Element& child) const;
    void prune(xml::Element& parent);

    const EditionPlan& plan_;
    ChangeTeller& teller_;
    std::vector<xml::Element*> path_;  ///< from the part to the value
    Gone gone_;
    std::map<std::pair<const xml::Element*, std::string_view>, xml::Element*> firsts_;  ///< by what they are in, and code
};

}  // namespace cbds::convert
