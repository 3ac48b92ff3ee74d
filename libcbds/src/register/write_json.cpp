/// Registers as JSON: an object for each school and session with the codes of all pupils, or a record a mark as Assembly has them.

#include "cbds/identifiers/upn.hpp"
#include "formats/json_text.hpp"
#include "register/written.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace cbds::registers {
namespace {

using formats::append_json_key;
using formats::append_json_text;

/// `"key":"value",`
void append_member(std::string_view key, std::string_view value, std::string& text) {
    append_json_key(key, text);
    append_json_text(value, text);
    text += ',';
}

/// The number by which a school is named; nothing where it has none.
void append_school(const School& school, std::string_view urn_key, std::string& text) {
    if (!school.urn.empty()) append_member(urn_key, school.urn, text);
    else if (!school.laestab.empty()) append_member("laestab", school.laestab, text);
}

/// Members of an object come to their end: no comma behind the last one.
void close_object(std::string& text) {
    if (text.back() == ',') text.pop_back();
    text += '}';
}

/// The enrolments of a school: they stand together.
struct PupilsOfSchool {
    std::span<const Enrolment> enrolments;
    std::size_t first = 0;  ///< index of the first one
};

std::vector<PupilsOfSchool> by_school(const Register& source) {
    std::vector<PupilsOfSchool> schools;
    const std::span<const Enrolment> all = source.enrolments;
    for (std::size_t first = 0; first < all.size();) {
        std::size_t end = first;
        while (end < all.size() && all[end].school == all[first].school) ++end;
        schools.push_back({all.subspan(first, end - first), first});
        first = end;
    }
    return schools;
}

/// Writes registers: `{"urn":..,"date":..,"session":..,"codes":{..}}`.
class RegisterObjects {
public:
    RegisterObjects(const Register& source, bool lines, const std::optional<Period>& period, std::ostream& out)
        : source_(source), lines_(lines), period_(period), written_(out), id_told_(source.enrolments.size(), false) {}

    void write() {
        if (!lines_) written_.text() += '[';
        for (const PupilsOfSchool& school : by_school(source_)) write_school(school);
        if (!lines_) written_.text() += any_ ? "\n]\n" : "]\n";
        written_.flush();
    }

private:
    void write_school(const PupilsOfSchool& school) {
        SessionRange range{std::numeric_limits<SessionNumber>::max(), std::numeric_limits<SessionNumber>::min()};
        for (const Enrolment& enrolment : school.enrolments) {
            if (enrolment.marks.empty()) continue;
            const SessionRange own = sessions_of(enrolment, period_);
            range = {std::min(range.first, own.first), std::max(range.end, own.end)};
        }
        for (SessionNumber session = range.first; session < range.end; ++session) {
            present_.clear();
            for (std::size_t i = 0; i < school.enrolments.size(); ++i)
                if (is_recorded(school.enrolments[i], session)) present_.push_back(school.first + i);
            if (!present_.empty()) write_session(session);
        }
    }

    void write_session(SessionNumber session) {
        std::string& text = written_.text();
        if (!lines_) text += any_ ? ",\n" : "\n";
        any_ = true;
        text += '{';
        append_school(source_.schools[pupil(present_.front()).school], "urn", text);
        append_member("date", identifiers::write_date(date_of(session)), text);
        append_member("session", half_name(half_of(session)), text);
        append_json_key("codes", text);
        text += '{';
        for (const std::size_t each : present_) append_member(pupil(each).key(), source_.code(pupil(each).marks.at(session)), text);
        close_object(text);
        text += ',';
        append_late(session, text);
        append_recorded(session, text);
        append_ids(text);
        close_object(text);
        if (lines_) text += '\n';
        written_.flush_if_long();
    }

    void append_late(SessionNumber session, std::string& text) const {
        const auto minutes_of = [=](const Enrolment& enrolment) { return enrolment.details.empty() ? 0U : detail_of(enrolment, session).minutes_late; };
        if (std::none_of(present_.begin(), present_.end(), [&](std::size_t each) { return minutes_of(pupil(each)) != 0; })) return;
        text += R"("minutes_late":{)";
        for (const std::size_t each : present_) {
            const unsigned minutes = minutes_of(pupil(each));
            if (minutes == 0) continue;
            append_json_key(pupil(each).key(), text);
            text += std::to_string(minutes) + ',';
        }
        close_object(text);
        text += ',';
    }

    /// One time, where it is that of all marks.
    void append_recorded(SessionNumber session, std::string& text) const {
        const auto time_of = [=](const Enrolment& enrolment) { return enrolment.details.empty() ? 0 : detail_of(enrolment, session).recorded_at; };
        const std::int64_t first = time_of(pupil(present_.front()));
        const auto is_first = [&](std::size_t each) { return time_of(pupil(each)) == first; };
        if (std::all_of(present_.begin(), present_.end(), is_first)) {
            if (first != 0) append_member("recorded_at", time_text(first), text);
            return;
        }
        text += R"("recorded_at":{)";
        for (const std::size_t each : present_)
            if (const std::int64_t time = time_of(pupil(each)); time != 0) append_member(pupil(each).key(), time_text(time), text);
        close_object(text);
        text += ',';
    }

    /// The software's numbers of pupils who have a UPN too: once for each. A UPN that does not look like one is named each time,
    /// so that it is not taken for such a number.
    void append_ids(std::string& text) {
        bool any = false;
        for (const std::size_t each : present_) {
            const Enrolment& enrolment = pupil(each);
            const bool odd = !enrolment.upn.empty() && !identifiers::parse_upn(enrolment.upn);
            if (!odd && (id_told_[each] || enrolment.upn.empty() || enrolment.pupil_id.empty())) continue;
            if (!any) text += R"("pupil_ids":{)";
            any = true;
            id_told_[each] = true;
            append_member(enrolment.upn, enrolment.pupil_id, text);
        }
        if (any) close_object(text);
    }

    static MarkDetail detail_of(const Enrolment& enrolment, SessionNumber session) {
        const MarkDetail* const detail = enrolment.detail(session);
        return detail == nullptr ? MarkDetail() : *detail;
    }

    [[nodiscard]] const Enrolment& pupil(std::size_t number) const { return source_.enrolments[number]; }

    const Register& source_;
    bool lines_;
    const std::optional<Period>& period_;
    WrittenText written_;
    std::vector<bool> id_told_;          ///< by enrolment
    std::vector<std::size_t> present_;   ///< enrolments with a mark in the session
    bool any_ = false;
};

/// `{"school_urn":..,"student_id":..,"session_date":..,"session_name":..,"attendance_mark":..}`
void append_assembly_mark(const Register& source, const Enrolment& enrolment, SessionNumber session, std::string& text) {
    text += '{';
    append_school(source.schools[enrolment.school], "school_urn", text);
    append_member("student_id", enrolment.pupil_id.empty() ? enrolment.upn : enrolment.pupil_id, text);
    if (!enrolment.upn.empty() && !enrolment.pupil_id.empty()) append_member("upn", enrolment.upn, text);
    append_member("session_date", identifiers::write_date(date_of(session)), text);
    append_member("session_name", half_name(half_of(session)), text);
    append_member("attendance_mark", source.code(enrolment.marks.at(session)), text);
    const MarkDetail* const detail = enrolment.detail(session);
    if (detail != nullptr && detail->minutes_late != 0) text += R"("minutes_late":)" + std::to_string(detail->minutes_late) + ',';
    if (detail != nullptr && detail->recorded_at != 0) append_member("recorded_at", time_text(detail->recorded_at), text);
    close_object(text);
}

}  // namespace

void write_register_objects(const Register& source, bool lines, const RegisterWriteOptions& options, std::ostream& out) {
    RegisterObjects(source, lines, options.period, out).write();
}

void write_assembly_json(const Register& source, const RegisterWriteOptions& options, std::ostream& out) {
    WrittenText written(out);
    bool any = false;
    written.text() += R"({"data":[)";
    for (const Enrolment& enrolment : source.enrolments) {
        for_each_mark(enrolment, options.period, [&](SessionNumber session) {
            written.text() += std::exchange(any, true) ? ",\n" : "\n";
            append_assembly_mark(source, enrolment, session, written.text());
            written.flush_if_long();
        });
    }
    written.text() += any ? "\n]}\n" : "]}\n";
    written.flush();
}

}  // namespace cbds::registers
