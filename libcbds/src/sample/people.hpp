/// @file
/// Names, addresses and numbers of people who do not exist.
///
/// Postcodes are of the area ZA, telephone numbers of the ranges that are kept for drama, e-mail addresses at
/// example.org: none of them is issued to anyone.
#pragma once

#include "sample/random.hpp"
#include "sample/stock.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::sample {

/// A line in the people's names and addresses. Texts are views into the stock or into the buffer of `People`.
struct Address {
    std::string flat;      ///< empty for none
    std::string house;     ///< number or name
    std::string street;
    std::string locality;  ///< empty for none
    std::string_view town;
    std::string_view county;
    std::string postcode;
    std::string uprn;      ///< empty for none
};

class People {
public:
    People();

    [[nodiscard]] std::string surname(Random& random) const;
    [[nodiscard]] std::string_view forename(Random& random, bool female) const;
    [[nodiscard]] Address address(Random& random) const;
    [[nodiscard]] std::string_view title(Random& random, bool female) const;

private:
    Words surname_start_, surname_end_, surname_, forename_f_, forename_m_;
    Words street_start_, street_end_, town_, locality_, county_, house_;
    Choice title_of_women_, title_of_men_;
    unsigned unusual_, flat_, locality_share_, uprn_;
};

/// `07700900123`, or with a number of a house `01632960123`.
[[nodiscard]] std::string telephone(Random& random, bool mobile);

/// `oriel.tamberlin@example.org`: only plain letters of the names.
[[nodiscard]] std::string email_of(std::string_view forename, std::string_view surname);

/// Numbers that differ for every pupil of a document, and are the same for every run.
class Numbers {
public:
    explicit Numbers(unsigned authority);

    /// The UPN that a primary school gave the pupil in that year. At most 1000 a school and year.
    [[nodiscard]] std::string upn(std::uint64_t index, bool leaver, int year, bool temporary) const;

    [[nodiscard]] static std::string uln(std::uint64_t index, bool leaver);

    /// A code of eleven digits by which parents prove that they may have funded hours.
    [[nodiscard]] static std::string eligibility_code(std::uint64_t index);

    [[nodiscard]] static std::string uci(std::uint64_t index, int year);

private:
    std::vector<std::uint16_t> authorities_;  ///< the school's own first
};

}  // namespace cbds::sample
