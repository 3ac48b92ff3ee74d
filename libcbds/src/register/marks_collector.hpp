/// @file
/// Puts the rows of a table of marks into a register, stretch by stretch in the order of the file.
#pragma once

#include "register/marks_chunks.hpp"
#include "register/marks_matrix.hpp"

#include <optional>
#include <span>
#include <vector>

namespace cbds::registers {

class MarksCollector {
public:
    /// @param keep_details  lines, times of recording and minutes late of each mark are handed on
    MarksCollector(RegisterBuilder& builder, std::uint16_t file, SchoolKey school_key, bool keep_details)
        : builder_(builder), file_(file), school_key_(school_key), keep_details_(keep_details) {}

    /// @param thread  whose numbers of pupils the rows have
    /// @param line    of the file, on which the stretch begins
    void collect(const MarkRows& rows, std::size_t thread, std::uint64_t line);

    /// After the last stretch.
    void finish();

private:
    void begin(SessionNumber session, MarksMatrix::Order order);
    void add_pupils(const MarkRows& rows, std::vector<std::uint32_t>& enrolments);
    void add_mark(std::uint32_t enrolment, const ReadMark& mark);
    void add_usual(std::span<const UsualMark> marks, std::span<const std::uint32_t> enrolments, std::uint64_t line);
    void add_notes(const MarkRows& rows, std::size_t row, std::uint32_t enrolment, std::uint64_t line);

    RegisterBuilder& builder_;
    std::uint16_t file_;
    SchoolKey school_key_;
    bool keep_details_;
    std::vector<std::vector<std::uint32_t>> enrolments_;  ///< by thread and number of pupil
    std::optional<MarksMatrix> matrix_;
    std::uint64_t counted_ = 0;  ///< marks in the matrix
    std::size_t note_ = 0;  ///< the next note of the stretch
};

}  // namespace cbds::registers
