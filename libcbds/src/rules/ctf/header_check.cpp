#include "rules/ctf/header_check.hpp"

#include "cbds/formats/file_name.hpp"
#include "formats/ctf_file_kind.hpp"
#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::rules {
namespace {

using formats::CtfFileKind;
using formats::CtfFileName;
using schema::Confidence;
using Item = HeaderItems::Item;

/// The first version that is the year of its academic year.
constexpr int kFirstByYear = 15;

class CtfHeaderCheck {
public:
    CtfHeaderCheck(const HeaderItems& items, const HeaderContext& context)
        : items_(items), context_(context), version_(context.identification.named.ordinal),
          has_version_(context.identification.source == formats::EditionSource::header) {}

    void run() {
        check_academic_year(items_.item("SourceSchool/AcademicYear"));
        check_age(items_.item("CTFversion"));
        check_qualifier();
        if (const auto name = formats::parse_ctf_name(context_.file_name)) check_name(*name);
        else if (formats::resembles_ctf_name(context_.file_name))
            items_.report("CTF101", {}, Confidence::certain,
                          {"the file's name is not built as that of a transfer file", "a name as 9192999_CTF_9194999_001.xml"});
    }

private:
    [[nodiscard]] bool is_dated() const { return has_version_ && version_ >= kFirstByYear; }

    void check_academic_year(const Item& year) {
        const std::string expected = std::to_string(2000 + version_);
        if (year.there && is_dated() && year.value != expected)
            items_.report("HDR104", year, Confidence::certain, {"the academic year does not go with the version of the file", expected});
    }

    /// CTF109: software takes the version of the year and the one before. The year changes on 1 August in software of
    /// schools and on 1 September in that of the department, so that August goes with both.
    void check_age(const Item& version) {
        const auto day = identifiers::parse_date(items_.item("DateTime").value.substr(0, 10));
        if (!version.there || !day || !is_dated()) return;
        const int newest = day->year - 2000 - (day->month < 8 ? 1 : 0);
        const int oldest = day->year - 2000 - (day->month < 9 ? 1 : 0) - 1;
        if (version_ < oldest)
            items_.report("CTF109", version, Confidence::certain, {"the version was out of use when the file was made", "this version or the one before it: " + std::to_string(newest) + ".0"});
        if (version_ > newest)
            items_.report("CTF109", version, Confidence::certain, {"the version was not in use yet when the file was made", std::to_string(newest) + ".0"});
    }

    /// CTF106: a full file is of no kind of partial file.
    void check_qualifier() {
        const Item kind = items_.item("DataQualifier");
        if (is_full() && kind.there)
            items_.report("CTF106", kind, Confidence::certain, {"a full file says that it is a kind of partial file", "a partial file, or no such item"});
    }

    [[nodiscard]] bool is_full() const { return ascii::same_but_case(items_.item("DocumentQualifier").value, "full"); }

    void check_name(const CtfFileName& name) {
        if (name.browser_copy)
            items_.report("CTF102", {}, Confidence::certain, {"a browser has added a number to the name of the file", "the name without it"});
        if (name.serial == "000")
            items_.report("CTF108", {}, Confidence::certain, {"the serial number in the name of the file is 000", "001 for the first file"});
        compare_school(name.source, "SourceSchool", "the name of the file has another source school");
        compare_school(name.destination, "DestSchool", "the name of the file has another destination");
        const CtfFileKind* kind = formats::find_ctf_file_kind(name.kind);
        if (kind != nullptr && (!has_version_ || (kind->since <= version_ && version_ <= kind->until))) return check_kind(*kind, name);
        items_.report("CTF104", {}, Confidence::certain,
                      {kind == nullptr ? "the name of the file has no kind that is known" : "the kind of file in the name is not used in this version",
                       "CTF, FSP, PHO, KS2, MTC, CML or CMJ"});
    }

    void check_kind(const CtfFileKind& kind, const CtfFileName& name) {
        const bool to_school = ascii::all_digits(name.destination);
        if ((kind.destination == CtfFileKind::Destination::authority && !name.destination.ends_with("LLLL")) ||
            (kind.destination == CtfFileKind::Destination::school && !to_school))
            items_.report("CTF107", {}, kind.confidence,
                          {"files of this kind do not go to such a destination", to_school ? "a local authority, as 919LLLL" : "a school"});
        if (kind.data_qualifier.empty()) return;
        const Item qualifier = items_.item("DataQualifier");
        if (is_full()) items_.report("CTF105", items_.item("DocumentQualifier"), kind.confidence, {"by its name the file is a partial one", "partial"});
        else items_.compare("CTF105", qualifier, kind.data_qualifier, "the name of the file says that it is of another kind");
    }

    /// A number in the name is that of the header (HDR106). What stands for several schools in the name does so there
    /// (CTF103); how an authority is written in the header is a guess.
    void compare_school(std::string_view name, const std::string& school, const std::string& message) {
        const Item la = items_.item(school + "/LEA");
        const Item estab = items_.item(school + "/Estab");
        if (name == "XXXXXXX" || name == "MMMMMMM") return compare_placeholder(name, la.there && ascii::all_digits(la.value) ? la : estab, Confidence::likely);
        if (name.size() != 7 || !ascii::all_digits(name.substr(0, 3))) return;
        items_.compare("HDR106", la, name.substr(0, 3), message);
        if (ascii::all_digits(name)) items_.compare("HDR106", estab, name.substr(3), message);
        else compare_placeholder(name.substr(3), estab, Confidence::guess);
    }

    void compare_placeholder(std::string_view name, const Item& item, Confidence confidence) {
        if (item.there && ascii::all_digits(item.value))
            items_.report("CTF103", item, confidence, {"the name of the file does not name this school", std::string(item.value.size(), name[0])});
    }

    const HeaderItems& items_;
    const HeaderContext& context_;
    int version_;
    bool has_version_;
};

}  // namespace

void check_ctf_header(const HeaderItems& items, const HeaderContext& context) { CtfHeaderCheck(items, context).run(); }

}  // namespace cbds::rules
