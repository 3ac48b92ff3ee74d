/// @file
/// The documents that a command was given: files, folders, archives and standard input, one after the other.
///
/// A folder stands for the documents and archives below it: `*.xml`, `*.una`, `*.gz`, `*.zip`, `*.zst` in any
/// letter case, sorted by their paths, byte by byte. A file that is named is read, whatever its name. Links are
/// followed, but each folder is read once. What a folder or zip has beside these is counted as skipped; hidden
/// folders are not looked into.
///
/// Archives are known by their first bytes. A gzip or zstd archive is one document; each entry of a zip is one,
/// called `returns.zip/entry.xml`, if its name is a document's or it is the only file in there. An archive inside
/// an archive is not unpacked.
#pragma once

#include "cbds/io/limits.hpp"
#include "cbds/io/stream.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace cbds::io {

struct InputOptions {
    std::vector<std::string> paths;  ///< `-` is standard input
    std::string stdin_name = "-";    ///< what reports call standard input
    Limits limits;
    std::vector<std::string> suffixes = {};  ///< of files that are documents too where a folder or a zip is looked into: `.json`
    std::function<bool(const std::string& name)> wanted = {};  ///< the others are passed over unread, and count as skipped; empty: all are wanted
};

/// Walks the inputs in order. What cannot be read stops nothing: it is an input whose open() throws the InputError.
class Inputs {
public:
    /// Lists the folders; opens nothing.
    explicit Inputs(const InputOptions& options);
    Inputs(Inputs&&) noexcept;
    Inputs& operator=(Inputs&&) noexcept;
    ~Inputs();

    /// The next document; nothing after the last one. An entry of a zip must be read before the next is asked
    /// for; other inputs can wait.
    [[nodiscard]] std::unique_ptr<Input> next();

    /// The file that the input given last is, or is an entry of; `-` for standard input.
    [[nodiscard]] const std::string& path() const noexcept;

    /// Files that were left out so far because they are no documents, or not wanted; all of them once next() has returned nothing.
    [[nodiscard]] std::uint64_t skipped() const noexcept;

    /// How many files there are altogether: an archive is one file.
    [[nodiscard]] std::size_t files() const noexcept;

    /// Size on disk of the files still to come, as far as it is known; archives expand beyond it.
    [[nodiscard]] std::uint64_t bytes() const;

private:
    class Walk;
    std::unique_ptr<Walk> walk_;
};

}  // namespace cbds::io
