#include "io/temporary_registry.hpp"

#include "cbds/error.hpp"
#include "cbds/io/signals.hpp"
#include "io/output_folder_place.hpp"

#include <time.h>
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
    enum State : int { free, being_filled, file, folder };
    std::atomic<int> state = free;
    std::array<char, PATH_MAX> path{};
};

/// The one thing that is global and changes: a signal handler has no other way to know. It must not allocate,
/// lock or wait, hence the fixed size.
constinit std::array<Slot, 64> slots;
static_assert(std::atomic<int>::is_always_lock_free);

/// The program ends: whoever makes a file, or has done with one, waits for that.
constinit std::atomic<bool> ending = false;

bool remove(const Slot& slot, int kind) noexcept {
    return kind == Slot::file ? ::unlink(slot.path.data()) == 0 : remove_flat_folder(slot.path.data());
}

/// @returns whether there is one that was not there: it may be made at this moment by another thread
bool remove_all() noexcept {
    bool missing = false;
    for (Slot& slot : slots) {
        const int kind = slot.state;
        if (kind != Slot::file && kind != Slot::folder) continue;
        if (remove(slot, kind)) slot.state = Slot::free;
        else missing = true;
    }
    return missing;
}

}  // namespace

std::size_t register_temporary(std::string_view path, Temporary kind) {
    if (path.size() + 1 >= PATH_MAX) throw OutputError(std::string(path) + ": the path is too long");
    for (std::size_t i = 0; i < slots.size(); ++i) {
        int expected = Slot::free;
        if (!slots[i].state.compare_exchange_strong(expected, Slot::being_filled)) continue;
        std::memcpy(slots[i].path.data(), path.data(), path.size());
        slots[i].path[path.size()] = '\0';
        slots[i].state = kind == Temporary::file ? Slot::file : Slot::folder;
        while (ending) ::pause();
        return i;
    }
    throw OutputError(std::string(path) + ": too many outputs at once");
}

void forget_temporary(std::size_t slot) noexcept {
    slots[slot].state = Slot::free;
    while (ending) ::pause();  // so that nobody complains of a file that the end has taken away
}

void remove_temporary_files() noexcept {
    const int error = errno;
    ending = true;
    constexpr int kRounds = 20;
    constexpr timespec kMillisecond{0, 1'000'000};
    for (int round = 0; round < kRounds && remove_all(); ++round) ::nanosleep(&kMillisecond, nullptr);
    errno = error;
}

}  // namespace cbds::io
