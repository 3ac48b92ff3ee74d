/// @file
/// The words by which the XML Schema files name the values of the dictionary's enumerations.
#pragma once

#include <array>
#include <string_view>

namespace cbds::schema {

/// The words for the values of an enumeration, in its order. An empty word cannot be written.
template <std::size_t N>
using Words = std::array<std::string_view, N>;

inline constexpr Words<3> kConfidenceWords{"guess", "likely", "certain"};
inline constexpr Words<4> kPrivacyWords{"none", "quasi", "sensitive", "direct"};
inline constexpr Words<5> kPartWords{"", "frame", "header", "school", "record"};
inline constexpr Words<3> kRollWords{"", "on", "off"};
inline constexpr Words<12> kIdentifierWords{"",    "upn", "uln",  "uci",  "urn",      "laestab",
                                            "ukprn", "trn", "nino", "uprn", "postcode", "email"};
inline constexpr Words<9> kBaseWords{"xs:string", "xs:token",   "xs:date",    "xs:dateTime", "xs:time",
                                     "xs:boolean", "xs:integer", "xs:decimal", "xs:gYear"};
inline constexpr Words<3> kTermWords{"spring", "summer", "autumn"};
inline constexpr Words<8> kPhaseWords{"NS", "PS", "MP", "MS", "SS", "AT", "SP", "PR"};

}  // namespace cbds::schema
