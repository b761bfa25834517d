#include "engine/bound_code.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <numeric>
#include <vector>

#include "engine/interpreter.hpp"
#include "engine/run.hpp"

namespace yuce::engine {
namespace {

TEST(CallList, HoldsPlacesAndNumbersOfEachCallAligned) {
    CallList list;
    for (std::uint32_t n = 0; n < 7; ++n) {
        std::vector<std::uint32_t> places(n);
        std::iota(places.begin(), places.end(), 100 * n);
        const std::vector<double> numbers(6 - n, 0.5 + n);
        list.add(reinterpret_cast<Loop>(static_cast<std::uintptr_t>(16 + n)), places, numbers);
    }
    list.shrink();
    const std::byte* at = list.all().begin;
    for (std::uint32_t n = 0; n < 7; ++n) {
        ASSERT_EQ(reinterpret_cast<std::uintptr_t>(at) % alignof(double), 0U);
        const Call& call = *reinterpret_cast<const Call*>(at);
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(call.loop), 16U + n);
        ASSERT_EQ(call.places, n);
        for (std::uint32_t k = 0; k < n; ++k) EXPECT_EQ(call.place()[k], 100 * n + k);
        ASSERT_EQ(reinterpret_cast<std::uintptr_t>(call.numbers(n)) % alignof(double), 0U);
        for (std::uint32_t k = 0; k < 6 - n; ++k) EXPECT_EQ(call.numbers(n)[k], 0.5 + n);
        at += call.bytes;
    }
    EXPECT_EQ(at, list.all().end);
}

// What the memory of a run is counted from holds what a worker binds, and not much more.
TEST(CallList, WorkersAreCountedAsTheyAre) {
    Graph graph;
    NodeId sum = graph.uniform({stream_of("test"), 0, 0});
    ScenarioOutputs wanted;
    for (int k = 0; k < 200; ++k) {
        sum = graph.apply(Op::exp, graph.apply(Op::mul, graph.constant(0.25 + k), sum));
        wanted.checks.push_back({sum, 0, "sum", false});
    }
    wanted.outputs = {sum};
    const Program program = Program::lower(graph, {wanted});
    const Program::Code& code = program.code();
    CallList fast, slow;
    interpreter(Isa::best).bind(code, code.fast, row_stride(256), fast);
    interpreter(Isa::best).bind(code, code.slow, row_stride(256), slow);
    const std::size_t rows = code.rows * row_stride(256) * sizeof(double), calls = fast.bytes() + slow.bytes();
    EXPECT_GE(worker_bytes(program, 256), rows + calls);
    EXPECT_LE(worker_bytes(program, 256), rows + 2 * calls);
}

}  // namespace
}  // namespace yuce::engine
