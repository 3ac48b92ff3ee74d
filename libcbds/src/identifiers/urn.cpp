#include "cbds/identifiers/urn.hpp"

#include "words.hpp"

namespace cbds::identifiers {

UrnFault check_urn(std::string_view text) noexcept {
    if (text.size() != 6) return UrnFault::length;
    return all_digits(text) ? UrnFault::none : UrnFault::digits;
}

std::string describe(UrnFault fault, std::string_view text) {
    switch (fault) {
        case UrnFault::none: break;
        case UrnFault::length: return describe_length(text, "a URN", "6 digits");
        case UrnFault::digits: return describe_digits(text, 0, text.size(), "a URN has digits only");
    }
    return {};
}

}  // namespace cbds::identifiers
