/// @file
/// Receives the documents that a file of another format holds, each as XML: what reads XML reads any format so.
#pragma once

#include <iosfwd>
#include <string_view>

namespace cbds::formats {

class DocumentSink {
public:
    virtual ~DocumentSink() = default;

    /// A document begins. It is written to the stream as XML 1.0, UTF-8, laid out as cbds/xml/writer.hpp does.
    /// @param name  of the document among those of its file, for messages and for names of outputs; may be empty
    [[nodiscard]] virtual std::ostream& begin(std::string_view name) = 0;

    /// It is complete.
    virtual void end() = 0;
};

}  // namespace cbds::formats
