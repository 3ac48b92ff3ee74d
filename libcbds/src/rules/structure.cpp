#include "rules/structure.hpp"

#include <algorithm>
#include <string>

namespace cbds::rules {
namespace {

using schema::Confidence;
using schema::Content;
using schema::ElementId;
using schema::kNoElement;
using schema::NameMatch;

/// What has been seen of the children of one element.
struct Seen {
    std::uint64_t places = 0;
    ElementId last = kNoElement;
    std::uint32_t times = 0;
    std::uint8_t furthest = 0;  ///< place of the child that stands last in the dictionary's order
    bool judged = true;         ///< false: nothing is said of its children
};

std::string quoted(std::string_view name) { return '<' + std::string(name) + '>'; }

class StructureCheck {
public:
    explicit StructureCheck(FindingMaker& maker) : maker_(maker), plan_(maker.plan()), part_(maker.part()), seen_(part_.nodes.size()) {}

    void run() {
        for (std::uint32_t i = 0; i < part_.nodes.size(); ++i) check_node(i);
        for (std::uint32_t i = 0; i < part_.nodes.size(); ++i)
            if (seen_[i].judged) check_missing(i);
        check_attributes();
        check_misplaced();
    }

private:
    static const Rule& rule(std::string_view code) { return CodeBook::known(code); }

    void check_node(std::uint32_t number) {
        const xml::Node& node = part_.nodes[number];
        const bool inner = number != 0;
        seen_[number].judged = has_children(number) && (!inner || seen_[node.parent].judged);
        if (inner && !seen_[node.parent].judged) return;
        if (node.element == kNoElement) return report_unknown(number);
        // A part that stands in the frame tells of its name itself.
        if (!inner || !is_part(node.element)) check_name(number);
        if (!inner || node.match == NameMatch::other_edition) return;
        check_occurrence(number, seen_[node.parent]);
    }

    /// Children are judged where the dictionary says what they are, and this edition has the element. A part that
    /// stands in the frame is judged by itself.
    [[nodiscard]] bool has_children(std::uint32_t number) const {
        const xml::Node& node = part_.nodes[number];
        if (node.element == kNoElement || node.match == NameMatch::other_edition) return false;
        if (number != 0 && is_part(node.element)) return false;
        const Content content = plan_.row(node.element).content;
        return content == Content::sequence || content == Content::all;
    }

    [[nodiscard]] bool is_part(ElementId id) const {
        const schema::Part role = plan_.row(id).part;
        return role != schema::Part::inside && role != schema::Part::frame;
    }

    void report_unknown(std::uint32_t number) {
        const xml::Node& parent = part_.nodes[part_.nodes[number].parent];
        if (parent.element == kNoElement) return;
        maker_.add(nullptr, rule("XSD010"), Confidence::certain, number,
                   {"this element is not known in " + quoted(plan_.row(parent.element).name) + "; it is kept, but not checked", ""});
    }

    void check_name(std::uint32_t number) {
        const xml::Node& node = part_.nodes[number];
        const schema::ElementRow& row = plan_.row(node.element);
        if (node.match == NameMatch::alias)
            maker_.add(nullptr, rule("XSD015"), row.confidence, number,
                       {"the element is written as " + quoted(part_.written_name(number, plan_.dictionary())), quoted(row.name)});
        if (node.match == NameMatch::other_edition || (node.match == NameMatch::alias && !plan_.in_edition(node.element)))
            maker_.add(maker_.codes().special(rule("XSD014"), node.element), rule("XSD014"), maker_.in_edition(row.confidence), number,
                       {other_edition(row), alternative(node.element)});
    }

    /// The element of this edition that another one's has become; empty where there is none.
    [[nodiscard]] std::string alternative(ElementId id) const {
        const schema::PlanElement& parent = plan_.element(plan_.row(id).parent);
        for (unsigned i = 0; i < parent.child_count; ++i) {
            const auto other = static_cast<ElementId>(parent.first_child + i);
            if (plan_.in_edition(other) && plan_.row(other).choice == plan_.row(id).choice && plan_.row(id).choice != 0) return quoted(plan_.row(other).name);
        }
        return {};
    }

    /// Why an element that is known does not belong to this edition.
    [[nodiscard]] std::string other_edition(const schema::ElementRow& row) const {
        const schema::Edition edition = plan_.edition();
        const auto name = [&](schema::Ordinal ordinal) { return schema::edition_name({edition.collection, ordinal}); };
        if (edition.ordinal < row.editions.since) return "the element is not used before " + name(row.editions.since);
        if (edition.ordinal > row.editions.until) return "the element is not used after " + name(row.editions.until);
        return "the element is not collected in the " + std::string(schema::term_name(schema::census_term(edition))) + " census";
    }

    void check_occurrence(std::uint32_t number, Seen& seen) {
        const xml::Node& node = part_.nodes[number];
        if (!plan_.in_edition(node.element)) return;
        const schema::PlanElement& element = plan_.element(node.element);
        const schema::ElementRow& parent = plan_.row(part_.nodes[node.parent].element);
        const std::uint64_t place = std::uint64_t{1} << element.place;
        if (node.element == seen.last) {
            if (++seen.times > element.max && element.max != schema::kUnbounded) report_too_many(number, element);
            return;
        }
        const bool ordered = parent.content == Content::sequence;
        if ((seen.places & place) != 0) {
            // What may be repeated has come back behind other elements.
            if (ordered && element.max != 1) report_late(number, parent);
            else report_too_many(number, element);
        } else if (ordered && element.place < seen.furthest) {
            report_order(number, parent);
        } else if (excluded(seen, node.element)) {
            maker_.add(maker_.codes().special(rule("XSD016"), node.element), rule("XSD016"), plan_.row(node.element).confidence, number,
                       {"it cannot stand beside the other form of the same information", ""});
        }
        seen.places |= place;
        seen.last = node.element;
        seen.times = 1;
        seen.furthest = std::max(seen.furthest, element.place);
    }

    /// Whether an alternative of the element has been seen.
    [[nodiscard]] bool excluded(const Seen& seen, ElementId id) const {
        const schema::PlanElement& element = plan_.element(id);
        if (element.choice == 0) return false;
        const schema::PlanElement& parent = plan_.element(element.parent);
        for (unsigned i = 0; i < parent.child_count; ++i) {
            const auto other = static_cast<ElementId>(parent.first_child + i);
            const schema::PlanElement& sibling = plan_.element(other);
            if (other != id && plan_.in_edition(other) && sibling.choice == element.choice &&
                (seen.places >> sibling.place & 1) != 0)
                return true;
        }
        return false;
    }

    void report_too_many(std::uint32_t number, const schema::PlanElement& element) {
        const std::string most = element.max == 1 ? "once" : std::to_string(element.max) + " times";
        maker_.add(nullptr, rule("XSD012"), plan_.row(part_.nodes[number].element).confidence, number,
                   {"the element may stand here only " + most, ""});
    }

    /// An element that must be there and comes too late is told of where it was missed: at the first that
    /// stands in its place. One that need not be there is itself the one out of place.
    void report_order(std::uint32_t number, const schema::ElementRow& parent) {
        const schema::ElementRow& row = plan_.row(part_.nodes[number].element);
        const Confidence sure = std::min(parent.order_confidence, row.confidence);
        const bool needed = plan_.element(part_.nodes[number].element).min > 0;
        const std::uint32_t early = needed ? first_too_early(number) : number;
        if (early != number)
            maker_.add(nullptr, rule("XSD013"), sure, early, {"the element stands too early", quoted(row.name) + " before it"});
        else
            report_late(number, parent);
    }

    void report_late(std::uint32_t number, const schema::ElementRow& parent) {
        const xml::Node& node = part_.nodes[number];
        maker_.add(nullptr, rule("XSD013"), std::min(parent.order_confidence, plan_.row(node.element).confidence), number,
                   {"the element stands too late", "it before " + quoted(plan_.row(seen_[node.parent].last).name)});
    }

    /// The first sibling before this node that belongs behind it.
    [[nodiscard]] std::uint32_t first_too_early(std::uint32_t number) const {
        const xml::Node& late = part_.nodes[number];
        for (std::uint32_t i = late.parent + 1; i < number; ++i) {
            const xml::Node& node = part_.nodes[i];
            if (node.parent == late.parent && node.element != kNoElement && plan_.in_edition(node.element) &&
                plan_.element(node.element).place > plan_.element(late.element).place)
                return i;
        }
        return number;
    }

    void check_missing(std::uint32_t number) {
        const xml::Node& node = part_.nodes[number];
        const schema::PlanElement& parent = plan_.element(node.element);
        std::uint64_t reported_choices = 0;
        for (unsigned i = 0; i < parent.child_count; ++i) {
            const auto id = static_cast<ElementId>(parent.first_child + i);
            if (!plan_.in_edition(id)) continue;
            const schema::PlanElement& child = plan_.element(id);
            const schema::ElementRow& row = plan_.row(id);
            if (child.choice != 0 && row.choice_required) {
                const std::uint64_t group = std::uint64_t{1} << child.choice;
                if ((reported_choices & group) == 0 && !any_of_choice(number, child.choice) && !other_form(number, row)) report_missing(number, id, row);
                reported_choices |= group;
            } else if (child.choice == 0 && child.min > 0 && (seen_[number].places >> child.place & 1) == 0) {
                report_missing(number, id, row);
            }
        }
    }

    [[nodiscard]] bool any_of_choice(std::uint32_t number, unsigned choice) const {
        const schema::PlanElement& parent = plan_.element(part_.nodes[number].element);
        for (unsigned i = 0; i < parent.child_count; ++i) {
            const auto id = static_cast<ElementId>(parent.first_child + i);
            const schema::PlanElement& child = plan_.element(id);
            if (plan_.in_edition(id) && child.choice == choice && (seen_[number].places >> child.place & 1) != 0) return true;
        }
        return false;
    }

    /// Whether the form of another edition stands in place of an element, which is told already.
    [[nodiscard]] bool other_form(std::uint32_t parent, const schema::ElementRow& row) const {
        for (std::uint32_t i = parent + 1; i < part_.nodes.size() && part_.nodes[i].parent >= parent; ++i) {
            const xml::Node& node = part_.nodes[i];
            if (node.parent != parent || node.element == kNoElement || plan_.in_edition(node.element)) continue;
            if (plan_.row(node.element).choice == row.choice) return true;
        }
        return false;
    }

    void report_missing(std::uint32_t parent, ElementId child, const schema::ElementRow& row) {
        maker_.add_missing(maker_.codes().missing(child), rule("XSD011"),
                           maker_.in_edition(std::min(row.confidence, row.occurrence_confidence)), parent, child,
                           {"it is missing from " + quoted(plan_.row(part_.nodes[parent].element).name), quoted(row.name)});
    }

    void check_attributes() {
        for (const xml::Attribute& attribute : part_.attributes) {
            if (attribute.name.starts_with("xsi:") || attribute.name.starts_with("xmlns:")) continue;
            if (!seen_[part_.nodes[attribute.node].parent].judged && part_.nodes[attribute.node].element == kNoElement) continue;
            maker_.add_at(rule("XSD019"), Confidence::certain, attribute.node, part_.nodes[attribute.node].offset,
                          {"the element has an attribute, of which the collection has none; it is kept, but not checked", ""});
        }
    }

    void check_misplaced() {
        for (const xml::Misplaced& misplaced : part_.misplaced) {
            if (part_.nodes[misplaced.node].element == kNoElement) continue;  // nobody knows what belongs there
            const Rule& found = rule(misplaced.element ? "XSD018" : "XSD017");
            maker_.add_at(found, Confidence::certain, misplaced.node, misplaced.offset,
                          misplaced.element ? Words{"an element stands inside a value", "a value alone"}
                                            : Words{"text stands between the elements", "elements alone"});
        }
    }

    FindingMaker& maker_;
    const schema::Plan& plan_;
    const xml::Part& part_;
    std::vector<Seen> seen_;
};

}  // namespace

void check_structure(FindingMaker& maker) { StructureCheck(maker).run(); }

}  // namespace cbds::rules
