/// @file
/// Partial transfer files joined into one, pupil by pupil, found by UPN.
///
/// What the first file lacks is filled in from the others; pupils that only they have follow behind. Entries that repeat are
/// told apart by their keys (a result by year, subject, method, component and qualifier), and added where they are new. Where
/// two files say different things, that is a conflict: it is listed, and somebody has to choose. An address, the
/// attendance of a year and a result are taken whole or not at all, never put together from two files.
///
/// Nothing is guessed: pupils without a UPN are matched by name and date of birth only where that is asked for and fits one
/// pupil, and a UPN that two different pupils have is refused.
#pragma once

#include "cbds/convert/rewrite.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace cbds::convert {

/// What is done where two files say different things.
enum class Prefer : std::uint8_t {
    none,       ///< they are listed, and nothing is written
    fill_gaps,  ///< what the earlier file says stays
    overwrite,  ///< what the later file says is taken
};

/// What is done with a pupil without a UPN.
enum class WithoutUpn : std::uint8_t {
    refuse,  ///< listed, and nothing is written
    keep,    ///< stays a pupil of his own
    match,   ///< is the one pupil of the same surname, forename and date of birth, if there is one and only one
};

struct MergeOptions {
    CareReading reading;
    Prefer prefer = Prefer::none;
    WithoutUpn without_upn = WithoutUpn::refuse;
};

/// Something that the reader of the merged file should know.
struct MergeNote {
    std::string_view kind;     ///< `conflict`, `two-pupils`, `twice`, `no-upn`, `matched`, `header`
    std::string file;          ///< the file in which it came about: the later one of two
    std::uint64_t record = 0;  ///< in that file
    std::string key;           ///< UPN
    std::string path;          ///< of the item
    std::string before;        ///< what the earlier file says
    std::string after;         ///< what this file says
    schema::Privacy privacy = schema::Privacy::none;
    std::string message;
    bool blocks = false;       ///< nothing is written
};

using NoteSink = std::function<void(const MergeNote&)>;

struct MergeResult {
    std::uint64_t files = 0;
    std::uint64_t records = 0;    ///< of all files
    std::uint64_t pupils = 0;     ///< in the merged file
    std::uint64_t conflicts = 0;
    bool written = false;         ///< false where something blocks
    std::string path;
};

class Merge {
public:
    Merge(MergeOptions options, NoteSink sink);
    Merge(const Merge&) = delete;
    Merge& operator=(const Merge&) = delete;
    ~Merge();

    /// Reads the next file. The first one gives the header. Records wait in a temporary file.
    /// @throws DocumentError where it is refused, is no transfer file, or is of another edition than the first
    void add(io::Input& input);

    /// Merges and writes. A target that ends with a slash gets the file under the name that the rules prescribe.
    MergeResult write(const CareTarget& target);

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace cbds::convert
