// The bits of fitted laws and single quantiles, written down: whoever runs this on another x86 machine compares it with all others.
#include <iomanip>

#include "engine/law_kernel.hpp"
#include "tests/engine/hash_of_bits.hpp"
#include "tests/engine/law_samples.hpp"
#include "tests/engine/rows_under_test.hpp"

namespace yuce::engine {
namespace {

std::uint64_t hash_of(const Law& law) {
    HashOfBits hash;
    const LawKernel kernel(law);
    const LawKernel::Table& table = kernel.table();
    hash.add(static_cast<double>(table.form));
    for (const double x : {table.location, table.scale, table.lowest, table.highest, table.sd_low, table.sd_high,
                           table.weight_low, table.pieces.knot, table.pieces.pieces_per_unit, table.pieces.first}) {
        hash.add(x);
    }
    for (const LawPieces::Piece& piece : table.pieces.pieces) hash.add_all(piece.coefficients);
    hash.add_all(table.steps.values);
    hash.add_all(table.steps.of_uniform);
    hash.add_all(table.steps.of_normal);
    hash.add(law_mean(law));
    hash.add(law_sd(law));
    for (const double u : {1e-12, 0.001, 0.1, 0.3, 0.5}) {
        hash.add(law_quantile(law, u));
        hash.add(law_quantile(law, u, true));
        hash.add(law_cdf(law, law_quantile(law, u)));
    }
    return hash.value();
}

struct Golden {
    const char* law;
    std::uint64_t hash;
};

constexpr Golden golden[] = {
    {"uniform", 0x3a8ff2d9f35c2db4},
    {"uniform_cut", 0xc7433ac919bd33f2},
    {"triangular", 0xd1975b7b77d90fdf},
    {"triangular_left", 0x46bbbba788a45c48},
    {"triangular_right", 0xc56805954f6f015e},
    {"triangular_cut", 0x68aecb9731bcf208},
    {"pert", 0xf5858b5755c5a46c},
    {"pert_sharp", 0x0d2460d47119f571},
    {"beta", 0xf325097cbd621d0c},
    {"beta_u", 0x69c29e9b1d4f9bdb},
    {"beta_large", 0x6b6d10003400a558},
    {"beta_cut", 0xe7652be3fa8a6dac},
    {"normal", 0xd95349658c8efad5},
    {"normal_low", 0x51e24415109f3ca1},
    {"normal_high", 0x5ac4cb54cd59e459},
    {"normal_both", 0xe3036a8636c7803f},
    {"normal_far", 0x61a5fa35027f7a89},
    {"student_t", 0x0359e6de86279269},
    {"student_t_heavy", 0x356f289a0e0177d9},
    {"student_t_light", 0xbadafbfd0322384c},
    {"student_t_cut", 0x08742292fce7da7b},
    {"two_piece", 0x9dc1dc4511663411},
    {"two_piece_extreme", 0x1df813dd76c2e2b0},
    {"two_piece_even", 0xf6ef8eede26ee1a4},
    {"two_piece_cut", 0x1ac1476e4bf5a767},
    {"gev", 0x3d848f076b533173},
    {"gumbel", 0x7079f88bb7f67b07},
    {"gev_bounded", 0x7e57edf87e470518},
    {"gev_heavy", 0xa7fe505a1bae645e},
    {"lognormal", 0x5abbeb6070516112},
    {"lognormal_moments", 0x11cb784d35ee5947},
    {"lognormal_cut", 0x2d39ae3d9117e642},
    {"gamma", 0xf1fc9ca994217fe1},
    {"gamma_small", 0x24412a88154e0058},
    {"gamma_tiny", 0xab34c8a6973c6317},
    {"gamma_large", 0x523296d3348a647d},
    {"gamma_cut", 0xa938dadeb1e7a877},
    {"exponential", 0xdb1646c41a20a8f4},
    {"exponential_cut", 0x4d832e43f37acde9},
    {"weibull", 0x8c2e29a00d294aec},
    {"weibull_small", 0x01d3c478ebc2cbf7},
    {"weibull_large", 0x8ac89085cf82840e},
    {"constant", 0xcf42f2095f6a17ad},
    {"poisson", 0x5225b75127ec5453},
    {"poisson_rare", 0x48767a753bd96f5f},
    {"poisson_large", 0x0891cd645b52663b},
    {"poisson_cut", 0xf7bd9ad8185fedd5},
    {"bernoulli", 0x9b2ed3dae368b6c3},
    {"bernoulli_never", 0xbc82f48e1da864ad},
    {"discrete", 0x2c768c448473d6ba},
    {"empirical", 0x29389378192e68e4},
    {"empirical_cut", 0xf667bb6243caca08},
};

TEST(LawBits, AreTheSameOnEveryMachine) {
    if (std::numeric_limits<long double>::digits != 64) GTEST_SKIP() << "written down for x86, where long double has 64 digits";
    std::map<std::string, std::uint64_t> wanted;
    for (const Golden& entry : golden) wanted[entry.law] = entry.hash;
    for (const law_samples::Sample& sample : law_samples::all()) {
        const std::uint64_t hash = hash_of(sample.law);
        EXPECT_EQ(hash, wanted[sample.name])
            << "{\"" << sample.name << "\", 0x" << std::hex << std::setfill('0') << std::setw(16) << hash << "},";
        wanted.erase(sample.name);
    }
    EXPECT_TRUE(wanted.empty()) << wanted.begin()->first << " is no sample any more";
}

TEST(LawBits, OfGammaAndPoissonQuantilesAreTheSameOnEveryMachine) {
    if (std::numeric_limits<long double>::digits != 64) GTEST_SKIP() << "written down for x86, where long double has 64 digits";
    Numbers numbers;
    const std::size_t n = 800;
    const Row u = numbers.row(n, [&] { return numbers.lattice(); });
    const Row shape = numbers.row(n, [&] {
        const int exponent = static_cast<int>(numbers.between(-4, 12));
        return std::ldexp(numbers.between(1, 2), exponent);
    });
    const Row scale = numbers.row(n, [&] { return numbers.between(0.1, 10); });
    HashOfBits gamma, poisson;
    gamma.add_all(on_every_isa(
        n, [&](const MathRows& rows, double* out) { rows.gamma_quantile(out, u.data(), shape.data(), scale.data(), n); }));
    poisson.add_all(
        on_every_isa(n, [&](const MathRows& rows, double* out) { rows.poisson_quantile(out, u.data(), shape.data(), n); }));
    EXPECT_EQ(gamma.value(), 0x6fb582eb815e2b65);
    EXPECT_EQ(poisson.value(), 0x6a30a54c229f6608);
}

}  // namespace
}  // namespace yuce::engine
