#include "rules/ctf/names.hpp"

#include "io/ascii.hpp"

#include <utf8proc.h>

namespace cbds::rules {

bool has_stray_blanks(std::string_view name) noexcept {
    if (ascii::trimmed(name).size() != name.size()) return true;
    return name.find("  ") != std::string_view::npos || name.find_first_of("\t\r\n") != std::string_view::npos;
}

bool is_in_capitals(std::string_view name) noexcept {
    int capitals = 0;
    while (!name.empty()) {
        utf8proc_int32_t character = 0;
        const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(name.data());
        const utf8proc_ssize_t read = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(name.size()), &character);
        if (read <= 0) return false;
        const utf8proc_category_t category = utf8proc_category(character);
        if (category == UTF8PROC_CATEGORY_LL) return false;
        if (category == UTF8PROC_CATEGORY_LU) ++capitals;
        name.remove_prefix(static_cast<std::size_t>(read));
    }
    return capitals >= 3;
}

}  // namespace cbds::rules
