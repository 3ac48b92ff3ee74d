#include "convert/care_names.hpp"

#include "cbds/error.hpp"
#include "formats/ctf_file_kind.hpp"
#include "io/ascii.hpp"
#include "schema/term_code.hpp"

#include <algorithm>
#include <filesystem>

namespace cbds::convert {
namespace {

constexpr unsigned kLastSerial = 99'999;

std::string_view value(const HeaderValues& header, std::string_view path) {
    const auto found = header.find(path);
    return found == header.end() ? std::string_view() : ascii::trimmed(found->second);
}

[[noreturn]] void refuse(std::string_view item, std::string_view wanted) {
    throw DocumentError("the header's " + std::string(item) + " makes no file name: it should be " + std::string(wanted));
}

bool is_number(std::string_view text, std::size_t digits) { return text.size() == digits && ascii::all_digits(text); }

/// `2013945`, `201LLLL`, `XXXXXXX`, `MMMMMMM`.
std::string school(const HeaderValues& header, const std::string& path) {
    const std::string_view la = value(header, path + "/LEA");
    const std::string_view estab = value(header, path + "/Estab");
    if (la == "XXX" && estab == "XXXX") return "XXXXXXX";
    if (la == "MMM" && estab == "MMMM") return "MMMMMMM";
    if (!is_number(la, 3)) refuse(path.substr(path.find('/') + 1) + "/LEA", "three digits");
    if (!is_number(estab, 4) && estab != "LLLL") refuse(path.substr(path.find('/') + 1) + "/Estab", "four digits");
    return std::string(la).append(estab);
}

std::string census_frame(const HeaderValues& header) {
    const std::string_view la = value(header, "Header/Source/LEA");
    const std::string_view estab = value(header, "Header/Source/Estab");
    const std::string_view year = value(header, "Header/CollectionDetails/Year");
    const auto term = schema::find_term_code(value(header, "Header/CollectionDetails/Term"));
    if (!is_number(la, 3)) refuse("Source/LEA", "three digits");
    if (!is_number(estab, 4)) refuse("Source/Estab", "four digits");
    if (!is_number(year, 4)) refuse("CollectionDetails/Year", "four digits");
    if (!term) refuse("CollectionDetails/Term", "SPR, SUM or AUT");
    const char number = *term == schema::Term::spring ? '1' : *term == schema::Term::summer ? '2' : '3';
    std::string name = std::string(la).append(estab) + "_SC" + number + '_';
    return name.append(la).append("LL").append(year.substr(2)) + '_';
}

std::string serial_text(unsigned serial) {
    const std::string digits = std::to_string(serial);
    return digits.size() < 3 ? std::string(3 - digits.size(), '0') + digits : digits;
}

}  // namespace

std::string_view kind_of_qualifier(std::string_view data_qualifier) noexcept {
    if (data_qualifier.empty()) return {};
    for (const formats::CtfFileKind& row : formats::ctf_file_kinds())
        if (row.data_qualifier == data_qualifier) return row.kind;
    return {};
}

NameFrame name_frame(schema::Collection collection, const HeaderValues& header, std::string_view kind, std::string_view extension) {
    if (collection == schema::Collection::school_census) return {census_frame(header), std::string(extension.empty() ? ".XML" : extension)};
    if (kind.empty()) kind = kind_of_qualifier(value(header, "Header/DataQualifier"));
    if (kind.empty()) kind = "CTF";
    const std::string source = school(header, "Header/SourceSchool");
    return {source + '_' + std::string(kind) + '_' + school(header, "Header/DestSchool") + '_', std::string(extension.empty() ? ".xml" : extension)};
}

NameFrame frame_of(const SourceDocument& document, std::string_view kind, std::string_view extension) {
    try {
        return name_frame(document.collection, document.opening.header, kind, extension);
    } catch (const DocumentError& error) {
        throw DocumentError(document.name + ": " + error.what());
    }
}

std::set<std::string>& TakenNames::names(const std::string& folder) {
    const auto [entry, is_new] = folders_.try_emplace(folder);
    if (!is_new) return entry->second;
    std::error_code error;
    for (std::filesystem::directory_iterator file(folder.empty() ? "." : folder, error), end; !error && file != end; file.increment(error))
        entry->second.insert(ascii::lowered(file->path().filename().string()));
    return entry->second;
}

bool TakenNames::is_taken(const std::string& folder, const std::string& name) { return names(folder).contains(ascii::lowered(name)); }

void TakenNames::take(const std::string& folder, const std::string& name) { names(folder).insert(ascii::lowered(name)); }

std::string TakenNames::next(const std::string& folder, const NameFrame& frame) {
    unsigned& serial = last_[folder + '\n' + frame.with("")];
    while (++serial <= kLastSerial) {
        std::string name = frame.with(serial_text(serial));
        if (is_taken(folder, name)) continue;
        take(folder, name);
        return name;
    }
    throw OutputError(frame.with("nnn") + ": all serial numbers are taken in this folder");
}

std::string folder_part(const std::string& path) { return path.substr(0, path.rfind('/') + 1); }

}  // namespace cbds::convert
