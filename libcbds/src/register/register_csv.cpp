#include "io/ascii.hpp"
#include "io/short_text.hpp"
#include "register/csv_rows.hpp"
#include "register/packed_marks.hpp"
#include "register/readers.hpp"
#include "register/session_heading.hpp"

namespace cbds::registers {
namespace {

/// A column whose cells are marks.
struct SessionColumn {
    std::size_t place;
    SessionHeading heading;
};

/// Reads one register with a pupil a row.
class RegisterCsv {
public:
    RegisterCsv(io::ByteStream& stream, const std::string& name, const ReaderContext& context, RegisterBuilder& builder)
        : context_(context), builder_(builder), rows_(stream, name, context, builder), packed_(rows_.places().has(Column::marks)) {
        find_sessions();
        check_heading();
    }

    void read() {
        while (rows_.next())
            if (const auto enrolment = rows_.enrolment()) read_row(*enrolment);
    }

private:
    void find_sessions() {
        std::vector<std::size_t> found;
        for (const std::size_t place : rows_.places().unknown())
            if (const auto heading = read_session_heading(rows_.heading()[place], context_.names.date_form)) {
                sessions_.push_back({place, *heading});
                found.push_back(place);
            }
        rows_.tell_unused({Column::start_date, Column::marks, Column::recorded_at}, found);
    }

    void check_heading() const {
        if (!rows_.places().has_pupil()) rows_.fail("the heading has no column of pupils; call it upn or pupil_id, or name it in a map");
        if (packed_ && !rows_.places().has(Column::start_date)) rows_.fail("the heading has marks, but no start_date, the day of the first one");
        if (!packed_ && sessions_.empty())
            rows_.fail("the heading has neither marks, nor a column for a date and session as 2026-09-07 AM; "
                       "a mark a row needs session_date, session and code");
    }

    void read_row(std::uint32_t enrolment) {
        detail_ = {};
        detail_.line = rows_.line();
        detail_.file = rows_.file();
        read_recorded(enrolment);
        if (packed_) read_packed(enrolment);
        for (const SessionColumn& column : sessions_) read_cell(enrolment, column);
    }

    void read_recorded(std::uint32_t enrolment) {
        const std::string_view cell = rows_.text(Column::recorded_at);
        if (cell.empty()) return;
        const auto time = read_time(cell, context_.names.date_form);
        if (time) detail_.recorded_at = *time;
        else rows_.incident(Incident::Kind::unreadable_value, cell, column_name(Column::recorded_at), enrolment);
    }

    void read_packed(std::uint32_t enrolment) {
        const std::string_view marks = rows_.text(Column::marks);
        if (marks.empty()) return;
        const std::string_view start_cell = rows_.text(Column::start_date);
        const auto start = read_date(start_cell, context_.names.date_form);
        if (!start) return rows_.incident(Incident::Kind::unreadable_date, start_cell, column_name(Column::start_date), enrolment);
        const auto split = split_packed_marks(marks);
        if (!split) return left_out({}, column_name(Column::marks), enrolment, 0);
        SessionNumber session = first_packed_session(*start);
        for (const std::string_view mark : *split) {
            put(enrolment, session, mark, column_name(Column::marks));
            session = next_packed_session(session);
        }
    }

    void read_cell(std::uint32_t enrolment, const SessionColumn& column) {
        const auto cells = rows_.cells();
        if (column.place >= cells.size() || !cells[column.place]) return;
        const std::string_view cell = ascii::trimmed(*cells[column.place]);
        const auto& [date, half] = column.heading;
        if (half) return put(enrolment, session_number(date, *half), cell, rows_.heading()[column.place]);
        if (context_.options.period && !context_.options.period->holds(date)) return;
        const auto both = split_packed_marks(cell);
        if (both && both->empty()) return;
        if (!both || both->size() != 2) return left_out(cell, rows_.heading()[column.place], enrolment, session_number(date, Half::am));
        put(enrolment, session_number(date, Half::am), (*both)[0], rows_.heading()[column.place]);
        put(enrolment, session_number(date, Half::pm), (*both)[1], rows_.heading()[column.place]);
    }

    /// Nobody can say of which sessions the marks are: they are lost, as those of a day that cannot be read.
    void left_out(std::string_view cell, std::string_view column, std::uint32_t enrolment, SessionNumber session) {
        rows_.incident(Incident::Kind::unreadable_date, cell, column, enrolment, session);
    }

    /// That nothing was recorded is worth telling only where a time says when.
    void put(std::uint32_t enrolment, SessionNumber session, std::string_view cell, std::string_view column) {
        if (context_.options.period && !context_.options.period->holds(session)) return;
        const std::string_view text = io::shortened(mapped_code(cell, context_.names));
        bool mended = false;
        const CodeId code = builder_.code(text, &mended);
        if (code == kNoCode && detail_.recorded_at == 0) return;
        if (mended) rows_.incident(Incident::Kind::mended_code, text, column, enrolment, session);
        builder_.mark(enrolment, {session, code, detail_});
    }

    const ReaderContext& context_;
    RegisterBuilder& builder_;
    CsvRows rows_;
    bool packed_;
    std::vector<SessionColumn> sessions_;
    MarkDetail detail_;  ///< of the marks of the row
};

}  // namespace

void read_register_csv(io::ByteStream& stream, const std::string& name, const ReaderContext& context, RegisterBuilder& builder) {
    RegisterCsv(stream, name, context, builder).read();
}

}  // namespace cbds::registers
