// Normal numbers drawn together have the bits of those drawn one by one.
#include "engine/normal_draws.hpp"

#include "tests/engine/rows_under_test.hpp"

namespace yuce::engine {
namespace {

DrawKey key_of(std::size_t row) {
    return {stream_of("shock/" + std::to_string(row)), static_cast<std::uint16_t>(8100 + row % 3), 2};
}

void expect_quantiles_of_uniforms(std::uint64_t seed, std::uint64_t first_path, std::size_t rows, std::size_t n) {
    std::vector<DrawKey> keys;
    for (std::size_t row = 0; row < rows; ++row) keys.push_back(key_of(row));
    for (const Isa isa : available_isas()) {
        std::vector<Row> drawn(rows, Row(n));
        std::vector<double*> out;
        for (Row& row : drawn) out.push_back(row.data());
        math_rows(isa).normals(out.data(), rows, seed, first_path, keys.data(), n);
        for (std::size_t row = 0; row < rows; ++row) {
            Row expected(n);
            for (std::size_t i = 0; i < n; ++i) expected[i] = uniform_at(seed, first_path + i, keys[row]);
            math_rows(Isa::portable).normal_quantile(expected.data(), expected.data(), n);
            expect_same_bits(drawn[row], expected,
                             isa_name(isa) + ", row " + std::to_string(row) + " of " + std::to_string(rows) + ", " +
                                 std::to_string(n) + " paths from " + std::to_string(first_path));
        }
    }
}

TEST(NormalDraws, AreTheQuantilesOfTheUniforms) {
    for (std::size_t rows = 1; rows <= most_normal_rows; ++rows) {
        for (const std::size_t n : {8, 16, 24, 48, 64, 80, 256, 272, 800}) expect_quantiles_of_uniforms(42, 4096, rows, n);
    }
}

TEST(NormalDraws, BeginAtAnyStrip) {
    for (const std::uint64_t first : {0, 8, 16, 4088, 123456}) expect_quantiles_of_uniforms(7, first, 3, 64);
}

TEST(NormalDraws, GoOnWhereTheCounterHasMoreThan32Bits) {
    const std::uint64_t stretch = std::uint64_t{1} << 33;
    for (const std::uint64_t first : {stretch - 64, stretch - 16, stretch, 5 * stretch + 4096}) {
        expect_quantiles_of_uniforms(0xfedcba9876543210u, first, 5, 64);
    }
}

}  // namespace
}  // namespace yuce::engine
