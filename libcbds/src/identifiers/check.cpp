#include "cbds/identifiers/check.hpp"

#include "cbds/identifiers/date.hpp"
#include "cbds/identifiers/email.hpp"
#include "cbds/identifiers/laestab.hpp"
#include "cbds/identifiers/local_authority.hpp"
#include "cbds/identifiers/nino.hpp"
#include "cbds/identifiers/postcode.hpp"
#include "cbds/identifiers/trn.hpp"
#include "cbds/identifiers/uci.hpp"
#include "cbds/identifiers/ukprn.hpp"
#include "cbds/identifiers/uln.hpp"
#include "cbds/identifiers/upn.hpp"
#include "cbds/identifiers/uprn.hpp"
#include "cbds/identifiers/urn.hpp"

#include <array>

namespace cbds::identifiers {
namespace {

/// One kind: how it is judged, and how a fault of it is said.
struct Entry {
    std::string_view noun;
    std::string_view shape;  ///< what was expected where no single character can be named
    Standing (*judge)(std::string_view) noexcept;
    std::string (*reason)(std::string_view);
};

/// Kinds without doubts have no `is_query` of their own.
template <typename Fault>
constexpr bool is_query(Fault) noexcept {
    return false;
}

template <auto check_text>
Standing judge_by(std::string_view text) noexcept {
    const auto fault = check_text(text);
    if (fault == decltype(fault)::none) return Standing::valid;
    return is_query(fault) ? Standing::query : Standing::invalid;
}

template <auto check_text>
std::string reason_by(std::string_view text) {
    return describe(check_text(text), text);
}

/// The number is right, but Scotland issues none.
bool is_scottish_upn(std::string_view text) noexcept {
    const auto upn = parse_upn(text);
    return upn && is_scottish_authority(upn->authority);
}

Standing judge_upn(std::string_view text) noexcept {
    if (check_upn(text) != UpnFault::none) return Standing::invalid;
    return is_scottish_upn(text) ? Standing::query : Standing::valid;
}

std::string reason_upn(std::string_view text) {
    const UpnFault fault = check_upn(text);
    if (fault == UpnFault::none && is_scottish_upn(text))
        return "it names " + local_authority_name(parse_upn(text)->authority) + ", and Scotland issues no UPNs";
    return describe(fault, text);
}

constexpr std::array<std::string_view, 12> kNames = {"upn", "uln",  "uci",  "urn",      "laestab", "ukprn",
                                                     "trn", "nino", "uprn", "postcode", "email",   "date"};

/// In the order of `Kind`.
constexpr std::array<Entry, kNames.size()> kEntries = {{
    {"a UPN", "a letter, 11 digits, and a digit or a letter", judge_upn, reason_upn},
    {"a ULN", "10 digits", judge_by<check_uln>, reason_by<check_uln>},
    {"a UCI", "12 digits and a letter", judge_by<check_uci>, reason_by<check_uci>},
    {"a URN", "6 digits", judge_by<check_urn>, reason_by<check_urn>},
    {"a LAESTAB", "7 digits", judge_by<check_laestab>, reason_by<check_laestab>},
    {"a UKPRN", "8 digits that begin with 1", judge_by<check_ukprn>, reason_by<check_ukprn>},
    {"a TRN", "7 digits", judge_by<check_trn>, reason_by<check_trn>},
    {"a National Insurance number", "two letters, 6 digits, and a letter from A to D", judge_by<check_nino>,
     reason_by<check_nino>},
    {"a UPRN", "a number from 1 to 999999999999", judge_by<check_uprn>, reason_by<check_uprn>},
    {"a postcode", "a postcode such as M1 1AE", judge_by<check_postcode>, reason_by<check_postcode>},
    {"an e-mail address", "name@school.sch.uk", judge_by<check_email>, reason_by<check_email>},
    {"a date", "YYYY-MM-DD", judge_by<check_date>, reason_by<check_date>},
}};

const Entry& entry(Kind kind) noexcept { return kEntries[static_cast<std::size_t>(kind)]; }

/// The one check character that would be right, where that is all that is wrong; '\0' otherwise.
char right_check_character(Kind kind, std::string_view text) noexcept {
    if (kind == Kind::upn && check_upn(text) == UpnFault::check_letter) return upn_check_letter(text.substr(1));
    if (kind == Kind::uln && check_uln(text) == UlnFault::check_digit)
        return uln_check_digit(text.substr(0, 9)).value_or('\0');
    if (kind != Kind::uci) return '\0';
    const UciFault fault = check_uci(text);
    const bool letter = fault == UciFault::check_letter || fault == UciFault::check_letter_of_board;
    return letter ? uci_check_letter(text.substr(0, 12)) : '\0';
}

std::string expected(Kind kind, std::string_view text) {
    if (const char right = right_check_character(kind, text); right != '\0') return std::string(1, right);
    return std::string(entry(kind).shape);
}

}  // namespace

std::span<const std::string_view> kind_names() noexcept { return kNames; }

std::optional<Kind> find_kind(std::string_view name) noexcept {
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames[i] == name) return static_cast<Kind>(i);
    return std::nullopt;
}

std::string_view kind_noun(Kind kind) noexcept { return entry(kind).noun; }

Standing judge(Kind kind, std::string_view text) noexcept { return entry(kind).judge(text); }

Verdict check(Kind kind, std::string_view text) {
    const Standing standing = judge(kind, text);
    if (standing == Standing::valid) return {};
    return {standing != Standing::invalid, standing == Standing::query, entry(kind).reason(text), expected(kind, text)};
}

std::string describe(Kind kind, std::string_view text) {
    if (kind == Kind::upn)
        if (const auto upn = parse_upn(text)) return describe(*upn);
    if (kind == Kind::uci)
        if (const auto uci = parse_uci(text)) return describe(*uci);
    if (kind == Kind::laestab)
        if (const auto laestab = parse_laestab(text)) return describe(*laestab);
    return std::string(kind_noun(kind));
}

}  // namespace cbds::identifiers
