#include "report/year_group.hpp"

#include "cbds/schema/dictionary.hpp"

#include <algorithm>

namespace cbds::report {
namespace {

std::span<const schema::CodeRow> year_groups() {
    const schema::Dictionary& dictionary = schema::Dictionary::built_in();
    const schema::TypeId type = dictionary.find_type("NCyear");
    return type == schema::kNoType ? std::span<const schema::CodeRow>() : dictionary.codes(dictionary.type(type));
}

}  // namespace

std::size_t year_group_place(std::string_view code) {
    const auto codes = year_groups();
    const auto found = std::find_if(codes.begin(), codes.end(), [code](const schema::CodeRow& row) { return row.code == code; });
    return static_cast<std::size_t>(found - codes.begin());
}

std::string_view year_group_title(std::size_t place) {
    const auto codes = year_groups();
    return place < codes.size() ? codes[place].label : "Year group not known";
}

}  // namespace cbds::report
