// Stands between programs and the C library (LD_PRELOAD, or linked first): counts the calls that write, open for
// writing, flush, rename and make folders, below one path only, and lets one of them fail as a disk would.
// tests/support/files/ failingfiles.h is how tests use it.
#include "tests/support/files/filecalls.h"

#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

using TestSupport::FileCalls;

FileCalls *shared = nullptr;

/// The C library's own.
template <typename Function>
Function *next(const char *name)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

bool isCounted(const char *path)
{
    const size_t length = std::strlen(shared->below);
    return length > 0 && std::strncmp(path, shared->below, length) == 0
        && (shared->part[0] == '\0' || std::strstr(path, shared->part));
}

/// Whether a call fails, and then with which errno. A full disk refuses only what needs room.
bool fails(const char *call, const char *path, bool needsRoom)
{
    if (!shared || !path || !isCounted(path))
        return false;
    const int error = shared->error;
    if (error == ENOSPC && !needsRoom)
        return false;
    const int number = ++shared->seen;
    const int nth = shared->nth;
    if (nth == 0 || number < nth || (number > nth && error != ENOSPC))
        return false;
    if (number == nth)
        std::snprintf(shared->what, sizeof shared->what, "%s %s", call, path);
    errno = error;
    return true;
}

bool failsOn(const char *call, int descriptor)
{
    if (!shared)
        return false;
    const int before = errno;
    char link[64];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    char path[PATH_MAX];
    const ssize_t length = readlink(link, path, sizeof path - 1);
    errno = before;
    if (length <= 0)
        return false;
    path[length] = '\0';
    return fails(call, path, true);
}

bool failsToOpen(const char *path, int flags)
{
    if ((flags & O_ACCMODE) == O_RDONLY && !(flags & O_CREAT))
        return false;
    const int before = errno;
    const bool makesFile = (flags & O_TMPFILE) == O_TMPFILE || ((flags & O_CREAT) && access(path, F_OK) != 0);
    errno = before;
    return fails("open", path, makesFile);
}

// A stream of the C library writes past what can be stood in between, so one for writing becomes a stream over these.

int descriptorOf(void *cookie)
{
    return static_cast<int>(reinterpret_cast<intptr_t>(cookie));
}

ssize_t readStream(void *cookie, char *bytes, size_t count)
{
    return read(descriptorOf(cookie), bytes, count);
}

ssize_t writeStream(void *cookie, const char *bytes, size_t count)
{
    const ssize_t written = write(descriptorOf(cookie), bytes, count);
    return written < 0 ? 0 : written; // a stream takes 0 for the failure
}

int seekStream(void *cookie, off64_t *offset, int whence)
{
    const off64_t place = lseek64(descriptorOf(cookie), *offset, whence);
    if (place < 0)
        return -1;
    *offset = place;
    return 0;
}

int closeStream(void *cookie)
{
    return close(descriptorOf(cookie));
}

int flagsOf(const char *mode)
{
    const bool isBoth = std::strchr(mode, '+') != nullptr;
    const int access = isBoth ? O_RDWR : mode[0] == 'r' ? O_RDONLY : O_WRONLY;
    const int making = mode[0] == 'w' ? O_CREAT | O_TRUNC : mode[0] == 'a' ? O_CREAT | O_APPEND : 0;
    return access | making | (std::strchr(mode, 'e') ? O_CLOEXEC : 0);
}

FILE *openStream(const char *name, const char *path, const char *mode)
{
    static_assert(sizeof(void *) >= sizeof(int));
    const int flags = flagsOf(mode);
    if ((flags & O_ACCMODE) == O_RDONLY || !shared || !isCounted(path))
        return next<FILE *(const char *, const char *)>(name)(path, mode);
    const int descriptor = open64(path, flags, 0666);
    if (descriptor < 0)
        return nullptr;
    return fopencookie(reinterpret_cast<void *>(static_cast<intptr_t>(descriptor)), mode,
        {readStream, writeStream, seekStream, closeStream});
}

/// The variable names a file that a test has made, which all its programs map.
[[gnu::constructor]] void mapCalls()
{
    const char *path = std::getenv("SYNCDESK_TEST_FILECALLS");
    const int descriptor = path ? next<int(const char *, int, ...)>("open64")(path, O_RDWR | O_CLOEXEC) : -1;
    if (descriptor < 0)
        return;
    void *memory = mmap(nullptr, sizeof(FileCalls), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    close(descriptor);
    if (memory != MAP_FAILED)
        shared = static_cast<FileCalls *>(memory);
}

mode_t modeOf(int flags, va_list more)
{
    return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(more, mode_t) : 0;
}

} // namespace

extern "C" {

void countFileCallsHere(FileCalls *calls)
{
    shared = calls;
}

int open(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    const mode_t mode = modeOf(flags, more);
    va_end(more);
    return failsToOpen(path, flags) ? -1 : next<int(const char *, int, ...)>("open")(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    const mode_t mode = modeOf(flags, more);
    va_end(more);
    return failsToOpen(path, flags) ? -1 : next<int(const char *, int, ...)>("open64")(path, flags, mode);
}

// What the checking headers of distributions make of open() without a mode.
int __open_2(const char *path, int flags)
{
    return failsToOpen(path, flags) ? -1 : next<int(const char *, int)>("__open_2")(path, flags);
}

int __open64_2(const char *path, int flags)
{
    return failsToOpen(path, flags) ? -1 : next<int(const char *, int)>("__open64_2")(path, flags);
}

FILE *fopen(const char *path, const char *mode)
{
    return openStream("fopen", path, mode);
}

FILE *fopen64(const char *path, const char *mode)
{
    return openStream("fopen64", path, mode);
}

ssize_t write(int descriptor, const void *bytes, size_t count)
{
    return failsOn("write", descriptor) ? -1
                                        : next<ssize_t(int, const void *, size_t)>("write")(descriptor, bytes, count);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset)
{
    return failsOn("pwrite", descriptor)
        ? -1
        : next<ssize_t(int, const void *, size_t, off_t)>("pwrite")(descriptor, bytes, count, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset)
{
    return failsOn("pwrite", descriptor)
        ? -1
        : next<ssize_t(int, const void *, size_t, off64_t)>("pwrite64")(descriptor, bytes, count, offset);
}

int fsync(int descriptor)
{
    return failsOn("fsync", descriptor) ? -1 : next<int(int)>("fsync")(descriptor);
}

int fdatasync(int descriptor)
{
    return failsOn("fdatasync", descriptor) ? -1 : next<int(int)>("fdatasync")(descriptor);
}

int ftruncate(int descriptor, off_t length) noexcept
{
    return failsOn("ftruncate", descriptor) ? -1 : next<int(int, off_t)>("ftruncate")(descriptor, length);
}

int ftruncate64(int descriptor, off64_t length) noexcept
{
    return failsOn("ftruncate", descriptor) ? -1 : next<int(int, off64_t)>("ftruncate64")(descriptor, length);
}

int rename(const char *from, const char *to) noexcept
{
    return fails("rename", to, false) ? -1 : next<int(const char *, const char *)>("rename")(from, to);
}

int renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned int flags) noexcept
{
    return fails("rename", to, false) ? -1
                                      : next<int(int, const char *, int, const char *, unsigned int)>("renameat2")(
                                          fromFolder, from, toFolder, to, flags);
}

int linkat(int fromFolder, const char *from, int toFolder, const char *to, int flags) noexcept
{
    return fails("link", to, true)
        ? -1
        : next<int(int, const char *, int, const char *, int)>("linkat")(fromFolder, from, toFolder, to, flags);
}

int mkdir(const char *path, mode_t mode) noexcept
{
    return fails("mkdir", path, true) ? -1 : next<int(const char *, mode_t)>("mkdir")(path, mode);
}

} // extern "C"
