#include "cbds/identifiers/email.hpp"

#include "words.hpp"

namespace cbds::identifiers {
namespace {

constexpr std::size_t kLongest = 254;
constexpr std::size_t kLongestDomain = 253;
constexpr std::size_t kLongestLabel = 63;

constexpr bool is_letter(char c) noexcept { return is_lower(c) || is_capital(c); }

/// A blank, a control character or one of the marks that only quoted addresses may have.
constexpr bool is_strange(char c) noexcept { return (c >= 0 && c <= ' ') || c == '\x7f' || has("\"(),:;<>[\\]", c); }

bool is_label(std::string_view label) noexcept {
    if (label.empty() || label.size() > kLongestLabel || label.front() == '-' || label.back() == '-') return false;
    return std::all_of(label.begin(), label.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

bool is_top_level(std::string_view label) noexcept {
    return label.starts_with("xn--") || (label.size() > 1 && std::all_of(label.begin(), label.end(), is_letter));
}

bool is_domain(std::string_view domain) noexcept {
    if (domain.size() > kLongestDomain) return false;
    std::size_t start = 0;
    for (std::size_t dot; (dot = domain.find('.', start)) != std::string_view::npos; start = dot + 1)
        if (!is_label(domain.substr(start, dot - start))) return false;
    const std::string_view last = domain.substr(start);
    return start > 0 && is_label(last) && is_top_level(last);
}

/// What the department's web services ask beyond the data set.
EmailFault check_for_services(std::string_view before, std::string_view after) noexcept {
    if (std::any_of(before.begin(), before.end(), is_strange)) return EmailFault::characters;
    if (before.front() == '.' || before.back() == '.' || before.find("..") != std::string_view::npos ||
        after.find("..") != std::string_view::npos)
        return EmailFault::dots;
    return is_domain(after) ? EmailFault::none : EmailFault::domain;
}

}  // namespace

EmailFault check_email(std::string_view text) noexcept {
    if (text.empty() || text.size() > kLongest) return EmailFault::length;
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || text.find('@', at + 1) != std::string_view::npos) return EmailFault::at_sign;
    if (at == 0) return EmailFault::before;
    if (at + 1 == text.size()) return EmailFault::after;
    return check_for_services(text.substr(0, at), text.substr(at + 1));
}

std::string describe(EmailFault fault, std::string_view text) {
    switch (fault) {
        case EmailFault::none: break;
        case EmailFault::length: return text.empty() ? "it is empty" : "it is longer than 254 characters";
        case EmailFault::at_sign: return has(text, '@') ? "it has more than one @" : "it has no @";
        case EmailFault::before: return "there is nothing before the @";
        case EmailFault::after: return "there is nothing after the @";
        case EmailFault::dots: return "two full stops stand together, or one at the start or before the @";
        case EmailFault::characters: return "there is a space or a special character before the @";
        case EmailFault::domain: return "the part after the @ is no name on the internet, such as school.sch.uk";
    }
    return {};
}

}  // namespace cbds::identifiers
