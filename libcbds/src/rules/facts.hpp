/// @file
/// What header and school block say, kept for the rules that judge records by it.
#pragma once

#include "cbds/rules/outside_lists.hpp"
#include "cbds/rules/rule.hpp"
#include "cbds/schema/plan.hpp"
#include "cbds/xml/part.hpp"
#include "cbds/xml/place.hpp"
#include "rules/part_view.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::rules {

/// A part that outlives the reader's buffers.
class KeptPart {
public:
    KeptPart(const schema::Plan& plan, const xml::Part& part);
    KeptPart(const KeptPart&) = delete;
    KeptPart& operator=(const KeptPart&) = delete;

    [[nodiscard]] const PartView& view() const noexcept { return view_; }

    /// Where its nodes stand; the locator is that of the stretch in which the part was read.
    void take_places(xml::Locator& locator);
    [[nodiscard]] const xml::Place& place(NodeNumber number) const noexcept { return places_[number]; }
    [[nodiscard]] bool has_places() const noexcept { return !places_.empty(); }

private:
    std::string text_;
    xml::Part part_;
    PartView view_;
    std::vector<xml::Place> places_;
};

/// Whether a rule is one for schools of that phase; where the phase is not known, only rules of all phases are.
[[nodiscard]] constexpr bool is_for_phase(const Rule& rule, schema::PhaseSet phase) noexcept { return (rule.phases & phase) == phase; }

/// What the parts before the records say.
struct DocumentFacts {
    std::optional<KeptPart> header;
    std::optional<KeptPart> school;
    std::string estab;                                ///< of a census; empty where it is missing
    std::string school_number;                        ///< local authority and establishment: `2013999`; may be empty
    std::string file_kind;                            ///< of a transfer file, by its name: `CML`; empty for none
    schema::PhaseSet phase_bit = schema::kAllPhases;  ///< of the school; all where its phase is missing or unknown
    OutsideLists lists;                               ///< that the user gave

    /// Takes what this part says; the first header and the first school block count.
    void take(const xml::Part& part, const schema::Plan& plan);

    /// Gives the parts that were taken from a stretch their places.
    void take_places(xml::Locator& locator);
};

}  // namespace cbds::rules
