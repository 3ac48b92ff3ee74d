#include "cbds/formats/xml_spool.hpp"

#include "formats/document_spool.hpp"

#include <utility>

namespace cbds::formats {

class XmlSpool::Implementation {
public:
    explicit Implementation(std::string name) : spool(std::move(name)), stream(spool.begin({})) {}

    DocumentSpool spool;
    std::ostream& stream;
};

XmlSpool::XmlSpool(std::string name) : implementation_(std::make_unique<Implementation>(std::move(name))) {}
XmlSpool::XmlSpool(XmlSpool&&) noexcept = default;
XmlSpool& XmlSpool::operator=(XmlSpool&&) noexcept = default;
XmlSpool::~XmlSpool() = default;

std::ostream& XmlSpool::stream() noexcept { return implementation_->stream; }

std::unique_ptr<io::Input> XmlSpool::take() {
    implementation_->spool.end();
    return std::move(implementation_->spool.take().front());
}

}  // namespace cbds::formats
