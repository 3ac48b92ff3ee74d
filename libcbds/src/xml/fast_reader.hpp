/// @file
/// The fast reader: reads a record while it is exactly what the plan predicts, and stops where it is not.
///
/// It knows tags without blanks or attributes, values without references, and nothing else. What it accepts
/// is well formed by construction, fits the plan's structure, and has its values judged. Everything else is
/// for the libxml2 reader.
#pragma once

#include "cbds/schema/plan.hpp"
#include "cbds/xml/part.hpp"
#include "xml/text_scan.hpp"

#include <vector>

namespace cbds::xml {

class FastReader {
public:
    FastReader(const schema::Plan& plan, bool judge_values);

    /// Whether it reads by that plan, and judges values or not.
    [[nodiscard]] bool reads_by(const schema::Plan& plan, bool judge_values) const noexcept {
        return &plan == &plan_ && judge_values == judge_values_;
    }

    /// Reads one part.
    /// @param chunk    the text that offsets count from
    /// @param at       the part's `<`
    /// @param end      the end of the text; `kReadAhead` readable bytes and a `<` follow it
    /// @param element  what the start tag at `at` is, already compared
    /// @param part     filled; its content counts only where the part was read
    /// @returns the byte behind the part's end tag; null where it is not as predicted.
    const char* read(const char* chunk, const char* at, const char* end, schema::ElementId element, Part& part);

private:
    /// A container that is open: its node and the children seen so far.
    struct Open {
        std::uint32_t node = 0;
        schema::ElementId element = schema::kNoElement;
        schema::ElementId last = schema::kNoElement;  ///< the child before, whose successor is predicted
        std::uint16_t times = 0;                      ///< how often `last` occurred in a row
        std::uint64_t seen = 0;                       ///< places of the children that occurred
    };

    /// What stood in a place last time, and before that: many elements are there in every second record.
    struct Guesses {
        schema::ElementId last = schema::kNoElement;
        schema::ElementId before = schema::kNoElement;

        void add(schema::ElementId id) noexcept {
            before = last;
            last = id;
        }
    };

    /// What the plan says of an element, as the inner loop wants it, and what was seen of it last time.
    struct alignas(64) Expected {  // what each occurrence needs stands in the first four lines of the cache
        LeadText lead;  ///< its start tag as it was written last, with the blanks before it
        Guesses next;   ///< what followed it; `kEndTag` for its parent's end
        std::uint16_t max = 1;
        std::uint8_t place = 0;
        bool readable = false;  ///< in the edition, and its content is predictable
        bool ordered = false;
        TagText tag;                              ///< `Name>`
        const schema::ValueType* type = nullptr;  ///< of a value; null for a container
        std::uint64_t excludes = 0;               ///< places of the siblings that cannot stand beside it
        std::uint64_t required = 0;
        std::uint64_t one_of = 0;  ///< places of the children of which one must be there
        LeadText end_lead;         ///< the same as `lead` of the end tag of a container
        Guesses first;             ///< its first child
        schema::ElementId first_child = schema::kNoElement;
        std::uint16_t child_count = 0;
    };

    /// In the place of an element's id: not a child follows, but the end tag.
    static constexpr schema::ElementId kEndTag = schema::kNoElement - 1;

    void prepare(schema::ElementId id);
    void prepare_choices(Expected& parent, const schema::PlanElement& element);
    [[nodiscard]] schema::ElementId next_tag(const Open& open, const char*& at, const char* end);
    [[nodiscard]] schema::ElementId unpredicted_tag(const Open& open, const char*& at, const char* end);
    [[nodiscard]] bool admit(Open& open, schema::ElementId child) const;
    [[nodiscard]] bool may_close(const Open& open) const;
    [[nodiscard]] Guesses& guesses(const Open& open) { return open.last == schema::kNoElement ? expected(open.element).first : expected(open.last).next; }
    [[nodiscard]] Expected& expected(schema::ElementId id) { return expected_[id - first_]; }
    [[nodiscard]] const Expected& expected(schema::ElementId id) const { return expected_[id - first_]; }
    const char* read_value(const char* at, const char* end, Node& node, const Expected& leaf) const;

    const schema::Plan& plan_;
    bool judge_values_;
    schema::ElementId first_;
    std::vector<Expected> expected_;
    std::vector<Open> open_;
};

}  // namespace cbds::xml
