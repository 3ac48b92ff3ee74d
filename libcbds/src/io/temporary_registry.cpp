#include "io/temporary_registry.hpp"

#include "cbds/error.hpp"
#include "cbds/io/signals.hpp"

#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstring>
#include <string>

namespace cbds::io {
namespace {

struct Slot {
    enum State : int { free, being_filled, filled };
    std::atomic<int> state = free;
    std::array<char, PATH_MAX> path{};
};

/// The one thing that is global and changes: a signal handler has no other way to know. It must not allocate,
/// lock or wait, hence the fixed size.
constinit std::array<Slot, 64> slots;
static_assert(std::atomic<int>::is_always_lock_free);

}  // namespace

std::size_t register_temporary(std::string_view path) {
    if (path.size() >= PATH_MAX) throw OutputError(std::string(path) + ": the path is too long");
    for (std::size_t i = 0; i < slots.size(); ++i) {
        int expected = Slot::free;
        if (!slots[i].state.compare_exchange_strong(expected, Slot::being_filled)) continue;
        std::memcpy(slots[i].path.data(), path.data(), path.size());
        slots[i].path[path.size()] = '\0';
        slots[i].state = Slot::filled;
        return i;
    }
    throw OutputError(std::string(path) + ": too many outputs at once");
}

void forget_temporary(std::size_t slot) noexcept { slots[slot].state = Slot::free; }

void remove_temporary_files() noexcept {
    const int error = errno;
    for (Slot& slot : slots)
        if (slot.state == Slot::filled) ::unlink(slot.path.data());
    errno = error;
}

}  // namespace cbds::io
