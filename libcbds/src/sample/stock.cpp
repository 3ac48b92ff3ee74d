#include "sample/stock.hpp"

#include "cbds/error.hpp"

#include <algorithm>
#include <string>

namespace cbds::sample {

unsigned share(std::string_view name) {
    const auto rows = share_rows();
    const auto found = std::find_if(rows.begin(), rows.end(), [=](const ShareRow& row) { return row.name == name; });
    if (found == rows.end()) throw Error("the table of shares has no " + std::string(name));
    return found->permille;
}

Words::Words(std::string_view kind) {
    const auto rows = word_rows();
    const auto is_kind = [=](const WordRow& row) { return row.kind == kind; };
    const auto first = std::find_if(rows.begin(), rows.end(), is_kind);
    const auto last = std::find_if_not(first, rows.end(), is_kind);
    if (first == last) throw Error("the table of words has no " + std::string(kind));
    rows_ = rows.subspan(static_cast<std::size_t>(first - rows.begin()), static_cast<std::size_t>(last - first));
}

Choice::Choice(std::string_view name, const Allows& allows) {
    unsigned sum = 0;
    for (const ChoiceRow& row : choice_rows())
        if (row.choice == name && (!allows || allows(row.value))) entries_.push_back({row.value, sum += row.weight});
    if (entries_.empty()) throw Error("the table of choices has nothing to offer for " + std::string(name));
}

std::string_view Choice::pick(Random& random) const noexcept {
    const unsigned point = random.below(entries_.back().until);
    std::size_t place = 0;
    while (entries_[place].until <= point) ++place;
    return entries_[place].value;
}

bool Choice::has(std::string_view value) const noexcept {
    return std::any_of(entries_.begin(), entries_.end(), [=](const Entry& entry) { return entry.value == value; });
}

}  // namespace cbds::sample
