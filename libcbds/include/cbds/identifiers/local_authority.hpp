/// @file
/// Local authorities and the three-digit codes that the department knows them by.
///
/// The table has every authority of England and Wales, those that were abolished, and the pseudo codes that
/// stand for Northern Ireland, Scotland, the islands and schools abroad. Codes of the counties that were
/// divided between 1996 and 1998 are kept, because old documents carry them, but no UPN may.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace cbds::identifiers {

/// One row of libcbds/data/local_authorities.csv, with its columns in their order. Empty where nothing is known.
struct LocalAuthority {
    std::string_view code;              ///< three digits; XXX, MMM and NAA are pseudo codes
    std::string_view name;
    std::string_view gss_code;          ///< of the Office for National Statistics, today's or the last one
    std::string_view former_gss_code;   ///< where the area changed and the three digits did not
    std::string_view status;            ///< current, former, pseudo
    std::string_view kind;              ///< england, england before 1998, wales, northern ireland, scotland, offshore, other
    std::string_view upn;               ///< yes: a UPN may carry the code, for ever, even where the authority is gone
    std::string_view valid_from;        ///< YYYY-MM-DD
    std::string_view valid_to;          ///< YYYY-MM-DD, the last day
    std::string_view predecessors;      ///< codes, with semicolons between them
    std::string_view successors;
    std::string_view region;            ///< of England
    std::string_view region_gss_code;
    std::string_view confidence;        ///< high, medium
};

/// The whole table, sorted by code.
[[nodiscard]] std::span<const LocalAuthority> local_authorities() noexcept;

/// The authority of a code as it is written ("201"), nullptr where there is none.
[[nodiscard]] const LocalAuthority* find_local_authority(std::string_view code) noexcept;

/// The same by number: 1 is "001".
[[nodiscard]] const LocalAuthority* find_local_authority(unsigned code) noexcept;

/// Whether a UPN may carry the code: an authority of after April 1998, living or abolished, or a pseudo code.
[[nodiscard]] bool is_upn_authority(unsigned code) noexcept;

/// Scotland issues no UPNs: a number with one of its pseudo codes (600 to 633) is a query, not an error.
/// 701, for schools in Scotland that teach the English curriculum, is not among them.
[[nodiscard]] bool is_scottish_authority(unsigned code) noexcept;

/// How reports name an authority: "201 City of London", or the three digits where it is not known.
[[nodiscard]] std::string local_authority_name(unsigned code);

}  // namespace cbds::identifiers
