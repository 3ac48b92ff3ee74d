#include "cbds/formats/file_name.hpp"

#include "formats/ctf_file_kind.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <array>

namespace cbds::formats {
namespace {

/// A school, an authority, the department, or nobody known.
bool is_school(std::string_view text) {
    if (text == "XXXXXXX" || text == "MMMMMMM" || text == "DfE" || text == "DFE") return true;
    if (text.size() == 6 && ascii::all_digits(text.substr(0, 3)) && text.substr(3) == "DfE") return true;
    return text.size() == 7 && ascii::all_digits(text.substr(0, 3)) && (ascii::all_digits(text.substr(3)) || text.substr(3) == "LLLL");
}

/// Takes the folders and the extension away; nothing where the extension is another.
std::optional<std::string_view> stem(std::string_view path) {
    path.remove_prefix(std::min(path.rfind('/') + 1, path.size()));
    if (path.size() < 4) return std::nullopt;
    const std::string_view extension = path.substr(path.size() - 4);
    if (!ascii::same_but_case(extension, ".xml") && !ascii::same_but_case(extension, ".una")) return std::nullopt;
    return path.substr(0, path.size() - 4);
}

/// Takes ` (1)` or `(1)` away, which browsers add to a second download.
bool take_copy_mark(std::string_view& name) {
    const std::size_t open = name.rfind('(');
    if (open == std::string_view::npos || name.back() != ')' || open + 2 == name.size()) return false;
    if (!ascii::all_digits(name.substr(open + 1, name.size() - open - 2))) return false;
    name = name.substr(0, open);
    if (!name.empty() && name.back() == ' ') name.remove_suffix(1);
    return true;
}

/// The four blocks between underscores.
std::optional<std::array<std::string_view, 4>> blocks(std::string_view name) {
    std::array<std::string_view, 4> parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::size_t end = i + 1 < parts.size() ? name.find('_') : name.size();
        if (end == std::string_view::npos) return std::nullopt;
        parts[i] = name.substr(0, end);
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return parts;
}

bool is_serial(std::string_view text) { return text.size() >= 3 && text.size() <= 5 && ascii::all_digits(text); }

}  // namespace

std::optional<CtfFileName> parse_ctf_name(std::string_view path) noexcept {
    auto name = stem(path);
    if (!name) return std::nullopt;
    const bool copy = take_copy_mark(*name);
    const auto parts = blocks(*name);
    if (!parts) return std::nullopt;
    const auto& [source, kind, destination, serial] = *parts;
    const bool good_kind = kind.size() == 3 && std::all_of(kind.begin(), kind.end(), [](char c) { return ascii::is_capital(c) || ascii::is_digit(c); });
    if (!is_school(source) || !good_kind || !is_school(destination) || !is_serial(serial)) return std::nullopt;
    return CtfFileName{source, kind, destination, serial, copy};
}

bool resembles_ctf_name(std::string_view path) noexcept {
    path.remove_prefix(std::min(path.rfind('/') + 1, path.size()));
    for (std::size_t at = path.find('_'); at != std::string_view::npos; at = path.find('_', at + 1)) {
        const std::string_view block = path.substr(at + 1, path.find('_', at + 1) - at - 1);
        for (const CtfFileKind& kind : ctf_file_kinds())
            if (ascii::same_but_case(block, kind.kind)) return true;
    }
    return false;
}

std::optional<CensusFileName> parse_census_name(std::string_view path) noexcept {
    auto name = stem(path);
    if (!name) return std::nullopt;
    const bool copy = take_copy_mark(*name);
    const auto parts = blocks(*name);
    if (!parts) return std::nullopt;
    const auto& [school, kind, target, serial] = *parts;
    if (school.size() != 7 || !ascii::all_digits(school) || !is_serial(serial)) return std::nullopt;
    if (kind.size() != 3 || kind.substr(0, 2) != "SC" || kind[2] < '1' || kind[2] > '3') return std::nullopt;
    if (target.size() != 7 || target.substr(3, 2) != "LL" || !ascii::all_digits(target.substr(5))) return std::nullopt;
    constexpr std::array<schema::Term, 3> kTerms{schema::Term::spring, schema::Term::summer, schema::Term::autumn};
    const int year = 2000 + (target[5] - '0') * 10 + (target[6] - '0');
    return CensusFileName{school.substr(0, 3), school.substr(3), serial,
                          schema::census_edition(year, kTerms[static_cast<std::size_t>(kind[2] - '1')]), copy};
}

}  // namespace cbds::formats
