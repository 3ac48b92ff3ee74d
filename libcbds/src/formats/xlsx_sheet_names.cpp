#include "formats/xlsx_sheet_names.hpp"

#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::formats {
namespace {

constexpr std::size_t kLongestName = 31;

bool is_taken(std::string_view name, const std::vector<std::string>& names) {
    // Excel keeps the name `History` for itself.
    return ascii::same_but_case(name, kAboutSheet) || ascii::same_but_case(name, "history") ||
           std::any_of(names.begin(), names.end(), [&](const std::string& other) { return ascii::same_but_case(name, other); });
}

std::string allowed_name(std::string_view table) {
    std::string name(table.substr(0, kLongestName));
    for (char& c : name)
        if (std::string_view("[]:*?/\\'").find(c) != std::string_view::npos) c = '_';
    return name;
}

std::string free_name(const std::string& name, const std::vector<std::string>& names) {
    std::string candidate = name;
    for (int i = 2; is_taken(candidate, names); ++i) {
        const std::string ending = '~' + std::to_string(i);
        candidate = name.substr(0, kLongestName - ending.size()) + ending;
    }
    return candidate;
}

}  // namespace

std::vector<std::string> sheet_names(std::span<const Table> tables) {
    std::vector<std::string> names;
    for (const Table& table : tables) names.push_back(free_name(allowed_name(table.name), names));
    return names;
}

std::string table_of_sheet(std::string_view sheet, const schema::Dictionary& dictionary) {
    for (std::size_t i = 0; i < schema::kCollections; ++i) {
        const TableLayout layout(dictionary, static_cast<schema::Collection>(i));
        const std::vector<std::string> names = sheet_names(layout.tables());
        const auto found = std::find_if(names.begin(), names.end(), [&](const std::string& name) { return ascii::same_but_case(name, sheet); });
        if (found != names.end()) return layout.tables()[static_cast<std::size_t>(found - names.begin())].name;
    }
    return {};
}

}  // namespace cbds::formats
