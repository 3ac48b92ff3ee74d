/// @file
/// The days on which schools are open, where somebody says so (calendar.csv). Never a denominator: possible sessions are counted
/// from marks. It serves to find marks that are missing, and marks on days when nobody could come.
#pragma once

#include "cbds/register/session.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::registers {

enum class DayStatus : std::uint8_t { open, inset, holiday, strike, excluded };

/// `open`, `inset`, `holiday`, `strike`, `excluded`.
[[nodiscard]] std::string_view day_status_name(DayStatus status) noexcept;
[[nodiscard]] std::optional<DayStatus> find_day_status(std::string_view word) noexcept;

class Calendar {
public:
    /// @param scope    `national`, an authority's code of three digits, or a URN
    /// @param half     nothing: both sessions
    void add(const std::string& scope, Date date, std::optional<Half> half, DayStatus status);

    /// What is said of a session at a school; the school's own row goes before its authority's, this before the national one.
    /// Nothing where nothing is said.
    [[nodiscard]] std::optional<DayStatus> status(std::string_view urn, std::string_view la_code, SessionNumber session) const;

    [[nodiscard]] bool empty() const noexcept { return days_.empty(); }

private:
    std::map<std::string, std::map<SessionNumber, DayStatus>, std::less<>> days_;
};

}  // namespace cbds::registers
