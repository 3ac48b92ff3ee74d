/// What a store holds, into a builder.

#include "register/readers.hpp"
#include "register/school_order.hpp"
#include "register/store_bytes.hpp"
#include "register/store_codes.hpp"
#include "register/store_database.hpp"
#include "register/store_fact_names.hpp"
#include "register/store_fact_reader.hpp"
#include "register/store_week.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace cbds::registers {
namespace {

using formats::SqliteDatabase;
using formats::SqliteStatement;

constexpr std::uint32_t kSeveralHolders = 0xFFFFFFFF;
constexpr const char* kOfSeveral = " (of several)";

constexpr const char* kEnrolmentsInOrder =
    "SELECT enrolment.number, school, upn, pupil_id, enrolment.facts FROM enrolment JOIN school ON school.number = school "
    "ORDER BY upn = '', urn = '', urn, laestab, upn, pupil_id";

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
        read_facts();
        for (const int week : weeks()) read_week(week);
    }

private:
    void read_schools();
    void note_laestab(std::uint32_t school, const Facts& facts);
    [[nodiscard]] std::uint32_t school_at(const std::string& laestab);
    void read_enrolments();
    [[nodiscard]] std::uint32_t enrolment(std::uint32_t school, std::string_view upn, const std::string& pupil_id, const Facts& facts);
    [[nodiscard]] std::uint32_t by_number_only(std::uint32_t school, const std::string& pupil_id);
    void note_number(std::uint32_t school, std::string_view pupil_id, std::uint32_t enrolment);
    void read_facts();
    [[nodiscard]] std::vector<int> weeks();
    void read_week(int week);
    void join(WeekMarks& marks, WeekMarks others) const;
    void read_marks(std::uint32_t enrolment, WeekMarks marks);
    [[nodiscard]] CodeId code_of(std::int64_t number);
    [[nodiscard]] std::uint32_t enrolment_of(std::int64_t number) const;

    /// A pupil of the register may be several of the store, one known by UPN and one by number.
    [[nodiscard]] bool is_joined(std::uint32_t enrolment) const noexcept { return rows_[enrolment] > 1; }

    SqliteDatabase& database_;
    const Period* period_;
    RegisterBuilder& builder_;
    std::uint16_t file_;
    StoreCodes codes_;
    std::unordered_map<std::int64_t, CodeId> ids_;
    std::unordered_map<std::int64_t, std::uint32_t> schools_;  ///< by number in the store
    std::unordered_map<std::string, std::pair<std::uint32_t, School>> by_laestab_;
    std::unordered_map<std::int64_t, std::uint32_t> enrolments_;
    std::vector<std::uint32_t> rows_;                          ///< in the store, of each enrolment of the register
    std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> holders_;  ///< by school and number: who was ever given it, or kSeveralHolders
};

/// Those with a URN first: some of them are known by authority and establishment too, where others have that only.
void StoreReader::read_schools() {
    SqliteStatement statement = database_.prepare("SELECT number, urn, laestab, facts FROM school ORDER BY urn = '', urn, laestab");
    std::map<std::uint32_t, Facts> known;
    while (statement.step()) {
        const std::string urn(statement.text(1));
        const std::string laestab(statement.text(2));
        const std::uint32_t school = urn.empty() && !laestab.empty() ? school_at(laestab) : builder_.school(urn);
        schools_[statement.number(0)] = school;
        Facts& facts = known[school];
        facts = joined(facts, facts_of_blob(statement.blob(3)));
        if (!urn.empty()) note_laestab(school, facts);
    }
    for (const auto& [school, facts] : known) put_facts(facts, builder_.school_at_index(school));
}

/// Of several schools that have a number, the one that is open, or was opened last.
void StoreReader::note_laestab(std::uint32_t number, const Facts& facts) {
    School school = builder_.school_at_index(number);
    put_facts(facts, school);
    if (school.laestab.empty()) return;
    const auto [place, is_new] = by_laestab_.try_emplace(school.laestab, number, school);
    if (!is_new && has_number_rather(school, place->second.second)) place->second = {number, std::move(school)};
}

std::uint32_t StoreReader::school_at(const std::string& laestab) {
    const auto known = by_laestab_.find(laestab);
    return known == by_laestab_.end() ? builder_.school_at(laestab) : known->second.first;
}

/// Those with a UPN first: some of them are known by the software's number too, where others have that only.
void StoreReader::read_enrolments() {
    SqliteStatement statement = database_.prepare(kEnrolmentsInOrder);
    while (statement.step()) {
        const auto school = schools_.find(statement.number(1));
        if (school == schools_.end()) throw DamagedBlob();
        const std::string pupil_id(statement.text(3));
        const std::uint32_t found = enrolment(school->second, statement.text(2), pupil_id, facts_of_blob(statement.blob(4)));
        enrolments_[statement.number(0)] = found;
        if (found >= rows_.size()) rows_.resize(found + 1);
        ++rows_[found];
    }
}

std::uint32_t StoreReader::enrolment(std::uint32_t school, std::string_view upn, const std::string& pupil_id, const Facts& facts) {
    if (upn.empty()) return by_number_only(school, pupil_id);
    const auto last = std::find_if(facts.begin(), facts.end(), [](const Fact& fact) { return fact.name == "pupil_id"; });
    const std::uint32_t found = builder_.enrolment(school, last == facts.end() ? std::string_view() : std::string_view(last->value), upn);
    if (last != facts.end()) note_number(school, last->value, found);
    for (const Fact& fact : facts)
        if (fact.name.starts_with(kNumberFact)) note_number(school, std::string_view(fact.name).substr(std::string_view(kNumberFact).size()), found);
    return found;
}

void StoreReader::note_number(std::uint32_t school, std::string_view pupil_id, std::uint32_t enrolment) {
    const auto [place, is_new] = holders_.try_emplace({school, std::string(pupil_id)}, enrolment);
    if (!is_new && place->second != enrolment) place->second = kSeveralHolders;
}

/// A number that several pupils had is nobody's: the builder, which would give it to one of them, gets another text in its place.
std::uint32_t StoreReader::by_number_only(std::uint32_t school, const std::string& pupil_id) {
    const auto holder = holders_.find({school, pupil_id});
    if (holder == holders_.end()) return builder_.enrolment(school, pupil_id, {});
    if (holder->second != kSeveralHolders) return holder->second;
    return builder_.enrolment(school, pupil_id + kOfSeveral, {});
}

/// Of a pupil with several rows each value that was told last.
void StoreReader::read_facts() {
    std::map<std::uint32_t, Facts> waiting;
    SqliteStatement statement = database_.prepare(kEnrolmentsInOrder);
    while (statement.step()) {
        const std::uint32_t found = enrolment_of(statement.number(0));
        const Facts facts = facts_of_blob(statement.blob(4));
        if (!is_joined(found)) {
            put_facts(facts, found, builder_);
            continue;
        }
        Facts& others = waiting[found];
        others = joined(others, facts);
    }
    for (const auto& [found, facts] : waiting) put_facts(facts, found, builder_);
}

std::uint32_t StoreReader::enrolment_of(std::int64_t number) const {
    const auto found = enrolments_.find(number);
    if (found == enrolments_.end()) throw DamagedBlob();
    return found->second;
}

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
    return found;
}

/// Marks of one pupil in several rows are decided here, as an update decides: the builder would go by the order of reading.
void StoreReader::read_week(int week) {
    SqliteStatement statement = database_.prepare("SELECT enrolment, marks FROM mark WHERE week = ?");
    statement.bind(1, std::int64_t{week});
    std::map<std::uint32_t, WeekMarks> waiting;
    while (statement.step()) {
        const std::uint32_t found = enrolment_of(statement.number(0));
        WeekMarks marks(week, statement.blob(1));
        if (is_joined(found)) join(waiting.try_emplace(found, week).first->second, marks);
        else read_marks(found, marks);
    }
    for (const auto& [found, marks] : waiting) read_marks(found, marks);
}

void StoreReader::join(WeekMarks& marks, WeekMarks others) const {
    for (SessionNumber session = marks.first(); session < marks.end(); ++session) {
        auto& mark = marks.at(session);
        const auto& other = others.at(session);
        if (!other) continue;
        if (!mark) mark = other;
        else if (mark->code == other->code) mark = joined(*mark, *other);
        else if (codes_.holds(*other, *mark)) mark = other;
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
        StoreReading reading(path);
        try {
            StoreReader(reading.database(), path, period, builder).read();
        } catch (const std::runtime_error&) {
            reading.check_unchanged();  // that is why, then
            throw;
        }
        reading.check_unchanged();
    });
}

void read_register_store(const std::string& path, const ReaderContext& context, RegisterBuilder& builder) {
    read_store(path, context.options.period ? &*context.options.period : nullptr, builder);
}

}  // namespace cbds::registers
