#include "io/packing.hpp"

#include "io/ascii.hpp"

#include <algorithm>
#include <initializer_list>

namespace cbds::io {
namespace {

using namespace std::string_view_literals;

bool ends_with_one_of(std::string_view name, std::initializer_list<std::string_view> suffixes) {
    return std::ranges::any_of(suffixes, [&](std::string_view suffix) { return ascii::ends_with(name, suffix); });
}

}  // namespace

Packing packing_of(std::string_view first_bytes) noexcept {
    if (first_bytes.starts_with("\x1F\x8B"sv)) return Packing::gzip;
    if (first_bytes.starts_with("\x28\xB5\x2F\xFD"sv)) return Packing::zstd;
    // An entry, or the mark of an archive that was to be split.
    if (first_bytes.starts_with("PK\x03\x04"sv) || first_bytes.starts_with("PK\x07\x08"sv)) return Packing::zip;
    // The end of the list of contents: there are none.
    return first_bytes.starts_with("PK\x05\x06"sv) ? Packing::empty_zip : Packing::none;
}

bool has_archive_suffix(std::string_view name) noexcept { return ends_with_one_of(name, {".gz", ".zst", ".zip"}); }

bool has_document_suffix(std::string_view name) noexcept { return ends_with_one_of(name, {".xml", ".una"}); }

bool is_hidden(std::string_view path) noexcept {
    while (!path.empty()) {
        const std::string_view part = path.substr(0, path.find('/'));
        if (part == "__MACOSX" || (part.starts_with('.') && part != "." && part != "..")) return true;
        path.remove_prefix(std::min(part.size() + 1, path.size()));
    }
    return false;
}

}  // namespace cbds::io
