#include "cbds/register/scope.hpp"

#include "io/ascii.hpp"
#include "register/csv_rows.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

namespace cbds::registers {
namespace {

constexpr std::uint32_t kGone = 0xFFFFFFFF;

std::string_view authority_of(const School& school) {
    return school.la_code.empty() ? std::string_view(school.laestab).substr(0, 3) : std::string_view(school.la_code);
}

bool sees(const Scope& scope, const School& school) {
    switch (scope.kind) {
        case Scope::Kind::school: {
            const SchoolNumbers numbers = SchoolNumbers::of(school.urn, school.laestab);
            return numbers.urn == scope.id || numbers.laestab == scope.id;
        }
        case Scope::Kind::trust: return school.trust_id == scope.id;
        case Scope::Kind::authority: return authority_of(school) == scope.id;
        default: return true;
    }
}

bool has_agreed(const School& school, const Agreements& agreements, Date today) {
    return agreements.agreed(SchoolNumbers::of(school.urn, school.laestab), today);
}

/// Takes schools out of a register.
class Restriction {
public:
    Restriction(Register& all, const Scope& scope, const Agreements* agreements, Date today)
        : all_(all),
          scope_(scope),
          agreements_(agreements),
          today_(today) {}

    LeftOut run() {
        if (agreements_ != nullptr) left_.agreements_without_school = agreements_->without_school(all_.schools);
        choose_schools();
        if (kept_ == schools_.size() && scope_.kind == Scope::Kind::all) return left_;
        count_schools();
        move_enrolments();
        move_schools();
        move_incidents();
        forget_other_codes();
        forget_files();
        count_marks();
        return left_;
    }

private:
    enum class Fate : std::uint8_t { kept, not_agreed, out_of_scope };

    void choose_schools() {
        for (const School& school : all_.schools) {
            const Fate fate = !sees(scope_, school)                                                 ? Fate::out_of_scope
                              : agreements_ != nullptr && !has_agreed(school, *agreements_, today_) ? Fate::not_agreed
                                                                                                    : Fate::kept;
            schools_.push_back(fate == Fate::kept ? kept_++ : kGone);
            fates_.push_back(fate);
        }
    }

    /// A list of schools may tell of many that have no pupil here.
    void count_schools() {
        std::vector<bool> seen(fates_.size());
        left_.nobody_in_scope = scope_.kind != Scope::Kind::all && scope_.kind != Scope::Kind::national;
        for (const Enrolment& enrolment : all_.enrolments) {
            if (seen[enrolment.school]) continue;
            seen[enrolment.school] = true;
            left_.schools_not_agreed += fates_[enrolment.school] == Fate::not_agreed;
            left_.schools_out_of_scope += fates_[enrolment.school] == Fate::out_of_scope;
            left_.nobody_in_scope = left_.nobody_in_scope && fates_[enrolment.school] == Fate::out_of_scope;
        }
    }

    void move_enrolments() {
        std::uint32_t kept = 0;
        for (Enrolment& enrolment : all_.enrolments) {
            const Fate fate = fates_[enrolment.school];
            left_.enrolments_not_agreed += fate == Fate::not_agreed;
            left_.enrolments_out_of_scope += fate == Fate::out_of_scope;
            enrolments_.push_back(fate == Fate::kept ? kept : kGone);
            if (fate != Fate::kept) continue;
            enrolment.school = schools_[enrolment.school];
            if (&all_.enrolments[kept] != &enrolment) all_.enrolments[kept] = std::move(enrolment);
            ++kept;
        }
        all_.enrolments.resize(kept);
    }

    void move_schools() {
        for (std::size_t i = 0; i < schools_.size(); ++i)
            if (schools_[i] != kGone && schools_[i] != i) all_.schools[schools_[i]] = std::move(all_.schools[i]);
        all_.schools.resize(kept_);
    }

    /// One that belongs to no enrolment may stand in the rows of a school that the reader may not see.
    void move_incidents() {
        std::vector<Incident> kept;
        for (Incident& incident : all_.incidents) {
            if (incident.enrolment == Incident::kNoEnrolment || enrolments_[incident.enrolment] == kGone) continue;
            incident.enrolment = enrolments_[incident.enrolment];
            kept.push_back(std::move(incident));
        }
        all_.incidents = std::move(kept);
    }

    /// What stands in the place of a code may be anything.
    void forget_other_codes() {
        std::array<bool, 256> used{};
        for (const Enrolment& enrolment : all_.enrolments) {
            for (const CodeId code : enrolment.marks.codes()) used[code] = true;
            for (const SessionTotals& totals : enrolment.totals)
                for (const auto& [code, count] : totals.by_code) used[code] = true;
        }
        for (std::size_t i = 0; i < all_.other_codes.size(); ++i)
            if (!used[kFirstOtherCode + i]) all_.other_codes[i] = "?";
    }

    /// The name of a file may be that of a school. Those whose marks stay keep their names.
    void forget_files() {
        std::unordered_set<std::size_t> used;
        for (const Enrolment& enrolment : all_.enrolments)
            for (std::size_t i = 0; i < enrolment.details.size(); ++i)
                if (enrolment.marks.codes()[i] != kNoCode) used.insert(enrolment.details[i].file);
        for (const Incident& incident : all_.incidents) used.insert(incident.file);
        for (std::size_t i = 0; i < all_.files.size(); ++i)
            if (scope_.kind == Scope::Kind::national || !used.contains(i)) all_.files[i].clear();
    }

    void count_marks() {
        all_.marks_read = 0;
        for (const Enrolment& enrolment : all_.enrolments)
            all_.marks_read += static_cast<std::uint64_t>(enrolment.marks.codes().size()) -
                               static_cast<std::uint64_t>(std::count(enrolment.marks.codes().begin(), enrolment.marks.codes().end(), kNoCode));
    }

    Register& all_;
    const Scope& scope_;
    const Agreements* agreements_;
    Date today_;
    LeftOut left_;
    std::vector<Fate> fates_;             ///< of schools
    std::vector<std::uint32_t> schools_;  ///< new indices
    std::vector<std::uint32_t> enrolments_;
    std::uint32_t kept_ = 0;
};

/// Schools and pupils without anything that tells who they are. A pupil with two enrolments is one pupil still: marks are counted
/// across schools.
void take_names_away(Register& all) {
    for (School& school : all.schools) {
        School plain;
        plain.la_code = authority_of(school);
        plain.phase = school.phase;
        plain.low_age = school.low_age;
        plain.high_age = school.high_age;
        school = std::move(plain);
    }
    std::unordered_map<std::string, std::string> numbers;
    for (Enrolment& enrolment : all.enrolments) {
        if (!enrolment.upn.empty()) enrolment.upn = numbers.try_emplace(enrolment.upn, std::to_string(numbers.size() + 1)).first->second;
        else enrolment.pupil_id = "-";
        if (!enrolment.upn.empty()) enrolment.pupil_id.clear();
        enrolment.surname.clear();
        enrolment.forename.clear();
    }
    all.incidents.clear();
    for (std::string& code : all.other_codes) code = "?";
}

}  // namespace

std::optional<Scope> Scope::parse(std::string_view text) {
    if (text == "national") return Scope{Kind::national, {}};
    const std::size_t sign = text.find('=');
    if (sign == std::string_view::npos) return std::nullopt;
    const std::string_view word = text.substr(0, sign);
    const std::string_view id = ascii::trimmed(text.substr(sign + 1));
    if (id.empty()) return std::nullopt;
    if (word == "school") {
        const std::string number = plain_laestab(id);
        return ascii::all_digits(number) && number.size() <= 7 ? std::optional(Scope{Kind::school, number}) : std::nullopt;
    }
    if (word == "trust") return Scope{Kind::trust, std::string(id)};
    if (word == "la" && ascii::all_digits(id) && id.size() == 3) return Scope{Kind::authority, std::string(id)};
    return std::nullopt;
}

LeftOut restrict_to(Register& all, const Scope& scope, const Agreements* agreements, Date today) {
    const LeftOut left = Restriction(all, scope, agreements, today).run();
    if (!scope.shows_pupils()) take_names_away(all);
    return left;
}

}  // namespace cbds::registers
