// SHA-256 of what is added, piece after piece.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>

namespace yuce::results {

class Sha256 {
public:
    Sha256();
    ~Sha256();
    void add(const void* data, std::size_t size);
    // Nothing may be added after one of these.
    std::string hex();  // 64 digits
    std::array<unsigned char, 32> bytes();

private:
    struct Context;
    std::unique_ptr<Context> context_;
};

}  // namespace yuce::results
