#include "cbds/error.hpp"
#include "cbds/identifiers/upn.hpp"
#include "io/ascii.hpp"
#include "io/short_text.hpp"
#include "register/json_codes.hpp"
#include "register/json_fields.hpp"
#include "register/json_time.hpp"
#include "register/marks_row.hpp"
#include "register/readers.hpp"
#include "register/row_owner.hpp"

#include <charconv>
#include <limits>

namespace cbds::registers {
namespace {

template <typename Whole>
std::optional<Whole> json_number(std::string_view text) {
    Whole number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// Takes records for marks, and hands them to the builder.
class JsonRegister {
public:
    JsonRegister(const std::string& name, const ReaderContext& context, RegisterBuilder& builder)
        : name_(name), context_(context), builder_(builder), file_(builder.file(name)), fields_(context.names), around_(context.names) {}

    void take(const JsonRecord& record, const JsonRecord& envelope);

    /// Tells what was no record of a register. @throws DocumentError where nothing was one
    void finish() const;

private:
    struct Session {
        SessionNumber number = 0;
        bool wanted = false;  ///< in the period that is asked for
    };

    [[nodiscard]] std::uint32_t find_school();
    [[nodiscard]] std::optional<std::uint32_t> find_pupil(std::string_view key, std::string_view upn);
    [[nodiscard]] std::optional<Session> find_session(std::uint32_t enrolment);
    void take_register();
    void take_mark();
    void take_totals();
    void add_mark(std::uint32_t enrolment, SessionNumber session, std::string_view code, std::string_view minutes_late, std::string_view recorded_at);
    [[nodiscard]] std::optional<std::string_view> code_of(std::uint32_t enrolment, SessionNumber session);
    void check_category(std::uint32_t enrolment, SessionNumber session, CodeId code);
    void incident(Incident::Kind kind, std::uint32_t enrolment, SessionNumber session, std::string_view value, std::string_view column);

    const std::string& name_;
    const ReaderContext& context_;
    RegisterBuilder& builder_;
    std::uint16_t file_;
    JsonFields fields_;
    JsonFields around_;  ///< of the envelope
    std::uint32_t line_ = 0;
    std::uint32_t school_ = 0;
    std::uint64_t taken_ = 0;
    std::uint64_t others_ = 0;
};

void JsonRegister::incident(Incident::Kind kind, std::uint32_t enrolment, SessionNumber session, std::string_view value, std::string_view column) {
    builder_.incident({kind, enrolment, session, line_, file_, std::string(io::shortened(value)), std::string(column)});
}

/// The record's own school, else that of its envelope, else the one of files that name none.
std::uint32_t JsonRegister::find_school() {
    for (const JsonFields* const fields : {&fields_, &around_}) {
        const std::string_view urn = fields->text(Column::urn);
        const std::string_view laestab = fields->text(Column::laestab);
        if (!urn.empty() || !laestab.empty()) return school_of(builder_, urn, laestab);
    }
    return school_of(builder_, {}, {});
}

/// A key of the shape of a UPN is one, in small letters too.
std::optional<std::uint32_t> JsonRegister::find_pupil(std::string_view key, std::string_view upn) {
    key = ascii::trimmed(key);
    upn = ascii::trimmed(upn);
    if (upn.empty() && identifiers::parse_upn(ascii::in_capitals(key))) std::swap(key, upn);
    if (key.empty() && upn.empty()) {
        incident(Incident::Kind::no_pupil, Incident::kNoEnrolment, 0, {}, column_name(Column::upn));
        return std::nullopt;
    }
    return enrolment_of(builder_, school_, key, upn);
}

std::optional<JsonRegister::Session> JsonRegister::find_session(std::uint32_t enrolment) {
    const auto date = read_date(date_in_zone(fields_.text(Column::date), fields_.date_zone()), context_.names.date_form);
    const auto half = find_half(ascii::trimmed(fields_.text(Column::session)));
    if (!date || !half) {
        const Column column = date ? Column::session : Column::date;
        incident(Incident::Kind::unreadable_date, enrolment, 0, fields_.text(column), column_name(column));
        return std::nullopt;
    }
    return Session{session_number(*date, *half), !context_.options.period || context_.options.period->holds(*date)};
}

void JsonRegister::add_mark(std::uint32_t enrolment, SessionNumber session, std::string_view code, std::string_view minutes_late,
                            std::string_view recorded_at) {
    bool mended = false;
    ReadMark mark{session, builder_.code(mapped_code(code, context_.names), &mended), {0, line_, file_, 0}};
    if (mended) incident(Incident::Kind::mended_code, enrolment, session, code, column_name(Column::code));
    if (!minutes_late.empty()) {
        if (const auto minutes = json_number<std::uint16_t>(minutes_late)) mark.detail.minutes_late = *minutes;
        else incident(Incident::Kind::unreadable_value, enrolment, session, minutes_late, column_name(Column::minutes_late));
    }
    if (!recorded_at.empty()) {
        if (const auto time = read_time_in_zone(recorded_at, fields_.time_zone(), context_.names.date_form)) mark.detail.recorded_at = *time;
        else incident(Incident::Kind::unreadable_value, enrolment, session, recorded_at, column_name(Column::recorded_at));
    }
    builder_.mark(enrolment, mark);
    check_category(enrolment, session, mark.code);
}

void JsonRegister::check_category(std::uint32_t enrolment, SessionNumber session, CodeId code) {
    const std::string_view told = fields_.text(Column::category);
    if (told.empty() || is_other(code)) return;
    if (contradicts(told, category_of(code, session)))
        incident(Incident::Kind::category_differs, enrolment, session, told, column_name(Column::category));
}

/// All pupils of a session.
void JsonRegister::take_register() {
    const auto session = find_session(Incident::kNoEnrolment);
    if (!session || !session->wanted) return;
    const std::string_view recorded_at = fields_.text(Column::recorded_at);
    for (const auto& [pupil, code] : fields_.codes()) {
        const std::string_view own_time = fields_.of_pupil(Column::recorded_at, pupil);
        const std::string_view id = fields_.of_pupil(Column::pupil_id, pupil);
        const bool is_upn = id.data() != nullptr;  // what has a number beside it, even an empty one, is a UPN whatever it looks like
        const auto enrolment = is_upn ? find_pupil(id, pupil) : find_pupil(pupil, {});
        if (enrolment) add_mark(*enrolment, session->number, code, fields_.of_pupil(Column::minutes_late, pupil), own_time.empty() ? recorded_at : own_time);
    }
}

/// What is recorded: a code, or the id of one.
std::optional<std::string_view> JsonRegister::code_of(std::uint32_t enrolment, SessionNumber session) {
    if (fields_.has(Column::code)) return fields_.text(Column::code);
    const std::string_view id = fields_.text(JsonField::code_id);
    if (context_.codes == nullptr)
        throw UsageError(name_ + ": line " + std::to_string(line_) +
                         ": the marks refer to codes by their ids (attendance_code_id): give the list of codes with --codes FILE");
    const auto code = context_.codes->find(id);
    if (!code) incident(Incident::Kind::unknown_code_id, enrolment, session, id, "attendance_code_id");
    return code;
}

void JsonRegister::take_mark() {
    const auto enrolment = find_pupil(fields_.text(Column::pupil_id), fields_.text(Column::upn));
    if (!enrolment) return;
    const auto session = find_session(*enrolment);
    if (!session || !session->wanted) return;
    if (const auto code = code_of(*enrolment, session->number))
        add_mark(*enrolment, session->number, *code, fields_.text(Column::minutes_late), fields_.text(Column::recorded_at));
}

/// Sums of a period, as Assembly's AttendanceSummary has them.
void JsonRegister::take_totals() {
    const auto enrolment = find_pupil(fields_.text(Column::pupil_id), fields_.text(Column::upn));
    if (!enrolment) return;
    const auto from = read_date(fields_.text(Column::start_date), context_.names.date_form);
    const auto until = read_date(fields_.text(JsonField::end_date), context_.names.date_form);
    if (!from || !until || *until < *from) {
        const bool at_start = !from;
        incident(Incident::Kind::unreadable_date, *enrolment, 0, at_start ? fields_.text(Column::start_date) : fields_.text(JsonField::end_date),
                 at_start ? column_name(Column::start_date) : "end_date");
        return;
    }
    SessionTotals totals{{*from, *until}, {}, {}, {}, {}, {}, "summary"};
    totals.possible = json_number<std::uint32_t>(fields_.text(JsonField::possible));
    totals.attended = json_number<std::uint32_t>(fields_.text(JsonField::attended));
    totals.authorised = json_number<std::uint32_t>(fields_.text(JsonField::authorised));
    totals.unauthorised = json_number<std::uint32_t>(fields_.text(JsonField::unauthorised));
    builder_.enrolment_at(*enrolment).totals.push_back(std::move(totals));
}

void JsonRegister::take(const JsonRecord& record, const JsonRecord& envelope) {
    line_ = record.line;
    fields_.look_at(record);
    around_.look_at(envelope);
    const bool is_mark = fields_.has(Column::date) && (fields_.has(Column::code) || fields_.has(JsonField::code_id));
    const bool is_totals = fields_.has(JsonField::possible) && fields_.has(Column::start_date);
    if (!fields_.is_register() && !is_mark && !is_totals) {
        ++others_;
        return;
    }
    ++taken_;
    school_ = find_school();
    if (fields_.is_register()) take_register();
    else if (is_mark) take_mark();
    else take_totals();
}

void JsonRegister::finish() const {
    if (others_ == 0) return;
    if (taken_ == 0)
        throw DocumentError(name_ + ": no register is in there: a record has a date, a session, a pupil and a code, or a date, a session and "
                                    "the codes of all pupils (cbds-register(5))");
    const char* const what = others_ == 1 ? " record is no mark; it was" : " records are no marks; they were";
    if (context_.options.note) context_.options.note({name_, 0, {}, std::to_string(others_) + what + " passed over"});
}

}  // namespace

void read_register_json(io::ByteStream& stream, const std::string& name, bool lines, const ReaderContext& context, RegisterBuilder& builder) {
    JsonRegister taken(name, context, builder);
    JsonRecords records(stream, name, [&](const JsonRecord& record, const JsonRecord& envelope) { taken.take(record, envelope); });
    records.read(lines);
    taken.finish();
}

}  // namespace cbds::registers
