#include "rules/code_book.hpp"

#include "cbds/error.hpp"
#include "rules/words.hpp"

#include <algorithm>
#include <string>

namespace cbds::rules {

using schema::ElementId;
using schema::kNoElement;

const Rule& CodeBook::known(std::string_view code) {
    const Rule* rule = find_rule(code);
    if (rule == nullptr) throw DictionaryError("the table of rules lacks " + std::string(code));
    return *rule;
}

ElementId CodeBook::item_below(const schema::Plan& plan, ElementId part, std::string_view item) noexcept {
    ElementId at = part;
    while (at != kNoElement && !item.empty()) {
        const std::size_t end = std::min(item.find('/'), item.size());
        at = plan.exact_child(at, item.substr(0, end));
        item.remove_prefix(std::min(end + 1, item.size()));
    }
    return at;
}

ElementId CodeBook::first_item_below(const schema::Plan& plan, ElementId part, std::string_view items) noexcept {
    ElementId found = kNoElement;
    for_each_word(items, [&](std::string_view item) {
        if (found == kNoElement) found = item_below(plan, part, item);
    });
    return found;
}

CodeBook::CodeBook(const schema::Plan& plan) : first_(plan.root()) {
    const schema::Edition edition = plan.edition();
    const auto rule_for = [&](std::string_view code) {
        const Rule* rule = code.empty() ? nullptr : find_rule(code);
        return rule != nullptr && applies(*rule, edition) ? rule : nullptr;
    };
    const auto rows = plan.dictionary().elements();
    for (std::size_t id = first_; id < rows.size() && rows[id].collection == edition.collection; ++id) {
        missing_.push_back(rule_for(rows[id].missing));
        invalid_.push_back(rule_for(rows[id].invalid));
    }
    for (const Rule& rule : all_rules())
        if (!rule.general.empty() && (rule.of_census || rule.of_ctf) && applies(rule, edition)) add_special(plan, rule);
    for (const ElementId record : plan.records()) {
        keys_.emplace_back(record, first_item_below(plan, record, "PupilIdentifiers/UPN UPN"));
        add_year_group(plan, record);
    }
}

/// The year group in which a pupil is taught; of one who has left, was taught last.
void CodeBook::add_year_group(const schema::Plan& plan, ElementId record) {
    const auto rows = plan.dictionary().elements();
    const std::string below = std::string(rows[record].path) + '/';
    for (std::size_t id = record; id < rows.size() && rows[id].collection == plan.edition().collection; ++id) {
        const bool is_year_group = rows[id].name == "NCyearActual" || rows[id].name == "NCyearLeaving";
        if (is_year_group && rows[id].path.starts_with(below)) return void(year_groups_.emplace_back(record, static_cast<ElementId>(id)));
    }
}

void CodeBook::add_special(const schema::Plan& plan, const Rule& rule) {
    const auto rows = plan.dictionary().elements();
    for_each_word(rule.general, [&](std::string_view code) {
        const Rule* general = find_rule(code);
        if (general == nullptr) return;
        for_each_word(rule.items, [&](std::string_view item) {
            const std::string ending = '/' + std::string(item);
            for (std::size_t id = first_; id < rows.size() && rows[id].collection == plan.edition().collection; ++id)
                if (rows[id].path.ends_with(ending)) specials_.push_back({general, static_cast<ElementId>(id), &rule});
        });
    });
}

const Rule* CodeBook::special(const Rule& general, ElementId id) const noexcept {
    const auto found = std::find_if(specials_.begin(), specials_.end(),
                                    [&](const Special& s) { return s.general == &general && s.element == id; });
    return found == specials_.end() ? nullptr : found->rule;
}

ElementId CodeBook::item_of(std::span<const ItemOfRecord> items, ElementId record) noexcept {
    const auto found = std::find_if(items.begin(), items.end(), [=](const ItemOfRecord& item) { return item.first == record; });
    return found == items.end() ? kNoElement : found->second;
}

}  // namespace cbds::rules
