#include "results/sha256.hpp"

#include <nettle/sha2.h>
#include <nettle/version.h>

namespace yuce::results {

struct Sha256::Context {
    Context() { sha256_init(&state); }
    sha256_ctx state;
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {}
Sha256::~Sha256() = default;

void Sha256::add(const void* data, std::size_t size) {
    sha256_update(&context_->state, size, static_cast<const std::uint8_t*>(data));
}

std::array<unsigned char, 32> Sha256::bytes() {
    std::array<unsigned char, 32> sum{};
#if NETTLE_VERSION_MAJOR >= 4
    sha256_digest(&context_->state, sum.data());
#else
    sha256_digest(&context_->state, sum.size(), sum.data());
#endif
    return sum;
}

std::string Sha256::hex() {
    std::string text;
    for (const unsigned char byte : bytes()) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}

}  // namespace yuce::results
