#include "cbds/identifiers/local_authority.hpp"

#include "words.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>

namespace cbds::identifiers {
namespace {

constexpr std::size_t kCodes = 1000;
constexpr std::uint16_t kNone = 0xFFFF;

/// What the table says of each three-digit code, so that a check costs a look into an array.
struct ByNumber {
    std::array<std::uint16_t, kCodes> row{};
    std::bitset<kCodes> upn;
    std::bitset<kCodes> scottish;

    ByNumber() noexcept {
        row.fill(kNone);
        const auto rows = local_authorities();
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (rows[i].code.size() == 3 && all_digits(rows[i].code)) add(rows[i], i);
    }

    void add(const LocalAuthority& authority, std::size_t index) noexcept {
        const unsigned code = number(authority.code);
        row[code] = static_cast<std::uint16_t>(index);
        upn[code] = authority.upn == "yes";
        scottish[code] = authority.kind == "scotland";
    }
};

/// Made at the first use: the rows are in a source of their own, which the compiler does not see here.
const ByNumber& by_number() noexcept {
    static const ByNumber table;
    return table;
}

}  // namespace

const LocalAuthority* find_local_authority(std::string_view code) noexcept {
    const auto rows = local_authorities();
    const auto row = std::lower_bound(rows.begin(), rows.end(), code,
                                      [](const LocalAuthority& a, std::string_view b) { return a.code < b; });
    return row != rows.end() && row->code == code ? &*row : nullptr;
}

const LocalAuthority* find_local_authority(unsigned code) noexcept {
    const std::uint16_t row = code < kCodes ? by_number().row[code] : kNone;
    return row == kNone ? nullptr : &local_authorities()[row];
}

bool is_upn_authority(unsigned code) noexcept { return code < kCodes && by_number().upn[code]; }

bool is_scottish_authority(unsigned code) noexcept { return code < kCodes && by_number().scottish[code]; }

std::string local_authority_name(unsigned code) {
    const LocalAuthority* authority = find_local_authority(code);
    return authority == nullptr ? padded(code, 3) : padded(code, 3) + ' ' + std::string(authority->name);
}

}  // namespace cbds::identifiers
