#include "cbds/reference/qualifications.hpp"

#include "io/ascii.hpp"
#include "reference/csv_list.hpp"

#include <algorithm>

namespace cbds::reference {
namespace {

constexpr std::size_t kMostQualifications = 10'000'000;
constexpr std::size_t kLength = 8;

constexpr std::string_view kNumber[] = {"QN", "QAN", "Qualification Number", "QualificationNumber", "LearnAimRef", "Learning Aim Reference"};
constexpr std::string_view kLast[] = {"LastCertificationDate", "Last Certification Date", "CertificationEndDate", "Certification End Date"};

/// The number as a return writes it; other than eight characters long where it is none.
std::string plain_number(std::string_view text) {
    std::string number;
    for (const char c : text) {
        if (c == '/' || c == ' ') continue;
        number += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    // A spreadsheet takes it for a number, and cuts its zeros off.
    if (!number.empty() && number.size() < kLength && ascii::all_digits(number)) number.insert(0, kLength - number.size(), '0');
    return number;
}

bool is_before(const Qualification& a, const Qualification& b) { return a.number < b.number; }

}  // namespace

Qualifications Qualifications::read(io::ByteStream& stream, const std::string& name) {
    CsvList list(stream, name);
    const std::size_t number = list.needed_column(kNumber);
    const auto last = list.column(kLast);
    Qualifications made;
    while (list.next()) {
        if (made.qualifications_.size() == kMostQualifications) list.fail("there are more rows than qualifications; is it another list?");
        const std::string plain = plain_number(list.value(number));
        if (plain.size() != kLength) list.fail("the number of the qualification has not eight characters");
        Qualification& one = made.qualifications_.emplace_back();
        std::copy(plain.begin(), plain.end(), one.number.begin());
        one.last_certification = list.date(last);
    }
    std::stable_sort(made.qualifications_.begin(), made.qualifications_.end(), is_before);
    return made;
}

Qualifications Qualifications::open(const std::string& path) {
    Qualifications made;
    read_list(path, [&](io::ByteStream& stream, const std::string& name) { made = read(stream, name); });
    return made;
}

const Qualification* Qualifications::find(std::string_view number) const noexcept {
    if (number.size() != kLength) return nullptr;
    Qualification wanted;
    std::copy(number.begin(), number.end(), wanted.number.begin());
    const auto found = std::lower_bound(qualifications_.begin(), qualifications_.end(), wanted, is_before);
    return found != qualifications_.end() && found->number == wanted.number ? &*found : nullptr;
}

}  // namespace cbds::reference
