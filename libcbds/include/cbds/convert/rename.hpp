/// @file
/// The file names that the collections prescribe, made from what the header says.
///
/// A transfer file is called `LLLEEEE_CTF_LLLEEEE_nnn.xml` by its source and destination, a census return
/// `LLLEEEE_SCn_LLLLLyy_nnn.XML`. The serial number stays where the file has one that is free (a return: the one of its
/// header), else it is the first that is free in the folder. So ` (1)`, which browsers add, goes.
#pragma once

#include "cbds/convert/rewrite.hpp"

#include <memory>
#include <optional>
#include <string>

namespace cbds::convert {

struct RenameOptions {
    CareReading reading;
    std::string folder;                ///< copies go there; empty: files are renamed where they are
    std::string kind;                  ///< of a transfer file: `PHO`; empty: as the present name or the header has it
    std::optional<unsigned> serial;    ///< this one and no other
    bool dry_run = false;
};

struct Renaming {
    std::string from;
    std::string to;
    bool changed = false;  ///< false: the file has its name already
};

/// Renames one file after the other. No file is ever replaced, and no two get one name, in a dry run neither.
class Renamer {
public:
    explicit Renamer(RenameOptions options);
    Renamer(const Renamer&) = delete;
    Renamer& operator=(const Renamer&) = delete;
    ~Renamer();

    /// @throws DocumentError where the document is refused or its header makes no name, OutputError where the serial number
    ///         that was asked for is taken, or the file cannot be renamed
    Renaming rename(io::Input& input);

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace cbds::convert
