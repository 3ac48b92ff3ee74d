/// What a store holds, into a builder.

#include "register/readers.hpp"
#include "register/store_bytes.hpp"
#include "register/store_codes.hpp"
#include "register/store_database.hpp"
#include "register/store_fact_reader.hpp"
#include "register/store_week.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace cbds::registers {
namespace {

using formats::SqliteDatabase;
using formats::SqliteStatement;

class StoreReader {
public:
    StoreReader(SqliteDatabase& database, const std::string& path, const Period* period, RegisterBuilder& builder)
        : database_(database),
          period_(period),
          builder_(builder),
          file_(builder.file(path)),
          codes_(database) {}

    void read() {
        read_schools();
        read_enrolments();
        for (const int week : weeks()) read_week(week);
    }

private:
    void read_schools();
    void read_enrolments();
    [[nodiscard]] std::vector<int> weeks();
    void read_week(int week);
    void read_marks(std::uint32_t enrolment, WeekMarks marks);
    [[nodiscard]] CodeId code_of(std::int64_t number);

    SqliteDatabase& database_;
    const Period* period_;
    RegisterBuilder& builder_;
    std::uint16_t file_;
    StoreCodes codes_;
    std::unordered_map<std::int64_t, CodeId> ids_;
    std::unordered_map<std::int64_t, std::uint32_t> schools_;  ///< by number in the store
    std::unordered_map<std::int64_t, std::uint32_t> enrolments_;
};

/// Those with a URN first: some of them are known by authority and establishment too, where others have that only.
void StoreReader::read_schools() {
    SqliteStatement statement = database_.prepare("SELECT number, urn, laestab, facts FROM school ORDER BY urn = '', urn, laestab");
    while (statement.step()) {
        const std::string urn(statement.text(1));
        const std::string laestab(statement.text(2));
        const std::uint32_t school = urn.empty() && !laestab.empty() ? builder_.school_at(laestab) : builder_.school(urn);
        schools_[statement.number(0)] = school;
        put_facts(facts_of_blob(statement.blob(3)), builder_.school_at_index(school));
    }
}

/// Those with a UPN first: some of them are known by the software's number too, where others have that only.
void StoreReader::read_enrolments() {
    SqliteStatement statement = database_.prepare(
        "SELECT enrolment.number, school, upn, pupil_id, enrolment.facts FROM enrolment JOIN school ON school.number = school "
        "ORDER BY urn = '', urn, laestab, upn = '', upn, pupil_id");
    while (statement.step()) {
        const auto school = schools_.find(statement.number(1));
        if (school == schools_.end()) throw DamagedBlob();
        const Facts facts = facts_of_blob(statement.blob(4));
        const auto known = std::find_if(facts.begin(), facts.end(), [](const Fact& fact) { return fact.name == "pupil_id"; });
        const std::string pupil_id = known == facts.end() ? std::string(statement.text(3)) : known->value;
        const std::uint32_t enrolment = builder_.enrolment(school->second, pupil_id, statement.text(2));
        enrolments_[statement.number(0)] = enrolment;
        put_facts(facts, enrolment, builder_);
    }
}

/// One from the middle comes first: a builder takes dates that are years from its first mark for mistyped.
std::vector<int> StoreReader::weeks() {
    const int first = period_ == nullptr ? INT32_MIN / 4 : week_of(period_->first());
    const int last = period_ == nullptr ? INT32_MAX / 4 : week_of(period_->end() - 1);
    SqliteStatement statement = database_.prepare("SELECT min(week) FROM mark WHERE week >= ?");
    std::vector<int> found;
    for (std::int64_t next = first; next <= last; ++next) {
        statement.bind(1, next);
        if (!statement.step() || statement.is_null(0)) break;
        next = statement.number(0);
        statement.reset();
        if (next <= last) found.push_back(static_cast<int>(next));
    }
    const auto middle = found.begin() + static_cast<std::ptrdiff_t>(found.size() / 2);
    if (middle != found.end()) std::rotate(found.begin(), middle, middle + 1);
    return found;
}

void StoreReader::read_week(int week) {
    SqliteStatement statement = database_.prepare("SELECT enrolment, marks FROM mark WHERE week = ?");
    statement.bind(1, std::int64_t{week});
    while (statement.step()) {
        const auto enrolment = enrolments_.find(statement.number(0));
        if (enrolment == enrolments_.end()) throw DamagedBlob();
        read_marks(enrolment->second, WeekMarks(week, statement.blob(1)));
    }
}

void StoreReader::read_marks(std::uint32_t enrolment, WeekMarks marks) {
    for (SessionNumber session = marks.first(); session < marks.end(); ++session) {
        const auto& mark = marks.at(session);
        if (!mark || (period_ != nullptr && !period_->holds(session))) continue;
        MarkDetail detail;
        detail.recorded_at = mark->last;
        detail.file = file_;
        detail.minutes_late = static_cast<std::uint16_t>(mark->minutes_late);
        builder_.mark(enrolment, {session, code_of(mark->code), detail});
    }
}

CodeId StoreReader::code_of(std::int64_t number) {
    const auto [place, is_new] = ids_.try_emplace(number, kNoCode);
    if (is_new) place->second = builder_.code(codes_.text(number));
    return place->second;
}

}  // namespace

void read_store(const std::string& path, const Period* period, RegisterBuilder& builder) {
    guard_store(path, kWaitToOpen, [&] {
        SqliteDatabase database = open_to_read_store(path);
        StoreReader(database, path, period, builder).read();
    });
}

void read_register_store(const std::string& path, const ReaderContext& context, RegisterBuilder& builder) {
    read_store(path, context.options.period ? &*context.options.period : nullptr, builder);
}

}  // namespace cbds::registers
