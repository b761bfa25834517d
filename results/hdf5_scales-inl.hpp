// Dimension scales of a file in the making (HDF5 Dimension Scale Specification): which datasets lie along which. HDF5's own
// H5DSattach_scale writes a scale's list of its users anew with every one of them; here each list is written once. For
// hdf5_write.cpp only, which includes HDF5.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "results/hdf5_objects-inl.hpp"

namespace yuce::results {

class Scales {
public:
    Scales();
    // Makes a dataset the scale of this path. Throws Error (internal), as all here, when HDF5 refuses.
    void add(const std::string& path, const Handle& dataset, const std::string& name);
    bool holds(const std::string& path) const { return scales_.count(path) != 0; }
    // One scale for each axis, all of them added before. To be said of a dataset once.
    void attach(const Handle& dataset, const std::vector<std::string>& paths);
    // Writes the scales' lists; nothing is attached after it.
    void finish();

private:
    struct User {  // as the specification has it in a scale's list
        std::uint64_t dataset;
        int axis;
        int nothing = 0;  // what would be padding is written, too
    };
    struct Scale {
        hid_t dataset;  // owned by the caller, who keeps it until finish()
        std::uint64_t reference;
        std::vector<User> users;
    };
    std::map<std::string, Scale> scales_;
    Handle references_, user_;  // types
};

inline std::uint64_t reference_to(hid_t dataset) {
    hobj_ref_t reference = 0;
    must(H5Rcreate(&reference, dataset, ".", H5R_OBJECT, -1), "a reference to a dataset");
    return reference;
}

inline void write_list(hid_t object, const char* name, const Handle& type, std::size_t length, const void* values) {
    const hsize_t size = length;
    const Handle space = owned(H5Screate_simple(1, &size, nullptr), H5Sclose, name);
    const Handle attribute = owned(H5Acreate2(object, name, type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose, name);
    must(H5Awrite(attribute.get(), type.get(), values), name);
}

inline Scales::Scales()
    : references_(owned(H5Tvlen_create(H5T_STD_REF_OBJ), H5Tclose, "a list of references")),
      user_(owned(H5Tcreate(H5T_COMPOUND, sizeof(User)), H5Tclose, "a list of references")) {
    must(H5Tinsert(user_.get(), "dataset", offsetof(User, dataset), H5T_STD_REF_OBJ), "a list of references");
    must(H5Tinsert(user_.get(), "dimension", offsetof(User, axis), H5T_NATIVE_INT), "a list of references");
}

inline void Scales::add(const std::string& path, const Handle& dataset, const std::string& name) {
    must(H5DSset_scale(dataset.get(), name.c_str()), "dimension " + path);
    scales_[path] = {dataset.get(), reference_to(dataset.get()), {}};
}

inline void Scales::attach(const Handle& dataset, const std::vector<std::string>& paths) {
    const std::uint64_t self = reference_to(dataset.get());
    std::vector<hvl_t> lists;
    for (const std::string& path : paths) {
        Scale& scale = scales_.at(path);
        scale.users.push_back({self, static_cast<int>(lists.size())});
        lists.push_back({1, &scale.reference});
    }
    write_list(dataset.get(), DIMENSION_LIST, references_, lists.size(), lists.data());
}

inline void Scales::finish() {
    for (const auto& [path, scale] : scales_) {
        if (!scale.users.empty()) write_list(scale.dataset, REFERENCE_LIST, user_, scale.users.size(), scale.users.data());
    }
}

}  // namespace yuce::results
