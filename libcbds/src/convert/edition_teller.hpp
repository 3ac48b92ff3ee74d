/// @file
/// Tells the sink what a change of edition does to one part.
#pragma once

#include "cbds/convert/loss.hpp"
#include "cbds/xml/element.hpp"
#include "convert/edition_plan.hpp"

#include <string>
#include <string_view>
#include <unordered_set>

namespace cbds::convert {

/// Elements that are to be taken out once everything has been looked at. Most often there are none.
using Gone = std::unordered_set<const xml::Element*>;

[[nodiscard]] inline bool is_gone(const Gone& gone, const xml::Element& element) { return gone.count(&element) != 0; }

class ChangeTeller {
public:
    /// @param part  of which is told; its key is read now
    ChangeTeller(const EditionPlan& plan, const xml::Element& part, std::uint64_t record, LossSink& sink);

    /// A change that rests on a guess is said to.
    void tell(LossKind kind, schema::ElementId item, std::string message, schema::Confidence confidence = schema::Confidence::certain);

    /// Every value in an element that is left out; the element itself where there is none.
    /// @param gone  what was told before
    void dropped(const xml::Element& element, const std::string& why, schema::Confidence confidence, const Gone& gone = {});

private:
    void dropped_below(const xml::Element& element, const std::string& path, const Gone& gone);
    void add(std::string_view item, std::string_view path);

    const EditionPlan& plan_;
    LossSink& sink_;
    Loss loss_;  ///< filled anew for each
};

}  // namespace cbds::convert
