/// A transfer file read, and the attendance of its pupils written from marks.

#include "attendance/document_editing.hpp"
#include "attendance/own_school.hpp"
#include "attendance/transfer_record.hpp"
#include "cbds/error.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace cbds::attendance {
namespace {

constexpr std::size_t kLaDigits = 3;
constexpr std::size_t kNumberDigits = 7;

/// What stays the same for all records of a file.
struct TransferRun {
    const registers::Register& marks;
    const schema::Plan& plan;
    OwnSchool own;
    OwnSchools own_schools;
    EnrolmentsByUpn enrolments;
    TransferYears years;
    std::optional<registers::Date> day;  ///< of the file
    std::map<std::string, std::vector<std::uint32_t>> schools_by_number;

    TransferRun(const registers::Register& all, const schema::Plan& edition_plan, const xml::Opening& opening)
        : marks(all), plan(edition_plan), own(own_school(opening)), own_schools(schools_of(all, own)), enrolments(all, nullptr), years(all),
          day(identifiers::parse_date(opening.header_value("Header/DateTime").substr(0, 10))) {
        list_schools();
    }

    /// A school of the register as the file names it; nothing where its number is not known.
    [[nodiscard]] std::optional<TransferSchool> school(std::uint32_t place) const {
        const registers::School& school = marks.schools[place];
        const bool is_own = own_schools.is_own[place];
        const std::string& number = number_of(place);
        if (number.size() != kNumberDigits) return std::nullopt;
        return TransferSchool{number.substr(0, kLaDigits), number.substr(kLaDigits), is_own && !own.name.empty() ? own.name : school.name};
    }

    /// All schools of the register that the file names by that number.
    [[nodiscard]] const std::vector<std::uint32_t>& schools(const TransferSchool& school) const {
        return schools_by_number.at(school.authority + school.establishment);
    }

    [[nodiscard]] const std::string& number_of(std::uint32_t place) const {
        return own_schools.is_own[place] && !own.laestab.empty() ? own.laestab : marks.schools[place].laestab;
    }

    void list_schools() {
        for (std::uint32_t place = 0; place < marks.schools.size(); ++place) schools_by_number[number_of(place)].push_back(place);
        for (auto& each : schools_by_number)
            std::sort(each.second.begin(), each.second.end(),
                      [&](std::uint32_t a, std::uint32_t b) { return goes_before(marks.schools[a], marks.schools[b]); });
    }
};

/// The enrolments of one pupil at what the file names as one school.
struct TransferStay {
    TransferSchool school;
    std::vector<std::uint32_t> enrolments;
};

class TransferRecordEditor final : public RecordEditor {
public:
    explicit TransferRecordEditor(const TransferRun& run) : run_(run) {}

    bool edit(xml::Element& record, std::uint64_t) override {
        bool changed = false;
        bool filled = false;
        for (const TransferStay& stay : stays_of(record)) {
            for (const TransferYear& year : run_.years.of(stay.enrolments, run_.schools(stay.school), run_.day)) {
                changed |= write(record, year, stay.school);
                filled = true;
            }
        }
        ++(filled ? gathered_.filled : gathered_.without_marks);
        return changed;
    }

    [[nodiscard]] TransferSummary take() { return std::exchange(gathered_, {}); }

private:
    /// By UPN and by the one that the pupil had. Those at one school go together: the file has one entry of a year for it.
    std::vector<TransferStay> stays_of(xml::Element& record) {
        const auto value = [&](std::string_view path) { return value_at(record, path, run_.plan.dictionary()); };
        std::vector<TransferStay> stays;
        for (const std::uint32_t place : run_.enrolments.find(value(run_.plan.row(record.id).key), value("BasicDetails/FormerUPN"))) {
            if (auto school = run_.school(run_.marks.enrolments[place].school)) add_to(stays, std::move(*school), place);
            else gathered_.without_number += run_.years.of(place, run_.day).empty() ? 0 : 1;
        }
        return stays;
    }

    static void add_to(std::vector<TransferStay>& stays, TransferSchool school, std::uint32_t place) {
        const auto same = std::find_if(stays.begin(), stays.end(), [&](const TransferStay& stay) {
            return stay.school.authority == school.authority && stay.school.establishment == school.establishment;
        });
        if (same == stays.end()) {
            stays.push_back({std::move(school), {place}});
            return;
        }
        same->enrolments.push_back(place);
        if (same->school.name.empty()) same->school.name = std::move(school.name);
    }

    bool write(xml::Element& record, const TransferYear& year, const TransferSchool& school) {
        const WrittenYear written = write_transfer_year(run_.plan, record, year, school);
        gathered_.fewer += written.fewer ? 1 : 0;
        gathered_.two_place_codes += year.two_place_codes;
        gathered_.left_out += year.left_out;
        return written.changed;
    }

    const TransferRun& run_;
    TransferSummary gathered_;
};

class TransferEditor final : public DocumentEditor {
public:
    TransferEditor(const std::string& name, const registers::Register& marks) : name_(name), marks_(marks) {}

    void begin(const schema::Plan& plan, const xml::Opening& opening, schema::Edition) override {
        const schema::Collection collection = plan.row(plan.root()).collection;
        if (collection != schema::Collection::ctf)
            throw DocumentError(name_ + ": a " + std::string(schema::collection_title(collection)) + " return; only transfer files have marks");
        if (opening.header_value("Header/DataQualifier") == "ULN")
            throw DocumentError(name_ + ": a file for learner numbers, which is refused with any other section; attendance goes into another file");
        run_.emplace(marks_, plan, opening);
        summary.taken_school = run_->own_schools.taken;
    }

    std::unique_ptr<RecordEditor> make_editor() override { return std::make_unique<TransferRecordEditor>(*run_); }

    void collect(RecordEditor& editor, std::uint64_t) override {
        const TransferSummary gathered = static_cast<TransferRecordEditor&>(editor).take();
        summary.filled += gathered.filled;
        summary.without_marks += gathered.without_marks;
        summary.two_place_codes += gathered.two_place_codes;
        summary.left_out += gathered.left_out;
        summary.fewer += gathered.fewer;
        summary.without_number += gathered.without_number;
    }

    void end(std::uint64_t records) override { summary.records = records; }

    TransferSummary summary;

private:
    const std::string& name_;
    const registers::Register& marks_;
    std::optional<TransferRun> run_;
};

}  // namespace

TransferSummary fill_transfer(const schema::Dictionary& dictionary, io::Input& document, const registers::Register& marks, unsigned jobs,
                              formats::DocumentWriter& writer) {
    TransferEditor editor(document.name(), marks);
    edit_document(dictionary, document, std::nullopt, jobs, editor, &writer);
    return editor.summary;
}

}  // namespace cbds::attendance
