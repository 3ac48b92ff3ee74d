#include "cbds/io/fingerprint.hpp"

#include "cbds/error.hpp"
#include "io/descriptor.hpp"
#include "io/file_stream.hpp"

#include <boost/filesystem.hpp>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

namespace cbds::io {
namespace {

namespace fs = boost::filesystem;

class Digest {
public:
    Digest() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
        if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1) throw Error("SHA-256 is not to be had");
    }

    void add(std::string_view bytes) {
        if (EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) != 1) throw Error("SHA-256 failed");
    }

    std::string finish() {
        constexpr std::string_view kDigits = "0123456789abcdef";
        std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
        unsigned length = 0;
        if (EVP_DigestFinal_ex(context_.get(), bytes.data(), &length) != 1) throw Error("SHA-256 failed");
        std::string text;
        for (unsigned i = 0; i < length; ++i) {
            text += kDigits[bytes[i] >> 4];
            text += kDigits[bytes[i] & 15];
        }
        return text;
    }

private:
    std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context_;
};

void add_file(const std::string& path, Digest& digest) {
    FileStream stream(open_to_read(path), path);
    std::vector<char> block(std::size_t{1} << 18);
    while (const std::size_t length = stream.read(block)) digest.add({block.data(), length});
}

void add_folder(const std::string& path, Digest& digest) {
    std::vector<std::string> files;
    for (fs::recursive_directory_iterator at(path); at != fs::recursive_directory_iterator(); ++at)
        if (fs::is_regular_file(at->status())) files.push_back(at->path().native());
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) {
        const std::string_view name = std::string_view(file).substr(path.size());
        digest.add({name.data(), name.size() + 1});  // the NUL ends the name
        add_file(file, digest);
    }
}

}  // namespace

std::string fingerprint_of_text(std::string_view text) {
    Digest digest;
    digest.add(text);
    return digest.finish();
}

std::string fingerprint_of_path(const std::string& path) {
    Digest digest;
    try {
        boost::system::error_code error;
        if (fs::is_directory(path, error)) add_folder(path, digest);
        else if (fs::is_regular_file(path, error)) add_file(path, digest);
        else return {};
    } catch (const InputError&) {
        return {};
    } catch (const fs::filesystem_error&) {
        return {};
    }
    return digest.finish();
}

}  // namespace cbds::io
