#include "register/marks_collector.hpp"

namespace cbds::registers {
namespace {

/// So many rows ahead the place of a mark is fetched: registers sorted by day go through all pupils again and again.
constexpr std::size_t kAhead = 24;

}  // namespace

void MarksCollector::add_pupils(const MarkRows& rows, std::vector<std::uint32_t>& enrolments) {
    for (const auto& [school, upn, pupil_id] : rows.new_pupils) {
        const std::uint32_t at = by_number_ ? builder_.school_at(school) : builder_.school(school);
        enrolments.push_back(builder_.enrolment(at, pupil_id, upn));
    }
}

void MarksCollector::add_mark(std::uint32_t enrolment, const ReadMark& mark) {
    if (keep_details_) return builder_.mark(enrolment, mark);
    if (!matrix_) matrix_.emplace(mark.session);
    if (!matrix_->holds(mark.session)) return builder_.mark(enrolment, mark);
    CodeId& cell = matrix_->at(enrolment, mark.session);
    ++counted_;
    if (mark.code == kNoCode || cell == mark.code) return;
    cell = cell == kNoCode ? mark.code : builder_.conflict(enrolment, mark, cell);
}

void MarksCollector::add_notes(const MarkRows& rows, std::size_t row, std::uint32_t enrolment, std::uint64_t line) {
    for (; note_ < rows.notes.size() && rows.notes[note_].row == row; ++note_) {
        const RowNote& note = rows.notes[note_];
        const MarkRow& about = rows.rows[row];
        const bool has_session = note.has_pupil && about.state != MarkRow::State::left_out;
        builder_.incident({note.kind, note.has_pupil ? enrolment : Incident::kNoEnrolment, has_session ? about.session : 0,
                           static_cast<std::uint32_t>(line + about.line), file_, note.value, std::string(note.column)});
    }
}

void MarksCollector::collect(const MarkRows& rows, std::size_t thread, std::uint64_t line) {
    if (enrolments_.size() <= thread) enrolments_.resize(thread + 1);
    std::vector<std::uint32_t>& enrolments = enrolments_[thread];
    add_pupils(rows, enrolments);
    auto text = rows.texts.begin();
    note_ = 0;
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        if (matrix_ && i + kAhead < rows.rows.size() && rows.rows[i + kAhead].state != MarkRow::State::left_out)
            matrix_->fetch(enrolments[rows.rows[i + kAhead].pupil], rows.rows[i + kAhead].session);
        const MarkRow& row = rows.rows[i];
        const std::uint32_t enrolment = enrolments.empty() ? 0 : enrolments[row.pupil];
        if (row.state != MarkRow::State::left_out) {
            const CodeId code = row.state == MarkRow::State::other_code ? builder_.code(*text++) : row.code;
            add_mark(enrolment, {row.session, code, {row.recorded_at, static_cast<std::uint32_t>(line + row.line), file_, row.minutes_late}});
        }
        if (note_ < rows.notes.size()) add_notes(rows, i, enrolment, line);
    }
}

void MarksCollector::finish() {
    builder_.count_marks(counted_);
    if (matrix_) matrix_->give(builder_);
}

}  // namespace cbds::registers
