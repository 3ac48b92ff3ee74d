#include "cbds/identifiers/trn.hpp"

#include "words.hpp"

namespace cbds::identifiers {

TrnFault check_trn(std::string_view text) noexcept {
    if (text.size() != 7) return TrnFault::length;
    if (!all_digits(text)) return TrnFault::digits;
    return text == "0000000" ? TrnFault::zeros : TrnFault::none;
}

std::string describe(TrnFault fault, std::string_view text) {
    switch (fault) {
        case TrnFault::none: break;
        case TrnFault::length: return describe_length(text, "a TRN", "7 digits, leading zeros included");
        case TrnFault::digits: return describe_digits(text, 0, text.size(), "a TRN has digits only");
        case TrnFault::zeros: return "0000000 is nobody's number";
    }
    return {};
}

}  // namespace cbds::identifiers
