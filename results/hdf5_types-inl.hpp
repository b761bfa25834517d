// Numbers' types in HDF5's words. For hdf5_read.cpp and hdf5_write.cpp only, which include HDF5.
#pragma once

#include "results/file_image.hpp"

namespace yuce::results {

inline hid_t memory_type(Streamed::Type type) {
    switch (type) {
        case Streamed::Type::int8: return H5T_NATIVE_INT8;
        case Streamed::Type::int64: return H5T_NATIVE_INT64;
        case Streamed::Type::float32: return H5T_NATIVE_FLOAT;
        case Streamed::Type::float64: break;
    }
    return H5T_NATIVE_DOUBLE;
}

}  // namespace yuce::results
