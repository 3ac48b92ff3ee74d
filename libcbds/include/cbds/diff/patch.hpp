/// @file
/// What differs between two documents as an XML patch (RFC 5261), and such a patch applied to a document.
///
/// What a patch of ours makes of a record that is told is, in canonical XML, the new one; that is tried out, forth and back,
/// before it is written. Records that differ in order only are not told, and stay. One that is new, moves to another roll or
/// comes back stands at the end of its roll.
///
/// Selectors name a record by its key and an entry of a repeated structure by its key, never by a position. The old value
/// stands in the selector, so that any program that applies such patches checks it. What is removed is kept beside the
/// operation, in a namespace of ours, so that a patch can be applied in reverse. cbds-patch(1) describes the form.
///
/// Applying is all or nothing: every operation has to find exactly what it expects, else nothing is written.
#pragma once

#include "cbds/diff/difference.hpp"
#include "cbds/formats/document_writer.hpp"
#include "cbds/io/stream.hpp"

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cbds::diff {

/// A difference that a patch cannot say: records that nothing tells apart, an element that encloses records by another name.
struct Unsaid {
    bool is_new = false;       ///< of the new document
    std::uint64_t record = 0;  ///< 0: outside of the records
    std::string reason;        ///< no values
};

/// Writes one pair of documents as a patch. The comparison has to be one as written (CompareOptions::as_written), without a
/// selection; what is outside of the records should be told even where it is the same, for the names and prefixes in it.
/// Text between elements is in no element that is told: who compares has to see to it.
class PatchWriter final : public DifferenceSink {
public:
    /// Both must outlive it.
    PatchWriter(const schema::Dictionary& dictionary, std::ostream& out);
    PatchWriter(const PatchWriter&) = delete;
    PatchWriter& operator=(const PatchWriter&) = delete;
    ~PatchWriter() override;

    void begin_pair(const DocumentSide& before, const DocumentSide& after) override;
    void record(const RecordDifference& difference) override;
    void ambiguous(const Ambiguity& ambiguity) override;
    void end_pair(const DocumentSide& before, const DocumentSide& after, const Summary& summary) override;
    void unpaired(const DocumentSide& document, bool is_new) override;
    void end(const Summary& total) override;

    /// What could not be said; the patch is not to be used then.
    [[nodiscard]] const std::vector<Unsaid>& unsaid() const noexcept;

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

/// An operation that does not find what it expects.
struct Conflict {
    std::uint64_t operation = 0;  ///< its number in the patch, from 1; of a reversed one in the order in which it is done
    std::uint64_t line = 0;       ///< of the patch
    std::uint64_t record = 0;     ///< of the document, from 1; 0: none was found, or outside of the records
    std::string key;              ///< UPN of that record, or of the one that is not there; may be empty
    std::string path;             ///< of what it is about: the selector without keys and values
    std::string message;          ///< no values
};

struct PatchOptions {
    std::optional<schema::Edition> edition;
    std::optional<io::Encoding> encoding;
    unsigned jobs = 1;
};

struct PatchResult {
    std::uint64_t operations = 0;
    std::uint64_t records = 0;   ///< of the patched document
    std::uint64_t conflict_count = 0;  ///< 0: all is done, and the writer may be committed
    std::vector<Conflict> conflicts;   ///< the first 1000, in the order of the operations
};

/// A patch in memory: it is as large as the changes are.
class Patch {
public:
    /// @throws DocumentError naming file and line, where it is no patch, or has an operation or a selector that is not understood;
    ///         InputError
    [[nodiscard]] static Patch read(io::Input& input);
    Patch(Patch&&) noexcept;
    Patch& operator=(Patch&&) noexcept;
    ~Patch();

    /// The patch that takes this one back. @throws DocumentError naming the line of an operation that cannot be taken back
    [[nodiscard]] Patch reversed() const;

    [[nodiscard]] std::uint64_t operations() const noexcept;

    /// Reads a document, part by part, and writes what the patch makes of it. Does not commit the writer, which has nothing
    /// that is of use where there are conflicts.
    /// @throws DocumentError where the document is no good, has text that would be lost, or an operation cannot be done part by
    ///         part; InputError, OutputError
    PatchResult apply(const schema::Dictionary& dictionary, io::Input& document, formats::DocumentWriter& writer, const PatchOptions& options) const;

private:
    class Implementation;
    explicit Patch(std::unique_ptr<Implementation> implementation) noexcept;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace cbds::diff
