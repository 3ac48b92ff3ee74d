/// @file
/// A document written in some format, while it is read: parts are encoded by several threads and put out in order.
///
/// The same document gives the same bytes, whatever the number of threads.
#pragma once

#include "cbds/xml/document_reader.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::formats {

/// Turns the parts of one stretch of a document into whatever its writer puts out. Used by one thread at a time, and
/// reused when what it holds has been taken. As xml::PartWorker; parts and frame arrive in document order.
class PartEncoder {
public:
    virtual ~PartEncoder() = default;

    virtual void part(const xml::Part& part) = 0;
    virtual void frame_open(const xml::FrameElement& element) = 0;
    virtual void frame_close(schema::ElementId element) = 0;
    virtual void frame_text(std::string_view text) = 0;

    /// Bytes that are held; the reader is asked to have them taken when they become many.
    [[nodiscard]] virtual std::size_t size() const noexcept = 0;
};

/// What is known of a document before its first part.
struct DocumentStart {
    std::string name;      ///< of the input
    schema::Edition edition;  ///< in which it is written, named by its header
};

/// What a format does not hold of a document.
struct FormatLoss {
    std::string item;    ///< its path
    std::string reason;  ///< `COLLECT has no column for it`
    std::uint64_t count = 0;
    std::vector<std::uint64_t> records;  ///< the first of them, from 1; none outside records
};

/// Writes one document after the other.
class DocumentWriter {
public:
    virtual ~DocumentWriter() = default;

    /// The plan must outlive the document. @throws UsageError where the writer takes no such document, or no second one
    virtual void begin(const DocumentStart& start, const schema::Plan& plan) = 0;

    /// Called on any thread, but one at a time.
    [[nodiscard]] virtual std::unique_ptr<PartEncoder> make_encoder() = 0;

    /// Takes what an encoder holds, in document order, and leaves it empty. @throws OutputError
    /// @param first_record  how many records stand before it in the document
    virtual void take(PartEncoder& encoder, std::uint64_t first_record) = 0;

    /// The document is complete.
    virtual void end() = 0;

    /// What was lost of the document, in the order of the document; complete after end().
    [[nodiscard]] virtual const std::vector<FormatLoss>& losses() const noexcept;

    /// There are no more documents: what is written becomes whole and gets its name. Without it nothing remains.
    virtual void commit() = 0;
};

}  // namespace cbds::formats
