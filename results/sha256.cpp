#include "results/sha256.hpp"

#include <openssl/evp.h>

#include "engine/error.hpp"

namespace yuce::results {
namespace {

void must(int status) {
    if (status != 1) throw Error(ErrorKind::internal, "SHA-256 is not available");
}

}  // namespace

struct Sha256::Context {
    Context() : state(EVP_MD_CTX_new()) {}
    ~Context() { EVP_MD_CTX_free(state); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    EVP_MD_CTX* state;
};

Sha256::Sha256() : context_(std::make_unique<Context>()) { must(EVP_DigestInit_ex(context_->state, EVP_sha256(), nullptr)); }
Sha256::~Sha256() = default;

void Sha256::add(const void* data, std::size_t size) { must(EVP_DigestUpdate(context_->state, data, size)); }

std::array<unsigned char, 32> Sha256::bytes() {
    std::array<unsigned char, 32> sum{};
    must(EVP_DigestFinal_ex(context_->state, sum.data(), nullptr));
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
