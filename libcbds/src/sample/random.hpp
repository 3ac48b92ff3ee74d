/// @file
/// Random numbers that are the same on every machine: splitmix64, and no distributions of the standard library.
#pragma once

#include <cstdint>

namespace cbds::sample {

/// Scatters the bits of a number.
constexpr std::uint64_t scatter(std::uint64_t x) noexcept {
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

/// A row of random numbers that depends only on the seed, on what it is for, and on the record's index.
class Random {
public:
    constexpr Random(std::uint64_t seed, std::uint64_t purpose, std::uint64_t index) noexcept
        : state_(scatter(scatter(seed ^ scatter(purpose)) ^ index)) {}

    constexpr std::uint64_t next() noexcept {
        state_ += 0x9E3779B97F4A7C15u;
        return scatter(state_);
    }

    /// 0 to `count` - 1.
    constexpr unsigned below(unsigned count) noexcept {
        return static_cast<unsigned>(((next() >> 32) * count) >> 32);
    }

    /// `first` to `last`, both included.
    constexpr int between(int first, int last) noexcept {
        return first + static_cast<int>(below(static_cast<unsigned>(last - first + 1)));
    }

    constexpr bool permille(unsigned share) noexcept { return below(1000) < share; }

private:
    std::uint64_t state_;
};

}  // namespace cbds::sample
