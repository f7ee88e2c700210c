#pragma once

#include <atomic>

namespace TestSupport {

/// What a test and the programs it runs share: which calls on files are counted, and which of them fails. Lies in
/// memory that all of them map, so that a program's own children are counted too. Plain C++: it is also looked at
/// inside of programs that are not ours, as pg_dump.
struct FileCalls
{
    std::atomic<int> seen = 0; ///< Calls counted so far.
    std::atomic<int> nth = 0; ///< The one that fails, from 1; none where it is 0.
    std::atomic<int> error = 0; ///< How it fails: EIO only once, ENOSPC from then on, as a full disk does.
    char below[512] = {}; ///< Files and folders below this path are counted,
    char part[128] = {}; ///< whose path has this in it; all where it is empty.
    char what[768] = {}; ///< Which call failed, for people.
};

} // namespace TestSupport

/// Lets the calls of this process be counted; for a test that links the counting library itself.
extern "C" void countFileCallsHere(TestSupport::FileCalls *calls);
