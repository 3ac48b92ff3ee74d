#include "sample/people.hpp"

#include "cbds/identifiers/local_authority.hpp"
#include "cbds/identifiers/uci.hpp"
#include "cbds/identifiers/uln.hpp"
#include "cbds/identifiers/upn.hpp"

#include <algorithm>

namespace cbds::sample {
namespace {

std::string digits(std::uint64_t value, std::size_t count) {
    std::string text(count, '0');
    for (std::size_t place = count; place-- > 0; value /= 10) text[place] = static_cast<char>('0' + value % 10);
    return text;
}

std::string postcode(Random& random) {
    constexpr std::string_view kInward = "ABDEFGHJLNPQRSTUWXYZ";
    std::string text = "ZA" + std::to_string(1 + random.below(99)) + ' ';
    text += static_cast<char>('0' + random.below(10));
    text += kInward[random.below(kInward.size())];
    text += kInward[random.below(kInward.size())];
    return text;
}

/// How many schools give out UPNs for each thousand pupils: those of pupils on roll, and those of leavers.
constexpr std::uint64_t kFeeders = 6;
constexpr std::uint64_t kLeaverFeeders = 2;
constexpr std::uint64_t kEstablishments = 1900;  ///< 2000 to 3899
constexpr std::uint64_t kStride = 37;            ///< has no divisor in common with it

}  // namespace

People::People()
    : surname_start_("surname start"), surname_end_("surname end"), surname_("surname"), forename_f_("forename f"),
      forename_m_("forename m"), street_start_("street start"), street_end_("street end"), town_("town"),
      locality_("locality"), county_("county"), house_("house"), title_of_women_("title of women"),
      title_of_men_("title of men"), unusual_(share("unusual surname")), flat_(share("flat")),
      locality_share_(share("locality")), uprn_(share("uprn")) {}

std::string People::surname(Random& random) const {
    if (random.permille(unusual_)) return std::string(surname_.pick(random));
    std::string name(surname_start_.pick(random));
    name += surname_end_.pick(random);
    return name;
}

std::string_view People::forename(Random& random, bool female) const {
    return (female ? forename_f_ : forename_m_).pick(random);
}

std::string_view People::title(Random& random, bool female) const {
    return (female ? title_of_women_ : title_of_men_).pick(random);
}

Address People::address(Random& random) const {
    Address address;
    if (random.permille(flat_)) address.flat = "Flat " + std::to_string(1 + random.below(40));
    address.house = random.permille(60) ? std::string(house_.pick(random)) : std::to_string(1 + random.below(180));
    address.street = std::string(street_start_.pick(random)) + ' ' + std::string(street_end_.pick(random));
    if (random.permille(locality_share_)) address.locality = locality_.pick(random);
    address.town = town_.pick(random);
    address.county = county_.pick(random);
    address.postcode = postcode(random);
    if (random.permille(uprn_)) address.uprn = "99" + digits(random.next(), 10);
    return address;
}

std::string telephone(Random& random, bool mobile) {
    return (mobile ? "07700900" : "01632960") + digits(random.below(1000), 3);
}

std::string email_of(std::string_view forename, std::string_view surname) {
    std::string text;
    const auto add = [&](std::string_view name) {
        for (const char c : name)
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) text += static_cast<char>(c | 0x20);
    };
    add(forename);
    text += '.';
    add(surname);
    return text + "@example.org";
}

Numbers::Numbers(unsigned authority) {
    authorities_.push_back(static_cast<std::uint16_t>(authority));
    for (const identifiers::LocalAuthority& row : identifiers::local_authorities()) {
        if (row.kind != "england" || row.status != "current" || row.upn != "yes") continue;
        const auto code = static_cast<std::uint16_t>(std::stoi(std::string(row.code)));
        if (code != authority) authorities_.push_back(code);
    }
}

std::string Numbers::upn(std::uint64_t index, bool leaver, int year, bool temporary) const {
    constexpr std::string_view kLetters = "ABCDEFGHJK";
    const std::uint64_t feeder = leaver ? kFeeders + scatter(index) % kLeaverFeeders : scatter(index) % kFeeders;
    const std::uint64_t school = (kFeeders + kLeaverFeeders) * (index / 1000) + feeder;
    identifiers::Upn parts{};
    parts.authority = authorities_[(school / kEstablishments) % authorities_.size()];
    parts.establishment = static_cast<std::uint16_t>(2000 + school * kStride % kEstablishments);
    parts.year = static_cast<std::uint8_t>(year % 100);
    parts.serial = static_cast<std::uint16_t>(index % (temporary ? 100 : 1000));
    parts.temporary = temporary ? kLetters[index / 100 % 10] : '\0';
    return identifiers::make_upn(parts);
}

/// Of two neighbouring stems one always has a check digit, so that each pupil has two stems to choose from.
std::string Numbers::uln(std::uint64_t index, bool leaver) {
    const std::uint64_t place = (2 * index + (leaver ? 1 : 0)) * 7919 % 400'000'000;
    const std::uint64_t first = 100'000'000 + 2 * place;
    const std::string stem = digits(first, 9);
    return identifiers::make_uln(identifiers::uln_check_digit(stem) ? stem : digits(first + 1, 9));
}

std::string Numbers::eligibility_code(std::uint64_t index) {
    return "500" + digits((index * 7919 + 12'345'678) % 100'000'000, 8);
}

std::string Numbers::uci(std::uint64_t index, int year) {
    return identifiers::make_uci(digits(99'000 + index / 9999 % 1000, 5) + '0' + digits(static_cast<unsigned>(year % 100), 2) +
                                 digits(1 + index % 9999, 4));
}

}  // namespace cbds::sample
