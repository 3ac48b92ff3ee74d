/// The yardstick of the benchmarks: how long memchr takes for every '<' of a file, one thread, nothing else done.
///
/// count_tags FILE

#include <fcntl.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iostream>
#include <vector>

namespace {

constexpr std::size_t kBlock = std::size_t{4} << 20;

std::uint64_t tags_in(const char* begin, const char* end) {
    std::uint64_t count = 0;
    while (const void* hit = std::memchr(begin, '<', static_cast<std::size_t>(end - begin))) {
        begin = static_cast<const char*>(hit) + 1;
        ++count;
    }
    return count;
}

}  // namespace

int main(int argc, char** argv) {
    const int file = argc == 2 ? open(argv[1], O_RDONLY) : -1;
    if (file < 0) {
        std::cerr << "usage: count_tags FILE\n";
        return 2;
    }
    std::vector<char> block(kBlock);
    std::uint64_t count = 0;
    ssize_t size = 0;
    while ((size = read(file, block.data(), block.size())) > 0) count += tags_in(block.data(), block.data() + size);
    close(file);
    std::cout << count << '\n';
    return size == 0 ? 0 : 2;
}
