#include "cbds/convert/rename.hpp"

#include "cbds/error.hpp"
#include "cbds/formats/file_name.hpp"
#include "cbds/io/output.hpp"
#include "cbds/io/twice.hpp"
#include "convert/care_names.hpp"
#include "convert/care_output.hpp"
#include "formats/ctf_file_kind.hpp"
#include "io/ascii.hpp"
#include "io/descriptor.hpp"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>

namespace cbds::convert {
namespace {

/// Reads a document for its header, and to know that it is one.
class NoWork final : public DocumentVisitor {
public:
    void part(CarePart&) override {}
};

bool is_regular(const std::string& path) {
    struct stat status{};
    return ::lstat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

/// `.gz` and the like behind the ending of the document, which stays when the file itself is renamed.
std::string packing_of(const std::string& path) {
    for (const std::string_view packed : {".gz", ".zst", ".GZ", ".ZST"})
        if (path.ends_with(packed)) return std::string(packed);
    return {};
}

/// The ending of a document, as it is written; empty where it has none of ours.
std::string extension_of(std::string_view path) {
    const std::string_view end = path.substr(path.size() < 4 ? 0 : path.size() - 4);
    return ascii::same_but_case(end, ".xml") || ascii::same_but_case(end, ".una") ? std::string(end) : std::string();
}

/// Gives a file another name if that is free.
void rename_file(const std::string& from, const std::string& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return;
    const bool unknown = errno == EINVAL || errno == ENOSYS;  // network file systems know links, which do not replace either
    if (unknown && ::link(from.c_str(), to.c_str()) == 0 && ::unlink(from.c_str()) == 0) return;
    throw OutputError(errno == EEXIST ? to + ": exists already" : from + ": cannot be renamed: " + io::error_text(errno));
}

std::optional<unsigned> number_in(std::string_view digits) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || value == 0) return std::nullopt;
    return value;
}

std::string three_digits(unsigned serial) {
    const std::string digits = std::to_string(serial);
    return digits.size() < 3 ? std::string(3 - digits.size(), '0') + digits : digits;
}

}  // namespace

class Renamer::Implementation {
public:
    explicit Implementation(RenameOptions options) : options_(std::move(options)) {}

    Renaming rename(io::Input& input) {
        const io::ReadTwice copy(*input.open(), input.name());
        NoWork nothing;
        const SourceDocument document = visit_document(*copy.open(), input.name(), options_.reading, nothing);
        const bool in_place = options_.folder.empty();
        if (in_place && !is_regular(input.name())) throw OutputError(input.name() + ": no file of its own, so that it cannot be renamed; use -o");
        const std::string folder = in_place ? folder_part(input.name()) : options_.folder;
        const std::string present = input.name().substr(input.name().rfind('/') + 1);
        const std::string name = name_for(document, present, folder, in_place);
        Renaming renaming{input.name(), folder + name, !in_place || name != present};
        if (!renaming.changed || options_.dry_run) return renaming;
        if (in_place) rename_file(renaming.from, renaming.to);
        else copy_to(renaming.to, copy);
        return renaming;
    }

private:
    /// The name, which is taken then. A file's own name is free to it.
    std::string name_for(const SourceDocument& document, const std::string& present, const std::string& folder, bool in_place) {
        const std::string packing = in_place ? packing_of(present) : std::string();
        const std::string unpacked = present.substr(0, present.size() - packing_of(present).size());
        NameFrame frame = frame_of(document, kind_for(document, unpacked), extension_of(unpacked));
        frame.after += packing;
        const auto is_free = [&](const std::string& name) { return (in_place && name == present) || !taken_.is_taken(folder, name); };
        if (const auto serial = options_.serial ? options_.serial : own_serial(document, unpacked, frame)) {
            std::string name = frame.with(three_digits(*serial));
            if (is_free(name)) {
                taken_.take(folder, name);
                return name;
            }
            if (options_.serial) throw OutputError(folder + name + ": exists already");
        }
        return taken_.next(folder, frame);
    }

    [[nodiscard]] std::string kind_for(const SourceDocument& document, const std::string& present) const {
        if (!options_.kind.empty() || document.collection != schema::Collection::ctf) return options_.kind;
        const auto name = formats::parse_ctf_name(present);
        return name && formats::find_ctf_file_kind(name->kind) != nullptr ? std::string(name->kind) : std::string();
    }

    /// The serial number that the file has: a return in its header, a transfer file in its name if that is otherwise right.
    static std::optional<unsigned> own_serial(const SourceDocument& document, const std::string& present, const NameFrame& frame) {
        if (document.collection == schema::Collection::school_census) {
            const auto found = document.opening.header.find("Header/Source/SerialNo");
            return found == document.opening.header.end() ? std::nullopt : number_in(ascii::trimmed(found->second));
        }
        const auto name = formats::parse_ctf_name(present);
        return name && present.starts_with(frame.before) ? number_in(name->serial) : std::nullopt;
    }

    static void copy_to(const std::string& path, const io::ReadTwice& copy) {
        io::OutputFile file(path, {.overwrite = false, .personal = true});
        const auto stream = copy.open();
        std::array<char, 1 << 16> bytes{};
        while (const std::size_t length = stream->read(bytes)) file.stream().write(bytes.data(), static_cast<std::streamsize>(length));
        file.commit();
    }

    RenameOptions options_;
    TakenNames taken_;
};

Renamer::Renamer(RenameOptions options) : implementation_(std::make_unique<Implementation>(std::move(options))) {}
Renamer::~Renamer() = default;
Renaming Renamer::rename(io::Input& input) { return implementation_->rename(input); }

}  // namespace cbds::convert
