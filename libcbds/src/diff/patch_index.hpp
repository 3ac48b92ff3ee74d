/// @file
/// Which operations of a patch may concern an element, found by its key: what no operation is about has not to become
/// an element at all.
///
/// A document is patched part by part. A unit is what is in memory as a whole: a record, the header, the school block, an
/// unknown element beside them. Of a frame element, which encloses them, only its tag is.
#pragma once

#include "cbds/schema/plan.hpp"
#include "diff/patch_operation.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace cbds::diff {

/// Before the first operation.
inline constexpr std::size_t kNoOperation = static_cast<std::size_t>(-1);

class PatchIndex {
public:
    /// The plan must outlive it.
    /// @param name  of the patch, for messages
    /// @throws DocumentError with the line of an operation that cannot be done part by part
    PatchIndex(std::vector<Operation> operations, const schema::Plan& plan, const std::string& name);

    [[nodiscard]] const std::vector<Operation>& operations() const noexcept { return operations_; }
    [[nodiscard]] const schema::Plan& plan() const noexcept { return plan_; }

    /// The step of its selector that is for the unit.
    [[nodiscard]] std::size_t unit_step(std::size_t operation) const noexcept { return routes_[operation].first; }

    /// Whether it is about records.
    [[nodiscard]] bool of_record(std::size_t operation) const noexcept;

    /// Whether it adds a record to what encloses records, and the patch says how that is found.
    [[nodiscard]] bool adds_record(std::size_t operation) const noexcept;

    /// Operations on a frame element itself, in their order.
    [[nodiscard]] const std::vector<std::size_t>& of_frame(schema::ElementId frame) const;

    /// Whether an operation may concern a part.
    [[nodiscard]] bool concerns(const xml::Part& part) const;

    /// The first operation behind another one that may concern a unit; `kNoOperation` where there is none.
    /// @param frame  in which it stands
    [[nodiscard]] std::size_t next(const xml::Element& unit, schema::ElementId frame, std::size_t behind) const;

private:
    /// Where an operation is about something.
    struct Route {
        schema::ElementId frame = schema::kNoElement;  ///< the innermost
        std::optional<schema::ElementId> unit;         ///< nothing: the frame element itself; `kNoElement`: an unknown element
        std::size_t first = 0;
    };

    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>()(text); }
    };
    using Numbers = std::vector<std::size_t>;  ///< of operations, rising

    /// Operations that ask for a value of one item.
    struct KeyGroup {
        schema::ElementId item = schema::kNoElement;
        std::unordered_map<std::string, Numbers, TextHash, std::equal_to<>> by_value;
    };
    struct UnitOperations {
        std::vector<KeyGroup> groups;
        Numbers others;
    };
    using UnitKey = std::pair<schema::ElementId, std::string>;  ///< of an unknown one its frame and name

    [[nodiscard]] Route route(const Selector& selector) const;
    void check(const Operation& operation, const Route& route) const;
    void add(std::size_t number, const Route& route);
    void add_to_unit(std::size_t number, const Selector& selector, const Route& route);
    [[nodiscard]] bool is_record(const Route& route) const noexcept;
    [[nodiscard]] std::optional<std::pair<schema::ElementId, std::string>> key(const Selector& selector, const Route& route) const;
    void tie_content(Operation& operation) const;
    [[nodiscard]] const UnitOperations* operations_of(schema::ElementId unit, schema::ElementId frame, std::string_view name) const;

    const schema::Plan& plan_;
    std::string name_;
    std::vector<Operation> operations_;
    std::vector<Route> routes_;
    std::map<schema::ElementId, Numbers> frames_;
    std::map<UnitKey, UnitOperations> units_;
};

/// Ties an element and what is in it to the dictionary.
void tie(xml::Element& element, schema::ElementId parent, const schema::Plan& plan);

}  // namespace cbds::diff
