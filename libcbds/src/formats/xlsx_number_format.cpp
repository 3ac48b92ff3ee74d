#include "formats/xlsx_cells.hpp"
#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::formats {
namespace {

/// What is left of a format when texts, colours, conditions and fillers are gone: letters and digits that show something.
struct Essence {
    std::string signs;
    bool elapsed = false;  ///< `[h]`: hours beyond 24
};

/// The signs that take the next one with them: as it is, as a space, as a filler.
bool takes_next(char c) { return c == '\\' || c == '_' || c == '*'; }

bool is_elapsed(std::string_view in_brackets) {
    return !in_brackets.empty() && in_brackets.find_first_not_of("hHmMsS") == std::string_view::npos;
}

Essence essence_of(std::string_view code) {
    Essence essence;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        if (takes_next(code[i])) {
            ++i;
        } else if (code[i] == '"') {
            i = std::min(code.find('"', i + 1), code.size());
        } else if (code[i] == '[') {
            const std::size_t end = std::min(code.find(']', i), code.size());
            if (is_elapsed(code.substr(i + 1, end - i - 1))) essence.elapsed = true;
            i = end;
        } else {
            essence.signs += ascii::lower(code[i]);
        }
    }
    return essence;
}

/// Zeros behind the point, where the format is of plain numbers.
std::uint8_t decimals_of(std::string_view signs) {
    if (signs.find_first_not_of("0#?,.- +()") != std::string_view::npos) return 0;
    const std::size_t point = signs.find('.');
    if (point == std::string_view::npos) return 0;
    const std::size_t end = std::min(signs.find_first_not_of('0', point + 1), signs.size());
    return static_cast<std::uint8_t>(std::min<std::size_t>(end - point - 1, 15));
}

}  // namespace

NumberFormat read_number_format(std::string_view code) {
    // LibreOffice writes it the second way.
    if (code == kEmptyTextFormat || code == "@\\ ") return {Shown::empty_text, 0};
    const Essence essence = essence_of(code);
    const std::string& signs = essence.signs;
    if (signs == "general") return {};
    const bool time = essence.elapsed || signs.find_first_of("hs") != std::string::npos;
    const bool date = signs.find_first_of("yd") != std::string::npos || (!time && signs.find('m') != std::string::npos);
    if (date) return {time ? Shown::date_time : Shown::date, 0};
    if (time) return {Shown::time, 0};
    return {Shown::number, decimals_of(signs)};
}

NumberFormat built_in_format(unsigned number) noexcept {
    const auto is_in = [number](unsigned first, unsigned last) { return first <= number && number <= last; };
    if (number == 2 || number == 4 || is_in(39, 40) || number == 44) return {Shown::number, 2};
    if (number == 22) return {Shown::date_time, 0};
    if (is_in(14, 17) || is_in(27, 31) || number == 36 || is_in(50, 58)) return {Shown::date, 0};
    if (is_in(18, 21) || is_in(32, 35) || is_in(45, 47)) return {Shown::time, 0};
    return {};
}

}  // namespace cbds::formats
