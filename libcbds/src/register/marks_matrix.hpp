/// @file
/// Marks of one academic year on their way from a table into a register, laid out as the table is sorted, so that marks that come
/// one after the other stand side by side.
#pragma once

#include "cbds/register/builder.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace cbds::registers {

class MarksMatrix {
public:
    /// What a line holds: the sessions of a pupil, or the pupils of a session.
    enum class Order : std::uint8_t { by_pupil, by_session };

    /// @param session  of which the academic year is
    MarksMatrix(SessionNumber session, Order order) : order_(order) {
        const Period year = academic_year_period(academic_year(date_of(session)));
        first_ = year.first();
        width_ = static_cast<std::size_t>(year.end() - first_);
    }

    [[nodiscard]] bool holds(SessionNumber session) const noexcept { return static_cast<std::uint32_t>(session - first_) < width_; }

    /// The cell of a session that it holds. Good until the next call.
    [[nodiscard]] CodeId& at(std::uint32_t enrolment, SessionNumber session) {
        const auto number = static_cast<std::uint32_t>(session - first_);
        const bool by_pupil = order_ == Order::by_pupil;
        std::vector<CodeId>& line = line_of(by_pupil ? enrolment : number);
        const std::size_t place = by_pupil ? number : enrolment;
        if (place >= line.size()) line.resize(std::max({width_, place + 1, 2 * line.size()}), kNoCode);
        return line[place];
    }

    /// Hands all pupils that have a mark to the builder.
    void give(RegisterBuilder& builder);

private:
    [[nodiscard]] std::vector<CodeId>& line_of(std::uint32_t number) {
        if (number >= lines_.size()) lines_.resize(std::max<std::size_t>(number + 1, 2 * lines_.size()));
        return lines_[number];
    }
    void give_sessions(RegisterBuilder& builder) const;

    Order order_;
    SessionNumber first_ = 0;
    std::size_t width_ = 0;  ///< sessions of the year
    std::vector<std::vector<CodeId>> lines_;
};

}  // namespace cbds::registers
