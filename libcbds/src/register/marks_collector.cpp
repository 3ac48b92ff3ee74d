#include "register/marks_collector.hpp"

namespace cbds::registers {
namespace {

/// Tables are sorted by pupil, by session, or by neither; how, the first rows tell.
MarksMatrix::Order order_of(std::span<const UsualMark> marks) {
    std::size_t pupils = 0;
    std::size_t sessions = 0;
    for (std::size_t i = 1; i < marks.size(); ++i) {
        pupils += marks[i].pupil() != marks[i - 1].pupil() ? 1 : 0;
        sessions += marks[i].session() != marks[i - 1].session() ? 1 : 0;
    }
    return sessions < pupils ? MarksMatrix::Order::by_session : MarksMatrix::Order::by_pupil;
}

}  // namespace

void MarksCollector::add_pupils(const MarkRows& rows, std::vector<std::uint32_t>& enrolments) {
    for (const auto& [school, upn, pupil_id] : rows.new_pupils) {
        const std::uint32_t at = school_of_key(builder_, school, school_key_);
        enrolments.push_back(enrolment_of(builder_, at, pupil_id, upn));
    }
}

void MarksCollector::begin(SessionNumber session, MarksMatrix::Order order) {
    matrix_.emplace(session, order);
    builder_.begin(session);
}

void MarksCollector::add_mark(std::uint32_t enrolment, const ReadMark& mark) {
    if (keep_details_) return builder_.mark(enrolment, mark);
    if (!matrix_) begin(mark.session, MarksMatrix::Order::by_pupil);
    if (!matrix_->holds(mark.session)) return builder_.mark(enrolment, mark);
    CodeId& cell = matrix_->at(enrolment, mark.session);
    ++counted_;
    if (mark.code == kNoCode || cell == mark.code) return;
    cell = cell == kNoCode ? mark.code : builder_.conflict(enrolment, mark, cell);
}

void MarksCollector::add_usual(std::span<const UsualMark> marks, std::span<const std::uint32_t> enrolments, std::uint64_t line) {
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const UsualMark& mark = marks[i];
        if (mark.code() == kNoCode) continue;
        if (!matrix_ && !keep_details_) begin(mark.session(), order_of(marks));
        add_mark(enrolments[mark.pupil()], {mark.session(), mark.code(), {0, static_cast<std::uint32_t>(line + i), file_, 0}});
    }
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
    add_usual(std::span(rows.usual).first(rows.usual_count), enrolments, line);
    auto text = rows.texts.begin();
    note_ = 0;
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        const MarkRow& row = rows.rows[i];
        const std::uint32_t enrolment = enrolments.empty() ? 0 : enrolments[row.pupil];
        if (row.state != MarkRow::State::left_out) {
            const CodeId code = row.state == MarkRow::State::other_code ? builder_.code(*text++) : row.code;
            const std::int64_t recorded_at = i < rows.recorded_at.size() ? rows.recorded_at[i] : 0;
            add_mark(enrolment, {row.session, code, {recorded_at, static_cast<std::uint32_t>(line + row.line), file_, row.minutes_late}});
        }
        if (note_ < rows.notes.size()) add_notes(rows, i, enrolment, line);
    }
}

void MarksCollector::finish() {
    builder_.count_marks(counted_);
    if (matrix_) matrix_->give(builder_);
}

}  // namespace cbds::registers
