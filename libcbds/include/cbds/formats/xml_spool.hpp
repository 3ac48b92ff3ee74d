/// @file
/// A document that is written as XML to a temporary file without a name, and read again.
#pragma once

#include "cbds/io/stream.hpp"

#include <iosfwd>
#include <memory>
#include <string>

namespace cbds::formats {

class XmlSpool {
public:
    /// @param name  of the document, for messages
    /// @throws OutputError where no temporary file can be made
    explicit XmlSpool(std::string name);
    XmlSpool(XmlSpool&&) noexcept;
    XmlSpool& operator=(XmlSpool&&) noexcept;
    ~XmlSpool();

    /// Takes the document: UTF-8, as cbds/xml/writer.hpp lays it out.
    [[nodiscard]] std::ostream& stream() noexcept;

    /// The document is complete. @returns it, to be read as often as wanted; is_rewritten() is true of it
    [[nodiscard]] std::unique_ptr<io::Input> take();

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace cbds::formats
