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
        const std::uint32_t line = by_pupil ? enrolment : number;
        const std::size_t place = by_pupil ? number : enrolment;
        if (line != line_number_ || place >= line_->size()) make_room(line, place);
        return (*line_)[place];
    }

    /// Hands all pupils that have a mark to the builder.
    void give(RegisterBuilder& builder);

private:
    void make_room(std::uint32_t line, std::size_t place);
    void give_sessions(RegisterBuilder& builder) const;

    Order order_;
    SessionNumber first_ = 0;
    std::size_t width_ = 0;  ///< sessions of the year
    std::vector<std::vector<CodeId>> lines_;
    std::uint32_t line_number_ = 0xFFFFFFFF;    ///< the one that was asked for last
    std::vector<CodeId>* line_ = nullptr;
    std::size_t longest_ = 0;                   ///< how long lines have become: the next one will be so too
};

}  // namespace cbds::registers
