#include "report/change_html_value.hpp"

#include "report/markup.hpp"
#include "report/words.hpp"

#include <algorithm>

namespace cbds::report {
namespace {

constexpr std::size_t kMostOfValue = 600;  // bytes
constexpr std::size_t kMostAlike = 300;    // before the first byte that differs
constexpr std::size_t kMostOfName = 160;
constexpr std::size_t kAround = 60;  // of what is alike, where the rest of it is left out

/// The place, or one a little before it: never within a character.
std::size_t between_characters(std::string_view text, std::size_t place) {
    while (place > 0 && place < text.size() && (static_cast<unsigned char>(text[place]) & 0xC0U) == 0x80U) --place;
    return place;
}

}  // namespace

std::size_t alike_bytes(std::string_view before, std::string_view after) {
    const auto [end, other] = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    const auto alike = static_cast<std::size_t>(end - before.begin());
    return alike > kMostAlike ? between_characters(before, alike - kAround) : 0;
}

std::string value_box(std::string_view value, std::size_t from) {
    if (value.empty()) return "<span class=\"none\">empty</span>";
    const std::string_view rest = value.substr(from);
    const std::string_view shown = rest.size() <= kMostOfValue ? rest : rest.substr(0, between_characters(rest, kMostOfValue));
    std::string text =
        from == 0 ? std::string() : "<span class=\"none\">… after " + count_of(from, "byte", "bytes") + " that are the same:</span> ";
    text += "<span class=\"value\">" + markup_text(shown) + "</span>";
    if (shown.size() < rest.size())
        text += " <span class=\"none\">… and " + count_of(rest.size() - shown.size(), "byte", "bytes") + " more</span>";
    return text;
}

std::string name_words(std::string_view text) {
    return text.size() <= kMostOfName ? markup_text(text) : markup_text(text.substr(0, between_characters(text, kMostOfName))) + "…";
}

}  // namespace cbds::report
