#include "diff/patch_maker.hpp"

#include "diff/patch_tree.hpp"
#include "diff/patch_unit.hpp"

#include <algorithm>
#include <utility>

namespace cbds::diff {
namespace {

using xml::Element;

/// Whether operations make an element of another.
bool lead_to(const Element& from, const Element& to, const std::vector<Operation>& operations, std::size_t first) {
    Unit unit{from, {}, {}};
    for (const Operation& each : operations)
        if (!unit.element || !apply_to_unit(each, first, 0, unit).done) return false;
    return unit.element && unit.before.empty() && unit.after.empty() && same_tree(*unit.element, to);
}

bool lead_back(const Element& before, const Element& after, const std::vector<Operation>& operations, std::size_t first) {
    try {
        return lead_to(after, before, reversed(operations), first);
    } catch (const SelectorFault&) {
        return false;
    }
}

bool are_right(const Element& before, const Element& after, const MadeOperations& made, std::size_t first) {
    std::vector<Operation> all = made.operations;
    all.insert(all.end(), made.last.begin(), made.last.end());
    return lead_to(before, after, all, first) && lead_back(before, after, all, first);
}

/// Whether the record goes by its old or its new name all the time: between them it may look like another one, of which
/// nothing is known here.
bool keep_the_name(const Element& before, const Element& after, const std::vector<Operation>& operations, const SelectorMaker& selectors) {
    const auto old_name = selectors.make(before, {});
    const auto new_name = selectors.make(after, {});
    if (!old_name || !new_name) return false;
    const auto known = [&](const Selector& each) {
        if (each.steps.size() <= selectors.first()) return true;
        const Step& step = each.steps[selectors.first()];
        return step == old_name->steps.back() || step == new_name->steps.back();
    };
    return std::all_of(operations.begin(), operations.end(), [&](const Operation& each) {
        return known(each.selector) && (!each.added || known(*each.added)) &&
               (!each.removed || !each.removed->place || known(each.removed->place->selector));
    });
}

}  // namespace

std::optional<MadeOperations> make_operations(const Element& before, const Element& after, const SelectorMaker& selectors,
                                              const schema::Dictionary& dictionary) {
    const bool frame = is_frame(before, dictionary);
    auto made = TreeChanges(before, selectors, dictionary).make(after);
    const bool named = frame || (made && keep_the_name(before, after, made->operations, selectors));
    if (made && named && are_right(before, after, *made, selectors.first())) return made;
    if (frame) return std::nullopt;
    const auto selector = selectors.make(before, {});
    if (!selector) return std::nullopt;
    MadeOperations whole;
    whole.operations.push_back({Operation::Kind::replace, *selector, {}, {}, {{after}, {}}, Removed{std::nullopt, {{before}, {}}}, {}, 0});
    if (!are_right(before, after, whole, selectors.first())) return std::nullopt;
    return whole;
}

}  // namespace cbds::diff
