/// @file
/// A part as a rule sees it: items found in one step, and their values as dates and numbers.
#pragma once

#include "cbds/schema/plan.hpp"
#include "cbds/xml/part.hpp"
#include "io/ascii.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace cbds::rules {

/// A date or a number that can be compared: dates as YYYYMMDD, numbers in ten-thousandths.
using Measure = std::int64_t;
inline constexpr Measure kOne = 10'000;

/// Index of a node of a part; 0, the part itself, stands for "none" where a child is looked for.
using NodeNumber = std::uint32_t;

/// Reads a date as it is compared; nothing where the text is none.
[[nodiscard]] std::optional<Measure> date_measure(std::string_view text) noexcept;

/// Reads a number with up to four decimals; nothing where the text is none.
[[nodiscard]] std::optional<Measure> number_measure(std::string_view text) noexcept;

/// The nodes of one part by element. Reused from part to part.
class PartView {
public:
    explicit PartView(const schema::Plan& plan);

    /// Looks at another part, which must live as long as it is looked at.
    void look_at(const xml::Part& part);

    /// Reads all values now, so that several threads may ask for them.
    void read_all();

    [[nodiscard]] const schema::Plan& plan() const noexcept { return *plan_; }
    [[nodiscard]] const xml::Part& part() const noexcept { return *part_; }
    [[nodiscard]] const xml::Node& node(NodeNumber number) const noexcept { return part_->nodes[number]; }

    /// The first node of an element, and the next of the same element; 0 where there is none.
    [[nodiscard]] NodeNumber first(schema::ElementId element) const noexcept {
        if (element == schema::kNoElement) return 0;
        const Slot& slot = slots_[element - first_element_];
        return slot.round == round_ ? slot.first : 0;
    }
    [[nodiscard]] NodeNumber next(NodeNumber number) const noexcept { return next_[number]; }

    /// Whether a node lies below another, or is it.
    [[nodiscard]] bool is_below(NodeNumber number, NodeNumber ancestor) const noexcept {
        while (number > ancestor) number = node(number).parent;
        return number == ancestor;
    }

    /// The first node of an element below another node; 0 where there is none.
    [[nodiscard]] NodeNumber first_below(NodeNumber ancestor, schema::ElementId element) const noexcept;

    /// A value that can be judged, without blanks around it; empty for none, or one with a fault, which is told already.
    [[nodiscard]] std::string_view text(NodeNumber number) const noexcept {
        if (number == 0) return {};
        const xml::Node& found = node(number);
        return found.fault == schema::ValueFault::none ? ascii::trimmed(found.value()) : std::string_view{};
    }

    /// The value as a date or number, as its type says; nothing where it is missing or none. Each is read once.
    [[nodiscard]] std::optional<Measure> measure(NodeNumber number) const noexcept {
        if (number == 0) return std::nullopt;
        Read& read = reads_[number];
        if (read.round != round_) read = {round_, read_measure(number)};
        return read.measure;
    }

private:
    /// A value that was read in that round.
    struct Read {
        std::uint32_t round = 0;
        std::optional<Measure> measure;
    };

    [[nodiscard]] std::optional<Measure> read_measure(NodeNumber number) const noexcept;

    struct Slot {
        std::uint32_t round = 0;  ///< of the part in which it was seen last
        NodeNumber first = 0;
        NodeNumber last = 0;
    };

    const schema::Plan* plan_;
    const xml::Part* part_ = nullptr;
    schema::ElementId first_element_;
    std::uint32_t round_ = 0;
    std::vector<Slot> slots_;  ///< by element
    std::vector<NodeNumber> next_;
    mutable std::vector<Read> reads_;  ///< by node; never shrinks
};

}  // namespace cbds::rules
