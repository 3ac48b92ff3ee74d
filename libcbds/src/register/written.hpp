/// @file
/// What all written forms of a register have in common: the columns that say whose a mark is, and the marks of a period.
#pragma once

#include "cbds/io/csv.hpp"
#include "cbds/io/output_path.hpp"
#include "cbds/register/register.hpp"
#include "cbds/register/writer.hpp"

#include <cstdint>
#include <optional>
#include <ostream>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::registers {

/// The columns of school and pupil that a register needs: of the numbers of schools and pupils those that are there.
class KeyColumns {
public:
    explicit KeyColumns(const Register& source);

    void append_heading(std::vector<std::string>& heading) const;
    void append(const Enrolment& enrolment, std::vector<io::CsvCell>& cells) const;

    [[nodiscard]] std::size_t count() const noexcept { return 1U + (upn_ ? 1U : 0U) + (pupil_id_ ? 1U : 0U); }

private:
    const Register& source_;
    bool by_number_ = false;  ///< schools have no URN, but numbers of authority and establishment
    bool upn_ = false;
    bool pupil_id_ = false;
};

/// Whether something was recorded: a code, or at a known time that there is none.
[[nodiscard]] bool is_recorded(const Enrolment& enrolment, SessionNumber session) noexcept;

/// The sessions of a period, or of all time, in which an enrolment may have marks: from the first to before the second.
struct SessionRange {
    SessionNumber first = 0;
    SessionNumber end = 0;
};
[[nodiscard]] SessionRange sessions_of(const Enrolment& enrolment, const std::optional<Period>& period) noexcept;

/// Calls for each recorded mark, in the order of time.
template <typename Take>
void for_each_mark(const Enrolment& enrolment, const std::optional<Period>& period, Take take) {
    const auto [first, end] = sessions_of(enrolment, period);
    for (SessionNumber session = first; session < end; ++session)
        if (is_recorded(enrolment, session)) take(session);
}

/// The sessions in which anybody has a mark.
[[nodiscard]] std::set<SessionNumber> sessions_with_marks(const Register& source, const std::optional<Period>& period);

/// `2026-09-07 AM`.
[[nodiscard]] std::string session_heading(SessionNumber session);

/// `2026-09-07T08:55:00Z`.
[[nodiscard]] std::string time_text(std::int64_t seconds);

/// Text that goes to a stream when there is enough of it.
class WrittenText {
public:
    explicit WrittenText(std::ostream& out) : out_(out) {}
    WrittenText(const WrittenText&) = delete;
    WrittenText& operator=(const WrittenText&) = delete;

    void row(std::span<const io::CsvCell> cells);
    void row(const std::vector<std::string>& cells);
    [[nodiscard]] std::string& text() noexcept { return text_; }
    void flush_if_long();
    void flush();

private:
    std::ostream& out_;
    std::string text_;
};

// The forms.
void write_marks_csv(const Register& source, const RegisterWriteOptions& options, std::ostream& out);
void write_packed_csv(const Register& source, const RegisterWriteOptions& options, std::ostream& out);
void write_wide_csv(const Register& source, const RegisterWriteOptions& options, std::ostream& out);
void write_register_objects(const Register& source, bool lines, const RegisterWriteOptions& options, std::ostream& out);
void write_assembly_json(const Register& source, const RegisterWriteOptions& options, std::ostream& out);
void write_register_xlsx(const Register& source, const RegisterWriteOptions& options, io::OutputPath file);

}  // namespace cbds::registers
